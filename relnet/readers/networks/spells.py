"""Times at which something is there, and the waves that they come down to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Time: TypeAlias = tuple[int, float]
"""A point in time that can be compared with others of its file: numbers before dates."""

_ENDLESS = frozenset({"", "*", "inf", "infinity", "-inf", "-infinity", "+inf", "+infinity"})


class Spell(NamedTuple):
    """A stretch of time with both of its ends; ``None`` where it has no such end."""

    start: Time | None
    end: Time | None

    @property
    def is_point(self) -> bool:
        """Whether it is one point in time."""
        return self.start is not None and self.start == self.end


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


def points(spells: Iterable[Spell], *, ends: bool) -> list[Time]:
    """Return the points in time that make a difference, in order.

    Parameters
    ----------
    spells
        When anything is there.
    ends
        Whether the last point of a spell is one too; without, only if nothing has a start.
    """
    given = list(spells)
    starts = {spell.start for spell in given}
    stops = {spell.end for spell in given}
    some = starts | stops if ends or starts <= {None} else starts
    return sorted(time for time in some if time is not None)


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
        changes[max(stretch.start, stretch.stop)] -= 1
    return [k for k, depth in enumerate(accumulate(changes[:-1])) if depth > 0]


def _stretch(spell: Spell, times: Sequence[Time]) -> range:
    """The positions of the points that lie in a spell."""
    first = 0 if spell.start is None else bisect_left(times, spell.start)
    return range(first, len(times) if spell.end is None else bisect_right(times, spell.end))
