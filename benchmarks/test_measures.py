"""Measures of actors and networks through `relnet.measure`, beside python-igraph.

Each is a pair timed by turns in one run, in processor time, so that what else runs counts for less;
``extra_info`` holds the median ratio, igraph / relnet. Twelve waves of 500 actors and 6,000 ties.
"""

from __future__ import annotations

import statistics
import time

import igraph
import pytest

import relnet as rn
from benchmarks.panels import edges

ACTORS, WAVES, ROUNDS = 500, 12, 7

PAIRS = {
    # measures: what igraph does for the same figures, and the ratio that is asked for
    "betweenness": (lambda g: g.betweenness(), 0.5),
    "betweenness_weighted": (lambda g: g.betweenness(weights="length"), 0.35),
    "in_closeness": (lambda g: g.closeness(mode="in"), 3.0),
    "eigenvector_undirected": (
        lambda g: g.as_undirected(mode="collapse").eigenvector_centrality(),
        0.5,
    ),
    "pagerank": (lambda g: g.pagerank(), 0.3),
    "constraint": (lambda g: g.constraint(), 0.25),
    "transitivity_undirected": (lambda g: g.transitivity_undirected(), 0.12),
    "density reciprocity_edgewise": (lambda g: (g.density(), g.reciprocity()), 0.03),
    "out_degree out_strength": (
        lambda g: (g.outdegree(), g.strength(mode="out", weights="weight")),
        0.08,
    ),
    "core_number": (lambda g: g.coreness(mode="all"), 0.05),
}
TOGETHER = [name for name in PAIRS if name not in {"betweenness_weighted", "core_number"}]
"""What is computed together, with the conversion of the table, for the figure of everything."""
ASKED = 1.2
"""The ratio that is asked for everything."""


@pytest.fixture(scope="module")
def table():
    return edges(ACTORS, WAVES).assign(length=lambda rows: 60 // rows["weight"])


@pytest.fixture(scope="module")
def survey(table):
    return rn.read_survey(table, warn=False)


@pytest.fixture(scope="module")
def panel(survey):
    return rn.build_panel(survey)


def graphs(table):
    """The waves as igraph graphs."""
    columns = ["source", "target", "weight", "length"]
    return [
        igraph.Graph.DataFrame(part[columns], directed=True, use_vids=False)
        for _, part in table.groupby("wave")
    ]


def fresh(panel):
    """The same networks without what they remember."""
    return rn.Panel(tuple(rn.subset(network) for network in panel))


def timed(function, *arguments):
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


def ratio(benchmark, ours, theirs, rounds=ROUNDS):
    """Median ratio of pairs timed by turns, theirs / ours; ours also go into the benchmark."""
    pairs = []
    for turn in range(rounds):
        both = [ours, theirs] if turn % 2 else [theirs, ours]
        seconds = {function: timed(function) for function in both}
        pairs.append((seconds[ours], seconds[theirs]))
    found = statistics.median(their / our for our, their in pairs)
    benchmark.extra_info["igraph / relnet"] = round(found, 2)
    for name, values in zip(("relnet ms", "igraph ms"), zip(*pairs, strict=True), strict=True):
        benchmark.extra_info[name] = round(statistics.median(values) * 1e3, 2)
    benchmark.pedantic(ours, rounds=1)
    return found


@pytest.mark.parametrize("names", PAIRS)
@pytest.mark.filterwarnings("ignore:Some eigenvector")
def test_measure(benchmark, panel, table, names):
    peer, asked = PAIRS[names]
    theirs = graphs(table)
    panels = iter([fresh(panel) for _ in range(ROUNDS + 1)])
    found = ratio(
        benchmark,
        lambda: rn.measure(next(panels), *names.split()),
        lambda: [peer(graph) for graph in theirs],
    )
    assert found >= asked or not benchmark.enabled


@pytest.mark.filterwarnings("ignore:Some eigenvector")
def test_everything_with_conversion(benchmark, survey, table):
    names = " ".join(TOGETHER).split()

    def ours():
        rn.measure(rn.build_panel(survey), *names)

    def theirs():
        for graph in graphs(table):
            for one in TOGETHER:
                PAIRS[one][0](graph)

    found = ratio(benchmark, ours, theirs)
    assert found >= ASKED or not benchmark.enabled
