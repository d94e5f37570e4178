"""Read, build, measure, compare: each step by actors × waves, beside its peers.

Run with ``make bench``. Absolute times depend on the machine; the groups put relnet and
its peers side by side in one run, so that their ratio can be read.
"""

from __future__ import annotations

import itertools

import igraph
import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from benchmarks.panels import SIZES, edges

IDS = [f"{actors}x{waves}" for actors, waves in SIZES]


@pytest.fixture(scope="module", params=list(SIZES), ids=IDS)
def size(request):
    return request.param


@pytest.fixture(scope="module")
def table(size):
    return edges(*size)


@pytest.fixture(scope="module")
def path(table, tmp_path_factory):
    path = tmp_path_factory.mktemp("panel") / "edges.csv"
    table.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def survey(table):
    return rn.read_survey(table, warn=False)


@pytest.fixture(scope="module")
def panel(survey):
    return rn.build_panel(survey)


@pytest.fixture(scope="module")
def graphs(table):
    """The waves as igraph graphs."""
    return [
        igraph.Graph.DataFrame(part[["source", "target"]], directed=True, use_vids=False)
        for _, part in table.groupby("wave")
    ]


def test_read(benchmark, path, size):
    benchmark.group = f"read {size}"
    survey = benchmark(rn.read_survey, path, warn=False)
    assert len(survey.waves) == size[1]


def test_read_plain_pandas(benchmark, path, size):
    benchmark.group = f"read {size}"
    assert len(benchmark(pd.read_csv, path, dtype=str))


def test_build(benchmark, survey, size):
    benchmark.group = f"build {size}"
    assert len(benchmark(rn.build_panel, survey)) == size[1]


def test_build_networkx(benchmark, table, size):
    benchmark.group = f"build {size}"

    def build():
        return [
            nx.from_pandas_edgelist(part, edge_attr="weight", create_using=nx.DiGraph)
            for _, part in table.groupby("wave")
        ]

    assert len(benchmark(build)) == size[1]


@pytest.mark.parametrize(
    "name",
    ["density", "transitivity", "triads_300", "out_closeness", "pagerank", "betweenness",
     "loss_of_connectedness", "lubness_krackhardt", "core_periphery_fit"],
)  # fmt: skip
def test_measure(benchmark, panel, size, name):
    benchmark.group = f"{name} {size}"
    benchmark.pedantic(lambda: rn.measure(rn.Panel(_fresh(panel)), name), rounds=3, warmup_rounds=1)


def _fresh(panel):
    """The same networks without what they remember."""
    return tuple(rn.subset(network) for network in panel)


PEERS = {
    "density": lambda g: g.density(),
    "transitivity": lambda g: g.transitivity_undirected(),
    "out_closeness": lambda g: g.closeness(mode="out"),
    "pagerank": lambda g: g.pagerank(),
    "betweenness": lambda g: g.betweenness(),
}


@pytest.mark.parametrize("name", PEERS)
def test_measure_igraph(benchmark, graphs, size, name):
    benchmark.group = f"{name} {size}"
    benchmark.pedantic(lambda: [PEERS[name](graph) for graph in graphs], rounds=3, warmup_rounds=1)


def test_compare(benchmark, panel, size):
    benchmark.group = f"compare {size}"
    changes = benchmark(lambda: [rn.compare(*pair) for pair in itertools.pairwise(panel)])
    assert len(changes) == size[1] - 1
