"""What an export of a survey platform is: a row for each submission, a column for each thing asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from relnet.problems import Problem
    from relnet.readers.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one column of an export asks.

    Attributes
    ----------
    column
        Its position in the table, from 0.
    key
        How a column map calls it: unique in the file, and the same when it is exported again.
    names
        What its question is called, the most precise first: the code, then the text; with
        the part of it that the column is of where it has parts (two scales, side by side).
        The first names the relation where nothing else does.
    row
        The statement that it is on, such as an organisation; empty for a question without.
    is_code
        Whether `row` is but a code of the platform (``SQ001``, ``x3``) that says nothing.
    tick
        The answer that a filled cell gives, where each answer has a column of its own;
        ``"1"`` where there is but one answer, chosen or not. ``None`` where the cell itself
        is the answer.
    names_partner
        Whether its cells name a partner, each the next.
    separator
        What stands between several partners that one cell names, each of whom is chosen;
        empty where a cell names one. Names that hold it themselves are in `whole`: see
        `relnet.readers.exports.several.parts`.
    whole
        Such names.
    """

    column: int
    key: str
    names: tuple[str, ...]
    row: str = ""
    is_code: bool = False
    tick: str | None = None
    names_partner: bool = False
    separator: str = ""
    whole: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Export:
    """An export whose header was understood.

    Attributes
    ----------
    table
        As it stands in the file.
    first
        Position of the first row below the header in ``table.cells``.
    asked
        What its columns ask, those that are no question left out.
    meta
        ``"respondent"`` (what identifies a submission), ``"person"`` (what identifies a
        person over submissions and waves: a token or an address) and others of
        `columns.SYNONYMS` → position of the column, where the platform has one.
    completed : ndarray of bool
        Whether each submission was finished, by row below the header.
    counts : ndarray of bool
        Whether each row is a submission, and not a preview or a test.
    missing
        Texts that stand for no answer on this platform, besides empty cells.
    problems
        What is remarkable in it.
    """

    table: Table
    first: int
    asked: tuple[Asked, ...]
    meta: Mapping[str, int]
    completed: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    missing: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
