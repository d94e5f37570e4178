import os
import subprocess
import sys
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.spatial.distance import cdist, pdist

from relnet.maps import layout
from relnet.maps import sheet as sheets
from relnet.maps.labels import SIDES, label_anchor, label_box, lines, place_labels
from relnet.maps.layout import all_steps, distances, pivots, spread, stress, stress_layout
from relnet.maps.majorise import majorise_each
from relnet.maps.packing import pack
from relnet.maps.scaling import classical_scaling, pivot_scaling
from relnet.maps.sheet import WIDTH

HALVES = [np.array([np.cos(turn), np.sin(turn)]) for turn in np.linspace(0, 2 * np.pi, 181)]
"""Directions."""


def matrix(graph):
    return nx.to_scipy_sparse_array(graph, dtype=float, format="csr")


def lay_out(ties, names):
    return sheets.lay_out(stress_layout(ties)[None], names, ties.sum(axis=1))


graphs = st.builds(
    lambda n, p, seed: nx.gnp_random_graph(n, p, seed=seed),
    st.integers(0, 25),
    st.sampled_from([0.0, 0.05, 0.2, 1.0]),
    st.integers(0, 10_000),
)


@given(graphs)
def test_every_network_has_a_layout_that_is_always_the_same(graph):
    ties = matrix(graph) if len(graph) else sparse.csr_array((0, 0))
    places = stress_layout(ties)
    assert places.shape == (len(graph), 2)
    assert np.isfinite(places).all()
    assert np.array_equal(places, stress_layout(ties))
    if len(graph) > 1:
        assert pdist(places).min() > 0.01, "actors with the same neighbours stand apart"


def test_a_path_is_drawn_as_a_line_with_equal_steps():
    places = stress_layout(matrix(nx.path_graph(6)))
    order = places[:, 0].argsort()
    assert order.tolist() in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0])
    assert np.diff(places[order, 0]) == pytest.approx([1] * 5, abs=0.01)
    assert places[:, 1] == pytest.approx([0] * 6, abs=0.05)


@pytest.mark.parametrize("graph", [nx.karate_club_graph(), nx.les_miserables_graph()])
def test_the_stress_is_no_higher_than_by_kamada_kawai(graph):
    wanted = distances(matrix(graph))
    theirs = nx.kamada_kawai_layout(graph, weight=None, scale=1)
    places = np.array([theirs[node] for node in graph])
    drawn, upper = pdist(places), wanted[np.triu_indices(len(wanted), 1)]
    scale = (drawn / upper).sum() / (drawn**2 / upper**2).sum()
    assert stress(stress_layout(matrix(graph)), wanted) <= 1.01 * stress(places * scale, wanted)


def test_distances_are_those_of_networkx_and_one_more_between_components():
    graph = nx.disjoint_union(nx.path_graph(4), nx.cycle_graph(5))
    ours = distances(matrix(graph))
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    assert all(ours[a, b] == steps[a].get(b, 4) for a in graph for b in graph)


@given(st.integers(2, 700), st.integers(0, 10_000), st.sampled_from([0, 50]))
def test_steps_are_counted_the_same_many_at_a_time_and_one_at_a_time(n, seed, far):
    ties = matrix(nx.random_labeled_tree(n, seed=seed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "FAR", far)
        assert np.array_equal(all_steps(ties), distances(ties))


def test_pivots_are_far_apart_and_as_many_as_asked():
    steps = all_steps(matrix(nx.path_graph(9)))
    assert pivots(steps, 3) == [4, 0, 8]
    assert sorted(pivots(steps, 20)) == list(range(9))


def test_scaling_from_all_as_pivots_is_classical_scaling():
    wanted = distances(matrix(nx.les_miserables_graph()))
    apart = [pdist(scaling(wanted)) for scaling in (classical_scaling, pivot_scaling)]
    assert apart[0] == pytest.approx(apart[1], rel=0.01, abs=0.02)


@pytest.mark.parametrize(
    "graph",
    [
        nx.karate_club_graph(),
        nx.powerlaw_cluster_graph(400, 2, 0.3, seed=3),
        nx.grid_2d_graph(12, 12),
    ],
    ids=["club", "hubs", "grid"],
)
def test_where_each_moves_by_itself_the_stress_is_nearly_as_low(graph, monkeypatch):
    ties = matrix(nx.convert_node_labels_to_integers(graph))
    wanted = distances(ties)
    best = stress(stress_layout(ties), wanted)
    monkeypatch.setattr(layout, "MOST_AT_ONCE", 2)
    assert stress(stress_layout(ties), wanted) <= 1.05 * best


def test_no_step_of_each_by_itself_raises_the_stress(monkeypatch):
    steps = all_steps(matrix(nx.star_graph(30)))
    places = pivot_scaling(steps[:, :5].astype(float))
    found = [stress(places, steps.astype(float))]
    monkeypatch.setattr("relnet.maps.majorise.STEPS_OF_MANY", 2)
    for _ in range(10):
        places = majorise_each(places, steps)
        found.append(stress(places, steps.astype(float)))
    assert (np.diff(found) <= 1e-9).all()
    assert found[-1] < 0.9 * found[0]


def test_components_are_packed_and_actors_without_a_tie_stand_close_by():
    parts = [nx.karate_club_graph(), nx.cycle_graph(5), nx.path_graph(3), nx.empty_graph(6)]
    places = stress_layout(matrix(nx.disjoint_union_all(parts)))
    ends = np.cumsum([0, *map(len, parts)])
    parts = [places[start:end] for start, end in pairwise(ends)]
    size = np.ptp(parts[0], axis=0)
    assert (np.ptp(places, axis=0) <= 1.6 * size).all(), "the largest keeps most of the sheet"
    for k, part in enumerate(parts):
        others = np.concatenate([one for j, one in enumerate(parts) if j != k])
        assert cdist(part, others).min() > 0.4
    alone = stress_layout(matrix(nx.karate_club_graph()))
    assert pdist(parts[0]) == pytest.approx(pdist(alone)), "the largest is laid out as if alone"


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=12).map(lambda sizes: sorted(sizes)[::-1]),
    st.integers(0, 10_000),
)
def test_no_component_lies_within_the_frame_of_a_row_of_another(sizes, seed):
    rng = np.random.default_rng(seed)
    parts = pack(
        [rng.normal(size=(size, 2)) * [3, 1] if size > 1 else np.zeros((1, 2)) for size in sizes]
    )
    for k, part in enumerate(parts):
        for other in parts[:k]:
            apart = [np.subtract.outer(side @ part.T, side @ other.T) for side in HALVES]
            assert any((gap > 1e-9).all() for gap in apart), "a line keeps them apart"


def test_actors_without_any_tie_fill_a_sheet_row_by_row():
    places = stress_layout(sparse.csr_array((60, 60)))
    rows = places[:, 1].round(6)
    assert (np.diff(rows) >= 0).all()
    assert (np.diff(places[:, 0])[np.diff(rows) == 0] > 0).all()
    width, height = np.ptp(places, axis=0) + 1
    assert 1.1 < width / height < 1.6
    assert width * height <= 70


def test_marks_that_stand_too_close_are_pushed_apart_and_the_others_stay():
    places = np.array([[0.0, 0.0], [1.0, 0.0], [50.0, 50.0]])
    moved = spread(places, 10.0)
    assert pdist(moved).min() >= 9.9
    assert np.array_equal(moved[2], places[2])


@given(graphs.filter(len))
def test_all_is_on_the_sheet_and_no_name_covers_another_or_a_mark(graph):
    names = [f"Organisation number {k}" for k in graph]
    sheet = lay_out(matrix(graph), names)
    [places], [sides] = sheet.places, sheet.sides
    assert (places >= 0).all()
    assert (places <= [WIDTH, sheet.height]).all()
    shown = [k for k, side in enumerate(sides) if side != "hidden"]
    boxes = {
        k: label_box(sheet.names[k], places[k], sides[k], sheet.radius, sheet.font) for k in shown
    }
    for k, box in boxes.items():
        others = [boxes[j] for j in shown if j != k]
        marks = [
            (x - sheet.radius + 0.1, y - sheet.radius + 0.1, x + sheet.radius - 0.1, y + sheet.radius - 0.1)
            for j, (x, y) in enumerate(places)
            if j != k
        ]  # fmt: skip
        for left, top, right, bottom in [*others, *marks]:
            apart = box.left >= right or box.right <= left or box.top >= bottom or box.bottom <= top
            assert apart, (k, sheet.names[k])


def test_a_sheet_of_more_than_a_thousand_actors_is_full_of_marks_that_do_not_touch():
    graph = nx.powerlaw_cluster_graph(1100, 2, 0.3, seed=5)
    graph.add_nodes_from(range(1100, 1200))
    sheet = lay_out(matrix(graph), [f"Organisation {k}" for k in graph])
    assert pdist(sheet.places[0]).min() > 2 * sheet.radius
    assert sheet.sides[0].count("hidden") < 1150
    again = lay_out(matrix(graph), [f"Organisation {k}" for k in graph])
    assert np.array_equal(sheet.places, again.places)
    assert sheet.sides == again.sides


def test_the_most_important_name_gets_the_room():
    places = np.array([[500.0, 300.0], [510.0, 300.0]])
    text = [("A very long name",), ("Another long name",)]
    room = (700.0, 320.0)
    assert place_labels(text, places, 15.0, 14.0, [1, 0], room)[1] != "hidden"


def test_long_names_go_over_two_lines_and_lose_nothing_that_fits():
    assert lines("GGD") == ("GGD",)
    assert lines("Gezondheidscentrum Oldermeer") == ("Gezondheidscentrum", "Oldermeer")
    assert lines("") == ("",)
    many = lines("Stichting voor de samenwerking van alle zorgverleners in de regio")
    assert len(many) == 2
    assert many[1].endswith("…")


@pytest.mark.parametrize("side", SIDES)
def test_a_name_hangs_within_its_box(side):
    place, text = np.array([100.0, 100.0]), ("one line", "two")
    box = label_box(text, place, side, 10.0, 12.0)
    align, x, y = label_anchor(text, side, 10.0, 12.0)
    assert box.top < 100 + y < box.bottom
    ends = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}
    assert ends[align] == pytest.approx(100 + x, abs=0.1)
    nearest = np.clip([100.0, 100.0], [box.left, box.top], [box.right, box.bottom])
    assert np.hypot(*(nearest - place)) > 10, "the name does not lie on its mark"


SAME = """
import hashlib, networkx as nx, numpy as np
from relnet.maps.layout import stress_layout
for graph in (nx.cycle_graph(12), nx.complete_graph(8), nx.star_graph(12), nx.grid_2d_graph(4, 4),
              nx.empty_graph(9), nx.karate_club_graph()):
    ties = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    print(hashlib.md5((stress_layout(ties).round(2) + 0.0).tobytes()).hexdigest())
"""


def test_every_processor_gives_the_same_map():
    told = {
        subprocess.run(
            [sys.executable, "-c", SAME],
            env=os.environ | {"OPENBLAS_CORETYPE": core},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for core in ("Prescott", "Nehalem", "Haswell")
    }
    assert len(told) == 1
