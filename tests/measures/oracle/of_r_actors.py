"""Oracles of actors and groups by R's sna, asked in the way in which it is right."""

import networkx as nx
import numpy as np

from tests.measures.oracle.actors import blank, strong, whole_lengths
from tests.measures.oracle.networks import adjacency
from tests.measures.oracle.of_degree import seen
from tests.measures.oracle.of_dyads import whole
from tests.measures.oracle.of_r import DEGREE, kind, of_sna, rated
from tests.measures.oracle.of_walks import component
from tests.measures.oracle.r import ask, number, numbers

START = {"in": "in_", "out": "out_", "union": ""}
ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total")
"""The roles in the order of sna's columns: w_I, w_O, b_IO, b_OI, b_O, t."""


def turned(matrix, direction):
    """The matrix in which what is asked of rows is asked in a direction."""
    if direction == "union":
        return np.maximum(matrix, matrix.T)
    return matrix.T if direction == "in" else matrix


def lengths(matrix):
    """1 / strength as whole numbers, 0 without a tie, and what one of them is."""
    found, unit = whole_lengths(matrix[matrix > 0].tolist())
    long = np.zeros(matrix.shape)
    long[matrix > 0] = found
    return long, float(unit)


def closeness(network, *, direction):
    """Where all are reached: it gives 0 where one is not."""
    ties = turned(adjacency(network), direction)
    scores = numbers(ask("closeness", ties))
    return blank(network, scores) if network.n > 1 and (scores > 0).all() else None


def centralisation_of_closeness(network, *, direction):
    if network.n < 3 or closeness(network, direction=direction) is None:
        return None
    ties = turned(adjacency(network), direction)
    mode = "undirected" if direction == "union" else "directed"
    return number(ask("centralization", ties, FUN="closeness", cmode=mode))


def harmonic(network, *, direction, weighted):
    ties = turned(strong(network), direction)
    long, unit = lengths(ties) if weighted else (ties > 0, 1)
    scores = ask("closeness", long, cmode="suminvdir", ignore_eval=not weighted)
    return blank(network, numbers(scores) / unit)


for _direction, _start in START.items():
    of_sna(f"{_start}closeness", direction=_direction)(closeness)
    of_sna(f"centralisation_{_start}closeness", direction=_direction)(centralisation_of_closeness)
    of_sna(f"{_start}harmonic_closeness", direction=_direction, weighted=False)(harmonic)
    of_sna(f"{_start}harmonic_closeness_weighted", direction=_direction, weighted=True)(harmonic)


def degree(network, *, direction, strength):
    ties = adjacency(network, strength=strength)
    scores = ask("degree", ties, gmode=kind(network), cmode=DEGREE[direction])
    return seen(network, direction, numbers(scores))


for _direction in DEGREE:
    of_sna(f"{_direction}_degree", direction=_direction, strength=False)(degree)
    of_sna(f"{_direction}_strength", direction=_direction, strength=True)(degree)


@of_sna("betweenness")
def betweenness(network):
    """By steps: of paths with lengths it counts some that are longer than the shortest."""
    return blank(network, numbers(ask("betweenness", adjacency(network), gmode=kind(network))))


@of_sna("eigenvector", weighted=False, union=False)
@of_sna("eigenvector_weighted", weighted=True, union=False)
@of_sna("eigenvector_undirected", weighted=False, union=True)
@of_sna("eigenvector_undirected_weighted", weighted=True, union=True)
def eigenvector(network, *, weighted, union):
    """By eigen(), in the largest component: its own iteration is wrong on a star."""
    ties = turned(strong(network) if weighted else adjacency(network), "union" if union else "in")
    directed = network.directed and not union
    members = component(
        nx.from_numpy_array(ties, create_using=nx.DiGraph if directed else nx.Graph)
    )
    scores = np.full(network.n, np.nan)
    if len(members) > 1:
        found = numbers(ask("evcent", ties[np.ix_(members, members)], use_eigen=True))
        scores[members] = np.abs(found) / np.abs(found).max()
    return blank(network, scores)


@of_sna("core_number", cmode="freeman", union=False)
@of_sna("core_number_in", cmode="indegree", union=False)
@of_sna("core_number_out", cmode="outdegree", union=False)
@of_sna("core_number_undirected", cmode="indegree", union=True)
def core_number(network, *, cmode, union):
    ties = turned(adjacency(network), "union" if union else "out")
    return blank(network, numbers(ask("kcores", ties, mode=kind(network), cmode=cmode)))


def brokerage(network, groups, *, place):
    """Where all is rated, of actors with a group: it takes a cell that is NA for a tie."""
    if not whole(network) or (groups.codes < 0).any():
        return None
    found = ask("brokerage", adjacency(network), cl=groups.codes)
    return numbers(found["raw.nli"])[:, place]


for _place, _role in enumerate(ROLES):
    of_sna(f"brokerage_{_role}", place=_place)(brokerage)


@of_sna("mixing_density")
def mixing_density(network, groups):
    """Of two groups or more: it cannot take one."""
    if groups.k < 2:
        return None
    known = np.flatnonzero(groups.codes >= 0)
    cells = rated(network)[np.ix_(known, known)]
    found = ask("blockmodel", cells, ec=groups.codes[known] + 1, block_content="density")
    return numbers(found["block.model"])
