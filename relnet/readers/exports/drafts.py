"""What the cells of exports tell of their columns: answers, ticks or names of partners."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.values import number
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from relnet.readers.exports.export import Asked
    from relnet.readers.options import Coding, Options
    from relnet.readers.tables import Table
    from relnet.readers.values import Codes

YES = frozenset({"y", "yes", "ja"})
NO = frozenset({"n", "no", "nee", "n/a", "n.a.", "n.v.t.", "nvt"})
"""What stands in cells of a question where something is ticked or not, besides nothing."""
ONE = frozenset({"1"})

_CODE = re.compile(r"[A-Za-z]{0,3}\d+")
_MANY = 15
_FEW = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A column of which the cells are still to tell what they are.

    Attributes
    ----------
    asked
        What its header says.
    block
        What the columns of one question have in common; empty for a question by itself.
    ticks
        What stands in a ticked cell (as `normal` has it), were it one.
    answers
        The answer that a tick would give, by label and by code; ``"1"`` without.
    slots
        Whether its row may be a numbered place for a name.
    otherwise
        What it asks where its cells are neither ticks nor names; the same without.
    """

    asked: Asked
    block: str = ""
    ticks: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    slots: bool = False
    otherwise: Asked | None = None


class Settled(NamedTuple):
    """What the columns ask, and the questions of which only the cells say that they are ticks."""

    asked: tuple[Asked, ...]
    guessed: tuple[str, ...]


def settled(
    drafts: Sequence[Draft],
    table: Table,
    counts: NDArray[np.bool_],
    options: Options,
    silent: frozenset[str] = frozenset(),
) -> Settled:
    """Return what the columns ask, after a look at their cells.

    The columns of a question are ticks where nothing but ticks stands in them; they name
    partners where their rows are numbered places and many different names stand in them.

    Parameters
    ----------
    drafts
        The columns.
    table
        The export.
    counts
        Whether each of its last rows is a submission.
    options
        How the file is read: answers that the study has are answers.
    silent
        Texts that stand for no answer.
    """
    blocks: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.block:
            blocks.setdefault(draft.block, []).append(draft)
    first = len(table.rows) - len(counts)
    found = {
        d.asked.column: _counts(table.columns[d.asked.column], first, counts, silent)
        for d in drafts
        if d.block
    }
    ticks = {name for name, block in blocks.items() if _are_ticks(block, found, options)}
    names = {
        name
        for name, block in blocks.items()
        if name not in ticks and _are_names(block, found, options)
    }
    guessed = [blocks[name] for name in blocks if name in ticks and _is_guess(blocks[name], found)]
    return Settled(
        tuple(_settled(draft, options, ticks, names) for draft in drafts),
        tuple(
            block[0].asked.names[0] for block in guessed if not _is_known(block[0].asked, options)
        ),
    )


def _settled(draft: Draft, options: Options, ticks: set[str], names: set[str]) -> Asked:
    if draft.block in ticks:
        return replace(draft.asked, tick=_answer(draft, options))
    if draft.block in names:
        return replace(draft.asked, names_partner=True)
    return draft.otherwise or draft.asked


def _is_guess(block: Sequence[Draft], counts: dict[int, Counter[str]]) -> bool:
    """Whether ticks may be answers that are all 1."""
    filled = {text for draft in block for text in counts[draft.asked.column]} - {""}
    return not block[0].answers and filled == ONE


def _is_known(asked: Asked, options: Options) -> bool:
    codings = (options.coding, options.items)
    return any(_codes(asked.names, coding) is not None for coding in codings)


def _counts(
    column: pd.Categorical, first: int, counts: NDArray[np.bool_], silent: frozenset[str]
) -> Counter[str]:
    """How often each text stands in a column, empty ones too."""
    times = np.bincount(column.codes[first:][counts], minlength=len(column.categories))
    found: Counter[str] = Counter()
    for k in np.flatnonzero(times).tolist():
        text = str(column.categories[k])
        found["" if text in silent else text] += int(times[k])
    return found


def _codes(names: Iterable[str], coding: Coding) -> Codes | None:
    """The answers that the study has for a question; ``None`` where it does not know it."""
    if not coding.names:
        return None
    known = next(filter(None, map(coding.name, names)), None)
    return None if known is None else coding.of(known)


def _are_ticks(block: Sequence[Draft], counts: dict[int, Counter[str]], options: Options) -> bool:
    """Whether nothing but ticks stands in a question, and not everywhere."""
    ticked = unticked = 0
    filled: set[str] = set()
    for draft in block:
        if not draft.ticks:
            return False
        for text, n in counts[draft.asked.column].items():
            word = normal(text)
            if word in draft.ticks:
                ticked += n
            elif word in NO or not word:
                unticked += n
            else:
                return False
            filled |= {word} - {""}
    if not ticked or not unticked:
        return False
    return block[0].answers != () or not _are_answers(filled, block[0].asked, options)


def _are_answers(filled: set[str], asked: Asked, options: Options) -> bool:
    """Whether the study says that what stands in the cells are answers."""
    codes = _codes(asked.names, options.coding) or _codes(asked.names, options.items)
    if codes is None or not codes.words or not filled <= codes.words.keys():
        return False
    several = len((codes.allowed or frozenset()) - {0.0}) > 1
    return several or bool(filled & NO)


def _answer(draft: Draft, options: Options) -> str:
    """The answer that a tick gives: as the study knows it, else the last, its code."""
    if not draft.answers:
        return "1"
    for coding in (options.coding, options.items):
        codes = _codes(draft.asked.names, coding)
        for answer in draft.answers if codes is not None else ():
            if codes is not None and normal(answer) in codes.words:
                return answer
    return draft.answers[-1]


def _are_names(block: Sequence[Draft], counts: dict[int, Counter[str]], options: Options) -> bool:
    """Whether the cells of numbered places are clearly names."""
    if len(block) < 2 or not all(draft.slots for draft in block):
        return False
    asked = block[0].asked
    codes = _codes(asked.names, options.coding) or options.coding.codes
    every: Counter[str] = Counter()
    for draft in block:
        every.update(counts[draft.asked.column])
    texts = {
        text: n
        for text, n in every.items()
        if text and text not in codes.missing and normal(text) not in options.nobody
    }
    if any(normal(text) in codes.words for text in texts):
        return False
    words = [text for text in texts if number(text) is None and not _CODE.fullmatch(text)]
    if len(words) < 0.9 * len(texts):
        return False
    few = _FEW if asked.is_code else _FEW - 2
    return len(words) > _MANY or (
        len(words) >= few and 2 * len(words) >= sum(texts[text] for text in words)
    )


def all_finished(table: Table) -> Problem:
    """Return the remark that nothing tells which submissions were finished."""
    return Problem("unknown completion", file=table.name, severity="warning")


def no_rows(table: Table) -> Problem:
    """Return the error that an export holds no submissions."""
    return Problem("no rows", file=table.name)


def told_ticks(table: Table, found: Settled) -> list[Problem]:
    """Return the remark on questions that are taken as ticks by their cells only."""
    if not found.guessed:
        return []
    names = shortened(map(quoted, dict.fromkeys(found.guessed)))
    values = {"names": names, "n": len(set(found.guessed))}
    return [Problem("taken as ticks", values=values, file=table.name, severity="warning")]
