"""Layout and drawing of maps, beside the layouts of networkx and igraph and pyvis' own page."""

from __future__ import annotations

import igraph
import networkx as nx
import pytest
from pyvis.network import Network

import relnet as rn
from benchmarks.panels import spread_out
from relnet.maps.layout import stress_layout

SIZES = ((45, 4), (300, 5))


@pytest.fixture(scope="module", params=SIZES, ids=[f"{n}x{waves}" for n, waves in SIZES])
def panel(request):
    return rn.build_panel(rn.read_survey(spread_out(*request.param), undirected=True, warn=False))


@pytest.fixture(scope="module")
def graph(panel):
    """All waves together."""
    return nx.compose_all([rn.to_networkx(network) for network in panel])


def named(benchmark, what, graph):
    benchmark.group = f"{what} {len(graph)}"


def test_layout(benchmark, graph):
    named(benchmark, "layout", graph)
    ties = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    assert benchmark(stress_layout, ties).shape == (len(graph), 2)


def test_layout_igraph_kamada_kawai(benchmark, graph):
    named(benchmark, "layout", graph)
    theirs = igraph.Graph.from_networkx(graph)
    assert len(benchmark(theirs.layout_kamada_kawai)) == len(graph)


def test_layout_networkx_kamada_kawai(benchmark, graph):
    named(benchmark, "layout", graph)
    benchmark.pedantic(nx.kamada_kawai_layout, (graph,), {"weight": None}, rounds=1)


def test_layout_networkx_spring(benchmark, graph):
    named(benchmark, "layout", graph)
    benchmark(nx.spring_layout, graph, seed=1)


def test_draw(benchmark, panel, graph):
    named(benchmark, "draw", graph)
    assert benchmark(rn.draw, panel).spec.ties


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_page(benchmark, panel, graph, renderer):
    named(benchmark, "page", graph)
    drawn = rn.draw(panel, renderer=renderer)
    text = benchmark(drawn.html)
    benchmark.extra_info["kB"] = len(text.encode()) // 1000


def test_page_pyvis_of_one_wave(benchmark, graph):
    named(benchmark, "page", graph)
    net = Network(cdn_resources="in_line")
    net.from_nx(graph)
    text = benchmark(net.generate_html)
    benchmark.extra_info["kB"] = len(text.encode()) // 1000
