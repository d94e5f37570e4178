import os
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.spatial.distance import pdist

from relnet.maps.labels import SIDES, label_anchor, label_box, lines, place_labels
from relnet.maps.layout import distances, spread, stress, stress_layout
from relnet.maps.sheet import WIDTH, lay_out


def matrix(graph):
    return nx.to_scipy_sparse_array(graph, dtype=float, format="csr")


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


def test_marks_that_stand_too_close_are_pushed_apart_and_the_others_stay():
    places = np.array([[0.0, 0.0], [1.0, 0.0], [50.0, 50.0]])
    moved = spread(places, 10.0)
    assert pdist(moved).min() >= 9.9
    assert np.array_equal(moved[2], places[2])


@given(graphs.filter(len))
def test_all_is_on_the_sheet_and_no_name_covers_another_or_a_mark(graph):
    names = [f"Organisation number {k}" for k in graph]
    sheet = lay_out(matrix(graph), names)
    assert (sheet.places >= 0).all()
    assert (sheet.places <= [WIDTH, sheet.height]).all()
    shown = [k for k, side in enumerate(sheet.sides) if side != "hidden"]
    boxes = {
        k: label_box(sheet.names[k], sheet.places[k], sheet.sides[k], sheet.radius, sheet.font)
        for k in shown
    }
    for k, box in boxes.items():
        others = [boxes[j] for j in shown if j != k]
        marks = [
            (x - sheet.radius + 0.1, y - sheet.radius + 0.1, x + sheet.radius - 0.1, y + sheet.radius - 0.1)
            for j, (x, y) in enumerate(sheet.places)
            if j != k
        ]  # fmt: skip
        for left, top, right, bottom in [*others, *marks]:
            apart = box.left >= right or box.right <= left or box.top >= bottom or box.bottom <= top
            assert apart, (k, sheet.names[k])


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
