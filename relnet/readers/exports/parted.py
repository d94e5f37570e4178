"""Rows of a question in two parts, ``Row - Column``: what SurveyMonkey makes of a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from relnet.readers.exports.headings import DASH, Heading, dashed
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd


class Parted(NamedTuple):
    """The row and the column that each column of a file is on.

    `ticked` says that a cell holds its column or nothing; otherwise the cells are answers,
    and each column a question of its own.
    """

    parts: Mapping[int, tuple[str, str]]
    ticked: bool


def parted(rows: Mapping[int, str], body: pd.DataFrame, own: Collection[str]) -> Parted | None:
    """Return the rows of a question in two parts; ``None`` where they are whole.

    Parameters
    ----------
    rows
        Column of the file → its row.
    body
        The submissions, by column.
    own
        Names (as `normal` has them) that are rows as a whole.
    """
    if len(rows) < 2 or not all(DASH in row for row in rows.values()):
        return None
    ticked = _by_ticks(rows, body)
    if ticked is not None:
        return Parted(ticked, ticked=True)
    if any(normal(row) in own for row in rows.values()):
        return None
    both = _every_pair(rows)
    return None if both is None else Parted(both, ticked=False)


def _by_ticks(rows: Mapping[int, str], body: pd.DataFrame) -> dict[int, tuple[str, str]] | None:
    """Parts by the cells, each of which holds the end of its heading or nothing."""
    found: dict[int, tuple[str, str]] = {}
    for column, row in rows.items():
        texts = [str(text) for text in body[column].unique() if text]
        if len(texts) > 1 or (texts and not row.endswith(DASH + texts[0])):
            return None
        if texts:
            found[column] = (row[: -len(DASH + texts[0])], texts[0])
    first = {part for part, _ in found.values()}
    last = {part for _, part in found.values()}
    for column in rows.keys() - found.keys() if found else ():
        ways = dashed(rows[column])
        ranked = sorted(ways, key=lambda way: (way.question not in first, way.row not in last))
        found[column] = (ranked[0].question, ranked[0].row)
    return {column: found[column] for column in rows} if found else None


def _every_pair(rows: Mapping[int, str]) -> dict[int, tuple[str, str]] | None:
    """Parts by the headings, where each row stands there with each column, two at least."""
    most = max(row.count(DASH) for row in rows.values())
    for cut in range(1, min(most, 9) + 1):
        ways = {column: _cut(row, cut) for column, row in rows.items()}
        first = {way.question for way in ways.values()}
        last = {way.row for way in ways.values()}
        pairs = {(way.question, way.row) for way in ways.values()}
        if min(len(first), len(last)) > 1 and len(pairs) == len(rows) == len(first) * len(last):
            return {column: (way.question, way.row) for column, way in ways.items()}
    return None


def _cut(text: str, cut: int) -> Heading:
    """The heading, parted at the dash of a number counted from its end."""
    ways = dashed(text)
    return ways[min(cut, len(ways)) - 1] if ways else Heading(text, "")
