"""Who has which value of an attribute in each wave, who came and who went."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from relnet.figures.values import attribute_called, natural, values_of

if TYPE_CHECKING:
    from relnet.panel import Panel

MOST_VALUES = 8
"""Values that can be told apart by colour; of more the smallest are one."""
UNKNOWN, JOINERS, LEAVERS = -1, -2, -3
"""Codes of the bands of whose value is not known, who comes and who went."""


@dataclass(frozen=True, slots=True)
class Streams:
    """The values of the actors over the waves.

    Attributes
    ----------
    waves, values : list of str
        In order.
    codes : list of dict of str to int
        By wave, of each actor on the roster: the position of its value, or ``UNKNOWN``.
    """

    waves: list[str]
    values: list[str]
    codes: list[dict[str, int]]

    def sizes(self, wave: int) -> Counter[int]:
        """Return how many have each value in a wave; who comes next, and who left since."""
        found = Counter(self.codes[wave].values())
        for before, after, band in ((wave, wave + 1, JOINERS), (wave - 1, wave, LEAVERS)):
            if before >= 0 and after < len(self.waves):
                flows = self.flows(before)
                side = 0 if band == JOINERS else 1
                found[band] = sum(n for pair, n in flows.items() if pair[side] == band)
        return +found

    def flows(self, wave: int) -> Counter[tuple[int, int]]:
        """Return how many go from which value to which, from a wave to the next."""
        old, new = self.codes[wave], self.codes[wave + 1]
        return Counter(
            (old.get(actor, JOINERS), new.get(actor, LEAVERS)) for actor in old.keys() | new.keys()
        )


def streams_of(panel: Panel, attribute: str, rest: str) -> Streams:
    """Return the values of an attribute by wave; of very many the smallest are the `rest`."""
    name = attribute_called(list(panel), attribute)
    texts = []
    for wave in panel.waves:
        networks = [network for network in panel if network.wave == wave]
        known = values_of(networks, name).dropna().to_dict()
        actors = dict.fromkeys(str(one) for network in networks for one in network.actors)
        texts.append({actor: known.get(actor) for actor in actors})
    counts = Counter(text for wave in texts for text in wave.values() if text is not None)
    order = sorted(counts, key=lambda value: (-counts[value], natural(value)))
    small = set(order[MOST_VALUES - 1 :]) if len(order) > MOST_VALUES else set()
    values = sorted(counts.keys() - small, key=natural) + ([rest] if small else [])
    place = {value: k for k, value in enumerate(values)} | dict.fromkeys(small, len(values) - 1)
    codes = [
        {actor: UNKNOWN if text is None else place[text] for actor, text in wave.items()}
        for wave in texts
    ]
    return Streams(list(panel.waves), values, codes)
