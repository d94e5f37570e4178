"""Texts of a study file, in Dutch and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STRICT = {"extra": "forbid", "strict": True}
"""How the schema holds a study file to these types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What something is called, in Dutch and English.

    Attributes
    ----------
    nl, en
        The texts; empty where there is none.
    """

    __pydantic_config__ = STRICT
    nl: str = ""
    en: str = ""

    def __iter__(self) -> Iterator[str]:
        """Iterate over the texts that there are."""
        return (text for text in (self.nl, self.en) if text)

    def in_language(self, language: str) -> str:
        """Return the text in a language, or the only one there is."""
        return str(getattr(self, language, "")) or next(iter(self), "")
