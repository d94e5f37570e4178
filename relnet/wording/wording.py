"""Sentences by key, from gettext catalogues."""

from __future__ import annotations

import gettext
import locale
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).parent
OWN = ("en", "nl")
"""The languages that relnet speaks by itself."""


def _found() -> dict[str, Path]:
    """Where the catalogue of each language is: relnet's own, and those of a folder of more.

    The folder that ``RELNET_CATALOGUES`` names holds ``fr/LC_MESSAGES/relnet.mo`` for French.
    """
    more = os.environ.get("RELNET_CATALOGUES")
    files = sorted(Path(more).glob("*/LC_MESSAGES/relnet.mo")) if more else []
    others = {file.parts[-3]: Path(more) for file in files} if more else {}
    return others | dict.fromkeys(OWN, CATALOGUES)


_FOLDERS = _found()
LANGUAGES = (*OWN, *sorted(_FOLDERS.keys() - set(OWN)))
"""The languages that there are catalogues of."""


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of a language; English where another has none."""
    texts = gettext.translation("relnet", _FOLDERS[language], [language])
    if language not in OWN:
        texts.add_fallback(_catalogue("en"))
    return texts


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one language, by key.

    Parameters
    ----------
    language
        ``"en"``, ``"nl"``, or one of which there is a catalogue besides.

    Raises
    ------
    UsageError
        If there is no such language.

    Examples
    --------
    >>> Wording("nl")("map.status.formed")
    'nieuw'
    >>> Wording("en")("count.tie", n=1234)
    '1,234 ties'
    >>> Wording("nl").number(0.25), Wording("nl").share(0.6667), Wording("nl").share(0.0001)
    ('0,25', '67%', 'minder dan 1%')
    """

    language: str = "en"
    _texts: gettext.NullTranslations = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            from relnet.wording.usage import unknown  # noqa: PLC0415 - which speaks by this class

            raise unknown("language", self.language, LANGUAGES)
        object.__setattr__(self, "_texts", _catalogue(self.language))

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a sentence with the values filled in; `n` decides on the plural.

        Raises
        ------
        KeyError
            If there is no such sentence.
        """
        n = values.get("n")
        pattern = self.pattern(key, n if isinstance(n, int) else None)
        return pattern.format(**{name: self._shown(value) for name, value in values.items()})

    def pattern(self, key: str, n: int | None = None) -> str:
        """Return a sentence with the places of its values open, as for `n` of what it counts.

        Raises
        ------
        KeyError
            If there is no such sentence.
        """
        texts = self._texts
        pattern = key if n is None else texts.ngettext(key, key, n)
        pattern = texts.gettext(key) if pattern == key else pattern
        if pattern == key:
            raise KeyError(key)
        return pattern

    def has(self, key: str) -> bool:
        """Whether there is a sentence under this key."""
        return self._texts.gettext(key) != key

    def name(self, kind: str, what: str) -> str:
        """Return what a name is called, such as a column's; the name itself without a word."""
        key = f"{kind}.{what}"
        return self(key) if self.has(key) else what

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return a number as this language writes it; as few decimals as it takes without."""
        shown = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,.12g}"
        marks = self("number.marks")
        return shown.translate(str.maketrans(",.", marks))

    def share(self, value: float, decimals: int = 0) -> str:
        """Return a share of one as a percentage; almost nothing is not nothing, nor almost all all."""
        least = 10.0 ** -(decimals + 2)
        if 0 < value < least / 2:
            return self("share.less", share=f"{self.number(least * 100, decimals)}%")
        if 1 - least / 2 < value < 1:
            return self("share.more", share=f"{self.number(100 - least * 100, decimals)}%")
        return f"{self.number(value * 100, decimals)}%"

    def _shown(self, value: object) -> object:
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        return self.number(value) if plain else value  # type: ignore[arg-type]


def system_language() -> str:
    """Return the language that the user's system asks for; English where it is another.

    ``RELNET_LANGUAGE`` comes first, then the locale.
    """
    asked = [os.environ.get(name) for name in ("RELNET_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((value for value in asked if value), None) or locale.getlocale()[0] or ""
    if first.lower().startswith("dutch"):
        return "nl"
    return first[:2].lower() if first[:2].lower() in LANGUAGES else "en"
