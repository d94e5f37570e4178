"""The cells of an export as answers, each by what its column means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.organisations import normal_form
from relnet.problems import Problem
from relnet.readers.exports.meaning import Meaning
from relnet.readers.exports.several import parts
from relnet.readers.exports.ticks import is_nothing, is_ticked, ticked_anything, ticked_nothing
from relnet.readers.values import Values, parse_values
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from relnet.readers.exports.export import Asked, Export
    from relnet.readers.exports.meaning import Meanings
    from relnet.readers.options import Options

    Flags: TypeAlias = NDArray[np.bool_]
    Texts: TypeAlias = NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """Answers, submission by submission, each array of shape ``(m,)``.

    `row` is the position of the submission, `name` the relation or item, and `is_report`
    tells the two apart; the others are as `layouts.COLUMNS` has them.
    """

    row: NDArray[np.int64]
    partner: Texts
    name: Texts
    value: NDArray[np.float64]
    missing: Flags
    impossible: Flags
    is_report: Flags
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Who:
    """Whether each submission was finished, and the form of the name for which it speaks."""

    done: Flags
    form: Texts

    @classmethod
    def of(cls, done: Flags, actors: Texts | None) -> Who:
        """Take the organisations as they are written; ``None`` where nothing says them."""
        texts = np.full(len(done), "", object) if actors is None else actors
        forms = [normal_form(str(text)) if text else "" for text in texts]
        return cls(done, np.array(forms, object))

    def speaks_for(self, name: str) -> Flags:
        """Flag the submissions of an organisation."""
        form = normal_form(name) if name else None
        return np.array([own == form for own in self.form], np.bool_)


class _Column(NamedTuple):
    """The answers of one column that count: their submissions, the partners and the answers."""

    meaning: Meaning
    rows: NDArray[np.int64]
    partner: Texts
    answers: Values


class _Wrong(NamedTuple):
    """A text that is no answer to a question: how often it stands in a column, first where."""

    name: str
    text: str
    times: int
    row: int
    column: str


def answered(
    export: Export, options: Options, found: Meanings, cells: pd.DataFrame, who: Who
) -> Answered:
    """Return the answers in the cells of the submissions that count.

    Parameters
    ----------
    export, options, found
        The export, how it is read and what its columns mean.
    cells
        The rows of the submissions.
    who
        Whether each was finished, and for whom it speaks.
    """
    asked = [one for one in export.asked if one.column in found.of]
    texts = {one.column: _answer_texts(cells, one, export) for one in asked}
    nobody = {one.column for one in asked if found.of[one.column].nobody}
    chosen = ticked_anything(asked, nobody, texts)
    rows = export.table.rows[export.first :][cells.index - export.first]
    columns: list[_Column] = []
    problems: list[Problem] = []
    wrong: list[_Wrong] = []
    zeros: dict[str, Flags] = {}
    for one in (one for one in asked if one.column not in nobody):
        meaning, said = found.of[one.column], texts[one.column]
        if one.names_partner:
            column, none = _named(one, meaning, said, options), who.done
        else:
            values = _values(one, meaning, said, options, chosen)
            wrong += _wrong(one, meaning, said, values, rows)
            column, none = _counted(meaning, values, who), who.done & (values.value == 0)
        columns.append(column)
        if meaning.kind == "relation":
            zeros[meaning.name] = zeros.get(meaning.name, np.zeros_like(none)) | none
    names = {one.names[0]: found.of[one.column].name for one in asked if one.tick is not None}
    problems += ticked_nothing(export.table.name, names, chosen, who.done)
    slots = {found.of[one.column].name for one in asked if one.names_partner}
    nobodies = [_named_nobody(columns, name, none) for name, none in zeros.items()]
    empty = [column for column in nobodies if column.rows.size and column.meaning.name in slots]
    problems += [_left_empty(export, column) for column in empty]
    return _stacked([*columns, *nobodies], [*_unreadable(export, wrong), *problems])


def _answer_texts(cells: pd.DataFrame, one: Asked, export: Export) -> Texts:
    """The cells of a column, without the texts that stand for no answer."""
    texts = cells.iloc[:, one.column].to_numpy(object)
    for word in export.missing:
        texts = np.where(texts == word, "", texts)
    return texts


def _values(
    one: Asked, meaning: Meaning, texts: Texts, options: Options, chosen: dict[str, Flags]
) -> Values:
    """The answers of one column as numbers; nobody chosen is 0 for each partner left empty."""
    coding = options.coding if meaning.kind == "relation" else options.items
    codes = coding.of(meaning.name)
    apart = np.zeros(len(texts), np.bool_) if one.tick is None else is_nothing(texts)
    if one.tick is not None:
        texts = np.where(is_ticked(texts), one.tick, "")
    values = parse_values(texts, codes)
    any_chosen = chosen.get(one.names[0])
    if any_chosen is None or meaning.kind == "item":
        return values
    none = values.missing & any_chosen & ~apart
    value = np.where(none, 0.0, values.value)
    return values._replace(value=value, missing=values.missing & ~none)


def _counted(meaning: Meaning, values: Values, who: Who) -> _Column:
    """Answers, and the cells without one of those who finished, of whom a 0 goes without saying.

    On their own organisation only what they did answer counts.
    """
    stated = ~(values.missing | values.unreadable | values.impossible)
    if meaning.kind == "relation":
        stated &= (values.value != 0) | ~who.done
        silent = values.impossible | (values.missing & who.done)
        stated |= silent & ~who.speaks_for(meaning.partner)
    rows = np.flatnonzero(stated)
    value, missing, impossible, unreadable = values
    kept = Values(value[rows], missing[rows], impossible[rows], unreadable[rows])
    return _Column(meaning, rows, np.full(rows.size, meaning.partner, object), kept)


def _named(one: Asked, meaning: Meaning, texts: Texts, options: Options) -> _Column:
    """The partners that the cells of a column name."""
    place, names = np.arange(len(texts)), texts
    if one.separator:
        several = [parts(text, one.separator, one.whole) for text in texts]
        place = np.repeat(place, [len(part) for part in several])
        names = np.array([name for part in several for name in part], object)
    index, distinct = pd.factorize(names)
    known = np.array([*(_is_name(name, options) for name in distinct), False], np.bool_)
    rows = np.flatnonzero(known[index])
    no = np.zeros(rows.size, np.bool_)
    return _Column(meaning, place[rows], names[rows], Values(np.ones(rows.size), no, no, no))


def _is_name(text: str, options: Options) -> bool:
    """Whether a text names a partner, and is no word for nobody or for no answer."""
    codes = options.coding.codes
    if text == "" or text in codes.missing or normal(text) in options.nobody:
        return False
    return bool(np.isfinite(codes.words.get(normal(text), 0.0)))


def _named_nobody(columns: Sequence[_Column], name: str, none: Flags) -> _Column:
    """A report on nobody for each who finished a relation with zeros only."""
    none = none.copy()
    for column in columns:
        if (column.meaning.kind, column.meaning.name) == ("relation", name):
            none[column.rows] = False
    rows = np.flatnonzero(none)
    no = np.zeros(rows.size, np.bool_)
    nothing = Values(np.full(rows.size, np.nan), no, no, no)
    return _Column(Meaning("relation", name), rows, np.full(rows.size, "", object), nothing)


def _left_empty(export: Export, column: _Column) -> Problem:
    """Say how many finished and named no partner where partners are named."""
    return Problem(
        "nobody named",
        values={"n": column.rows.size, "name": quoted(column.meaning.name)},
        file=export.table.name,
        severity="warning",
    )


def _wrong(
    one: Asked, meaning: Meaning, texts: Texts, values: Values, rows: NDArray[np.int64]
) -> Iterator[_Wrong]:
    """The texts in a column that are no answers to its question."""
    where = np.flatnonzero(values.unreadable)
    index, distinct = pd.factorize(texts[where])
    for k, text in enumerate(distinct):
        first = rows[where[index == k][0]]
        yield _Wrong(meaning.name, str(text), int((index == k).sum()), int(first), one.key)


def _unreadable(export: Export, wrong: Sequence[_Wrong]) -> list[Problem]:
    """An error for each text and question, with how often it stands in all of its columns."""
    times: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], _Wrong] = {}
    for one in wrong:
        times[one.name, one.text] += one.times
        first.setdefault((one.name, one.text), one)
    return [
        Problem(
            "unreadable value",
            variant="export",
            values={"value": quoted(one.text), "name": quoted(one.name), "n": times[key]},
            file=export.table.name,
            row=one.row,
            column=one.column,
        )
        for key, one in first.items()
    ]


def _stacked(columns: Sequence[_Column], problems: list[Problem]) -> Answered:
    """The answers of all columns, submission by submission."""
    which = np.repeat(np.arange(len(columns)), [column.rows.size for column in columns])
    rows = np.concatenate([column.rows for column in columns] or [np.empty(0, np.int64)])
    order = np.lexsort((which, rows))
    partner = np.concatenate([column.partner for column in columns] or [np.empty(0, object)])
    value, missing, impossible, _ = (
        np.concatenate([column.answers[k] for column in columns] or [np.empty(0)]) for k in range(4)
    )
    names = np.array([*(column.meaning.name for column in columns), ""], object)
    reports = np.array([*(c.meaning.kind == "relation" for c in columns), False], np.bool_)
    return Answered(
        rows[order],
        partner[order],
        names[which[order]],
        value[order].astype(float),
        missing[order].astype(bool),
        impossible[order].astype(bool),
        reports[which[order]],
        problems,
    )
