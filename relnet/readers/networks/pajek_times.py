"""The times of a Pajek network, as ``[1-3,5]``, and the waves that they come down to."""

from __future__ import annotations

from dataclasses import dataclass, field

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.networks.bounds import check_ties, check_waves
from relnet.readers.networks.spells import Spell, Time, places, points, time_of
from relnet.readers.tables import as_text


@dataclass(slots=True)
class Moments:
    """The times of a network, each read once.

    Attributes
    ----------
    labels
        The waves, in order; empty where nothing has a time.
    stretches
        Whether any of them lasts.
    """

    labels: list[str] = field(default_factory=list)
    stretches: bool = False
    _spells: dict[str, list[Spell]] = field(default_factory=dict)
    _times: list[Time] = field(default_factory=list)
    _known: dict[str, list[str]] = field(default_factory=dict)
    _sets: dict[str, frozenset[str]] = field(default_factory=dict)
    _ties: int = 0

    def note(self, text: str, file: str, row: int, problems: list[Problem]) -> None:
        """Read a time, and tell what is wrong with it; empty text is none."""
        if text == "" or text in self._spells:
            return
        self._spells[text] = []
        try:
            self._spells[text] = [_spell(part) for part in text.strip("[] ").split(",")]
        except (ValueError, OverflowError):
            values = {"value": quoted(text)}
            problems.append(
                Problem("unreadable value", variant="moment", values=values, file=file, row=row)
            )

    def settle(self, file: str) -> None:
        """Settle the waves, once all times are read."""
        given = [spell for spells in self._spells.values() for spell in spells]
        self._times = points(given)
        check_waves(len(self._times), file)
        self.stretches = any(not spell.is_point for spell in given)
        self.labels = [as_text(time[1]) for time in self._times]

    def waves(self, text: str) -> list[str]:
        """Return the waves of a time; all of them if it is empty."""
        if text not in self._known:
            found = places(self._spells.get(text, []), self._times)
            self._known[text] = [self.labels[k] for k in found]
        return self._known[text]

    def there(self, text: str) -> frozenset[str]:
        """Return the waves of a time, the same object for the same text."""
        if text not in self._sets:
            self._sets[text] = frozenset(self.waves(text))
        return self._sets[text]

    def count(self, file: str) -> None:
        """Count a tie, and refuse more than are read."""
        self._ties += 1
        check_ties(self._ties, file)


def _spell(text: str) -> Spell:
    """One time: a point, or its first and last."""
    first, dash, last = text.strip().partition("-")
    start = time_of(first)
    if start is None or start[0] != 0:
        raise ValueError(text)
    end = time_of(last) if dash else start
    if end is not None and end[0] != 0:
        raise ValueError(text)
    return Spell(start, end)
