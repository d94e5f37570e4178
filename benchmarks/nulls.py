"""Pairs of waves in which, in one sense or another, nothing changed.

Each makes two directed networks of n actors whose ties have known chances. What "no change" means
differs from method to method; these are the senses:

- ``redrawn``: actors and their effects are drawn anew from one population in each wave;
- ``churn``: the actors stay what they are, and each dyad is drawn anew with probability one half;
- ``rows``: how many ties an actor names is drawn anew in each wave, as when another person answers;
- ``unrelated``: two populations, and which actor of the one is which of the other is drawn.

- ``separable``: cells without a tie get one, and ties persist, with the same chance everywhere.

And one in which something did: ``grown`` is as ``churn``, and then one cell in twenty without a tie gets one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import networkx as nx
import numpy as np

import relnet as rn
from relnet.inference.square import Square, network_of

KINDS = ("even", "skewed", "sectors", "reciprocal")
"""All cells alike; actors that send and receive more; more within sectors; ties that are returned."""
SILENCES = ("none", "random", "degree", "same")
"""Who does not answer: nobody; at random in each wave; those with few ties; the same in both waves."""
SECTORS = 3
KEPT = 0.5
FORMED, PERSISTED = 0.08, 0.6
GROWTH = 0.05
SPREAD = 0.8
MUTUAL = 1.5


@dataclass(frozen=True)
class World:
    """Chances of the ties of n actors: log-odds of each cell, and of a returned one besides."""

    logits: np.ndarray
    mutual: float


def world(kind, n, rng):
    """Draw actors, and with them the chances of their ties; mean degree about n / 10 + 3."""
    share = (n / 10 + 3) / (n - 1)
    logits = np.full((n, n), np.log(share / (1 - share)))
    if kind == "skewed":
        logits += rng.normal(0, SPREAD, (n, 1)) + rng.normal(0, SPREAD, n)
    elif kind == "sectors":
        sector = np.arange(n) % SECTORS
        logits += np.where(sector[:, None] == sector[None, :], 1.0, -0.7)
    return World(logits, MUTUAL if kind == "reciprocal" else 0.0)


def drawn(chances, rng):
    """Draw the ties of a world, dyad by dyad."""
    upper, lower = np.triu(chances.logits, 1), np.tril(chances.logits, -1).T
    weights = np.stack([np.zeros_like(upper), upper, lower, upper + lower + chances.mutual])
    shares = np.exp(weights - weights.max(axis=0))
    ends = np.cumsum(shares / shares.sum(axis=0), axis=0)
    state = (rng.random(upper.shape) > ends).sum(axis=0)
    keep = np.triu(np.ones_like(upper, dtype=bool), 1)
    there, back = np.isin(state, (1, 3)) & keep, np.isin(state, (2, 3)) & keep
    return there | back.T


def pair(null, kind, n, rng):
    """Draw two waves between which nothing changed, in the sense of a null."""
    if null == "rows":
        return _rows(n, rng)
    first = world(kind, n, rng)
    old = drawn(first, rng)
    if null in {"churn", "grown"}:
        same = np.triu(rng.random((n, n)) < KEPT, 1)
        new = np.where(same | same.T, old, drawn(first, rng))
        more = rng.random((n, n)) < (GROWTH if null == "grown" else 0)
        return old, new | (more & ~np.eye(n, dtype=bool))
    if null == "separable":
        chance = np.where(old, PERSISTED, FORMED)
        return old, (rng.random((n, n)) < chance) & ~np.eye(n, dtype=bool)
    new = drawn(world(kind, n, rng), rng)
    if null == "unrelated":
        other = rng.permutation(n)
        new = new[np.ix_(other, other)]
    return old, new


def _rows(n, rng):
    """Receivers stay as popular; how many ties each names is drawn anew."""
    received = rng.normal(0, SPREAD, n)
    share = (n / 10 + 3) / (n - 1)
    waves = []
    for _ in range(2):
        logits = np.log(share / (1 - share)) + rng.normal(0, SPREAD, n)[:, None] + received[None, :]
        waves.append(drawn(World(logits, 0.0), rng))
    return tuple(waves)


def silent(silence, share, ties, rng):
    """Draw who does not answer in each of the waves."""
    n = len(ties[0])
    count = round(share * n)
    if silence == "none" or not count:
        return [np.zeros(n, bool)] * 2
    flags = []
    for wave in ties:
        weight = np.ones(n) if silence != "degree" else 1 / (1 + wave.sum(0) + wave.sum(1)) ** 2
        chosen = rng.choice(n, count, replace=False, p=weight / weight.sum())
        flags.append(np.isin(np.arange(n), chosen))
    return [flags[0]] * 2 if silence == "same" else flags


def blank(n):
    """A network without ties among n actors in sectors, to be filled."""
    graph = nx.DiGraph()
    graph.add_nodes_from((f"a{k:03}", {"sector": f"s{k % SECTORS}"}) for k in range(n))
    return rn.from_networkx(graph, wave="1")


def network(tie, quiet, like):
    """Return the network of these ties, in which the cells of who is quiet are unobserved."""
    off = ~np.eye(len(tie), dtype=bool)
    rated = off & ~quiet[:, None]
    seen = tie & rated
    made = network_of(Square(seen, seen.astype(float), rated, off & ~rated, off), like)
    return replace(made, observation=replace(made.observation, answered=~quiet))


def waves(null, kind, n, silence, share, seed, like=None):
    """Return two networks between which nothing changed, in the sense of a null."""
    rng = np.random.default_rng(seed)
    ties = pair(null, kind, n, rng)
    quiet = silent(silence, share, ties, rng)
    like = like or blank(n)
    old, new = (network(tie, who, like) for tie, who in zip(ties, quiet, strict=True))
    return old, replace(new, wave="2")
