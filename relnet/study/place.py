"""Where each key of a study stands, and what is wrong there."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.study.schema import UNNAMED, shown
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.study.study import Study
    from relnet.study.toml import Document, Path
    from relnet.wording import Value


def named(names: Iterable[str]) -> list[str]:
    """Return the names that are not put in place of one that is missing."""
    return [name for name in names if not name.startswith(UNNAMED)]


@dataclass(frozen=True, slots=True)
class Place:
    """A study and where each of its keys stands."""

    study: Study
    document: Document

    def problem(self, kind: str, path: Path, variant: str = "", /, **given: Value) -> Problem:
        """Return what is wrong with a key, with the line on which it stands."""
        return Problem(
            kind,
            variant=variant,
            values=given,
            file=self.study.path.name,
            row=self.document.line(path),
            column=shown(path),
        )

    def unknown(self, what: str, path: Path, name: str, known: Sequence[str]) -> Problem:
        """Return that a name stands for nothing, with the nearest that does."""
        known = named(known)
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
        kind, given = Phrase(f"word.named.{what}"), {"name": quoted(name)}
        if near:
            return self.problem(
                "unknown name", path, "near", **given, what=kind, near=quoted(near[0])
            )
        names = shortened(map(quoted, known)) if known else Phrase("word.none")
        return self.problem("unknown name", path, **given, what=kind, names=names)
