"""The page of a map of 5,000 actors and 75,000 ties, beside pyvis' own page of the same network.

Both start from what they keep in memory: relnet from the description of the map, pyvis from the
network. They take turns in one process; the ratio is that of the medians.

Run with ``pytest benchmarks/test_map_page.py --benchmark-enable -s``.
"""

from __future__ import annotations

import statistics
import sys
import time

import networkx as nx
import numpy as np
import pytest
from pyvis.network import Network

import relnet as rn

ACTORS, TIES, TURNS = 5_000, 75_000, 3


def page_of_pyvis(graph):
    net = Network(directed=True, cdn_resources="in_line")
    net.from_nx(graph)
    return net.generate_html()


def seconds(page, source):
    start = time.perf_counter()
    text = page(source)
    return time.perf_counter() - start, len(text.encode())


@pytest.fixture(scope="module")
def graph():
    rng = np.random.default_rng(1)
    names = np.array([f"organisation {k}" for k in range(ACTORS)])
    keys = rng.choice(ACTORS**2, TIES + ACTORS, replace=False)
    source, target = np.divmod(keys, ACTORS)
    ends = zip(names[source].tolist(), names[target].tolist(), strict=True)
    graph = nx.DiGraph()
    graph.add_nodes_from(names.tolist())
    graph.add_edges_from([pair for pair in ends if pair[0] != pair[1]][:TIES])
    return graph


def test_ratio_to_pyvis(benchmark, graph):
    if benchmark.disabled:
        pytest.skip("pyvis takes seconds")
    places = {name: (k % 100, k // 100) for k, name in enumerate(graph)}
    drawn = rn.draw(rn.from_networkx(graph), layout=places)
    assert len(drawn.spec.ties) == graph.number_of_edges() == TIES
    turns = [
        (*seconds(type(drawn).html, drawn), *seconds(page_of_pyvis, graph)) for _ in range(TURNS)
    ]
    ours, size, theirs, its_size = (statistics.median(part) for part in zip(*turns, strict=True))
    ratio = theirs / ours
    sys.stdout.write(
        f"\nrelnet {ours:.3f} s, {size / 1e6:.1f} MB; pyvis {theirs:.2f} s, {its_size / 1e6:.1f} MB;"
        f" ratio {ratio:.0f}\n"
    )
    benchmark.extra_info["ratio"] = round(ratio)
    benchmark.pedantic(drawn.html, rounds=TURNS)
    assert ratio > 1
