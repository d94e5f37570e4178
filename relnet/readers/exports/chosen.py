"""Columns of a form whose cells name partners: one each, or several that were chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.columns import SYNONYMS, normal
from relnet.readers.exports.several import parts
from relnet.readers.exports.slots import nominations
from relnet.readers.values import number
from relnet.study.codes import normal as answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from relnet.readers.exports.export import Asked
    from relnet.readers.options import Options

_MOST = 9
"""More commas than a name has."""


def own_columns(asked: Iterable[Asked], options: Options) -> set[int]:
    """Return the columns that say which organisation a submission is of."""
    named = normal(options.columns.get("actor", ""))
    known = {named} if named else set(SYNONYMS["actor"])
    return {one.column for one in asked if not one.row and normal(one.names[0]) in known}


def own_names(asked: Iterable[Asked], body: pd.DataFrame, options: Options) -> set[str]:
    """Return the organisations that the submissions are of, where a question asks for them."""
    own = own_columns(asked, options)
    return {str(text) for column in own for text in body[column].unique() if text}


def with_slots(asked: Sequence[Asked], body: pd.DataFrame, options: Options) -> list[Asked]:
    """Return what is asked, questions for a first, second, … partner as one.

    Parameters
    ----------
    asked
        What the columns ask.
    body
        The submissions, by column.
    options
        How the file is read.
    """
    plain = {one.column: one.names[0] for one in asked if _is_plain(one)}
    header = [plain.get(column, "") for column in range(body.shape[1])]
    groups = nominations(header, body, own_names(asked, body, options), options)
    stems = {column: slots.stem for slots in groups for column in slots.columns}
    return [
        replace(one, names=(stems[one.column],), names_partner=True) if one.column in stems else one
        for one in asked
    ]


def with_several(
    asked: Sequence[Asked], body: pd.DataFrame, separators: Sequence[str], options: Options
) -> list[Asked]:
    """Return what is asked, questions for which partners were chosen from a list among it.

    The study says that a question is a relation; or half of what was chosen are
    organisations that answer, or rows of other questions.

    Parameters
    ----------
    asked
        What the columns ask.
    body
        The submissions, by column.
    separators
        What may stand between the choices; the first that a column has.
    options
        How the file is read.
    """
    known = own_names(asked, body, options) | {one.row for one in asked if one.row}
    own = own_columns(asked, options)
    return [
        _several(one, body, separators, known, options)
        if _is_plain(one) and one.column not in own
        else one
        for one in asked
    ]


def _is_plain(one: Asked) -> bool:
    return not one.row and not one.names_partner and one.tick is None


def _several(
    one: Asked, body: pd.DataFrame, separators: Sequence[str], known: set[str], options: Options
) -> Asked:
    texts = [str(text) for text in body[one.column].unique() if text]
    held = [mark for mark in separators if any(mark in text for text in texts)]
    separator = held[0] if held else separators[0]
    whole = frozenset(name for name in known if 0 < name.count(separator) <= _MOST)
    chosen = {part for text in texts for part in parts(text, separator, whole)}
    normed = {answer(name) for name in known}
    ours = sum(answer(part) in normed for part in chosen)
    if _is_relation(one, chosen, options) or (held and chosen and 2 * ours >= len(chosen)):
        return replace(one, names_partner=True, separator=separator, whole=whole)
    return one


def _is_relation(one: Asked, chosen: set[str], options: Options) -> bool:
    """Whether the study says that it is, and what was chosen are no answers."""
    coding = options.coding
    named = next(filter(None, map(coding.name, one.names)), None) if coding.names else None
    if named is None:
        return False
    words = coding.of(named).words
    return not all(answer(part) in words or number(part) is not None for part in chosen)


def taken_apart(asked: Iterable[Asked], body: pd.DataFrame, file: str) -> list[Problem]:
    """Say where cells are taken apart at a comma, which may stand in a name too."""
    problems = []
    for one in asked:
        if "," not in one.separator:
            continue
        n = int(body[one.column].str.contains(one.separator, regex=False).sum())
        if n:
            values = {"n": n, "separator": quoted(one.separator)}
            place = {"file": file, "column": one.key, "severity": "warning"}
            problems.append(Problem("cells with several names", values=values, **place))  # type: ignore[arg-type]
    return problems
