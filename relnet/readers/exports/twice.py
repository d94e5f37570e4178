"""One submission for each person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from relnet.problems import Problem, shortened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.readers.exports.export import Export
    from relnet.readers.exports.submissions import People


def kept_submissions(
    export: Export, repeated: Literal["refuse", "first", "last"], people: People
) -> tuple[NDArray[np.int64], list[Problem]]:
    """Return the positions of the submissions that count, and what is said of the others.

    Of those of one person for one organisation in one wave, one that was finished goes
    before others, and of several alike the last counts; otherwise `repeated` says which.

    Parameters
    ----------
    export
        The export.
    repeated
        Which of several submissions counts; ``"refuse"`` where that is an error.
    people
        The submissions, in the order of the file.
    """
    n = len(people.at)
    person = people.said.get("person")
    if person is None:
        return np.arange(n), []
    keys = [people.said[role] for role in ("wave", "actor") if role in people.said]
    table = pd.DataFrame([person, *keys]).T.assign(at=np.arange(n))
    table = table[(person != "")]
    several = table[table.duplicated(list(table.columns[:-1]), keep=False)]
    out: set[int] = set()
    problems = []
    for _, part in several.groupby(list(table.columns[:-1]), sort=False):
        of_one = part["at"].to_numpy()
        chosen, variant = _chosen(export, repeated, people, of_one)
        others = [int(k) for k in of_one if k != chosen]
        out |= set(others)
        problems.append(_told(export, people, chosen, others, variant))
    return np.array([k for k in range(n) if k not in out], np.int64), problems


def _chosen(
    export: Export,
    repeated: Literal["refuse", "first", "last"],
    people: People,
    of_one: NDArray[np.int64],
) -> tuple[int, str]:
    """Which submission of one person counts, and why."""
    done = of_one[people.done[of_one]]
    if len(done) == 1:
        return int(done[0]), "finished"
    among = done if len(done) else of_one
    asked = [one.column for one in export.asked]
    cells = export.table.cells.iloc[export.first + people.at[among], asked]
    if len(cells.drop_duplicates()) == 1:
        return int(among[-1]), "alike"
    if repeated == "first":
        return int(among[0]), "first"
    return int(among[-1]), "last" if repeated == "last" else ""


def _told(export: Export, people: People, chosen: int, others: list[int], variant: str) -> Problem:
    place = {"file": export.table.name, "row": int(people.rows[chosen])}
    values = {
        "rows": shortened(people.rows[others]),
        "n": len(others),
    }
    return Problem(
        "submitted twice",
        variant=variant,
        values=values,
        severity="warning" if variant else "error",
        **place,  # type: ignore[arg-type]
    )
