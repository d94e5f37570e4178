"""Oracles of core numbers."""

import networkx as nx

from tests.measures.oracle.actors import blank, by_actor, programmed, turned
from tests.measures.oracle.networks import graph
from tests.measures.oracle.registry import oracle


@oracle("core_number", "igraph")
def core_number(network):
    return blank(network, programmed(network)[0].coreness(mode="all"))


@oracle("core_number", "networkx")
def core_number_networkx(network):
    return by_actor(network, nx.core_number(graph(network)))


@oracle("core_number_in", "igraph")
def core_number_in(network):
    return blank(network, programmed(network)[0].coreness(mode="in"))


@oracle("core_number_out", "igraph")
def core_number_out(network):
    return blank(network, programmed(network)[0].coreness(mode="out"))


@oracle("core_number_undirected", "igraph")
def core_number_undirected(network):
    return blank(network, programmed(network, union=True)[0].coreness())


@oracle("core_number_undirected", "networkx")
def core_number_undirected_networkx(network):
    return by_actor(network, nx.core_number(turned(network, "union")))
