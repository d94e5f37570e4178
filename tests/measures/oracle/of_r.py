"""Oracles of networks by R's sna, asked in the way in which it is right.

Rates are asked with NA where a cell is not rated, all else of the known ties. R's igraph is
the same program in C as that of Python, and is not asked again.
"""

from functools import partial

import numpy as np

from tests.measures.oracle.networks import adjacency, states
from tests.measures.oracle.of_connection import unknown
from tests.measures.oracle.of_triads import KINDS
from tests.measures.oracle.r import ask, number, numbers
from tests.measures.oracle.registry import oracle

DEGREE = {"in": "indegree", "out": "outdegree", "total": "freeman"}


def of_sna(name, /, **options):
    """Register the function, with these options, as the oracle of a measure."""

    def register(function):
        oracle(name, "sna")(partial(function, **options))
        return function

    return register


def kind(network):
    return "digraph" if network.directed else "graph"


def rated(network, *, strength=False):
    """The cells, NaN where one is not rated."""
    return np.where(states(network)[1], adjacency(network, strength=strength), np.nan)


@of_sna("density", strength=False)
@of_sna("density_weighted", strength=True)
def density(network, *, strength):
    cells = rated(network, strength=strength)
    return number(ask("gden", cells, mode=kind(network), ignore_eval=not strength))


def census(network):
    """Mutual, asymmetric and null dyads; None where no dyad is rated."""
    (counts,) = numbers(ask("dyad.census", rated(network)))
    return counts if counts.sum() else None


@of_sna("mutual_dyads", place=0)
@of_sna("asymmetric_dyads", place=1)
@of_sna("null_dyads", place=2)
def dyads(network, *, place):
    counts = census(network)
    return None if counts is None else counts[place]


@of_sna("reciprocity_dyadic", measure="dyadic")
@of_sna("reciprocity_nonnull", measure="dyadic.nonnull")
@of_sna("reciprocity_edgewise", measure="edgewise")
def reciprocity(network, *, measure):
    return number(ask("grecip", rated(network), measure=measure))


@of_sna("transitivity")
def transitivity(network):
    """By the list of ties: with matrices it leaves a pair out if one path between them is NA."""
    asked = partial(ask, "gtrans", rated(network), mode=kind(network), use_adjacency=False)
    at_risk = number(asked(measure="weakcensus")) > 0 or number(asked(measure="weak")) < 1
    return number(asked(measure="weak")) if at_risk else None  # it says 1 where there is no path


def triads(network, *, place):
    if network.n < 3:
        return None
    (counts,) = numbers(ask("triad.census", rated(network)))
    return counts[place] if counts.sum() else None


for _place, _kind in enumerate(KINDS):
    of_sna(f"triads_{_kind.lower()}", place=_place)(triads)


def parts(network, connected):
    ties = adjacency(network)
    return numbers(ask("component.dist", ties, connected=connected)["csize"])


@of_sna("components", connected="weak")
@of_sna("strong_components", connected="strong")
def components(network, *, connected):
    return len(parts(network, connected))


@of_sna("largest_component")
def largest_component(network):
    return parts(network, "weak").max()


@of_sna("isolates")
def isolates(network):
    return None if unknown(network).any() else len(ask("isolates", adjacency(network)))


@of_sna("reachable_pairs_share")
def reachable_pairs_share(network):
    reached = numbers(ask("reachability", adjacency(network)))
    np.fill_diagonal(reached, 0)
    return reached.sum() / (network.n * (network.n - 1))


@of_sna("connectedness")
def connectedness(network):
    return number(ask("connectedness", adjacency(network)))


@of_sna("hierarchy_krackhardt")
def hierarchy(network):
    return number(ask("hierarchy", adjacency(network), measure="krackhardt"))


@of_sna("efficiency_krackhardt")
def efficiency(network):
    """Where directed: it knows no ties without a direction."""
    return number(ask("efficiency", adjacency(network))) if network.directed else None


@of_sna("articulation_actors")
def articulation_actors(network):
    ties = adjacency(network)
    if (ties > 0).sum() < 2:
        return None  # it cannot take a single tie
    return len(ask("cutpoints", ties, mode=kind(network), connected="weak"))


def centralisation(network, **options):
    if network.n < 3:
        return None
    return number(ask("centralization", adjacency(network), mode=kind(network), **options))


for _direction, _cmode in DEGREE.items():
    of_sna(f"centralisation_{_direction}_degree", FUN="degree", cmode=_cmode)(centralisation)
of_sna("centralisation_betweenness", FUN="betweenness")(centralisation)
