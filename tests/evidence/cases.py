"""Small surveys with a silent organisation, a silent sector and an isolate."""

import networkx as nx
import pandas as pd

import relnet as rn

SECTORS = {"A": "care", "B": "care", "C": "town", "D": "town", "E": "club", "F": "club"}


def survey(silent=("E", "F"), *, mutual=False, extra=(), attribute="sector"):
    """A path A–B–C–D; D names nobody else, E and F are a sector of their own.

    Every tie is reported by both of its ends, where these answer.
    """
    ties = [("A", "B"), ("B", "C"), ("C", "D"), *extra]
    rows = [(one, one, other) for tie in ties for one, other in (tie, tie[::-1])]
    rows = [row for row in rows if row[0] not in silent]
    answered = {name: name not in silent for name in SECTORS}
    rows += [(name, name, None) for name in SECTORS if answered[name]]
    return rn.read_survey(
        pd.DataFrame(rows, columns=["respondent", "actor", "partner"]).assign(wave="1"),
        roster=pd.DataFrame({"id": SECTORS.keys(), attribute: SECTORS.values()}),
        register=pd.DataFrame({"id": answered.keys(), "answered": map(int, answered.values())}),
        mutual=mutual,
        warn=False,
    )


DEGENERATE = {
    "empty": nx.empty_graph(0, nx.DiGraph),
    "one actor": nx.empty_graph(1),
    "two actors": nx.DiGraph([(0, 1)]),
    "isolates": nx.empty_graph(4),
    "complete": nx.complete_graph(4, nx.DiGraph),
    "star": nx.star_graph(4),
    "disconnected": nx.Graph([(0, 1), (2, 3), (3, 4), (4, 2)]),
}


def network_of(graph, sectors=("x", "y")):
    """A graph as a network of which the actors are of sectors in turn."""
    kinds = {node: sectors[k % len(sectors)] for k, node in enumerate(graph)}
    nx.set_node_attributes(graph, kinds, "sector")
    network = rn.from_networkx(graph)
    if not len(graph):
        object.__setattr__(
            network,
            "_attributes",
            pd.DataFrame({"sector": pd.Series([], dtype="str")}, network.actors),
        )
    return network


def nobody(n=4):
    """A survey that was asked, and that nobody answered."""
    names = [f"o{k}" for k in range(n)]
    return rn.read_survey(
        pd.DataFrame({"wave": ["1"], "source": ["o0"], "target": ["o1"]}),
        roster=pd.DataFrame({"id": names, "sector": [f"s{k % 2}" for k in range(n)]}),
        register=pd.DataFrame({"id": ["o0"], "answered": [0]}),
        warn=False,
    )
