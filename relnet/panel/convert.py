"""Networks as other libraries hold them, and back."""

from __future__ import annotations

import warnings
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet._text import whole, whole_value
from relnet.engine.cells import Cells
from relnet.engine.graph import matrix
from relnet.errors import RelnetWarning, UsageError
from relnet.panel.network import Network, Observation
from relnet.rules import TieRule
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from typing import TypeAlias

    import networkx as nx
    from scipy import sparse

    from relnet.panel.panels import Panel

    Graph: TypeAlias = nx.Graph[Any] | nx.DiGraph[Any]

STATES = ("tie", "no tie", "unobserved", "impossible")


def adjacency(network: Network, *, strength: bool = False) -> sparse.csr_array:
    """Return the known ties as a sparse matrix.

    Parameters
    ----------
    network
        The network.
    strength
        Whether a tie has its strength, not 1.

    Returns
    -------
    scipy.sparse.csr_array, shape (n, n)
        Row i holds the ties from ``network.actors[i]``; symmetric where undirected. An
        empty cell is no tie *or* unobserved: `states` tells which.
    """
    expect(network, Network, "network", function="adjacency")
    return matrix(network.keys, network.n, network.strength if strength else None)


def states(network: Network) -> pd.DataFrame:
    """Return the state of every cell, for networks small enough to be shown so.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    DataFrame, shape (n, n)
        ``"tie"``, ``"no tie"``, ``"unobserved"`` or ``"impossible"``; the diagonal is
        impossible. Rows are sources.
    """
    expect(network, Network, "network", function="states")
    seen = network.observation
    table = np.full(network.n * network.n, "impossible", dtype=object)
    table[seen.possible.keys()] = "no tie"
    table[seen.unknown.keys()] = "unobserved"
    table[network.keys] = "tie"
    square = table.reshape(network.n, network.n)
    return pd.DataFrame(square, network.actors.rename("source"), network.actors.rename("target"))


def to_pandas(source: Network | Panel) -> pd.DataFrame:
    """Return the known ties as a tidy table.

    Parameters
    ----------
    source
        A network or a panel.

    Returns
    -------
    DataFrame
        ``wave, relation, source, target, strength, rated``; an undirected tie stands once.
        Of treated networks also ``filled``: whether a tie was filled in, not observed.
    """
    networks = [source] if isinstance(source, Network) else list(source)
    columns = ["wave", "relation", "source", "target", "strength", "rated"]
    if any(network.treated is not None for network in networks):
        columns.append("filled")
    tables = (net.ties.assign(wave=net.wave, relation=net.relation) for net in networks)
    parts = [table.reindex(columns=columns, fill_value=False) for table in tables]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def to_networkx(network: Network) -> Graph:
    """Return the known ties as a networkx graph.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    networkx.Graph or networkx.DiGraph
        Nodes carry the attributes and ``answered``, ties ``strength`` and ``rated``, the
        graph ``wave``, ``relation``, ``rule`` and ``coverage``, and where it is in terms of
        other organisations ``lineage``. What is unobserved a graph cannot hold: see `states`.
        Of a treated network the graph says ``treated``, and each tie whether it was
        ``filled`` in.
    """
    import networkx as nx  # noqa: PLC0415 - takes as long to load as pandas

    expect(network, Network, "network", function="to_networkx")
    graph: Graph = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph |= {
        "wave": network.wave,
        "relation": network.relation,
        "rule": str(network.rule),
        "coverage": network.observation.coverage,
    }
    if network.lineage is not None:
        graph.graph["lineage"] = str(network.lineage)
    if network.treated is not None:
        graph.graph["treated"] = str(network.treated)
    attributes = network.attributes.assign(answered=network.observation.answered)
    graph.add_nodes_from(attributes.to_dict("index").items())
    names = [str(name) for name in network.ties if name not in {"source", "target"}]
    graph.add_edges_from(
        (source, target, dict(zip(names, values, strict=True)))
        for source, target, *values in network.ties.itertuples(index=False)
    )
    return graph


def from_networkx(
    graph: Graph,
    *,
    wave: str = "1",
    relation: str = "relation",
    strength: str | None = None,
) -> Network:
    """Take a networkx graph as a network in which everything was observed.

    Parameters
    ----------
    graph
        A graph or digraph, without parallel ties. Nodes become actors under their text, in
        which halves of characters become U+FFFD.
    wave, relation
        What it is a network of.
    strength
        Name of the tie attribute that holds the strength; ``"strength"`` or else
        ``"weight"`` without. 1 where it is absent.

    Raises
    ------
    UsageError
        If there are parallel ties, two nodes have the same text, or a strength is no number.

    Warns
    -----
    RelnetWarning
        If ties from an actor to itself are left out.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> rn.from_networkx(nx.path_graph(3)).ties.values.tolist()
    [['0', '1', 1.0, True], ['1', '2', 1.0, True]]
    """
    if graph.is_multigraph():
        raise UsageError(Phrase("usage.graph.parallel"))
    actors = pd.Index([whole(str(node)) for node in graph], name="actor", dtype="str")
    if not actors.is_unique:
        raise UsageError(Phrase("usage.graph.same_text", name=repr(actors[actors.duplicated()][0])))
    n, place = len(actors), {node: k for k, node in enumerate(graph)}
    loops = sum(a == b for a, b in graph.edges)
    if loops:
        warnings.warn(f"{loops} self-ties left out", RelnetWarning, stacklevel=2)
    cells = {
        place[a] * n + place[b]: _strength(data, strength)
        for a, b, data in graph.edges(data=True)
        if a != b
    }
    if not graph.is_directed():
        cells |= {key % n * n + key // n: w for key, w in cells.items()}
    keys = np.array(sorted(cells), dtype=np.int64)
    everything = Cells.everything(n)
    return Network(
        actors=actors,
        wave=whole(wave),
        relation=whole(relation),
        directed=graph.is_directed(),
        keys=keys,
        strength=np.array([cells[key] for key in keys.tolist()]),
        observation=Observation(everything, everything, everything - everything, np.ones(n, bool)),
        rule=TieRule(),
        response_assumed=True,
        _attributes=_attributes(graph, actors),
    )


def _attributes(graph: Graph, actors: pd.Index[str]) -> pd.DataFrame:
    """What is told of each node, as files can hold it."""
    rows = [
        {whole_value(name): whole_value(value) for name, value in data.items()}
        for _, data in graph.nodes(data=True)
    ]
    return pd.DataFrame(rows, actors) if any(rows) else pd.DataFrame(index=actors)


def _strength(data: dict[str, Any], name: str | None) -> float:
    value = data.get("strength", data.get("weight", 1.0)) if name is None else data.get(name, 1.0)
    return float(expect(value, Real, "strength"))
