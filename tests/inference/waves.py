"""Random waves with silence and impossible cells, as networks and as dense arrays."""

from dataclasses import replace

import networkx as nx
import numpy as np

import relnet as rn
from relnet.inference.square import Square, network_of

SECTORS = ("x", "y", "z", None)


def symmetric(flags):
    upper = np.triu(flags, 1)
    return upper | upper.T


def random_square(rng, n, *, directed, share=0.2, response=0.8):
    """Cells of random ties, of actors of whom some do not answer; a few cells are impossible."""
    off = ~np.eye(n, dtype=bool)
    answers = rng.random(n) < response
    rated = np.broadcast_to(answers[:, None], (n, n)) & (rng.random((n, n)) < 0.97)
    tie, possible = rng.random((n, n)) < share, rng.random((n, n)) < 0.98
    if not directed:
        rated = rated & answers[None, :]
        tie, rated, possible = map(symmetric, (tie, rated, possible))
    possible = possible & off
    rated = rated & possible
    return Square(tie & rated, (tie & rated).astype(float), rated, possible & ~rated, possible)


def blank(n, *, directed=True, rng=None):
    """A network without ties, of actors in sectors."""
    graph = (nx.DiGraph if directed else nx.Graph)()
    rng = rng or np.random.default_rng(0)
    graph.add_nodes_from(
        (f"a{k:03}", {"sector": SECTORS[k % 2] if k < 4 else SECTORS[rng.integers(4)]})
        for k in range(n)
    )
    return rn.from_networkx(graph, wave="1")


def random_network(seed, n=14, *, directed=True, wave="1", **shares):
    rng = np.random.default_rng(seed)
    cells = random_square(rng, n, directed=directed, **shares)
    return replace(network_of(cells, blank(n, directed=directed)), wave=wave)


def random_change(seed, n=14, *, directed=True, kept=0.6, **shares):
    """Two waves in which a part of the cells is the same."""
    rng = np.random.default_rng(seed)
    old, new = (random_square(rng, n, directed=directed, **shares) for _ in range(2))
    same = rng.random((n, n)) < kept
    same = same if directed else symmetric(same)
    tie = np.where(same, old.tie, new.tie) & new.rated
    new = replace(new, tie=tie, strength=tie.astype(float))
    like = blank(n, directed=directed)
    before, after = (network_of(cells, like) for cells in (old, new))
    return rn.compare(before, replace(after, wave="2"))
