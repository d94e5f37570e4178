"""Layouts in which actors move or stand in groups, and places that are given."""

import math
import os
import subprocess
import sys
from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

import relnet as rn
from benchmarks.layouts import faithful, of_relnet, waves
from relnet.maps.faithful import motion, scaled_stress
from relnet.maps.grouped import grouped, within
from relnet.maps.layout import MOST_AT_ONCE, stress_layout
from relnet.maps.linked import Links, anchored, descend, linked, wave_of
from relnet.maps.sheet import lay_out
from tests.maps.regions import lindeland_panel
from tests.maps.test_moves import with_events

PANELS = [waves(seed) for seed in range(3)]
"""As in the benchmark, which has twice as many."""
MOVING = ("linked", "anchored")


def network(ties, actors="ABCDEF", wave="1"):
    graph = nx.Graph()
    graph.add_nodes_from(actors)
    graph.add_edges_from(ties)
    return rn.from_networkx(graph, wave=wave)


def panel(*given):
    return rn.Panel(tuple(network(*one, wave=str(wave)) for wave, one in enumerate(given, start=1)))


CHANGING = panel(
    (["AB", "BC", "CD", "DE", "EF"],),
    (["AB", "BC", "CA", "DE", "EF", "FD", "CD"],),
    (["AD", "BE", "CF", "AB", "BC"],),
)


def means(name, **options):
    """Mean scaled stress and motion over the panels."""
    return np.mean([faithful(of_relnet(name, one, **options), one) for one in PANELS], axis=0)


def test_the_goals_are_met():
    stress, moved = means("union")
    assert moved == 0
    assert stress <= 0.167
    for name, stillness, most_stress, most_moved in (
        ("linked", 0.05, 0.096, 0.055),
        ("linked", 0.1, 0.100, 0.050),
        ("linked", 0.3, 0.114, 0.029),
        ("linked", math.inf, 0.143, 0.0),
        ("anchored", 0.1, 0.105, 0.053),
    ):
        stress, moved = means(name, stillness=stillness)
        assert stress <= most_stress
        assert moved <= most_moved
    assert means("grouped")[0] <= 0.185


def test_the_stillness_without_is_a_tenth():
    assert np.array_equal(of_relnet("linked", PANELS[0]), of_relnet("linked", PANELS[0], 0.1))
    assert not np.array_equal(of_relnet("linked", PANELS[0]), of_relnet("linked", PANELS[0], 0.2))


@st.composite
def changing(draw):
    """Waves of a network in which any may be absent or without ties."""
    n, count = draw(st.integers(1, 14)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    share = draw(st.sampled_from([0.0, 0.15, 0.5, 1.0]))
    known = rng.random((count, n)) < draw(st.sampled_from([0.3, 0.8, 1.0]))
    several = []
    for there in known:
        half = np.triu(rng.random((n, n)) < share, 1) & np.logical_and.outer(there, there)
        several.append(sparse.csr_array((half | half.T).astype(float)))
    return several, known


@settings(max_examples=25)
@given(changing(), st.sampled_from([0.0, 1e-30, 0.1, 100.0, 1e300, math.inf]))
def test_every_panel_has_places_that_are_finite_and_the_same_again(made, stillness):
    ties, known = made
    several = [wave_of(*one) for one in zip(ties, known, strict=True)]
    start = stress_layout(sparse.csr_array(sum(ties)))
    for layout in (linked, anchored):
        places = layout(several, start, stillness)
        assert places.shape == (*known.shape, 2)
        assert np.isfinite(places).all()
        assert np.array_equal(places, layout(several, start, stillness))
        if math.isinf(stillness):
            assert (places == places[0]).all()


def objective(several, places, links):
    """What is minimised, written out pair by pair."""
    total = 0.0
    for wave, here in zip(several, places, strict=False):
        for i, one in enumerate(wave.actors):
            for j, other in enumerate(wave.actors[:i]):
                if wave.weight[i, j]:
                    wanted = wave.pull[i, j] / wave.weight[i, j]
                    total += wave.weight[i, j] * (math.dist(here[one], here[other]) - wanted) ** 2
    for (s, t), (one, other), weight in zip(
        links.waves.T, links.actors.T, links.weight, strict=True
    ):
        total += weight * math.dist(places[s, one], places[t, other]) ** 2
    return total


@settings(max_examples=25)
@given(changing(), st.sampled_from([0.01, 0.1, 3.0]), st.integers(0, 1_000))
def test_no_step_raises_what_is_minimised(made, stillness, seed):
    ties, known = made
    several = [wave_of(*one) for one in zip(ties, known, strict=True)]
    rng, (count, n) = np.random.default_rng(seed), known.shape
    places = rng.normal(size=(count + 1, n, 2)) * 3
    ends = [(t, k) for t, there in enumerate(known) for k in np.flatnonzero(there)]
    tied = [(one, other) for one in ends for other in ends if one[0] < other[0]][:40]
    tied += [(one, (count, one[1])) for one in ends]
    shape = np.array(tied, dtype=np.int64).reshape(-1, 2, 2)
    links = Links(shape[:, :, 0].T, shape[:, :, 1].T, np.full(len(tied), stillness))
    watch = []
    end = descend(several, places, links, watch)
    assert watch[0] == pytest.approx(objective(several, places, links), abs=1e-8)
    assert (np.diff(watch) <= 1e-9 * (1 + watch[0])).all()
    assert objective(several, end, links) <= watch[-1] + 1e-8
    assert np.array_equal(end[count], places[count]), "what is no wave stays"


def test_scaled_stress_is_as_it_is_defined():
    graph = nx.disjoint_union(nx.karate_club_graph(), nx.path_graph(3))
    places = np.random.default_rng(1).normal(size=(len(graph), 2))
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    most = max(max(own.values()) for own in steps.values()) + 1
    pairs = [(i, j) for i in graph for j in graph if i < j]
    drawn = np.array([math.dist(places[i], places[j]) for i, j in pairs])
    wanted = np.array([steps[i].get(j, most) for i, j in pairs])
    scale = (drawn / wanted).sum() / (drawn**2 / wanted**2).sum()
    expected = ((scale * drawn - wanted) ** 2 / wanted**2).sum() / len(pairs)
    ties = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    assert scaled_stress(places, ties) == pytest.approx(expected)
    assert scaled_stress(7 * places + 3, ties) == pytest.approx(expected)


def test_scaled_stress_of_many_is_nearly_that_of_all(monkeypatch):
    ties = nx.to_scipy_sparse_array(nx.powerlaw_cluster_graph(300, 2, 0.3, seed=3), format="csr")
    places = stress_layout(ties)
    whole = scaled_stress(places, ties)
    monkeypatch.setattr("relnet.maps.faithful.MOST_AT_ONCE", 100)
    assert scaled_stress(places, ties) == pytest.approx(whole, rel=0.1)
    assert scaled_stress(places, ties) != whole


def test_motion_is_of_those_who_are_there_both_times():
    places = np.zeros((3, 3, 2))
    places[1] = [[3, 4], [0, 0], [0, 0]]
    places[2] = [[3, 4], [0, 0], [99, 99]]
    present = np.array([[1, 1, 0], [1, 1, 1], [0, 1, 0]], bool)
    # steps: (5 + 0) / 2 and 0; the box around those who are there is 3 by 4
    assert motion(places, present) == [0.5, 0.0]
    assert math.isnan(motion(places, ~present & present)[0])


def test_who_is_away_stands_between_its_places():
    def wave(actors):
        return list(pairwise(actors)), actors

    spec = rn.draw(panel(wave("ABCDE"), wave("EADC"), wave("BACE")), layout="linked").spec
    at = {actor.name: [(place.x, place.y) for place in actor.places] for actor in spec.actors}
    between = np.mean([at["B"][0], at["B"][2]], axis=0)
    assert math.dist(at["B"][1], between) < 0.06 * spec.width, "but for marks pushed apart"
    assert math.dist(at["D"][2], at["D"][1]) < 0.06 * spec.width, "who left stays"
    assert math.dist(at["D"][0], at["D"][1]) > 0


def test_who_is_silent_and_named_by_nobody_does_not_move():
    rows = [
        ("1", "A", "B"), ("1", "B", "C"), ("1", "D", "A"), ("2", "A", "B"), ("2", "B", "C"),
        ("3", "A", "C"), ("3", "C", "B"), ("3", "D", "A"),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["wave", "respondent", "partner"])
    said = ["1A", "1B", "1C", "1D", "2A", "2B", "2C", "3A", "3B", "3C", "3D"]
    answered = pd.DataFrame(
        [(*one, one[1]) for one in said], columns=["wave", "actor", "respondent"]
    )
    roster = pd.DataFrame({"id": list("ABCD")})
    built = rn.build_panel(rn.read_survey(table, roster=roster, respondents=answered, warn=False))
    assert built["2"].unknown_actors[built["2"].actors.get_loc("D")]
    actor = next(a for a in rn.draw(built, layout="linked").spec.actors if a.name == "D")
    middle = [(actor.at(0).x + actor.at(2).x) / 2, (actor.at(0).y + actor.at(2).y) / 2]
    assert math.dist([actor.at(1).x, actor.at(1).y], middle) < 60


def test_what_an_organisation_became_stands_near_to_it():
    before = (["AB", "BC", "CD", "DE", "EF", "FG", "GX"], "ABCDEFGX")
    after = (["AB", "BC", "CD", "DE", "EF", "FG", "AZ"], "ABCDEFGZ")
    events = pd.DataFrame({"wave": ["2"], "event": ["rename"], "actor": ["X"], "into": ["Z"]})
    found = {}
    for told in (None, events):
        built = panel(before, after)
        if told is not None:
            built = with_events(built, rn.read_events(told))
        spec = rn.draw(built, layout="linked", stillness=1.0).spec
        at = {a.name: a for a in spec.actors}
        found[told is not None] = math.dist(
            [at["X"].at(0).x, at["X"].at(0).y], [at["Z"].at(1).x, at["Z"].at(1).y]
        )
    assert found[True] < found[False]


@pytest.mark.parametrize("layout", MOVING)
def test_more_stillness_is_less_motion_and_more_stress(layout):
    told = [
        rn.draw(CHANGING, layout=layout, stillness=still).spec.layout
        for still in (0.0, 0.1, 1.0, 100.0)
    ]
    moved = [sum(one.motion) for one in told]
    assert moved == sorted(moved, reverse=True)
    assert sum(told[0].stress) < sum(told[-1].stress)


def test_with_infinite_stillness_nobody_moves():
    for layout in MOVING:
        spec = rn.draw(CHANGING, layout=layout, stillness=math.inf).spec
        assert not spec.moving
        assert spec.layout.motion == (0.0, 0.0)
        assert spec.layout.stillness is None


def places_in(spec):
    return [[(place.x, place.y) for place in actor.places] for actor in spec.actors]


@pytest.mark.parametrize("layout", ["union", *MOVING, "grouped"])
def test_the_order_of_the_input_moves_nobody(layout):
    rng = np.random.default_rng(1)
    ties = [(w, f"n{i}", f"n{j}") for w in "12" for i, j in rng.integers(0, 20, (50, 2)) if i != j]
    table = pd.DataFrame(ties, columns=["wave", "source", "target"]).drop_duplicates()
    roster = pd.DataFrame({"id": [f"n{k}" for k in range(20)], "sector": ["a", "b"] * 10})
    specs = []
    for order in (np.arange(len(table)), rng.permutation(len(table))):
        survey = rn.read_survey(
            table.iloc[order], roster=roster.sample(frac=1, random_state=int(order[0])), warn=False
        )
        specs.append(rn.draw(rn.build_panel(survey), layout=layout).spec)
    assert places_in(specs[0]) == places_in(specs[1])
    assert specs[0].layout == specs[1].layout


SAME = """
import hashlib, networkx as nx, relnet as rn
waves = [nx.karate_club_graph(), nx.cycle_graph(34), nx.star_graph(33)]
waves = [rn.from_networkx(nx.Graph([(str(a), str(b)) for a, b in one.edges]), wave=str(k)) for k, one in enumerate(waves)]
for layout in ("linked", "anchored", "grouped"):
    drawn = rn.draw(rn.Panel(tuple(waves)), layout=layout, groups={"first": ["1", "2"], "last": ["5", "9"]}, measures=())
    print(hashlib.md5(drawn.html().encode()).hexdigest())
"""


def test_two_processes_write_the_same_bytes():
    told = [
        subprocess.run(
            [sys.executable, "-c", SAME], capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "OPENBLAS_CORETYPE": core},
        ).stdout
        for seed, core in (("1", "Prescott"), ("2", "Haswell"))
    ]  # fmt: skip
    assert told[0] == told[1]
    assert len(told[0].split()) == 3


# Groups


def sectors_of(spec):
    codes = np.array(spec.attributes[spec.colour].codes)
    last = np.array([[code for code in own if code >= 0][-1] for own in codes])
    return np.equal.outer(last, np.arange(len(spec.attributes[spec.colour].values)))


def test_in_the_region_nobody_stands_within_a_sector_of_others():
    found = {}
    for layout in ("union", "grouped"):
        spec = rn.draw(lindeland_panel(), layout=layout).spec
        places = np.array([[actor.x, actor.y] for actor in spec.actors])
        found[layout] = within(places, sectors_of(spec))
        assert not spec.moving
    assert found["union"] > 50
    assert found["grouped"] == 0


def test_groups_go_before_the_colour_and_may_overlap():
    groups = {"one": ["A", "B", "C"], "two": ["C", "D", "E"], "nobody": []}
    graph = network(["AD", "BE", "AE", "BD", "CF", "FA"])
    spec = rn.draw(graph, layout="grouped", groups=groups).spec
    places = np.array([[actor.x, actor.y] for actor in spec.actors])
    members = np.array([[name in own for own in groups.values()] for name in "ABCDEF"])
    assert within(places, members) == 0


def test_groups_stand_no_further_apart_than_it_takes():
    two = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    two.add_edge(0, 6)
    ties = nx.to_scipy_sparse_array(two, weight=None, dtype=float, format="csr")
    members = np.equal.outer(np.arange(12) // 6, np.arange(2))
    alone = grouped(ties, members[:, :0])
    assert within(alone, members) == 0
    assert np.allclose(grouped(ties, members), alone), "they stand apart as it is"


def test_who_has_no_tie_stands_with_its_group():
    graph = nx.disjoint_union_all([nx.complete_graph(5), nx.complete_graph(5), nx.empty_graph(2)])
    graph.add_edge(0, 5)
    ties = nx.to_scipy_sparse_array(graph, weight=None, dtype=float, format="csr")
    of = np.array([0] * 5 + [1] * 5 + [0, 1])
    places = grouped(ties, np.equal.outer(of, np.arange(2)))
    middles = [places[of == k].mean(axis=0) for k in (0, 1)]
    for k in (10, 11):
        far = [math.dist(places[k], middle) for middle in middles]
        assert far[of[k]] < far[1 - of[k]]


def test_grouped_needs_groups():
    with pytest.raises(rn.UsageError, match="grouped needs groups"):
        rn.draw(network(["AB"]), layout="grouped")


# Places that are given

GIVEN = {"A": (0.0, 0.0), "B": (40.0, 0.0), "C": (40.0, 10.0), "D": (0, 10), "E": [20, 5], "F": (20, 5.0)}  # fmt: skip


def test_places_that_are_given_are_kept():
    spec = rn.draw(CHANGING, layout=GIVEN).spec
    assert not spec.moving
    at = np.array([[actor.x, actor.y] for actor in spec.actors])
    told = np.array([GIVEN[actor.name] for actor in spec.actors]) * [1, -1]
    shift, scale = at[0], (at[1, 0] - at[0, 0]) / 40
    assert at == pytest.approx(shift + (told - told[0]) * scale, abs=0.11), "and its proportions"
    assert scale > 15, "it fills the sheet"
    assert np.array_equal(at[4], at[5]), "even where two stand at one place"
    assert (spec.layout.name, spec.layout.stillness) == ("given", None)


def by_wave():
    rows = [(str(w), name, x + w, y * w) for w in (1, 2, 3) for name, (x, y) in GIVEN.items()]
    return pd.DataFrame(rows, columns=["wave", "actor", "x", "y"])


def test_places_may_differ_between_waves():
    spec = rn.draw(CHANGING, layout=by_wave()).spec
    assert spec.moving
    at = np.array([[(place.x, place.y) for place in actor.places] for actor in spec.actors])
    told = by_wave()[["x", "y"]].to_numpy().reshape(3, 6, 2).swapaxes(0, 1) * [1, -1]
    scale = (at[1, 0, 0] - at[0, 0, 0]) / 40
    assert at == pytest.approx(at[0, 0] + (told - told[0, 0]) * scale, abs=0.11)
    same = rn.draw(CHANGING, layout=by_wave().sample(frac=1, random_state=1)).spec
    assert places_in(same) == places_in(spec)


def test_a_table_without_waves_is_a_mapping():
    table = pd.DataFrame([(k, *xy) for k, xy in GIVEN.items()], columns=["actor", "x", "y"])
    assert places_in(rn.draw(CHANGING, layout=table).spec) == places_in(
        rn.draw(CHANGING, layout=GIVEN).spec
    )


def test_who_is_not_there_needs_no_place():
    two = panel((["AB", "BC"], "ABC"), (["AB"], "AB"))
    rows = [
        ("1", "A", 0, 0),
        ("1", "B", 1, 0),
        ("1", "C", 2, 2),
        ("2", "A", 0, 1),
        ("2", "B", 1, 1),
    ]
    table = pd.DataFrame(rows, columns=["wave", "actor", "x", "y"])
    actor = rn.draw(two, layout=table).spec.actors[2]
    assert len(actor.places) == 1, "it stays where it was"
    with pytest.raises(rn.UsageError, match=r"there is none for 'B' \('1'\), 'A' \('2'\)"):
        rn.draw(two, layout=table.drop([1, 3]))


def test_all_that_is_wrong_with_given_places_is_told_at_once():
    wrong = GIVEN | {"B": (math.nan, 1.0), "C": ("far", 1), "D": (1, 2, 3), "Q": (0, 0)}
    del wrong["A"]
    with pytest.raises(rn.UsageError) as caught:
        rn.draw(CHANGING, layout=wrong)
    assert str(caught.value) == (
        "the places given do not fit the map: there is none for 'A'; not on the map: 'Q'; "
        "not two numbers for 'B', 'C', 'D'"
    )
    twice = pd.concat([by_wave(), by_wave().iloc[[0]].assign(x=9)])
    with pytest.raises(rn.UsageError, match=r"more than one for 'A' \('1'\)"):
        rn.draw(CHANGING, layout=twice)
    with pytest.raises(rn.UsageError, match=r"not on the map: 'A' \('4'\)"):
        rn.draw(CHANGING, layout=pd.concat([by_wave(), by_wave().iloc[[0]].assign(wave="4")]))
    with pytest.raises(rn.UsageError, match="there is no x, y"):
        rn.draw(CHANGING, layout=pd.DataFrame({"actor": ["A"]}))
    with pytest.raises(rn.UsageError, match=r"not two numbers for 'A' \('1'\)"):
        rn.draw(CHANGING, layout=by_wave().assign(x=lambda t: t["x"].where(t.index > 0)))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"layout": "springs"}, "unknown layout 'springs'"),
        ({"layout": "Linked"}, "did you mean 'linked'"),
        ({"layout": 3}, "a layout is named by text"),
        ({"layout": None}, "a layout is named by text"),
        ({"layout": {}}, "there is none for 'A', 'B', 'C', 'D', 'E', 'F'"),
        ({"stillness": 0.1}, "not for union"),
        ({"layout": GIVEN, "stillness": 0.1}, "not for given"),
        ({"layout": "linked", "stillness": -0.1}, "0 or more, not -0.1"),
        ({"layout": "linked", "stillness": math.nan}, "0 or more, not nan"),
        ({"layout": "anchored", "stillness": "much"}, "0 or more, not str 'much'"),
    ],
)
def test_what_is_no_layout_is_refused(options, message):
    with pytest.raises(rn.UsageError, match=message):
        rn.draw(CHANGING, **options)


def test_with_too_many_only_the_union_is_drawn():
    many = rn.from_networkx(nx.path_graph([f"a{k:04}" for k in range(MOST_AT_ONCE + 1)]))
    with pytest.raises(rn.UsageError, match="up to 1000 actors, not 1001; take union"):
        rn.draw(many, layout="linked", measures=())


@pytest.mark.parametrize("layout", MOVING)
@pytest.mark.parametrize(
    "several",
    [
        [([], "A")],
        [([], "A"), ([], "B")],
        [([], "AB"), (["AB"],), ([], "F")],
        [(["AB"], "AB"), (["CD"], "CD")],
        [([],), ([],)],
        [(["AB", "CD", "EF"],), (["AC"],), (["AB", "CD", "EF"],)],
    ],
)
def test_any_panel_can_move(layout, several):
    spec = rn.draw(panel(*several), layout=layout).spec
    for actor in spec.actors:
        for place in actor.places:
            assert 0 <= place.x <= spec.width
            assert 0 <= place.y <= spec.height
    assert len(spec.layout.stress) == len(several)
    assert len(spec.layout.motion) == len(several) - 1


# What is told


def test_what_a_map_tells_of_its_layout_is_so():
    spec = rn.draw(CHANGING, layout="linked").spec
    at = np.array([[(place.x, place.y) for place in actor.places] for actor in spec.actors])
    for t, one in enumerate(CHANGING):
        graph = nx.Graph(one.ties[["source", "target"]].to_numpy().tolist())
        graph.add_nodes_from(one.actors)
        ties = nx.to_scipy_sparse_array(graph, nodelist=sorted(graph), weight=None, format="csr")
        assert spec.layout.stress[t] == pytest.approx(scaled_stress(at[:, t], ties), abs=1e-4)
    steps = np.hypot(*np.diff(at, axis=1).transpose(2, 0, 1)).mean(axis=0)
    diagonal = np.hypot(*np.ptp(at.reshape(-1, 2), axis=0))
    assert spec.layout.motion == pytest.approx(steps / diagonal, abs=1e-4)


@pytest.mark.parametrize(
    ("language", "moves", "still"),
    [
        ("en", "does not mean that its ties changed", "at the same place in every wave"),
        ("nl", "betekent niet dat haar relaties veranderden", "in elke meting op dezelfde plek"),
    ],
)
def test_a_map_says_in_words_whether_its_actors_move(language, moves, still):
    moving = rn.draw(CHANGING, layout="linked", language=language)
    fixed = rn.draw(CHANGING, language=language)
    assert moves in moving.caption()
    assert moves not in fixed.caption()
    assert still in fixed.spec.layout.text
    assert still not in moving.spec.layout.text
    assert f"{100 * np.mean(moving.spec.layout.motion):.0f}%" in moving.spec.layout.text
    mark = "," if language == "nl" else "."
    first = f"1: {moving.spec.layout.stress[0]:.2f}".replace(".", mark)
    assert first in moving.spec.layout.text


def test_only_who_moves_has_a_place_for_each_wave():
    spec = rn.draw(lindeland_panel(), layout="linked").spec
    rows = spec.as_dict()["actors"]
    assert {len(row[3]) for row in rows} <= {1, 4}
    assert all(len({tuple(place) for place in row[3]}) > 1 for row in rows if len(row[3]) > 1)
    still = rn.draw(lindeland_panel()).spec.as_dict()["actors"]
    assert {len(row[3]) for row in still} == {1}


def test_who_reaches_nobody_leaves_room_for_the_rest():
    places = np.zeros((2, 30, 2))
    places[:, :29] = np.random.default_rng(1).random((29, 2)) * 4
    places[:, 29] = [40.0, 2.0]
    loose = np.zeros((2, 30), bool)
    loose[:, 29] = True
    names = [f"n{k}" for k in range(30)]
    far = lay_out(places, names, np.ones(30))
    near = lay_out(places, names, np.ones(30), loose=loose)
    assert np.ptp(near.places[0, :29, 0]) > 3 * np.ptp(far.places[0, :29, 0])
    assert near.places[0, 29, 0] == near.places[0, :, 0].max(), "it still stands outside"


def test_who_is_there_is_named_before_who_is_not():
    rng = np.random.default_rng(1)
    places = np.array([rng.random((60, 2)), rng.random((60, 2))])
    present = np.array([np.arange(60) < 30, np.arange(60) >= 30])
    names = [f"Organisation with a long name {k}" for k in range(60)]
    sheet = lay_out(places, names, np.ones(60), present=present)
    for sides, there in zip(sheet.sides, present, strict=True):
        hidden = np.array(sides) == "hidden"
        assert hidden[~there].sum() > 2 * hidden[there].sum()
