"""Bounds in closed form, against every completion of small networks."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.measures import MEASURES
from relnet.measures.groups import groups_of
from relnet.silence import BOUNDS, Bound, bounds_of
from relnet.silence.completion import value_of
from tests.silence.brute import (
    RULES,
    blanked,
    bound_of,
    brute,
    ends,
    flat,
    full,
    network_of,
    networks,
    networks_of,
    of_states,
    one_of,
)
from tests.strategies import Answered

CLOSED = [name for name in MEASURES if name in BOUNDS]


def applies(network):
    return [name for name in CLOSED if network.directed or not MEASURES[name].directed]


def rows(table, name):
    return table[table["measure"] == name]


@given(network=networks(4, most=4))
@one_of(8)
def test_closed_forms_are_the_ends_over_every_completion(network):
    check_closed_forms(network)


@pytest.mark.slow
@given(network=networks(most=6))
@one_of(20)
def test_closed_forms_are_the_ends_over_every_completion_of_larger_networks(network):
    check_closed_forms(network)


def check_closed_forms(network):
    names = [name for name in applies(network) if name != "confirmation_rate"]  # of reports
    found = brute(network, names, groups_of(network, "kind"))
    table = rn.bounds(network, *names, by="kind")
    for name in names:
        low, high, excluded = ends(found[name])
        part = rows(table, name)
        message = f"{name}\n{rn.states(network)}\n{part}"
        values = part[["low", "high", "excluded"]].to_numpy().T
        if (part["kind"] == "outer").any():
            assert values[0] <= low + 1e-12, message
            assert values[1] == pytest.approx(high, nan_ok=True), message
            continue
        assert set(part["kind"].dropna()) <= {"sharp"}
        assert values[0] == pytest.approx(low, nan_ok=True), message
        assert values[1] == pytest.approx(high, nan_ok=True), message
        assert values[2] == pytest.approx(excluded), message
        assert (part["kind"].isna() == np.isnan(low)).all()


def test_only_the_bounds_of_total_degree_centralisation_are_not_sharp():
    table = rn.bounds(rn.build_panel(rn.datasets.lindeland().survey))
    assert set(rows(table, "centralisation_total_degree")["kind"]) == {"outer"}
    assert set(table.loc[table["measure"] != "centralisation_total_degree", "kind"].dropna()) == {"sharp"}  # fmt: skip


def network_of_dyads(n, ties, unknown):
    table = np.full((n, n), "no tie", object)
    for what, pairs in (("tie", ties), ("unknown", unknown)):
        for one, other in pairs:
            i, j = "ABCDEFGH".index(one), "ABCDEFGH".index(other)
            table[i, j] = table[j, i] = what
    np.fill_diagonal(table, "impossible")
    return of_states(table.astype(str), directed=False)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
@one_of(12)
def test_bounds_contain_what_full_response_gives_and_shrink_with_each_answer(rule, data):
    parts = data.draw(full(rule))
    some = data.draw(blanked(parts))
    fewer = data.draw(blanked(some))
    complete, partial, less = networks_of([parts, some, fewer], rule)
    names = applies(complete)
    names = [name for name in names if not MEASURES[name].by]
    for name in names:
        truth = value_of(MEASURES[name], complete, None)
        near, far = (bound_of(network, name) for network in (partial, less))
        (low, high), (lower, higher) = (flat(bound.low, bound.high) for bound in (near, far))
        for least, most in ((low, high), (lower, higher)):
            assert np.isnan(truth[np.isnan(least)]).all(), name
            assert not (truth < least - 1e-12).any(), name
            assert not (truth > most + 1e-12).any(), name
        assert not (low < lower - 1e-12).any(), name
        assert not (high > higher + 1e-12).any(), name


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
@one_of(20)
def test_with_nothing_unknown_the_ends_are_the_value(rule, data):
    network = network_of(data.draw(full(rule)), rule)
    for name in (name for name in applies(network) if not MEASURES[name].by):
        bound = bound_of(network, name)
        value = value_of(MEASURES[name], network, None)
        for end in flat(bound.low, bound.high):
            assert np.broadcast_to(end, value.shape) == pytest.approx(value, nan_ok=True), name
        assert bound.unknown is None or not np.any(bound.unknown), name
        assert bound.kind == "sharp" or np.isnan(value).all(), name


@pytest.mark.parametrize("rule", RULES)
def test_the_table_says_that_nothing_is_unknown(rule):
    codes = np.array([[0.0, 1.0, 3.0], [2.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    network = network_of((Answered(codes, np.ones(3, bool)),) * (1 + ("two" in rule)), rule)
    names = [name for name in applies(network) if not MEASURES[name].by]
    table = rn.bounds(network, *names)
    for end in ("low", "high"):
        assert table[end].to_numpy() == pytest.approx(table["value"].to_numpy(), nan_ok=True)
    assert (table["unknown"] == 0).all()
    assert set(table["kind"].dropna()) == {"sharp"}


def test_by_hand():
    # A, B and C answered: A→B, B→A, B→C; D is silent: D→A, D→B, D→C are unknown
    survey = rn.read_survey(
        _edges("AB", "BA", "BC"), roster=_ids("ABCD"), register=_ids("ABC"), warn=False
    )
    table = rn.bounds(rn.build_panel(survey)).set_index("measure")
    expected = {
        "ties": (3, 6),
        "density": (3 / 12, 6 / 12),
        "average_degree": (3 / 4, 6 / 4),
        "mutual_dyads": (1, 1),  # D could return no tie, since it receives none
        "asymmetric_dyads": (1, 4),  # BC, and DA, DB, DC where D names them
        "null_dyads": (1, 4),
        "reciprocity_dyadic": (2 / 6, 5 / 6),  # AB and AC alike both ways, and DA, DB, DC
        "reciprocity_nonnull": (1 / 5, 1 / 2),
        "reciprocity_edgewise": (2 / 6, 2 / 3),
        "components": (1, 2),
        "largest_component": (3, 4),
        "isolates": (0, 1),
        # received: A 1 to 2, B 1 to 2, C 1 to 2, D 0; A alone at 2: (2-1)+(2-1)+(2-0) = 4 of 9;
        # A, B and C at 1: 1 of 9
        "centralisation_in_degree": (1 / 9, 4 / 9),
        # sent: A 1, B 2, C 0, D 0 to 3; D at 3: 2+1+3 = 6; D at 2: 1+0+2+0 = 3
        "centralisation_out_degree": (3 / 9, 6 / 9),
    }
    for name, (low, high) in expected.items():
        assert table.loc[name, ["low", "high"]].tolist() == pytest.approx([low, high]), name
    assert table.loc["density", ["value", "unknown", "status"]].tolist() == [3 / 9, 3, "partial"]


def _edges(*pairs):
    return pd.DataFrame([tuple(pair) for pair in pairs], columns=["source", "target"])


def _ids(names):
    return pd.DataFrame({"id": list(names)})


def test_where_there_are_no_bounds_the_status_says_why():
    network = rn.build_panel(rn.datasets.lindeland().survey, "projects")[0]
    table = rn.bounds(network, "reciprocity_dyadic", "out_strength", "total_strength")
    assert table["low"].isna().all()
    assert table["kind"].isna().all()
    assert table.groupby("measure")["status"].unique().str.join(", ").to_dict() == {
        "out_strength": "not applicable",
        "reciprocity_dyadic": "not applicable",
        "total_strength": "strength unknown",
    }
    table = rn.bounds(of_states(np.full((1, 1), "impossible"), directed=True), "density", "ties")
    assert table["status"].tolist() == ["undefined", "complete"]
    assert table["high"].fillna(-1).tolist() == [-1, 0]


def test_strengths_that_are_all_known_have_bounds():
    table = rn.bounds(network_of_dyads(3, ties=["AB"], unknown=[]), "total_strength")
    assert table[["low", "high", "kind"]].to_numpy().tolist() == [[1, 1, "sharp"]] * 2 + [[0, 0, "sharp"]]  # fmt: skip


def test_a_relation_that_was_not_asked_has_no_bounds():
    answers = pd.DataFrame({"wave": [1, 2, 2], "source": list("AAB"), "target": list("BBC"), "relation": list("rrs")})  # fmt: skip
    panel = rn.build_panel(rn.read_survey(answers, warn=False))
    table = rn.bounds(panel["1", "s"], "density")
    assert table[["status", "kind"]].fillna("none").iloc[0].tolist() == ["not asked", "none"]


def test_others_can_add_bounds():
    @rn.register_measure(level="network", definition="ties squared", source="here", oracle="none")
    def squared(network):
        return float(len(network.ties) ** 2)

    @bounds_of("squared")
    def squared_bounds(network):
        known, more = len(network.ties), len(network.observation.unknown) // 2
        return Bound(known**2, (known + more) ** 2)

    try:
        network = network_of_dyads(3, ties=["AB"], unknown=["BC"])
        row = rn.bounds(network, "squared").iloc[0]
        assert row[["value", "low", "high", "kind"]].tolist() == [1, 1, 4, "sharp"]
        with pytest.raises(rn.UsageError, match="has bounds already"):
            bounds_of("squared")(squared_bounds)
    finally:
        MEASURES._things.pop("squared")
        BOUNDS._things.pop("squared")


def test_wrong_questions_are_refused():
    network = network_of_dyads(3, ties=["AB"], unknown=["BC"])
    with pytest.raises(rn.UsageError, match="unknown measure 'densty'; did you mean 'density'"):
        rn.bounds(network, "densty")
    with pytest.raises(rn.UsageError, match="bounds are of a panel"):
        rn.bounds("network")
    with pytest.raises(rn.UsageError, match="draws has to be 1 or more"):
        rn.bounds(network, draws=0)
    with pytest.raises(rn.UsageError, match="whole number"):
        rn.bounds(network, seed=0.5)
