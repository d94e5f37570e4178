"""Oracles of brokerage: sums over full matrices, from the states of the cells."""

from functools import partial

import numpy as np

from tests.measures.oracle.networks import states
from tests.measures.oracle.registry import oracle


def kinds(ties, alike, open_):
    """By role, what may stand in a→v, v→b and a→b."""
    apart = ties & ~alike, open_ & ~alike
    near = ties & alike, open_ & alike
    return {
        "coordinator": (near[0], near[0], open_),
        "itinerant": (apart[0], apart[0], near[1]),
        "gatekeeper": (apart[0], near[0], open_),
        "representative": (near[0], apart[0], open_),
        "liaison": (apart[0], apart[0], apart[1]),
    }


def through(first, second, closing):
    """Σ over a and b of first[a, v] · second[v, b] · closing[a, b]."""
    first, second, closing = (part.astype(float) for part in (first, second, closing))
    return np.einsum("av,vb,ab->v", first, second, closing, optimize=True)


def brokerage(network, groups, roles):
    table, rated = states(network)
    codes, off = np.asarray(groups.codes), ~np.eye(network.n, dtype=bool)
    known = (codes >= 0)[:, None] & (codes >= 0) & off
    ties, open_ = (known & rated & (table == state) for state in ("tie", "no tie"))
    found = kinds(ties, codes[:, None] == codes, open_)
    total = sum(through(*found[role]) for role in roles)
    n = through(*(rated & known,) * 3)
    possible = through(*((table != "impossible") & off,) * 3)
    return np.where((n == 0) & (possible > 0), np.nan, total)


ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
for role in ROLES:
    oracle(f"brokerage_{role}", "by definition")(partial(brokerage, roles=(role,)))
oracle("brokerage_total", "by definition")(partial(brokerage, roles=ROLES))
