"""When the parts of a GEXF file are there, and the waves that this comes down to."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, nextafter
from typing import TYPE_CHECKING, NamedTuple

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.networks.drawn import MOST_TIES, MOST_WAVES
from relnet.readers.networks.spells import Spell, Time, places, points, time_of
from relnet.readers.tables import as_text
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.readers.networks.xml_tree import Element


class Timed(NamedTuple):
    """A value that holds at times."""

    title: str
    text: str
    spells: list[Spell]


@dataclass(slots=True)
class Clock:
    """The points in time of a file, and what they are called.

    Attributes
    ----------
    labels
        The waves, in order; empty where nothing has a time.
    stretches
        Whether any spell is more than a point.
    """

    labels: tuple[str, ...] = ()
    stretches: bool = False
    _names: dict[Time, str] = field(default_factory=dict)
    _times: list[Time] = field(default_factory=list)
    _known: dict[tuple[Spell, ...], list[str]] = field(default_factory=dict)
    _ties: int = 0

    def time(self, text: str) -> Time | None:
        """Return a point in time, and remember what it is called."""
        time = time_of(text)
        if time is not None:
            self._names.setdefault(time, as_text(time[1]) if time[0] == 0 else text.strip())
        return time

    def set(self, spells: Iterable[Sequence[Spell]], stated: Mapping[str, str], file: str) -> None:
        """Settle the waves by what is there at which times, or by what is stated.

        Parameters
        ----------
        spells
            The times of each node and tie.
        stated
            Time → wave, where the file says so.
        file
            What messages call it.
        """
        given = {spell for some in spells for spell in some}
        self.stretches = any(not spell.is_point for spell in given)
        if stated and given:
            try:
                self._names = {
                    time: wave for text, wave in stated.items() if (time := time_of(text))
                }
            except ValueError:
                stated = {}
        times = list(self._names) if stated and given else points(given, ends=False)
        if len(times) > MOST_WAVES:
            raise refusal(file, "many_waves", {"n": len(times), "most": MOST_WAVES})
        self._times = sorted(times)
        self.labels = tuple(self._names[time] for time in self._times)

    def waves(self, spells: Sequence[Spell]) -> list[str]:
        """Return the waves that lie in spells; all of them if there is none."""
        key = tuple(spells)
        if key not in self._known:
            if len(self._known) > MOST_WAVES:
                self._known.clear()
            self._known[key] = [self.labels[k] for k in places(spells, self._times)]
        return self._known[key]

    def is_in(self, timed: Timed, wave: str) -> bool:
        """Whether a value holds in a wave."""
        return wave in self.waves(timed.spells)

    def count(self, file: str) -> None:
        """Count a tie, and refuse more than are read."""
        self._ties += 1
        if self._ties > MOST_TIES:
            raise refusal(file, "large_graph", {"most": MOST_TIES})


def spells_of(element: Element, clock: Clock, file: str, problems: list[Problem]) -> list[Spell]:
    """Return the times of an element: its own, or those of its spells."""
    found = []
    parts = [element, *element.within("spells"), *element.within("slices")]
    for part in parts:
        try:
            found += _own(part, clock)
        except (ValueError, OverflowError):
            texts = [part.get(name) for name in _NAMES if part.get(name)]
            values = {"value": quoted(" ".join(texts))}
            problems.append(
                Problem("unreadable value", variant="time", values=values, file=file, row=part.row)
            )
    return found


_NAMES = ("timestamp", "timestamps", "intervals", "start", "startopen", "end", "endopen")


def _own(element: Element, clock: Clock) -> list[Spell]:
    """The times that stand with one element."""
    stamps = [element.get("timestamp"), *_listed(element.get("timestamps"))]
    moments = [clock.time(text) for text in stamps if text]
    found = [Spell(time, time) for time in moments if time is not None]
    for pair in element.get("intervals").split(";") if element.get("intervals") else ():
        start, _, end = pair.strip(" <>[]()").partition(",")
        found.append(Spell(clock.time(start), clock.time(end)))
    start = element.get("start") or element.get("startopen")
    end, open_end = element.get("end"), element.get("endopen")
    if start or end or open_end:
        last = clock.time(end) if end or not open_end else _before(clock.time(open_end))
        found.append(Spell(clock.time(start), last))
    return found


def _listed(text: str) -> list[str]:
    return [
        part.strip(" []<>") for part in text.replace(";", ",").split(",") if part.strip(" []<>")
    ]


def _before(time: Time | None) -> Time | None:
    """The last point before one that is not part of a spell any more."""
    return None if time is None else (time[0], nextafter(time[1], -inf))
