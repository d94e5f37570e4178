"""The cells of an export as answers, each by what its column means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.values import Values, parse_values
from relnet.study.codes import normal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.readers.export import Asked, Export
    from relnet.readers.meaning import Meaning, Meanings
    from relnet.readers.options import Options

    Flags: TypeAlias = NDArray[np.bool_]
    Texts: TypeAlias = NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """Answers, submission by submission, each array of shape ``(m,)``.

    `row` is the position of the submission, `name` the relation or item, and `is_report`
    tells the two apart; `said` holds those with any answer, 0 among them; the others are as
    `layouts.COLUMNS` has them.
    """

    row: NDArray[np.int64]
    partner: Texts
    name: Texts
    value: NDArray[np.float64]
    missing: Flags
    impossible: Flags
    is_report: Flags
    said: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """The answers of one column that count: their submissions, and what they say."""

    rows: NDArray[np.int64]
    partner: Texts
    answers: Values


def answered(
    export: Export, options: Options, found: Meanings, cells: pd.DataFrame, done: Flags
) -> Answered:
    """Return the answers in the cells of the submissions that count.

    Parameters
    ----------
    export, options, found
        The export, how it is read and what its columns mean.
    cells
        The rows of the submissions.
    done
        Whether each was finished.
    """
    asked = [one for one in export.asked if one.column in found.of]
    texts = {one.column: _answer_texts(cells, one, export) for one in asked}
    chosen = _chosen(asked, found, texts, len(cells))
    columns: list[tuple[Meaning, _Column]] = []
    problems: list[Problem] = []
    said: set[str] = set()
    rows = export.table.rows[export.first :][cells.index - export.first]
    for one in asked:
        meaning = found.of[one.column]
        if meaning.nobody:
            continue
        if one.names_partner:
            column = _named(texts[one.column], options)
            said.add(meaning.name)
        else:
            values = _values(one, meaning, texts[one.column], options, chosen)
            problems += _unreadable(export, one, meaning, texts[one.column], values, rows)
            column = _counted(meaning, values, done)
            said |= {meaning.name} if (~values.missing).any() else set()
        columns.append((meaning, column))
    problems += _ticked_nothing(export, found, asked, chosen, done)
    return _stacked(columns, frozenset(said), problems)


def _answer_texts(cells: pd.DataFrame, one: Asked, export: Export) -> Texts:
    """The cells of a column, without the texts that stand for no answer."""
    texts = cells.iloc[:, one.column].to_numpy(object)
    for word in export.missing:
        texts = np.where(texts == word, "", texts)
    return texts


def _chosen(
    asked: list[Asked], found: Meanings, texts: dict[int, Texts], n: int
) -> dict[str, Flags]:
    """For each question of ticks, who ticked anything, nobody included."""
    chosen: dict[str, Flags] = {}
    for one in asked:
        if one.tick is not None:
            flags = chosen.setdefault(one.names[0], np.zeros(n, np.bool_))
            flags |= _is_ticked(texts[one.column])
    for one in asked:  # a row for nobody in a block of rows with answers
        if one.tick is None and found.of[one.column].nobody:
            chosen.setdefault(one.names[0], np.zeros(n, np.bool_))
            chosen[one.names[0]] |= _is_ticked(texts[one.column])
    return chosen


def _is_ticked(texts: Texts) -> Flags:
    index, distinct = pd.factorize(texts)
    flags = [normal(text) not in _UNTICKED for text in distinct]
    return np.asarray(np.array([*flags, False], np.bool_)[index])


_UNTICKED = frozenset(
    {"", "0", "n", "no", "nee", "false", "onwaar", "not selected", "niet geselecteerd",
     "niet gekozen", "unchecked"}
)  # fmt: skip
"""What stands in a cell that was not ticked, where it is not empty."""


def _values(
    one: Asked, meaning: Meaning, texts: Texts, options: Options, chosen: dict[str, Flags]
) -> Values:
    """The answers of one column as numbers."""
    coding = options.coding if meaning.kind == "relation" else options.items
    codes = coding.of(meaning.name)
    if one.tick is None:
        values = parse_values(texts, codes)
        nobody = chosen.get(one.names[0])
        if nobody is None or meaning.kind == "item":
            return values
        none = values.missing & nobody
        return values._replace(
            value=np.where(none, 0.0, values.value), missing=values.missing & ~none
        )
    ticked = _is_ticked(texts)
    values = parse_values(np.where(ticked, one.tick, ""), codes)
    none = ~ticked & chosen[one.names[0]]
    missing = ~ticked & ~chosen[one.names[0]]
    return values._replace(value=np.where(none, 0.0, values.value), missing=missing)


def _counted(meaning: Meaning, values: Values, done: Flags) -> _Column:
    """Answers other than 0, and the cells without one of those who finished."""
    stated = ~(values.missing | values.unreadable | values.impossible)
    if meaning.kind == "relation":
        stated &= values.value != 0
        stated |= values.impossible | (values.missing & done)
    rows = np.flatnonzero(stated)
    kept = Values(
        values.value[rows], values.missing[rows], values.impossible[rows], values.unreadable[rows]
    )
    return _Column(rows, np.full(rows.size, meaning.partner, object), kept)


def _named(texts: Texts, options: Options) -> _Column:
    """The partners that the cells of a column name."""
    index, distinct = pd.factorize(texts)
    silent = options.coding.codes.missing
    flags = [
        text != "" and text not in silent and normal(text) not in options.nobody
        and not _means_nothing(text, options)
        for text in distinct
    ]  # fmt: skip
    rows = np.flatnonzero(np.array([*flags, False], np.bool_)[index])
    no = np.zeros(rows.size, np.bool_)
    return _Column(rows, texts[rows], Values(np.ones(rows.size), no, no, no))


def _means_nothing(text: str, options: Options) -> bool:
    meant = options.coding.codes.words.get(normal(text))
    return meant is not None and not np.isfinite(meant)


def _unreadable(
    export: Export,
    one: Asked,
    meaning: Meaning,
    texts: Texts,
    values: Values,
    rows: NDArray[np.int64],
) -> list[Problem]:
    """An error for each text in a column that is no answer to its question, once."""
    problems = []
    wrong = np.flatnonzero(values.unreadable)
    for text in dict.fromkeys(texts[wrong]):
        first = wrong[texts[wrong] == text][0]
        given = {
            "value": quoted(text),
            "name": quoted(meaning.name),
            "n": int((texts == text).sum()),
        }
        place = {"file": export.table.name, "row": int(rows[first]), "column": one.key}
        problems.append(Problem("unreadable value", variant="export", values=given, **place))  # type: ignore[arg-type]
    return problems


def _ticked_nothing(
    export: Export, found: Meanings, asked: list[Asked], chosen: dict[str, Flags], done: Flags
) -> list[Problem]:
    """Say of each question of ticks who finished and ticked nothing: that is no answer."""
    names = {
        one.names[0]: found.of[one.column].name
        for one in asked
        if one.tick is not None and found.of[one.column].kind == "relation"
    }
    counts = {names[q]: int((done & ~flags).sum()) for q, flags in chosen.items() if q in names}
    return [
        Problem(
            "nothing ticked",
            values={"n": n, "name": quoted(name)},
            file=export.table.name,
            severity="warning",
        )
        for name, n in counts.items()
        if n
    ]


def _stacked(
    columns: list[tuple[Meaning, _Column]], said: frozenset[str], problems: list[Problem]
) -> Answered:
    """The answers of all columns, submission by submission."""
    sizes = [column.rows.size for _, column in columns]
    which = np.repeat(np.arange(len(columns)), sizes)
    rows = np.concatenate([column.rows for _, column in columns] or [np.empty(0, np.int64)])
    order = np.lexsort((which, rows))
    partner = np.concatenate([column.partner for _, column in columns] or [np.empty(0, object)])
    value, missing, impossible, _ = (
        np.concatenate([column.answers[k] for _, column in columns] or [np.empty(0)])
        for k in range(4)
    )
    names = np.array([*(meaning.name for meaning, _ in columns), ""], object)
    reports = np.array([*(m.kind == "relation" for m, _ in columns), False], np.bool_)
    return Answered(
        rows[order],
        partner[order],
        names[which[order]],
        value[order].astype(float),
        missing[order].astype(bool),
        impossible[order].astype(bool),
        reports[which[order]],
        said,
        problems,
    )
