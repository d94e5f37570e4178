"""The networks on which the oracles are asked: the shipped region, and real ones where present."""

from functools import cache
from pathlib import Path

import igraph
import networkx as nx
import numpy as np

import relnet as rn

REFERENCE = {
    # folder: how it is read, and the attribute of its actors that makes groups
    "lazega_lawfirm": ({}, "office"),
    "knoke_bureaucracies": ({}, "sector"),
    "chemg_policy": ({}, "type"),
    "s50": ({}, "smoke_w1"),
    "kapferer_tailorshop": ({"undirected": ["sociational"]}, None),
    "burkhardt_agency": ({"undirected": True}, None),  # strengths 1 to 5
}
GROUPS = "sector"
"""What makes the groups of the shipped region."""


@cache
def lindeland():
    """Every relation of the shipped region, with all that is unobserved in it."""
    return rn.build_panel(rn.datasets.lindeland().survey)


def adjacency(network, *, strength=False):
    """The known ties as a dense matrix, from the table of ties alone."""
    place = {actor: k for k, actor in enumerate(network.actors)}
    matrix = np.zeros((network.n, network.n))
    for tie in network.ties.itertuples(index=False):
        value = tie.strength if strength else 1.0
        matrix[place[tie.source], place[tie.target]] = value
        if not network.directed:
            matrix[place[tie.target], place[tie.source]] = value
    return matrix


def states(network):
    """The state of every cell and which cells are rated, from the public tables alone."""
    table = rn.states(network).to_numpy()
    rated = np.zeros((network.n, network.n), bool)
    keys = network.observation.rated.keys()
    rated.flat[keys] = True
    return table, rated


def graph(network, *, strength=False):
    """The known ties as a networkx graph over 0 … n - 1, strengths as ``weight``."""
    kind = nx.DiGraph if network.directed else nx.Graph
    made = nx.from_numpy_array(adjacency(network, strength=strength), create_using=kind)
    if not strength:
        for *_, data in made.edges(data=True):
            data.clear()
    return made


def igraph_of(network, *, strength=False):
    """The known ties as an igraph graph over 0 … n - 1, strengths as ``weight``."""
    made = graph(network, strength=strength)
    other = igraph.Graph(network.n, list(made.edges), directed=network.directed)
    if strength:
        other.es["weight"] = [data["weight"] for *_, data in made.edges(data=True)]
    return other


def reference(folder: Path):
    """Real panels by name, with what makes their groups, of those that are present."""
    return {
        name: (_read(folder / name), by)
        for name, (_, by) in REFERENCE.items()
        if (folder / name / "edges.csv").exists()
    }


@cache
def _read(path):
    options, _ = REFERENCE[path.name]
    survey = rn.read_survey(path / "edges.csv", roster=path / "nodes.csv", warn=False, **options)
    return rn.build_panel(survey)
