import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.engine import paths, spectral
from relnet.engine.cells import Cells
from relnet.engine.components import components, largest
from relnet.engine.graph import matrix, union
from relnet.engine.triads import dyad_census, two_paths


@st.composite
def digraphs(draw, most=9):
    n = draw(st.integers(1, most))
    keys = draw(st.lists(st.integers(0, n * n - 1), unique=True, max_size=3 * n))
    keys = np.array(sorted(key for key in keys if key % (n + 1)), dtype=np.int64)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((int(key) // n, int(key) % n) for key in keys)
    return keys, n, graph


@given(digraphs())
def test_paths_agree_with_networkx(case):
    keys, n, graph = case
    ties = matrix(keys, n)
    between = nx.betweenness_centrality(graph, normalized=False)
    assert paths.betweenness(ties) == pytest.approx([between[k] for k in range(n)], abs=1e-9)
    reach = paths.distances(ties)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    for k in range(n):
        steps = [d for d in lengths[k].values() if d]
        assert reach.reached[k] == len(steps)
        assert reach.total[k] == sum(steps)
        assert reach.inverse[k] == pytest.approx(sum(1 / d for d in steps))


@given(digraphs())
def test_pagerank_agrees_with_networkx(case):
    keys, n, graph = case
    expected = nx.pagerank(graph, tol=1e-15, max_iter=1000)
    assert spectral.pagerank(matrix(keys, n)) == pytest.approx(
        [expected[k] for k in range(n)], abs=1e-9
    )


@given(digraphs())
def test_dyads_triads_and_components_agree_with_networkx(case):
    keys, n, graph = case
    ties = matrix(keys, n)
    assert components(ties)[0] == nx.number_weakly_connected_components(graph)
    assert components(ties, "strong")[0] == nx.number_strongly_connected_components(graph)
    sizes = [len(part) for part in nx.weakly_connected_components(graph)]
    assert largest(components(ties)[1]).sum() == max(sizes)
    census = dyad_census(keys, Cells.everything(n))
    mutual = sum(graph.has_edge(j, i) for i, j in graph.edges) // 2
    assert census == (mutual, graph.size() - 2 * mutual, n * (n - 1) // 2 - graph.size() + mutual)
    flat = two_paths(union(ties))
    triangles = sum(nx.triangles(graph.to_undirected()).values()) / 3
    assert flat.closed == 6 * triangles
    closed = [(a, c) for a in graph for b in graph[a] for c in graph[b] if a != c]
    assert two_paths(ties) == (sum(graph.has_edge(*pair) for pair in closed), len(closed))


@pytest.mark.parametrize("n", [30, 250])  # on either side of the dense solver's limit
def test_eigenvector_of_a_ring_with_chords_solves_its_equation(n):
    source = np.arange(n)
    keys = np.unique(
        np.r_[source * n + (source + 1) % n, source[::3] * n + (source[::3] * 7 + 2) % n]
    )
    keys = keys[keys % (n + 1) != 0]
    ties = matrix(keys, n)
    vector = spectral.leading_eigenvector(ties)
    image = ties.T @ vector
    assert image / image.max() == pytest.approx(vector, abs=1e-9)
    assert vector.min() > 0


def test_eigenvector_of_a_star_is_not_fooled_by_its_symmetry():
    n = 6
    keys = np.sort(np.r_[np.arange(1, n), np.arange(1, n) * n])
    assert spectral.leading_eigenvector(matrix(keys, n)) == pytest.approx([1] + [5**-0.5] * 5)


def test_blocks_of_sources_make_no_difference(monkeypatch):
    rng = np.random.default_rng(3)
    keys = np.unique(rng.integers(0, 40 * 40, 200))
    ties = matrix(keys[keys % 41 != 0], 40)
    whole = paths.betweenness(ties), paths.distances(ties)
    monkeypatch.setattr(paths, "BLOCK", 7)
    assert paths.betweenness(ties) == pytest.approx(whole[0])
    assert paths.distances(ties).total == pytest.approx(whole[1].total)
