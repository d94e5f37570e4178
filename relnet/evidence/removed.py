"""Removals of one actor, the best connected, or a group, against random ones, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from relnet.evidence.removals import losses, random_removals
from relnet.evidence.source import known_cells, share, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from relnet.evidence.hanging import Case
    from relnet.evidence.removals import Losses

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

REMOVALS = ("wave", "relation", "kind", "removed", "size", "figure", "before", "without", "loss",
            "random_mean", "random_low", "random_high", "random_as_much", "draws", "n",
            "coverage", "status")  # fmt: skip
BAND = (0.05, 0.95)
"""Between these shares of the random removals lie their low and high end."""
PAIRS, PART = "pairs_connected", "largest_part"
"""What is looked at of those that remain: their pairs that reach each other, their largest part."""
AND = " + "
"""What stands between the names of those that are removed together."""
CLOSE = 1e-9
"""Losses that differ by less are the same."""


class Plan(NamedTuple):
    """How many of the best connected are removed at most, and against what."""

    top: int
    draws: int
    seed: int


class Removal(NamedTuple):
    """Who is removed, as positions among the known actors."""

    kind: str
    removed: str
    members: NDArray[np.int64]


def removals(case: Case, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield what each removal parts, and what random removals of as many do."""
    inside = np.flatnonzero(case.known)
    cases = list(_removals(case, inside, plan.top))
    removed = np.zeros((len(cases), inside.size), np.bool_)
    for flags, one in zip(removed, cases, strict=True):
        flags[one.members] = True
    ties = case.ties[inside][:, inside].tocsr()
    lost = losses(ties, removed)
    names = list(case.network.actors[inside])
    of = f"{case.network.wave}\0{case.network.relation}"
    chance = {
        size: losses(ties, random_removals(names, size, plan.draws, plan.seed, of))
        for size in sorted({one.members.size for one in cases})
    }
    for k, one in enumerate(cases):
        size = one.members.size
        for row in _held_against(lost, k, chance[size], someone=size > 0):
            told = _over(case, inside.size, row["loss"])
            if not size:
                told["status"] = status(case.network, row["loss"], 0, 1)
            yield case.about | _named(one) | row | told


def _removals(case: Case, inside: NDArray[np.int64], top: int) -> Iterator[Removal]:
    """Every actor, the best connected, and every group, of those of whom anything is known."""
    names = case.network.actors[inside]
    yield from (Removal("actor", name, np.array([k])) for k, name in enumerate(names))
    best = np.lexsort((np.argsort(np.argsort(names)), -case.partners[inside]))
    for size in range(1, min(top, inside.size) + 1):
        yield Removal("top", AND.join(names[best[:size]]), best[:size])
    if case.groups is not None:
        codes = case.groups.codes[inside]
        for code, label in enumerate(case.groups.labels):
            yield Removal("group", label, np.flatnonzero(codes == code))


def _named(one: Removal) -> dict[str, Any]:
    return {"kind": one.kind, "removed": one.removed, "size": one.members.size}


def _held_against(
    lost: Losses, k: int, chance: Losses, *, someone: bool
) -> Iterator[dict[str, Any]]:
    """Each figure of one removal, beside those of the random removals; NaN where nobody is."""
    pairs = lost.pairs[k] if someone else 0.0
    nobody = 0.0 if someone else float("nan")
    ends = {
        PAIRS: (share(lost.joined[k], pairs), share(lost.joined_without[k], pairs)),
        PART: (lost.largest[k] + nobody, lost.largest_without[k] + nobody),
    }
    drawn = {PAIRS: chance.parted, PART: chance.component}
    for name, (before, without) in ends.items():
        draws = drawn[name][~np.isnan(drawn[name])]
        yield {
            "figure": name,
            "before": before,
            "without": without,
            "loss": before - without,
            **_spread(draws, before - without),
            "draws": draws.size,
        }


def _spread(draws: Floats, loss: float) -> dict[str, float]:
    """Where the losses of random removals lie, and the share of them that are as large."""
    if not draws.size or np.isnan(loss):
        return dict.fromkeys(
            ("random_mean", "random_low", "random_high", "random_as_much"), float("nan")
        )
    low, high = np.quantile(draws, BAND, method="inverted_cdf")
    return {
        "random_mean": float(draws.mean()),
        "random_low": float(low),
        "random_high": float(high),
        "random_as_much": float((draws >= loss - CLOSE).mean()),
    }


def _over(case: Case, n: int, loss: float) -> dict[str, Any]:
    """Among how many actors it was computed; partial where any cell is unknown."""
    said = status(case.network, loss, *known_cells(case.network))
    return {"n": n, "coverage": share(n, case.network.n), "status": said}
