"""Networks that explain a network, each given the others."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.engine.exchange import permutations
from relnet.inference import adjust, cells, mrqap, qap, reciprocal, same
from relnet.inference.explained import explained
from relnet.inference.permuted import linear, logistic, outcome_moved, residuals_moved
from tests.inference.drawn import network_of, s50, tables, the_same_however_it_is_run

CASES = [
    (directed, silent) for directed in (True, False) for silent in (0, 0.25)
]  # fmt: skip


def friends(reference):
    panel = s50(reference)
    return panel["2"], {"before": panel["1"], "back": reciprocal(panel["1"])}


def test_friends_of_two_waves(reference):
    found = mrqap(*friends(reference), replicates=199)
    table = found.to_frame()
    assert table["name"].tolist() == ["intercept", "before", "back"]
    assert table["estimate"].tolist() == pytest.approx(
        [0.02172861, 0.32057791, 0.23486362], abs=5e-9
    )
    assert table["statistic"].tolist() == pytest.approx([5.694504, 13.367174, 9.793135], abs=5e-7)
    assert table["p"].tolist()[1:] == [0.005, 0.005]
    assert np.isnan(found["intercept"].p)
    assert (table[["n", "possible"]] == 2450).all(axis=None)
    y, x = friends(reference)
    assert found.equals(mrqap(y, {name: cells_of(one) for name, one in x.items()}, replicates=199))


def cells_of(x):
    return cells(x) if isinstance(x, rn.Network) else x.to_numpy()


def test_friends_of_two_waves_logistic(reference):
    found = mrqap(*friends(reference), kind="logistic", replicates=199)
    estimates = found.to_frame()["estimate"].tolist()
    assert estimates == pytest.approx([-3.721104, 2.437368, 1.830720], abs=5e-7)
    assert [found[name].p for name in ("before", "back")] == [0.005, 0.005]


def observed(y, x, *, directed):
    """Where all is known, and the design there."""
    parts = [np.asarray(one, float) for one in (y, *x.values())]
    known = np.logical_and.reduce([~np.isnan(part) for part in parts])
    known = known if directed else np.triu(known)
    return known, parts


def by_definition(y, terms, inside, model):
    """The statistic of the last term, over these cells."""
    design = np.column_stack([np.ones(inside.sum()), *(term[inside] for term in terms)])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return np.nan
    if model.__name__ == "Logit":
        return model(y[inside], design).fit(disp=0, maxiter=50, tol=1e-12).tvalues[-1]
    return model(y[inside], design).fit().tvalues[-1]


def drawn_by_definition(y, x, term, places, model, *, directed):
    """Double semi-partialling in so many words, one permutation after the other."""
    outcome, *terms = [np.asarray(one, float) for one in (y, *x.values())]
    known = ~np.isnan(terms).any(axis=0)
    own = terms.pop(term)
    others = np.column_stack([np.ones(known.sum()), *(one[known] for one in terms)])
    residuals = np.full(known.shape, np.nan)
    residuals[known] = own[known] - others @ np.linalg.lstsq(others, own[known], rcond=None)[0]
    found = []
    for place in places:
        moved = residuals[np.ix_(place, place)]
        inside = ~np.isnan([outcome, moved, *terms]).any(axis=0)
        inside = inside if directed else np.triu(inside)
        found.append(by_definition(outcome, [*terms, moved], inside, model))
    return found


@pytest.mark.parametrize(("directed", "silent"), CASES)
@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_residuals_that_change_places(kind, directed, silent):
    api = pytest.importorskip("statsmodels.api")
    model, task = (api.OLS, linear) if kind == "linear" else (api.Logit, logistic)
    y, *terms = tables(3, 14, 4, directed=directed, silent=silent / 3)
    x = dict(zip("abc", terms, strict=True))
    moved = tuple(
        residuals_moved(explained(y, x), k, logistic=kind == "logistic") for k in range(3)
    )
    found = task(np.random.default_rng(5), 6, moved)
    places = permutations(np.random.default_rng(5), 6, 14)
    for k in range(3):
        expected = drawn_by_definition(y, x, k, places, model, directed=directed)
        assert found[:, k] == pytest.approx(expected, abs=1e-6, nan_ok=True)
        assert np.isfinite(expected).any()


@pytest.mark.parametrize(("directed", "silent"), CASES)
@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_an_outcome_that_changes_places(kind, directed, silent):
    api = pytest.importorskip("statsmodels.api")
    model, task = (api.OLS, linear) if kind == "linear" else (api.Logit, logistic)
    y, *terms = tables(4, 14, 3, directed=directed, silent=silent / 2)
    x = dict(zip("ab", terms, strict=True))
    moved = outcome_moved(explained(y, x), logistic=kind == "logistic")
    found = task(np.random.default_rng(6), 6, (moved,))
    places = permutations(np.random.default_rng(6), 6, 14)
    for row, place in zip(found, places, strict=True):
        other = y.to_numpy()[np.ix_(place, place)]
        inside, (outcome, a, b) = observed(other, x, directed=directed)
        expected = [by_definition(outcome, pair, inside, model) for pair in ((b, a), (a, b))]
        assert row == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("directed", "silent"), CASES)
@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_estimates_as_statsmodels(kind, directed, silent):
    api = pytest.importorskip("statsmodels.api")
    y, *terms = tables(5, 13, 4, directed=directed, silent=silent / 2)
    x = dict(zip("abc", terms, strict=True))
    x["b"] = (2000 if kind == "linear" else 20) + 7 * x["b"]
    inside, (outcome, *parts) = observed(y, x, directed=directed)
    design = np.column_stack([np.ones(inside.sum()), *(part[inside] for part in parts)])
    model = api.OLS if kind == "linear" else api.Logit
    fit = model(outcome[inside], design).fit(
        **({} if kind == "linear" else {"disp": 0, "tol": 1e-12})
    )
    found = mrqap(y, x, kind=kind, replicates=10)
    table = found.to_frame()
    assert table["estimate"].to_numpy() == pytest.approx(fit.params, rel=1e-6)
    assert table["se"].to_numpy() == pytest.approx(fit.bse, rel=1e-6)
    assert table["statistic"].to_numpy() == pytest.approx(fit.tvalues, rel=1e-6)
    assert (table["n"] == inside.sum()).all()
    said = dict(found.notes[0].values)
    if kind == "linear":
        assert said["r2"] == pytest.approx(fit.rsquared, abs=5e-5)
    else:
        assert said["deviance"] == pytest.approx(-2 * fit.llf, abs=5e-3)
        assert said["empty"] == pytest.approx(-2 * fit.llnull, abs=5e-3)


def test_silence_about_the_outcome_leaves_all_replicates_over_the_same_cells():
    y, *terms = tables(17, count=3)
    y.iloc[:5] = np.nan
    made = explained(y, dict(zip("ab", terms, strict=True)))
    for term in (0, 1):
        moved = residuals_moved(made, term, logistic=False)
        assert moved.whole
        assert moved.cells.size == 7 * 11
    terms[0].iloc[3, 4] = np.nan
    made = explained(y, dict(zip("ab", terms, strict=True)))
    assert not residuals_moved(made, 0, logistic=False).whole


@pytest.mark.parametrize("silent", [0, 0.2])
def test_one_term_is_tested_as_by_qap(silent):
    y, x = tables(7, silent=silent)
    found = mrqap(y, {"x": x}, replicates=2000)["x"]
    both = qap(y, x, replicates=2000)
    assert found.p == pytest.approx(both.p, abs=0.05)
    assert found.n == both.n
    t = both.estimate * np.sqrt((both.n - 2) / (1 - both.estimate**2))
    assert found.statistic == pytest.approx(t)


def test_a_term_that_only_goes_with_another_is_not_found():
    # x goes with y because both go with z: not where z is a term too
    rng, found = np.random.default_rng(1), {"alone": [], "beside": []}
    for _ in range(60):
        z, *noise = (
            pd.DataFrame(rng.normal(size=(11, 11)), range(11), range(11)) for _ in range(3)
        )
        x, y = (z + 0.7 * one for one in noise)
        found["alone"].append(mrqap(y, {"x": x}, replicates=99)["x"].p)
        found["beside"].append(mrqap(y, {"x": x, "z": z}, replicates=99)["x"].p)
    assert np.mean(np.array(found["alone"]) <= 0.05) > 0.9
    # 60 · 0.05 = 3, give or take 3 standard errors of 1.7
    assert np.sum(np.array(found["beside"]) <= 0.05) <= 8


def test_a_list_of_networks_goes_by_their_names():
    networks = [
        network_of(one, wave=wave) for one, wave in zip(tables(8, count=3), "123", strict=True)
    ]
    found = mrqap(networks[2], networks[:2], replicates=10)
    names = [row.name for row in found]
    assert names == ["intercept", "relation (1)", "relation (2)"]
    with pytest.raises(rn.UsageError, match="several networks are called 'relation \\(1\\)'"):
        mrqap(networks[2], [networks[0], networks[0]])


def test_actors_that_all_have():
    y, a, b = tables(9, count=3)
    small = a.iloc[1:, 1:]
    found = mrqap(y, {"a": small, "b": b.to_numpy()}, replicates=10)
    inside = list(y.index[1:])
    parts = [one.loc[inside, inside] for one in (y, a, b)]
    assert found.equals(mrqap(parts[0], {"a": parts[1], "b": parts[2]}, replicates=10))
    assert found["a"].possible == 110
    assert "11 actors" in str(found.title)


def test_cells_with_a_direction_count_both_ways():
    graph = network_of(tables(10, directed=False)[0], directed=False)
    (directed,) = tables(11, count=1)
    assert mrqap(graph, {"x": directed}, replicates=5)["x"].n == 132
    assert mrqap(graph, {"x": tables(12, directed=False)[0]}, replicates=5)["x"].n == 66


def test_attributes_explain_a_network():
    graph = nx.stochastic_block_model([8, 8], [[0.6, 0.1], [0.1, 0.6]], seed=1, directed=True)
    nx.set_node_attributes(graph, {node: int(node > 7) for node in graph}, "part")
    network = rn.from_networkx(graph)
    found = mrqap(network, {"same part": same(network, "part")}, kind="logistic", replicates=199)
    assert found["same part"].p == 0.005
    assert found["same part"].estimate == pytest.approx(np.log(0.6 / 0.4 * 0.9 / 0.1), abs=0.9)
    assert "same part goes with more" in found.sentences()[1].lower()
    assert adjust(found)["same part"].p_adjusted == 0.005


def test_where_there_is_no_finite_estimate_it_is_said():
    y, other = tables(13)
    x = {"tells apart": y * 2 + 1, "other": other}
    found = mrqap(y, x, kind="logistic", replicates=10)
    assert found["tells apart"].estimate == np.inf
    assert np.isnan([row.p for row in found]).all()
    assert "no finite estimate of: tells apart, other" in str(found.notes[1])
    assert [row.replicates for row in found] == [0, 0, 0]
    assert found.sentences("nl")
    assert repr(found)


def test_replicates_without_a_finite_estimate_are_counted():
    names = [f"o{k}" for k in range(12)]
    few = pd.DataFrame(0.0, names, names)
    few.iloc[0, 1] = few.iloc[2, 3] = few.iloc[4, 5] = 1
    y = tables(14)[0]
    y.iloc[0, 1], y.iloc[2, 3] = 1, 0
    found = mrqap(y, {"few": few}, kind="logistic", null="y", replicates=200)["few"]
    assert found.undefined == np.isnan(found.draws).sum() > 0
    assert found.replicates == 200


@pytest.mark.parametrize("kind", ["linear", "logistic"])
@pytest.mark.parametrize("null", ["dsp", "y"])
def test_the_same_seed_gives_the_same_bytes(kind, null):
    y, *terms = tables(15, count=3, silent=0.1)
    x = dict(zip("ab", terms, strict=True))
    assert the_same_however_it_is_run(lambda: mrqap(y, x, kind=kind, null=null, replicates=300))


def test_what_it_does_not_take():
    y, x = tables(16)
    for wrong, said in [
        ({}, "at least one term"),
        ([], "dictionary of names"),
        (3, "dictionary of names"),
        ([x], "dictionary of names"),
        ({"x": 3}, "takes a network or a square table"),
        ({"intercept": x}, "cannot be called 'intercept'"),
        ({1: x}, "cannot be called '1'"),
        ({"x": x.to_numpy()[1:]}, "x has 11 rows and 12 columns, and the outcome has 12 actors"),
        ({"x": x.to_numpy()[0]}, "x has 12 rows and 1 columns"),
        ({"x": x, "also": 3 * x + 2}, "x, also: the same in all cells, or following"),
        ({"x": x, "same": x * 0 + 3}, "same: the same in all cells"),
        ({"x": y}, "say exactly what the outcome is"),
    ]:
        with pytest.raises(rn.UsageError, match=said):
            mrqap(y, wrong)
    for options, said in [
        ({"kind": "probit"}, "unknown kind of model 'probit'"),
        ({"null": "x"}, "unknown null 'x'"),
        ({"alternative": "more"}, "alternative"),
        ({"replicates": -1}, "replicates"),
    ]:
        with pytest.raises(rn.UsageError, match=said):
            mrqap(y, {"x": x}, **options)
    with pytest.raises(rn.UsageError, match="cells that are 0 or 1"):
        mrqap(y + 1, {"x": x}, kind="logistic")
    with pytest.raises(rn.UsageError, match="same in all 132 cells"):
        mrqap(y * 0, {"x": x})
    with pytest.raises(rn.UsageError, match="5 actors are too few"):
        mrqap(y.iloc[:5, :5], {"x": x})
