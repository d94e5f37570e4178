"""The bootstrap of a change of density, beside the loop that makes each redrawn network.

Both in one run, in processor time; ``extra_info`` holds the ratio, loop / relnet, for as many
redraws. The loop is plain numpy: it takes the rows and columns that were drawn, and fills in the
cells of the same actor. It runs a part of the redraws, as it takes minutes.
"""

from __future__ import annotations

import statistics
import time

import numpy as np
import pytest

import relnet as rn
from benchmarks.panels import edges
from relnet.inference import bootstrap
from relnet.inference.both import aligned

REPLICATES, ROUNDS = 10_000, 5
ASKED = {
    # actors: waves of the panel, redraws of the loop, ratio asked for
    60: (6, 1_000, 25),
    500: (12, 50, 200),
}


def loop(rng, old, new, replicates):
    """The change of density in redraws of the actors, one after the other."""
    n = len(old)
    cells = n * (n - 1)
    found = np.empty(replicates)
    for k in range(replicates):
        who = rng.integers(n, size=n)
        place = np.ix_(who, who)
        before, after = old[place], new[place]
        first, second = np.nonzero((who[:, None] == who) & ~np.eye(n, dtype=bool))
        one, other = rng.integers(n, size=first.size), rng.integers(n - 1, size=first.size)
        other += other >= one
        before[first, second], after[first, second] = old[one, other], new[one, other]
        np.fill_diagonal(before, 0)
        np.fill_diagonal(after, 0)
        found[k] = after.sum() / cells - before.sum() / cells
    return found


def timed(function, *arguments):
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


@pytest.mark.parametrize("actors", ASKED)
def test_change_of_density(benchmark, actors):
    waves, fewer, asked = ASKED[actors]
    panel = rn.build_panel(rn.read_survey(edges(actors, waves), warn=False))
    change = rn.compare(panel[0], panel[1])
    both = aligned(change.before, change.after)
    old, new = both.old.tie.astype(float), both.new.tie.astype(float)

    def ours():
        return bootstrap(change, replicates=REPLICATES)

    def theirs():
        return loop(np.random.default_rng(1), old, new, fewer)

    spread = theirs().std()
    assert abs(ours().se / spread - 1) < 5 / np.sqrt(2 * fewer)
    pairs = [(timed(ours), timed(theirs) * REPLICATES / fewer) for _ in range(ROUNDS)]
    found = statistics.median(their / our for our, their in pairs)
    benchmark.extra_info["loop / relnet"] = round(found, 1)
    for name, values in zip(("relnet ms", "loop ms"), zip(*pairs, strict=True), strict=True):
        benchmark.extra_info[name] = round(statistics.median(values) * 1e3, 1)
    benchmark.pedantic(ours, rounds=1)
    assert found >= asked or not benchmark.enabled
