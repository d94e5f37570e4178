"""Oracles of closeness: networkx measures distances to an actor, igraph those from it."""

from functools import partial

import networkx as nx
import numpy as np

from tests.measures.oracle.actors import blank, by_actor, programmed, turned
from tests.measures.oracle.registry import oracle

START = {"in": "in_", "out": "out_", "union": ""}


def unit(whole, length):
    return 1 if length is None else whole.graph["unit"]


def wasserman_faust(network, direction, length):
    whole = turned(network, direction, weighted=length is not None)
    found = nx.closeness_centrality(whole, distance=length, wf_improved=True)
    return by_actor(network, found) / unit(whole, length)


def harmonic(network, direction, length):
    whole = turned(network, direction, weighted=length is not None)
    found = nx.harmonic_centrality(whole, distance=length)
    return by_actor(network, found) / max(network.n - 1, 1) / unit(whole, length)


def mode(network, direction):
    return "all" if direction == "union" or not network.directed else direction


def harmonic_igraph(network, direction, *, weighted):
    whole, unit = programmed(network, weighted=weighted, union=direction == "union")
    length, unit = ("length", unit) if weighted else (None, 1)
    found = whole.harmonic_centrality(mode=mode(network, direction), weights=length)
    return blank(network, np.asarray(found) / unit)


def eccentricity(network, direction):
    whole, _ = programmed(network, union=direction == "union")
    found = np.asarray(whole.eccentricity(mode=mode(network, direction)), float)
    return blank(network, np.where(found > 0, found, np.nan))


def reach_2(network, direction):
    whole, _ = programmed(network, union=direction == "union")
    met = np.asarray(whole.neighborhood_size(order=2, mode=mode(network, direction))) - 1.0
    return blank(network, met / (network.n - 1))


for direction, start in START.items():
    for ending, length in (("", None), ("_weighted", "length")):
        oracle(f"{start}closeness{ending}", "networkx")(
            partial(wasserman_faust, direction=direction, length=length)
        )
        oracle(f"{start}harmonic_closeness{ending}", "networkx")(
            partial(harmonic, direction=direction, length=length)
        )
        oracle(f"{start}harmonic_closeness{ending}", "igraph")(
            partial(harmonic_igraph, direction=direction, weighted=length is not None)
        )
    oracle(f"{start}eccentricity", "igraph")(partial(eccentricity, direction=direction))
    oracle(f"{start}reach_2", "igraph")(partial(reach_2, direction=direction))
