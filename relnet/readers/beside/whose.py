"""What a person wrote for an organisation: its id or a name; or a problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from relnet.errors import quoted
from relnet.organisations import match_names, suggest_names
from relnet.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.organisations import Organisations
    from relnet.wording import Value

MOST_SUGGESTIONS = 200
"""Unknown names beyond this many get no suggestion."""
LIKELY = 60.0
"""Score from which one is worth asking whether it was meant."""


_SEVERAL = re.compile(r"[|;\n]")


class Place(NamedTuple):
    """Where something stands."""

    file: str
    row: int
    column: str | None

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"

    def problem(self, kind: str, variant: str = "", /, **values: Value) -> Problem:
        """Return an error at this place."""
        return Problem(
            kind, variant=variant, values=values, file=self.file, row=self.row, column=self.column
        )


def parts(text: str) -> list[str]:
    """Return several names in one cell.

    Examples
    --------
    >>> parts("GGD ZL | GGD Zuid-Limburg")
    ['GGD ZL', 'GGD Zuid-Limburg']
    """
    return [part.strip() for part in _SEVERAL.split(text) if part.strip()]


def whose(
    said: Sequence[tuple[str, Place]], organisations: Organisations
) -> tuple[list[str | None], list[Problem]]:
    """Return which organisation each text means, and an error for each that means none.

    Parameters
    ----------
    said
        What stands there, and where; empty text means nothing and is no error.
    organisations
        The organisations.

    Returns
    -------
    actors : list of str or None
        Preferred names.
    problems : list of Problem
        With the nearest name, where one is near.
    """
    found = match_names([text for text, _ in said], organisations)
    how = found["how"].tolist()
    actors = [
        a if h in {"exact", "normalised"} else None
        for a, h in zip(found["actor"], how, strict=True)
    ]
    strange = [text for (text, _), h in zip(said, how, strict=True) if text and h == "none"]
    near = _near(strange, organisations)
    problems = []
    for (text, place), kind in zip(said, how, strict=True):
        if text and kind == "ambiguous":
            problems.append(place.problem("unknown organisation", "several", name=quoted(text)))
        elif text and kind == "none" and text in near:
            given = {"name": quoted(text), "near": quoted(near[text])}
            problems.append(place.problem("unknown organisation", "near", **given))
        elif text and kind == "none":
            problems.append(place.problem("unknown organisation", name=quoted(text)))
    return actors, problems


def _near(names: Sequence[str], organisations: Organisations) -> dict[str, str]:
    few = list(dict.fromkeys(names))[:MOST_SUGGESTIONS]
    best = suggest_names(few, organisations, most=1, at_least=LIKELY)
    return dict(zip(best["name"], best["actor"], strict=True))
