import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from tests.strategies import answered, survey_of

EDGES = pd.DataFrame(
    {
        "wave": [1, 1, 2, 2],
        "source": ["A", "B", "A", "C"],
        "target": ["B", "C", "C", "A"],
        "relation": ["works", "refers", "works", "works"],
    }
)
ROSTER = pd.DataFrame({"wave": [1, 1, 1, 2, 2, 2], "id": list("ABCACD"), "sector": list("xxyxyy")})


@pytest.fixture
def panel():
    return rn.build_panel(rn.read_survey(EDGES, roster=ROSTER, warn=False))


def test_networks_are_found_by_wave_relation_and_position(panel):
    assert panel.waves == ("1", "2")
    assert panel.relations == ("works", "refers")
    assert panel["2", "works"].wave == "2"
    assert panel["works"][-1].wave == "2"
    with pytest.raises(rn.UsageError, match="several relations"):
        panel["1"]
    with pytest.raises(rn.UsageError, match="did you mean 'works'"):
        panel["1", "work"]
    with pytest.raises(rn.UsageError, match="unknown wave '3'"):
        panel["works"]["3"]


def test_a_relation_without_reports_was_not_asked(panel):
    network = panel["2", "refers"]
    assert not network.observation.asked
    assert (rn.states(network).to_numpy()[~np.eye(3, dtype=bool)] == "unobserved").all()
    assert "not asked" in repr(network)


def test_the_actors_are_those_of_the_wave(panel):
    assert list(panel["1", "works"].actors) == ["A", "B", "C"]
    assert list(panel["2", "works"].actors) == ["A", "C", "D"]
    assert panel["2", "works"].attributes["sector"].to_dict() == {"A": "x", "C": "y", "D": "y"}


def test_subset_by_actor_wave_relation_and_attribute(panel):
    part = rn.subset(panel, sector="x", relations=["works"])
    assert [list(network.actors) for network in part] == [["A", "B"], ["A"]]
    assert part[0].ties[["source", "target"]].to_numpy().tolist() == [["A", "B"]]
    assert rn.subset(panel, waves=["2"]).waves == ("2",)
    assert list(rn.subset(panel["1", "works"], actors=["C", "A"]).actors) == ["A", "C"]
    with pytest.raises(rn.UsageError, match="unknown actor 'Z'"):
        rn.subset(panel, actors=["Z"])
    with pytest.raises(rn.UsageError, match="did you mean 'sector'"):
        rn.subset(panel, sectr="x")


@given(answered())
def test_a_subset_keeps_the_states_of_its_cells(part):
    network = rn.build_panel(survey_of(part))[0]
    kept = list(network.actors[::2])
    small = rn.subset(network, actors=kept)
    assert rn.states(small).equals(rn.states(network).loc[kept, kept])


@given(answered(states=False))
def test_there_and_back_through_networkx(part):
    network = rn.build_panel(survey_of(part))[0]
    back = rn.from_networkx(rn.to_networkx(network))
    assert back.ties.equals(network.ties)
    own, other = (rn.adjacency(net, strength=True) for net in (network, back))
    assert (own != other).nnz == 0


def test_networkx_carries_attributes_and_says_what_it_is(panel):
    graph = rn.to_networkx(panel["1", "works"])
    assert graph.nodes["A"] == {"sector": "x", "answered": True}
    assert graph.edges["A", "B"] == {"strength": 1.0, "rated": True}
    assert graph.graph["relation"] == "works"


def test_graphs_that_are_no_network_are_refused():
    with pytest.raises(rn.UsageError, match="parallel"):
        rn.from_networkx(nx.MultiDiGraph([(1, 2), (1, 2)]))
    with pytest.raises(rn.UsageError, match="same text"):
        rn.from_networkx(nx.Graph([(1, "1")]))
    with pytest.warns(rn.RelnetWarning, match="1 self-ties"):
        rn.from_networkx(nx.Graph([(1, 1), (1, 2)]))


def test_a_tidy_table_of_all_ties(panel):
    table = rn.to_pandas(panel)
    assert list(table) == ["wave", "relation", "source", "target", "strength", "rated"]
    assert len(table) == 4


def test_nothing_that_is_returned_can_change_what_is_kept(panel):
    survey = rn.read_survey(EDGES, roster=ROSTER, warn=False)
    reports = survey.reports
    reports.loc[:, "value"] = 99.0
    assert (survey.reports["value"] == 1).all()
    network = panel["1", "works"]
    with pytest.raises(ValueError, match="read-only"):
        network.keys[0] = 0
    table = network.attributes
    table["sector"] = "z"
    assert set(network.attributes["sector"]) == {"x", "y"}


def test_equals_tells_networks_apart(panel):
    again = rn.build_panel(rn.read_survey(EDGES, roster=ROSTER, warn=False))
    assert panel.equals(again)
    assert not panel.equals(rn.subset(panel, waves=["1"]))
    assert not panel["1", "works"].equals(panel["2", "works"])
    survey = rn.read_survey(EDGES, roster=ROSTER, warn=False)
    assert survey.equals(rn.read_survey(EDGES, roster=ROSTER, warn=False))
    assert not survey.equals(rn.read_survey(EDGES, warn=False))


def test_html_says_what_it_is_and_runs_nothing():
    edges = pd.DataFrame({"source": ["<script>alert(1)</script>"], "target": ["B"]})
    survey = rn.read_survey(edges, warn=False)
    panel = rn.build_panel(survey)
    change = rn.compare(panel[0], panel[0])
    for shown in (survey, panel, panel[0], change):
        assert "<script" not in shown._repr_html_()


def test_one_name_or_several():
    edges = pd.DataFrame({"wave": [1, 2, 12], "source": "A", "target": "B"})
    panel = rn.build_panel(rn.read_survey(edges, warn=False))
    assert rn.subset(panel, waves="12").waves == ("12",)
    assert rn.subset(panel, waves=[1, 12]).waves == ("1", "12")
    assert list(rn.subset(panel[0], actors="A").actors) == ["A"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: rn.subset(3), "subset takes a panel"),
        (lambda p: rn.subset(p, waves=3.5), "waves needs names"),
        (lambda p: p["a", "b", "c"], "takes two names"),
        (lambda p: rn.states(p), "states takes a network, not Panel"),
        (lambda p: rn.adjacency(p), "adjacency takes a network"),
        (lambda p: rn.to_networkx(p), "to_networkx takes a network"),
        (lambda p: rn.response(p), "response takes a survey"),
        (lambda p: rn.build_panel(EDGES), "build_panel takes a survey"),
        (lambda p: rn.measure(p, ["density"]), "named by text"),
        (lambda p: rn.Scale("1", "5"), "between numbers"),
        (lambda p: rn.TieRule(tie_values="1,2"), "tie_values needs numbers"),
        (lambda p: rn.TieRule(tie_values=[float("nan")]), "not nan"),
        (lambda p: rn.from_networkx(nx.Graph([(1, 2, {"weight": "x"})])), "is a number"),
    ],
)
def test_things_of_the_wrong_kind_are_refused(panel, call, message):
    with pytest.raises(rn.UsageError, match=message):
        call(panel)


def test_numbers_of_numpy_are_numbers():
    assert rn.TieRule(at_least=np.int64(2)).at_least == 2
    assert rn.TieRule(tie_values=np.int64(3)).tie_values == (3.0,)
    assert rn.read_survey(EDGES, missing=np.int64(9), warn=False).reports["value"].notna().all()
    assert rn.read_survey(EDGES, missing=None, warn=False).waves == ("1", "2")
