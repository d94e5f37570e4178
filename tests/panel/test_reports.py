"""What the actors report, kept beside the ties that a rule makes of it."""

import dataclasses
import json

import hypothesis.strategies as st
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from relnet.engine.cells import Cells
from relnet.panel import Treated
from tests.strategies import IMPOSSIBLE, MISSING, answered, dense, survey_of

MUTUAL = ("either", "both", "mean", "max")


def states_of(report):
    """The strength that is reported in each cell; NaN unknown, -1 impossible."""
    n = report.possible.n
    table = np.full(n * n, np.nan)
    table[dense(report.known).ravel()] = 0.0
    table[report.keys] = report.strength
    table[~dense(report.possible).ravel()] = -1.0
    return table.reshape(n, n)


def expected(part):
    codes = part.codes.copy()
    codes[~part.answered] = MISSING
    codes = np.where(part.codes == IMPOSSIBLE, -1.0, np.where(codes == MISSING, np.nan, codes))
    np.fill_diagonal(codes, -1.0)
    return codes


@given(answered(), st.sampled_from(MUTUAL))
def test_a_mutual_relation_has_two_reports_on_each_cell(part, dyad):
    network = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad=dyad))[0]
    first, second = network.reports
    np.testing.assert_array_equal(states_of(first), expected(part))
    np.testing.assert_array_equal(states_of(second), expected(part).T)


@given(st.integers(2, 4).flatmap(lambda n: st.tuples(answered(n), answered(n))))
def test_a_relation_asked_from_both_ends_has_two_reports_on_each_cell(parts):
    parts = (parts[0], dataclasses.replace(parts[1], answered=parts[0].answered))
    survey = survey_of(parts, relations=("give", "receive"))
    both = rn.build_panel(survey, sent="give", received="receive")[0]
    np.testing.assert_array_equal(states_of(both.reports[0]), expected(parts[0]))
    np.testing.assert_array_equal(states_of(both.reports[1]), expected(parts[1]).T)
    (one,) = rn.build_panel(survey, received="receive")[0].reports
    np.testing.assert_array_equal(states_of(one), expected(parts[1]).T)
    (one,) = rn.build_panel(survey, "give", rule=rn.TieRule(dyad="sender"))[0].reports
    np.testing.assert_array_equal(states_of(one), expected(parts[0]))


@given(answered(4), st.sampled_from(["sender", *MUTUAL]), st.permutations(range(4)))
def test_reports_go_with_their_actors(part, dyad, order):
    network = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad=dyad))[0]
    for report in network.reports:
        some = np.array(order[:3])
        moved = report.reindex(some)
        np.testing.assert_array_equal(states_of(moved), states_of(report)[np.ix_(some, some)])
        np.testing.assert_array_equal(moved.answered, report.answered[some])
        assert moved.reindex(np.array([2, 1, 0])).reindex(np.array([2, 1, 0])).equals(moved)
    kept = rn.subset(network, actors=["o0", "o2"])
    for mine, whole in zip(kept.reports, network.reports, strict=True):
        np.testing.assert_array_equal(states_of(mine), states_of(whole)[np.ix_([0, 2], [0, 2])])


@given(answered(), st.sampled_from(MUTUAL))
def test_a_tie_is_confirmed_where_both_say_so(part, dyad):
    network = rn.build_panel(survey_of(part), rule=rn.TieRule(dyad=dyad, at_least=2))[0]
    say = expected(part) >= 2
    source, target = np.divmod(network.keys, network.n)
    np.testing.assert_array_equal(network.confirmed, (say & say.T)[source, target])


def test_where_a_tie_has_one_report_or_none_nothing_is_confirmed():
    rows = pd.DataFrame({"source": ["a", "b", "a"], "target": ["b", "a", "c"]})
    survey = rn.read_survey(rows, warn=False)
    assert rn.build_panel(survey)[0].confirmed is None
    stated = rn.build_panel(rn.read_survey(rows, undirected=True, warn=False))[0]
    assert len(stated.reports) == 1
    assert stated.confirmed is None
    assert rn.from_networkx(nx.path_graph(3)).reports == ()
    mutual = rn.build_panel(rn.read_survey(rows, mutual=True, warn=False))[0]
    assert mutual.confirmed.tolist() == [True, False, True, False]


def mutual_network():
    part = pd.DataFrame({"source": ["a", "b", "a"], "target": ["b", "a", "c"], "value": [1, 2, 3]})
    return rn.build_panel(rn.read_survey(part, mutual=True, warn=False))[0]


def test_other_reports_make_another_network():
    network = mutual_network()
    first, second = network.reports
    other = dataclasses.replace(first, strength=first.strength + 1)
    assert not network.equals(dataclasses.replace(network, reports=(other, other.T)))
    assert not network.equals(dataclasses.replace(network, reports=(first,)))
    assert not network.equals(dataclasses.replace(network, reports=()))
    assert network.equals(dataclasses.replace(network, reports=(second.T, first.T)))
    with pytest.raises(ValueError, match="read-only"):
        first.strength[0] = 9


def saved(network, tmp_path):
    return json.loads(rn.save_panel(network, tmp_path / "p.json").read_text())


def test_a_second_report_that_is_the_first_turned_around_is_saved_once(tmp_path):
    (one,) = saved(mutual_network(), tmp_path)["networks"]
    assert len(one["reports"]) == 1
    assert one["turned"]
    assert rn.read_panel(tmp_path / "p.json")[0].equals(mutual_network())


@given(st.integers(2, 3).flatmap(lambda n: st.tuples(answered(n), answered(n))))
def test_two_reports_come_back(tmp_path_factory, parts):
    survey = survey_of(parts, relations=("give", "receive"))
    rule = rn.TieRule(dyad="both", at_least=2)
    panel = rn.build_panel(survey, sent="give", received="receive", rule=rule)
    path = rn.save_panel(panel, tmp_path_factory.mktemp("saved") / "p.json")
    assert rn.read_panel(path).equals(panel)


def test_a_file_of_the_version_before_has_no_reports(tmp_path):
    content = saved(mutual_network(), tmp_path) | {"schema": "relnet.panel/1"}
    for name in ("reports", "turned", "treated"):
        del content["networks"][0][name]
    (tmp_path / "old.json").write_text(json.dumps(content))
    read = rn.read_panel(tmp_path / "old.json")[0]
    assert read.reports == ()
    assert read.equals(dataclasses.replace(mutual_network(), reports=()))


SET = {"classes": [0], "table": [[True]], "exceptions": []}


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("known", SET), ("possible", SET), ("rated", SET), ("answered", [True]), ("cells", [3, 1]),
        ("cells", [0]), ("strength", [1.0]), ("strength", [float("inf")] * 3), ("no_tie", [7]),
    ],
)  # fmt: skip
def test_reports_that_do_not_fit_are_named(tmp_path, where, value):
    content = saved(mutual_network(), tmp_path)
    content["networks"][0]["reports"][0][where] = value
    (tmp_path / "p.json").write_text(json.dumps(content))
    with pytest.raises(rn.DataError, match=r"networks\[1\].reports\[1\]"):
        rn.read_panel(tmp_path / "p.json")


@pytest.mark.parametrize("count", [0, 2, 3])
def test_one_report_is_turned_around_and_there_are_no_more_than_two(tmp_path, count):
    content = saved(mutual_network(), tmp_path)
    one = content["networks"][0]
    one["reports"], one["turned"] = one["reports"] * count, count < 3
    (tmp_path / "p.json").write_text(json.dumps(content))
    with pytest.raises(rn.DataError, match=r"networks\[1\].turned"):
        rn.read_panel(tmp_path / "p.json")


def treated_network(**given):
    network = mutual_network()
    filled = Cells.from_keys(np.array([1, 3]), network.n)
    return dataclasses.replace(network, reports=(), treated=Treated("null", filled, **given))


def test_what_was_treated_is_said_compared_and_saved(tmp_path):
    treated = treated_network()
    assert "; unobserved = no tie>" in repr(treated)
    assert "no tie, completion 2>" in repr(treated_network(completion=2))
    assert not treated.equals(dataclasses.replace(treated, treated=None))
    for given_ in ({"completion": 2}, {"model": "m"}, {"dropped": ("x",)}):
        other = treated_network(**given_)
        assert not treated.equals(other)
        assert rn.read_panel(rn.save_panel(other, tmp_path / "p.json"))[0].equals(other)
    content = saved(treated, tmp_path)
    content["networks"][0]["treated"]["filled"] = SET
    (tmp_path / "p.json").write_text(json.dumps(content))
    with pytest.raises(rn.DataError, match=r"treated\.filled"):
        rn.read_panel(tmp_path / "p.json")


def test_ties_that_were_filled_in_say_so():
    network, treated = mutual_network(), treated_network()
    assert treated.ties["filled"].tolist() == [True, False]
    assert "filled" not in network.ties
    later = dataclasses.replace(network, wave="2")
    both = rn.to_pandas(rn.Panel((treated, later)))
    assert both["filled"].tolist() == [True, False, False, False]
    assert "filled" not in rn.to_pandas(network)
    graph = rn.to_networkx(treated)
    assert graph.graph["treated"] == "unobserved = no tie"
    assert graph.edges["a", "b"]["filled"]
    assert "treated" not in rn.to_networkx(network).graph


@pytest.mark.parametrize("name", ["p.graphml", "p.csv", "p.net", "p.gexf"])
def test_what_was_assumed_is_not_written_as_a_fact(tmp_path, name):
    with pytest.raises(rn.UsageError, match=r"treated \(unobserved = no tie\)"):
        rn.export(treated_network(), tmp_path / name)
    assert not list(tmp_path.iterdir())
    rn.export(treated_network(), tmp_path / "p.json")
    assert rn.read_panel(tmp_path / "p.json")[0].equals(treated_network())
