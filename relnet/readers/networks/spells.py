"""Times at which something is there, and the waves that they come down to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from relnet.problems import Problem
from relnet.readers.tables import as_text
from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Time: TypeAlias = tuple[int, float]
"""A point in time that can be compared with others of its file: numbers before dates."""

_ENDLESS = frozenset({"", "*", "inf", "infinity", "-inf", "-infinity", "+inf", "+infinity"})


class Spell(NamedTuple):
    """A stretch of time, and whether its ends belong to it; ``None`` where it has no such end."""

    start: Time | None
    end: Time | None
    from_start: bool = True
    to_end: bool = True

    @property
    def is_point(self) -> bool:
        """Whether it is one point in time."""
        return self.start is not None and self.start == self.end

    def ends(self) -> list[Time]:
        """Return the ends that belong to it."""
        ends = [(self.start, self.from_start), (self.end, self.to_end)]
        return [time for time, own in ends if time is not None and own]


def time_of(text: str) -> Time | None:
    """Return the point in time that a text is, ``None`` where it says that there is no end.

    Raises
    ------
    ValueError
        If it is neither a number nor a date of ISO 8601.

    Examples
    --------
    >>> time_of("2019"), time_of("*"), time_of("1970-01-02")
    ((0, 2019.0), None, (1, 86400.0))
    """
    text = text.strip()
    if text.casefold() in _ENDLESS:
        return None
    value = number(text)
    if value is not None:
        return (0, value)
    day = datetime.fromisoformat(text)
    return (1, (day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp())


def label_of(text: str) -> str:
    """Return what the wave at a point in time is called."""
    value = number(text.strip())
    return text.strip() if value is None else as_text(value)


def points(spells: Iterable[Spell]) -> list[Time]:
    """Return the points in time that are waves, in order: all ends that belong to a spell.

    Where none does, the open ends are taken.

    Examples
    --------
    >>> points([Spell((0, 2010), (0, 2011)), Spell((0, 2011), (0, 2012), to_end=False)])
    [(0, 2010), (0, 2011)]
    """
    given = set(spells)
    own = {time for spell in given for time in spell.ends()}
    ends = {time for spell in given for time in (spell.start, spell.end) if time is not None}
    return sorted(own or ends)


def within(spells: Iterable[Spell], own: Sequence[Spell]) -> list[Spell]:
    """Return the points in time of spells that lie in any of its own."""
    times = points(spells)
    return [Spell(times[k], times[k]) for k in places(own, times)]


def places(spells: Sequence[Spell], times: Sequence[Time]) -> list[int]:
    """Return which of the points in time, in order, lie in any spell; all if there is none."""
    if not spells:
        return list(range(len(times)))
    stretches = [_stretch(spell, times) for spell in spells]
    if len(stretches) == 1:
        return list(stretches[0])
    changes = [0] * (len(times) + 1)
    for stretch in stretches:
        changes[stretch.start] += 1
        changes[stretch.stop] -= 1
    return [k for k, depth in enumerate(accumulate(changes[:-1])) if depth > 0]


def in_no_wave(count: int, file: str) -> list[Problem]:
    """Return what is to be said of nodes and ties with times in which no wave lies."""
    problem = Problem("in no wave", values={"n": count}, file=file, severity="warning")
    return [problem] if count else []


def _stretch(spell: Spell, times: Sequence[Time]) -> range:
    """The positions of the points that lie in a spell."""
    first, last = 0, len(times)
    if spell.start is not None:
        first = (bisect_left if spell.from_start else bisect_right)(times, spell.start)
    if spell.end is not None:
        last = (bisect_right if spell.to_end else bisect_left)(times, spell.end)
    return range(first, max(first, last))
