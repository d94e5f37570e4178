"""What the oracles of actors share: who is unknown, and graphs with strengths and lengths."""

from fractions import Fraction
from math import lcm

import igraph
import networkx as nx
import numpy as np

from tests.measures.oracle.networks import adjacency, graph, states

WEIGHT = {False: None, True: "weight"}


def blank(network, values):
    """NaN for an actor without a tie that did not answer, or of whom no cell is known."""
    table, _ = states(network)
    ties, hidden, empty = (table == state for state in ("tie", "unobserved", "impossible"))
    off = ~np.eye(network.n, dtype=bool)
    alone = ~(ties | ties.T).any(axis=1)
    possible = ((~empty & off) | (~empty & off).T).any(axis=1)
    nothing = ~((~hidden & ~empty & off) | (~hidden & ~empty & off).T).any(axis=1) & possible
    unknown = alone & (~network.observation.answered | nothing)
    return np.where(unknown, np.nan, np.asarray(values, float))


def by_actor(network, values):
    """The values of a networkx dictionary over 0 … n - 1."""
    return blank(network, [values[k] for k in range(network.n)])


def strong(network):
    """The strengths as a matrix."""
    return adjacency(network, strength=True)


def whole_lengths(strengths):
    """1 / strength as whole numbers, and what one of them is."""
    lengths = [1 / Fraction(str(strength)) for strength in strengths]
    common = lcm(*(length.denominator for length in lengths))
    return [int(length * common) for length in lengths], 1 / common


def made(matrix, *, directed):
    """A networkx graph of a matrix of strengths, with whole ``length``s and their ``unit``."""
    kind = nx.DiGraph if directed else nx.Graph
    whole = nx.from_numpy_array(matrix, create_using=kind)
    ties = [data for *_, data in whole.edges(data=True)]
    lengths, whole.graph["unit"] = whole_lengths([data["weight"] for data in ties])
    for data, length in zip(ties, lengths, strict=True):
        data["length"] = length
    return whole


def turned(network, direction, *, weighted=False):
    """The graph in which networkx's distances to an actor run in a direction."""
    if direction == "union" or not network.directed:
        matrix = strong(network)
        return made(np.maximum(matrix, matrix.T), directed=False)
    whole = made(strong(network), directed=True) if weighted else graph(network)
    return whole if direction == "in" else whole.reverse()


def programmed(network, *, weighted=False, union=False):
    """The graph for igraph; lengths as whole numbers in ``length``, their unit beside it."""
    matrix = strong(network) if weighted else adjacency(network)
    if union:
        matrix = np.maximum(matrix, matrix.T)
    directed = network.directed and not union
    ends = np.argwhere(matrix if directed else np.triu(matrix))
    whole = igraph.Graph(network.n, ends.tolist(), directed=directed)
    whole.es["weight"] = [float(matrix[a, b]) for a, b in ends]
    whole.es["length"], unit = whole_lengths(whole.es["weight"])
    return whole, unit
