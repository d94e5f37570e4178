"""Articulation actors and bridges, and whether the unobserved could make it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from relnet.engine import cuts
from relnet.engine.components import components
from relnet.engine.graph import matrix, union

if TYPE_CHECKING:
    from relnet.engine.keys import Flags, Keys
    from relnet.panel import Network

MOST_UNKNOWN = 4_000_000
"""Unknown cells beyond which nothing is held for certain."""


class Cuts(NamedTuple):
    """What the known ties hang on.

    Attributes
    ----------
    articulation : ndarray of bool, shape (n,)
        Actors without whom their component of the known ties falls apart.
    certain : ndarray of bool, shape (n,)
        Whether that, or that they are not, holds whichever unknown cells are ties.
    bridges : ndarray of int64
        Pairs without whose tie their component falls apart, as keys of the lower actor.
    bridge_certain : ndarray of bool
        Whether each is a bridge whichever unknown cells are ties.
    """

    articulation: Flags
    certain: Flags
    bridges: Keys
    bridge_certain: Flags


def find_cuts(network: Network) -> Cuts:
    """Find the articulation actors and bridges of a network.

    An articulation actor is certain if its known partners are in more than one component
    of all other actors with every unknown cell a tie: then no completion joins them without
    it. That an actor is none is certain if its known and unknown partners are all in one
    component of the known ties of the others: then no completion needs it. A bridge is
    certain if it is one with every unknown cell a tie. Each is both enough and needed.
    """
    ties = union(network.known_ties)
    articulation, bridges = cuts.articulation(ties), cuts.bridges(ties)
    unknown = network.observation.unknown
    if len(unknown) == 0:
        return Cuts(articulation, np.ones(network.n, bool), bridges, np.ones(bridges.size, bool))
    if len(unknown) > MOST_UNKNOWN:
        return Cuts(articulation, np.zeros(network.n, bool), bridges, np.zeros(bridges.size, bool))
    full = union((ties + matrix(unknown.keys(), network.n)).tocsr())
    certain = ~articulation & ~_may_cut(ties, full)
    for actor in np.flatnonzero(articulation & cuts.articulation(full)):
        certain[actor] = _parts(full, ties, int(actor)) > 1
    return Cuts(articulation, certain, bridges, np.isin(bridges, cuts.bridges(full)))


def _may_cut(known: sparse.csr_array, full: sparse.csr_array) -> Flags:
    """Actors tied, with every unknown cell a tie, to several components of the known ties.

    It says what it should of those that are no articulation actors of the known ties.
    """
    n = known.shape[0]
    count, labels = components(known)
    members = sparse.coo_array((np.ones(n), (np.arange(n), labels)), shape=(n, count)).tocsr()
    met = (full @ members).tocsr()
    return np.asarray(np.diff(met.indptr) > 1)


def _parts(full: sparse.csr_array, known: sparse.csr_array, actor: int) -> int:
    """How many components of all others hold the known partners of an actor."""
    others = np.flatnonzero(np.arange(full.shape[0]) != actor)
    labels = np.empty(full.shape[0], np.int64)
    labels[others] = components(full[others][:, others].tocsr())[1]
    partners = known.indices[known.indptr[actor] : known.indptr[actor + 1]]
    return int(np.unique(labels[partners]).size)
