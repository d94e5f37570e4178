"""Statements of one question that nothing but their answers has in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relnet.readers.values import number
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from relnet.readers.options import Options

_AGAIN = re.compile(r"(.*[^\s.])[ .]?([2-9]|[1-9]\d)")
_COUNTED = re.compile(r"(.*?)(\d{0,9})")
_MOST = 15
"""More different answers than a scale has: these are texts of one's own."""
_HIGHEST = 10
"""The highest number of a scale."""


def first_names(header: Sequence[str]) -> list[str]:
    """Return what each column was called before a number was put behind a second of its name.

    Examples
    --------
    >>> first_names(["GGD", "Wijkteam 1", "Wijkteam 2", "GGD2", "Wijkteam 12"])
    ['GGD', 'Wijkteam 1', 'Wijkteam 2', 'GGD', 'Wijkteam 1']
    """
    found: list[str] = []
    times: dict[str, int] = {}
    before = ""
    for text in header:
        again = _AGAIN.fullmatch(text)
        name = text
        if again and times.get(again[1]) == int(again[2]) - 1 and not _follows(text, before):
            name = again[1]
        before = text
        times[name] = times.get(name, 0) + 1
        found.append(name)
    return found


def _follows(text: str, before: str) -> bool:
    """Whether the two count up, as teams 1 and 2 do, or a name and its second."""
    this, last = _COUNTED.fullmatch(text), _COUNTED.fullmatch(before)
    if this is None or last is None or this[1].strip() != last[1].strip():
        return False
    return int(this[2] or 1) == int(last[2] or 1) + 1


def blocks_of(
    columns: Sequence[tuple[int, str]], body: pd.DataFrame, options: Options
) -> list[list[int]]:
    """Return the columns that stand together and share their answers, two at least a block.

    A column whose name stands in the block already begins the next. One in which nothing
    stands belongs to the block that goes on behind it.

    Parameters
    ----------
    columns
        Position and name of each.
    body
        The submissions, by column.
    options
        How the file is read: answers that the study has are answers.
    """
    found: list[list[int]] = []
    names: set[str] = set()
    shared: set[str] = set()
    waiting: list[tuple[int, str]] = []
    for column, name in columns:
        answers = _answers(body[column], options)
        if answers is not None and not answers:
            waiting.append((column, name))
            continue
        fits = bool(found and found[-1]) and answers is not None and bool(answers & shared)
        between = [name for _, name in waiting]
        if not fits or {name, *between} & names or len({name, *between}) <= len(between):
            found.append([])
            names, shared, waiting = set(), set(), []
        if answers is not None:
            found[-1] += [*(one for one, _ in waiting), column]
            names |= {name, *(one for _, one in waiting)}
            shared |= answers
        waiting = []
    return [block for block in found if len(block) > 1]


def _answers(texts: pd.Series[str], options: Options) -> set[str] | None:
    """What was answered in a column; ``None`` where it is no scale.

    Answers of one question of the study, and low numbers, are the same answer here: a block is
    one though nobody gave the same.
    """
    answers = {normal(text) for text in texts.unique() if text}
    if len(answers) > _MOST or any(";" in answer for answer in answers):
        return None
    for coding in (options.coding, options.items):
        for name, codes in coding.questions.items():
            if answers and codes.words and answers <= codes.words.keys():
                return {f"\0{name}", *answers}
    counts = [number(answer) for answer in answers]
    if counts and all(count is not None and count <= _HIGHEST for count in counts):
        return {"\0number", *answers}
    return answers
