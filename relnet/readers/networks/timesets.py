"""The times of dynamic networks in Gephi, and the waves that they come down to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from relnet.readers.networks.spells import Time, time_of
from relnet.readers.tables import as_text
from relnet.readers.values import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BRACKETS = re.compile(r"([\[(])([^\[\]()]*)([\])])")
_BETWEEN = re.compile(r"[\s;,<>]*")


class Span(NamedTuple):
    """A stretch of time, and whether its ends belong to it; an end is ``None`` if there is none."""

    start: Time | None
    end: Time | None
    from_start: bool = True
    to_end: bool = True

    def ends(self) -> list[Time]:
        """Return the ends that belong to it."""
        ends = [(self.start, self.from_start), (self.end, self.to_end)]
        return [time for time, own in ends if time is not None and own]

    def places(self, times: Sequence[Time]) -> range:
        """Return the positions of the points in time, in order, that lie in it."""
        first = 0
        if self.start is not None:
            first = (bisect_left if self.from_start else bisect_right)(times, self.start)
        last = len(times)
        if self.end is not None:
            last = (bisect_right if self.to_end else bisect_left)(times, self.end)
        return range(first, last)


class Timeset(NamedTuple):
    """What one cell holds: brackets with the times in them."""

    brackets: tuple[tuple[str, tuple[str, ...], str], ...]

    @property
    def is_spans(self) -> bool:
        """Whether each of the brackets may be a stretch of time."""
        return all(len(texts) == 2 for _, texts, _ in self.brackets)

    def spans(self, *, whole: bool) -> list[Span]:
        """Return the stretches of time, each of its times for itself unless they are whole."""
        if whole:
            return [
                Span(time_of(texts[0]), time_of(texts[1]), left == "[", right == "]")
                for left, texts, right in self.brackets
            ]
        return [
            Span(time_of(text), time_of(text)) for _, texts, _ in self.brackets for text in texts
        ]


def timeset(text: str) -> Timeset | None:
    """Return the times in a cell; ``None`` where they are none.

    Examples
    --------
    >>> timeset("<[2019.0, 2021.0)>").brackets
    (('[', ('2019.0', '2021.0'), ')'),)
    >>> timeset("2019").spans(whole=False)[0].start
    (0, 2019.0)
    """
    bare = text.strip().removeprefix("<").removesuffix(">")
    if _BRACKETS.search(bare) is None:
        bare = f"[{bare}]"
    if _BETWEEN.fullmatch(_BRACKETS.sub("", bare)) is None:
        return None
    found = tuple((a, _parts(inner), b) for a, inner, b in _BRACKETS.findall(bare))
    try:
        times = [time_of(one) for _, texts, _ in found for one in texts]
    except (ValueError, OverflowError):
        return None
    return Timeset(found) if times and len({time[0] for time in times if time}) < 2 else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(one.strip().strip("'\"") for one in text.split(",")) if text.strip() else ()


def waves_of(sets: Iterable[Timeset]) -> tuple[list[Time], Mapping[Time, str], bool]:
    """Return the waves of times, what they are called, and whether times are stretches.

    The waves are the ends of all stretches, or all points in time.
    """
    sets = list(sets)
    whole = all(one.is_spans for one in sets)
    called: dict[Time, str] = {}
    for one in sets:
        for _, texts, _ in one.brackets:
            for text in texts:
                time = time_of(text)
                if time is not None:
                    called.setdefault(time, _label(text))
    ends = {end for one in sets for span in one.spans(whole=whole) for end in span.ends()}
    return sorted(ends), called, whole


def _label(text: str) -> str:
    value = number(text)
    return text if value is None else as_text(value)
