"""When the parts of a GEXF file are there, and the waves that this comes down to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.networks.bounds import check_cells, check_ties, check_waves
from relnet.readers.networks.spells import Spell, Time, label_of, places, points, time_of
from relnet.readers.networks.timesets import timeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.readers.networks.xml_tree import Element


class Timed(NamedTuple):
    """A value that holds at times."""

    title: str
    text: str
    spells: list[Spell]


_KEPT = 1000


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
    _sets: dict[tuple[Spell, ...], frozenset[str]] = field(default_factory=dict)
    _shared: dict[tuple[frozenset[str], frozenset[str]], list[str]] = field(default_factory=dict)
    _ties: int = 0
    _cells: int = 0

    def time(self, text: str) -> Time | None:
        """Return a point in time, and remember what it is called."""
        time = time_of(text)
        if time is not None:
            self._names.setdefault(time, label_of(text))
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
        times = list(self._names) if stated and given else points(given)
        check_waves(len(times), file)
        self._times = sorted(times)
        self.labels = tuple(self._names[time] for time in self._times)

    def waves(self, spells: Sequence[Spell]) -> list[str]:
        """Return the waves that lie in spells; all of them if there is none."""
        key = tuple(spells)
        if key not in self._known:
            _make_room(self._known)
            self._known[key] = [self.labels[k] for k in places(spells, self._times)]
        return self._known[key]

    def there(self, spells: Sequence[Spell]) -> frozenset[str]:
        """Return the waves that lie in spells, the same object for the same ones."""
        key = tuple(spells)
        if key not in self._sets:
            _make_room(self._sets)
            self._sets[key] = frozenset(self.waves(spells))
        return self._sets[key]

    def shared(self, first: frozenset[str], second: frozenset[str]) -> list[str]:
        """Return the waves that are in both, in order."""
        key = (first, second)
        if key not in self._shared:
            _make_room(self._shared)
            both = first & second
            self._shared[key] = [wave for wave in self.labels if wave in both]
        return self._shared[key]

    def values(self, timed: Iterable[Timed], file: str) -> dict[str, dict[str, str]]:
        """Return wave → name → text of values that hold at times, the last one given."""
        found: dict[str, dict[str, str]] = {}
        for one in timed:
            waves = self.waves(one.spells)
            self._cells += len(waves)
            check_cells(self._cells, file)
            for wave in waves:
                found.setdefault(wave, {})[one.title] = one.text
        return found

    def count(self, file: str) -> None:
        """Count a tie, and refuse more than are read."""
        self._ties += 1
        check_ties(self._ties, file)


def _make_room(known: dict[Any, Any]) -> None:
    """Forget what was kept once there is much of it."""
    if len(known) > _KEPT:
        known.clear()


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
    stamp = clock.time(element.get("timestamp"))
    found = [] if stamp is None else [Spell(stamp, stamp)]
    for name in ("timestamps", "intervals"):
        for part in element.get(name).strip(" <>").split(";"):
            found += _listed(part, clock, whole=name == "intervals") if part.strip() else []
    start, end = element.get("start"), element.get("end")
    first, last = start or element.get("startopen"), end or element.get("endopen")
    if first or last:
        spell = Spell(clock.time(first), clock.time(last), bool(start), bool(end))
        found.append(spell)
    return found


def _listed(text: str, clock: Clock, *, whole: bool) -> list[Spell]:
    """The times of a list, or the stretches between brackets."""
    times = timeset(text)
    if times is None or (whole and not times.is_spans):
        raise ValueError(text)
    for _, texts, _ in times.brackets:
        for one in texts:
            clock.time(one)
    return times.spells(whole=whole)
