"""The cells of pairs of actors, by report: their keys, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.keys import is_among, transpose_keys
from relnet.errors import UsageError
from relnet.panel import dyads
from relnet.panel.reported import Reported
from relnet.treatments.outcomes import IMPOSSIBLE, UNKNOWN
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel import Network
    from relnet.panel.dyads import Combined

    Ints = NDArray[np.int64]
    States = NDArray[np.int8]

TWO_REPORTS = frozenset({"either", "both", "mean", "max"})
"""Dyad rules that combine two reports."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The cells of a pair of actors i < j, in one order.

    Attributes
    ----------
    layers : tuple of int
        The report that each cell belongs to.
    forward : tuple of bool
        Whether it runs from i to j.
    mirrored : bool
        Whether the two ways are two reports on one undirected tie.
    """

    layers: tuple[int, ...]
    forward: tuple[bool, ...]
    mirrored: bool = False

    @property
    def reverse(self) -> tuple[int, ...]:
        """Position of the cell the other way, by the same report."""
        return (0,) if len(self.layers) == 1 else (1, 0, 3, 2)[: len(self.layers)]

    @property
    def other(self) -> tuple[int, ...] | None:
        """Position of the other report on the same tie, if there are two."""
        if len(self.layers) == 4:
            return (2, 3, 0, 1)
        return self.reverse if self.mirrored else None

    def keys(self, i: Ints, j: Ints, n: int) -> Ints:
        """Return the cells of pairs (shape ``(k, d)``)."""
        there, back = i * n + j, j * n + i
        return np.stack([there if forward else back for forward in self.forward])


ONE = Slots((0,), (True,))
TWO_WAYS = Slots((0, 0), (True, False))
MUTUAL = Slots((0, 0), (True, False), mirrored=True)
BOTH_ENDS = Slots((0, 0, 1, 1), (True, False, True, False))


def slots_of(network: Network) -> Slots:
    """Return the cells that the model of a network speaks of."""
    if not network.directed:
        return MUTUAL if network.reports else ONE
    return BOTH_ENDS if len(network.reports) == 2 else TWO_WAYS


def layers_of(network: Network) -> tuple[Reported, ...]:
    """Return the reports that the model speaks of, with nothing in them but ties.

    An undirected tie with two reports gives one layer: the report of each on the other.

    Raises
    ------
    UsageError
        If the tie rule combines two reports, some are unknown and the reports, or the least
        strength of a tie, are not kept.
    """
    named = {"wave": repr(network.wave), "relation": repr(network.relation)}
    lacking = len(network.observation.unknown) > 0
    if network.reports:
        judged = network.rule.dyad in {"mean", "max"}
        if judged and lacking and network.rule.at_least and network.reports[0].least is None:
            raise UsageError(Phrase("usage.impute.least", **named))
        kept = network.reports if network.directed else network.reports[:1]
        return tuple(_ties_only(report, judged=judged) for report in kept)
    seen = network.observation
    if network.rule.dyad in TWO_REPORTS and lacking:
        raise UsageError(Phrase("usage.impute.reports", **named))
    known, yes = seen.possible - seen.unknown, np.ones(network.keys.size, np.bool_)
    ties = (network.keys, network.strength, yes)
    return (Reported(seen.possible, known, seen.rated, *ties, seen.answered),)


def _ties_only(report: Reported, *, judged: bool) -> Reported:
    """The report without answers that are no tie; all but 0 where strengths are judged later."""
    kept = report.strength != 0 if judged else report.is_tie
    ties = (report.keys[kept], report.strength[kept], np.ones(int(kept.sum()), np.bool_))
    return Reported(
        report.possible, report.known, report.rated, *ties, report.answered, report.least
    )


def states(layers: Sequence[Reported], slots: Slots, keys: Ints, *, rated: bool = False) -> States:
    """Return what is known of each cell of pairs, or what is rated (shape ``(k, d)``)."""
    found = np.empty(keys.shape, np.int8)
    for row, own, layer in zip(found, keys, slots.layers, strict=True):
        report = layers[layer]
        clear = (report.rated if rated else report.known).contains(own)
        row[:] = np.where(clear, is_among(own, report.keys), UNKNOWN)
        row[~report.possible.contains(own)] = IMPOSSIBLE
    return found


def unknown_pairs(layers: Sequence[Reported], n: int) -> tuple[Ints, Ints]:
    """Return the pairs i < j of which a cell is possible and unknown."""
    keys = np.concatenate([(layer.possible - layer.known).keys() for layer in layers])
    backward = keys // n > keys % n
    keys[backward] = transpose_keys(keys[backward], n)
    i, j = np.divmod(np.unique(keys), n)
    return i, j


def filled(layer: Reported, keys: Ints, strength: NDArray[np.float64]) -> Reported:
    """Return a report that is known everywhere, with these ties added to those it has."""
    every = np.concatenate([layer.keys, keys])
    order = np.argsort(every, kind="stable")
    return replace(
        layer,
        known=layer.possible,
        rated=layer.possible,
        keys=every[order],
        strength=np.concatenate([layer.strength, strength])[order],
        is_tie=np.ones(every.size, np.bool_),
        answered=np.ones_like(layer.answered),
    )


def combined(network: Network, first: Reported, second: Reported) -> Combined:
    """Return what the tie rule of a network makes of two completed reports."""
    if network.rule.dyad == "either":
        return dyads.either(first, second)
    if network.rule.dyad == "both":
        return dyads.both(first, second)
    mean = network.rule.dyad == "mean"
    return dyads.pooled(first, second, mean=mean, least=first.least, top=np.inf)
