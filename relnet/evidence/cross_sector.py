"""Which sectors work together, against what their sizes would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import pandas as pd

from relnet.engine.blocks import block_sizes
from relnet.evidence.evidence import Evidence
from relnet.evidence.source import SECTOR, basis, chosen, panel_of, share, sides, status, table
from relnet.measures.group_closure import COLUMNS as CLOSURE
from relnet.measures.group_closure import group_closure
from relnet.measures.groups import groups_of
from relnet.measures.measure import measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from relnet.evidence.source import Source, Usual
    from relnet.measures.groups import By, Groups
    from relnet.panel import Network

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FIGURES = ("cross_group_share", "e_i_index", "e_i_expected")
PAIRS = ("wave", "relation", "group", "partner_group", "ties", "density", "expected", "ratio", "random_low", "random_high",
         "known_ties", "no_known_tie", "unknown", "n", "coverage", "status")  # fmt: skip
BAND = (0.025, 0.975)
"""Between these shares of the shuffles the low and high end lie."""


def cross_sector(
    source: Source,
    by: By | Usual = SECTOR,
    *,
    triples: Sequence[Sequence[str]] = (),
    draws: int = 500,
    seed: int = 1,
) -> Evidence:
    """Show which sectors work together, more or less than their sizes would give.

    Parameters
    ----------
    source
        A survey (by its stated rules), a panel or a network.
    by
        The attribute, or several together, that makes the sectors; without, the attribute
        ``sector``, in capitals or not.
    triples
        Threes of sectors (such as insurer, provider, residents) of which to count the
        triads that are closed.
    draws
        How many times the sectors are shuffled.
    seed
        Of the shuffles. They do not depend on the order of anything.

    Returns
    -------
    Evidence
        ``figures``: what `measure` gives for ``cross_group_share``, ``e_i_index`` and
        ``e_i_expected``.

        ``pairs``: ``wave, relation, group, partner_group, ties, density, expected, ratio,
        random_low, random_high, known_ties, no_known_tie, unknown, n, coverage, status``: a
        row for each two sectors and each with itself, both ways round where directed. `ties`
        are the ties in the `n` rated cells, `density` their share of these, `expected` as many as there would be were all rated ties spread evenly
        over the rated cells, `ratio` = ties / expected. `random_low` and
        `random_high` are between which 95 % of the shuffles are. `known_ties` counts those outside the rated cells too, and
        `unknown` the cells of which it is not known whether there is a tie: without one,
        ``no_known_tie`` means that there is none.

        ``triples``: what `group_closure` gives for each of the triples.

    Raises
    ------
    UsageError
        If the source is of another type, an attribute or a sector is unknown, or a triple
        has not three different sectors.

    Notes
    -----
    A shuffle deals the sectors anew among the actors that answered, and among those that
    did not, so that each sector keeps its size and its response. `random_low` and
    `random_high` are the densities of the shuffles times `n`: what chance gives, not what is
    unobserved. Actors of
    which the sector is not known have no part in it.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    *Social Psychology Quarterly* 51, 123–140.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey, "referral")
    >>> pairs = rn.cross_sector(panel["2025"])["pairs"]
    >>> found = pairs.query("group == 'hospital care' and partner_group == 'elderly care'")
    >>> found[["ties", "expected", "random_low", "random_high", "n", "status"]].round(1)
        ties  expected  random_low  random_high   n    status
    16     7       1.2         0.0          4.0  16  complete
    """
    panel, _ = panel_of(source, None)
    groups = chosen(panel, by) or SECTOR.value
    figures = measure(panel, *FIGURES, by=groups).drop(columns=["group", "partner_group", "actor"])
    rows = (row for network in panel for row in _pairs(network, groups, draws, seed))
    none = pd.DataFrame(columns=list(CLOSURE))
    closed = [group_closure(panel, groups, list(three)) for three in triples]
    tables = {
        "basis": basis(panel),
        "figures": figures.rename(columns={"measure": "figure"}),
        "pairs": table(rows, PAIRS),
        "triples": pd.concat(closed, ignore_index=True) if closed else none,
    }
    return Evidence("cross-sector", tables)


def _pairs(network: Network, by: By, draws: int, seed: int) -> Iterator[dict[str, Any]]:
    """The rows of one network, a pair of sectors each."""
    groups, seen = groups_of(network, by), network.observation
    rated, unknown, possible = (
        _once(network, block_sizes(cells, groups.codes, groups.k))
        for cells in (seen.rated, seen.unknown, seen.possible)
    )
    ties, known = _tied(network, groups.codes, groups.k)
    low, high = _band(rated * _shuffled(network, groups, draws, seed))
    density = share(_total(network, ties), _total(network, rated))
    for row, column in _places(network, groups.k):
        here, n = (row, column), int(rated[row, column])
        value = float(ties[here]) if n else float("nan")
        expected = n * density if n else float("nan")
        yield {
            "wave": network.wave,
            "relation": network.relation,
            "group": groups.labels[row],
            "partner_group": groups.labels[column],
            "ties": ties[here] if n else None,
            "density": share(value, n) if n else float("nan"),
            "expected": expected,
            "ratio": share(value, expected) if n else None,
            "random_low": float(low[here]) if n else None,
            "random_high": float(high[here]) if n else None,
            "known_ties": known[here],
            "no_known_tie": bool(known[here] == 0 and possible[here] > 0),
            "unknown": unknown[here],
            "n": n,
            "coverage": share(n, possible[here]),
            "status": status(network, value, n, possible[here]),
        }


def _places(network: Network, k: int) -> Iterator[tuple[int, int]]:
    """Each pair of sectors, once where undirected."""
    return (
        (row, column) for row in range(k) for column in range(0 if network.directed else row, k)
    )


def _once(network: Network, counts: Ints) -> Ints:
    """The counts with each dyad within a sector counted once, where undirected."""
    if sides(network) == 2:
        counts[np.diag_indices(len(counts))] //= 2
    return counts


def _total(network: Network, counts: Ints) -> int:
    """All that is counted, each dyad once."""
    return int(counts.sum() if network.directed else np.triu(counts).sum())


def _tied(network: Network, codes: Ints, k: int) -> tuple[Ints, Ints]:
    """Ties in rated cells and all known ties, from each sector to each."""
    places = _place(network.keys, network.n, codes, k)
    counts = (
        np.bincount(part[part >= 0], minlength=k * k).reshape(k, k)
        for part in (places[network.is_rated], places)
    )
    rated, known = (_once(network, count) for count in counts)
    return rated, known


def _place(keys: Ints, n: int, codes: Ints, k: int) -> Ints:
    """The pair of sectors of each cell; -1 where a sector is not known."""
    source, target = (codes[end] for end in np.divmod(keys, max(n, 1)))
    return np.where((source >= 0) & (target >= 0), source * k + target, -1)


def _shuffled(network: Network, groups: Groups, draws: int, seed: int) -> Floats:
    """Density from each sector to each after each shuffle, NaN without a rated cell."""
    k, keys, rated = groups.k, network.keys[network.is_rated], network.observation.rated
    rng = np.random.default_rng([seed, crc32(f"{network.wave}\0{network.relation}".encode())])
    names = np.argsort(network.actors.to_numpy(str), kind="stable")
    named = names[groups.codes[names] >= 0]
    answered = network.observation.answered[named]
    found = np.full((draws, k, k), np.nan)
    same = _once(network, block_sizes(rated, groups.codes, k)) if _by_response(network) else None
    for density in found:
        codes = groups.codes.copy()
        for who in (named[answered], named[~answered]):
            codes[who] = codes[rng.permutation(who)]
        places = _place(keys, network.n, codes, k)
        ties = np.bincount(places[places >= 0], minlength=k * k).reshape(k, k)
        cells = _once(network, block_sizes(rated, codes, k)) if same is None else same
        np.divide(_once(network, ties), cells, out=density, where=cells > 0)
    return found


def _by_response(network: Network) -> bool:
    """Whether the rated cells follow from who answered, so that no shuffle changes their number."""
    rated, answered = network.observation.rated, network.observation.answered
    classes = (np.unique(rated.classes[who]).size for who in (answered, ~answered))
    return not rated.flips.size and max(classes) <= 1


def _band(counts: Floats) -> Floats:
    """The low and the high end of the shuffles; NaN where none of them says."""
    told = ~np.isnan(counts).all(axis=0)
    ends = np.full((2, *told.shape), np.nan)
    ends[:, told] = np.nanquantile(counts[:, told], BAND, axis=0, method="inverted_cdf")
    return ends
