import re
from dataclasses import replace
from math import erfc, log, sqrt

import joblib
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.inference.both import aligned
from relnet.inference.logit import Logit, fit_logit
from relnet.inference.separable import (
    AbsDiff,
    Covariate,
    Dyadic,
    Match,
    Mix,
    Receiver,
    Sender,
    separable,
)
from relnet.inference.separable.fit import Fitted, estimates, remarks
from relnet.inference.separable.model import process_of
from relnet.inference.separable.simulate import simulate
from tests.inference.separable import by_toggling, network, random_ties, term

nan = np.nan
FEW = 20
SIZES = [1, 4, 2, 7, 3, 5, 2, 6, 1, 3, 8, 2, 4, 5]
SECTORS = ["care", "town", "care", "care", "town", "care", "town"] * 2


def _waves(seed, n=14, *, directed=True, rated=(None, None), known=None, **attributes):
    """Two waves of which the second keeps most of the first."""
    rng = np.random.default_rng(seed)
    old = random_ties(rng, n, 0.3, directed=directed)
    redrawn = random_ties(rng, n, 0.4, directed=directed)
    new = np.where(redrawn, random_ties(rng, n, 0.4, directed=directed), old)
    options = {"directed": directed, "known": known, **attributes}
    return [
        network(ties, wave=wave, rated=seen, **options)
        for ties, wave, seen in zip((old, new), "12", rated, strict=True)
    ]


def _values(model):
    return [row.estimate for row in model]


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_ties_alone_have_the_log_odds_of_the_counts(seed, directed):
    change = rn.compare(*_waves(seed, directed=directed))
    n00, n01, n10, n11 = change.counts.loc["stayers", ["n00", "n01", "n10", "n11"]]
    model = separable(change, terms=["edges"], replicates=2)
    assert _values(model) == pytest.approx([log(n01 / n00), log(n11 / n10)])
    assert [row.n for row in model] == [n00 + n01, n10 + n11]
    assert [row.possible for row in model] == [n00 + n01, n10 + n11]


def test_estimates_of_a_program_of_its_own(reference):
    folder = reference / "s50"
    survey = rn.read_survey(folder / "edges.csv", roster=folder / "nodes.csv", warn=False)
    first, second, _ = rn.build_panel(survey, "friendship")
    for terms, expected in (
        (["edges"], [-3.653516, 0.017700]),
        (
            ["edges", "mutual", "ttriple"],
            [-4.896335, 2.614637, 0.491264, -1.167999, 2.350592, 0.554402],
        ),
    ):
        model = separable(first, second, terms, replicates=2)
        assert _values(model) == pytest.approx(expected, abs=6e-7)


THEIRS = {
    "edges": "edges",
    "mutual": "mutual",
    "ttriple": "ttriple",
    "ctriple": "ctriple",
    "triangle": "triangle",
    "gwesp": "gwesp(0.5, fixed=TRUE)",
    "gwidegree": "gwidegree(0.5, fixed=TRUE)",
    "gwodegree": "gwodegree(0.5, fixed=TRUE)",
    "gwdegree": "gwdegree(0.5, fixed=TRUE)",
    Match("sector"): "nodematch('sector')",
    Mix("sector", base=("care", "care")): "nodemix('sector', levels2=-1)",
    Sender("size"): "nodeocov('size')",
    Receiver("size"): "nodeicov('size')",
    Covariate("size"): "nodecov('size')",
    AbsDiff("size"): "absdiff('size')",
}


@pytest.mark.parametrize(
    ("terms", "directed"),
    [
        (("edges", "mutual", "ttriple"), True),
        (("edges", "ctriple", "gwesp"), True),
        (("edges", "gwidegree", "gwodegree"), True),
        (("edges", "mutual", Match("sector"), Sender("size"), Receiver("size")), True),
        (("edges", Covariate("size"), AbsDiff("size")), True),
        (("edges", "triangle"), False),
        (("edges", "gwdegree", "gwesp"), False),
        (("edges", Mix("sector", base=("care", "care")), Covariate("size")), False),
    ],
)
def test_estimates_are_those_of_ergmx(terms, directed):
    ergmx = pytest.importorskip("ergmx")
    waves = _waves(3, directed=directed, size=SIZES, sector=SECTORS)
    graphs = [nx.DiGraph() if directed else nx.Graph() for _ in waves]
    for graph, wave in zip(graphs, waves, strict=True):
        graph.add_nodes_from(
            (actor, {"size": size, "sector": sector})
            for actor, size, sector in zip(wave.actors, SIZES, SECTORS, strict=True)
        )
        graph.add_edges_from(wave.ties[["source", "target"]].itertuples(index=False))
    formula = " + ".join(THEIRS[one] for one in terms)
    theirs = ergmx.tergm(
        graphs, f"Form(~{formula}) + Persist(~{formula})", estimate="CMPLE", seed=1
    )
    expected = sorted(theirs.coef.values())
    assert sorted(_values(separable(*waves, terms, replicates=2))) == pytest.approx(expected)


def _by_hand(waves, rated, which, *, directed):
    """The regression on mutual or shared ties, cell by cell."""
    old, new = (rn.states(wave).to_numpy() == "tie" for wave in waves)
    ties = old | new if which == "formation" else old & new
    name = "mutual" if directed else "triangle"
    rows, outcomes = [], []
    for i, j in np.argwhere(rated & (old == (which == "persistence"))):
        if i < j or (directed and i != j):
            rows.append([1, by_toggling(name, ties, i, j, directed=directed)])
            outcomes.append(ties[i, j])
    found = fit_logit(np.array(rows, float), np.array(outcomes, float))
    return found.coefficients, len(rows)


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_only_rated_cells_are_explained_and_known_ties_count(seed, directed):
    rng = np.random.default_rng([seed, 1])
    rated = [~random_ties(rng, 14, 0.2, directed=directed) for _ in range(2)]
    known = random_ties(rng, 14, 0.5, directed=directed)
    waves = _waves(seed, directed=directed, rated=rated, known=known)
    terms = ["edges", "mutual" if directed else "triangle"]
    model = separable(*waves, terms, replicates=2, sweeps=1)
    rows = iter(model)
    for which in ("formation", "persistence"):
        expected, n = _by_hand(waves, rated[0] & rated[1], which, directed=directed)
        for value in expected:
            row = next(rows)
            np.testing.assert_allclose(row.estimate, value, rtol=1e-6, atol=1e-9)
            assert row.n == n < row.possible
    possible = 14 * 13 if directed else 7 * 13
    blank = ~(rated[0] & rated[1]) & ~np.eye(14, dtype=bool)
    unrated = blank.sum() // (1 if directed else 2)
    assert f"Of {possible} pairs that could be known in both waves, {unrated} are not" in str(model)


def test_what_is_unknown_of_actors_leaves_out_their_pairs():
    unknown = [*SECTORS[:-1], None]
    waves = _waves(5, sector=unknown, size=SIZES)
    model = separable(*waves, ["edges", Match("sector")], replicates=5)
    fewer = [rn.subset(wave, actors=list(wave.actors[:-1])) for wave in waves]
    same = separable(*fewer, ["edges", Match("sector")], replicates=5)
    assert _values(model) == _values(same)
    assert model["formation: edges"].n < model["formation: edges"].possible
    assert "pairs are left out, as a covariate of them is not known" in str(model)
    assert "left out" not in str(separable(*waves, ["edges", Sender("size")], replicates=5))


def test_attributes_are_those_of_the_first_wave():
    first = _waves(5, size=SIZES)
    second = _waves(5, size=SIZES[::-1])
    models = [
        separable(one, two, ["edges", Sender("size")], replicates=2)
        for one, two in ((first[0], first[1]), (first[0], second[1]))
    ]
    assert _values(models[0]) == _values(models[1])


def test_another_network_as_a_covariate():
    waves = _waves(5)
    other = network(random_ties(np.random.default_rng(1), 14, 0.3))
    table = pd.DataFrame(rn.states(other) == "tie").astype(float)
    models = [
        separable(*waves, ["edges", Dyadic(one, "other")], replicates=2) for one in (other, table)
    ]
    assert models[0].equals(models[1])
    assert models[0]["formation: dyadic(other)"].estimate != 0


def test_only_stayers_are_in_it_and_that_is_said():
    before, after = _waves(8)
    fewer = rn.subset(after, actors=list(after.actors[1:]))
    model = separable(before, fewer, replicates=2)
    stayers = [rn.subset(wave, actors=list(after.actors[1:])) for wave in (before, after)]
    assert _values(model) == _values(separable(*stayers, replicates=2))
    assert "without the joiners (0) and the leavers (1)" in str(model)


# ---- terms of either process


def test_terms_of_either_process():
    waves = _waves(5, size=SIZES)
    terms = {"formation": ["edges", "ttriple"], "persistence": ["edges", Sender("size")]}
    model = separable(*waves, terms, replicates=2)
    assert [row.name for row in model] == [
        "formation: edges", "formation: ttriple",
        "persistence: edges", "persistence: sender(size)",
    ]  # fmt: skip
    usual = separable(*waves, {"formation": ["edges"]}, replicates=2)
    assert [row.name for row in usual][1:] == ["persistence: edges", "persistence: mutual"]
    assert len(separable(*_waves(5, directed=False), replicates=2)) == 2


# ---- no finite estimate


def _all_within(groups):
    """Two waves in which ties form only within groups."""
    rng = np.random.default_rng(4)
    same = np.equal.outer(groups, groups)
    old = random_ties(rng, len(groups), 0.3)
    new = old ^ (random_ties(rng, len(groups), 0.5) & (same | old))
    return [network(ties, wave=w, sector=groups) for ties, w in ((old, "1"), (new, "2"))]


def test_a_term_that_tells_all_ties_from_others_is_infinite():
    model = separable(*_all_within(SECTORS), ["edges", Match("sector")], replicates=FEW)
    row = model["formation: match(sector)"]
    assert row.estimate == np.inf
    assert np.isnan([row.se, row.low, row.high, row.p]).all()
    assert row.evidence == "none"
    assert "Formation: no finite estimate of edges, match(sector)" in str(model)
    assert model["formation: edges"].estimate == -np.inf
    assert np.isfinite([row.se for row in model][2:]).all()


def test_what_is_left_is_estimated_without_the_certain_cells():
    terms = ["edges", Mix("sector", base=("care", "care")), AbsDiff("size")]
    waves = _all_within(SECTORS)
    sized = [
        network((rn.states(w) == "tie").to_numpy(), wave=w.wave, sector=SECTORS, size=SIZES)
        for w in waves
    ]
    model = separable(*sized, terms, replicates=FEW)
    infinite = [row.name for row in model if np.isinf(row.estimate)]
    assert infinite == [
        "formation: mix(sector: care → town)",
        "formation: mix(sector: town → care)",
    ]
    both = aligned(*sized)
    same = np.equal.outer(SECTORS, SECTORS)
    town = np.equal.outer(np.array(SECTORS) == "town", [True] * 14)
    apart = np.abs(np.subtract.outer(SIZES, SIZES))
    cells = same & ~both.old.tie & ~np.eye(14, dtype=bool)
    x = np.column_stack([np.ones(cells.sum()), town[cells], apart[cells]])
    expected = fit_logit(x, both.new.tie[cells].astype(float)).coefficients
    left = [row for row in model if row.name.startswith("formation") and row.name not in infinite]
    assert [row.estimate for row in left] == pytest.approx(expected)
    assert all(np.isfinite(row.se) for row in left)


def test_a_term_in_which_pairs_do_not_differ_is_not_estimated():
    ties = np.zeros((12, 12), bool)
    ties[0, 1:6] = True
    later = ties.copy()
    later[0, 1], later[7, 2:5] = False, True
    waves = [network(one, wave=w) for one, w in ((ties, "1"), (later, "2"))]
    model = separable(*waves, replicates=FEW)
    assert np.isnan(model["persistence: mutual"].estimate)
    assert model["persistence: mutual"].evidence == "undefined"
    assert model["persistence: edges"].estimate == pytest.approx(log(4))
    assert "Persistence: mutual cannot be estimated" in str(model)


def test_no_ties_at_all():
    nothing = np.zeros((12, 12), bool)
    waves = [network(nothing, wave=wave) for wave in "12"]
    model = separable(*waves, ["edges"], replicates=FEW)
    assert model["formation: edges"].estimate == -np.inf
    assert np.isnan(model["persistence: edges"].estimate)
    assert model["persistence: edges"].n == 0


# ---- errors, simulation


def test_errors_are_the_spread_of_simulated_estimates():
    model = separable(*_waves(6, n=24), replicates=60, level=0.9)
    for row in model:
        drawn = row.draws[np.isfinite(row.draws)]
        assert len(row.draws) == row.replicates == 60
        assert row.undefined == 60 - len(drawn)
        assert row.se == pytest.approx(np.std(drawn, ddof=1))
        assert row.high - row.low == pytest.approx(2 * 1.6448536 * row.se)
        assert (row.low + row.high) / 2 == pytest.approx(row.estimate)
        assert row.statistic == pytest.approx(row.estimate / row.se)
        assert row.p == pytest.approx(erfc(abs(row.statistic) / sqrt(2)))


def test_error_of_ties_alone_is_that_of_a_share():
    before, after = _waves(6, n=40)
    model = separable(before, after, ["edges"], replicates=800)
    for row in model:
        p = 1 / (1 + np.exp(-row.estimate))
        assert row.se == pytest.approx(1 / np.sqrt(row.n * p * (1 - p)), rel=0.1)


def test_a_model_that_runs_away_has_no_errors():
    ring = np.roll(np.eye(30, dtype=bool), 1, axis=1)
    ring |= np.roll(np.eye(30, dtype=bool), 2, axis=1)
    later = ring | np.roll(np.eye(30, dtype=bool), 3, axis=1)
    later[0] = ring[0]
    waves = [network(one, wave=w) for one, w in ((ring, "1"), (later, "2"))]
    model = separable(
        *waves, {"formation": ["edges", "ttriple"], "persistence": ["edges"]}, replicates=FEW
    )
    row = model["formation: ttriple"]
    assert row.estimate > 0
    assert np.isnan([row.se, row.low, row.high, row.p]).all()
    assert "Formation: the model does not fit" in str(model)


@pytest.mark.parametrize("terms", [("edges", "mutual"), ("edges", "gwesp")])
def test_the_same_seed_gives_the_same_whatever_runs_it(terms):
    waves, options = _waves(6, n=12), {"replicates": 120, "sweeps": 2}
    found = [separable(*waves, terms, **options)]
    for backend, jobs in (("threading", 2), ("loky", 2)):
        with joblib.parallel_config(backend=backend, n_jobs=jobs):
            found.append(separable(*waves, terms, **options))
    assert found[0].equals(found[1])
    assert found[0].equals(found[2])
    assert not found[0].equals(separable(*waves, terms, seed=2, **options))


@pytest.mark.parametrize("directed", [True, False])
def test_simulated_waves_keep_what_is_not_in_the_model(directed):
    rng = np.random.default_rng(3)
    rated = [~random_ties(rng, 14, 0.2, directed=directed) for _ in range(2)]
    known = random_ties(rng, 14, 0.5, directed=directed)
    before, after = _waves(9, directed=directed, rated=rated, known=known)
    model = separable(before, after, ["edges", "gwesp"], replicates=2, sweeps=2)
    simulated = model.simulate(30, seed=4)
    observed = rn.states(after).to_numpy()
    outside = ~(rated[0] & rated[1])
    seen = [rn.states(one).to_numpy() for one in simulated]
    assert len(seen) == 30
    assert all((one[outside] == observed[outside]).all() for one in seen)
    assert len({one.tobytes() for one in seen}) > 1
    again = model.simulate(30, seed=4)
    assert all(one.equals(other) for one, other in zip(simulated, again, strict=True))
    assert simulated[0].wave == "2"
    assert directed or all((one == one.T).all() for one in seen)


def test_simulated_waves_form_and_persist_as_estimated():
    before, after = _waves(9, n=20)
    model = separable(before, after, ["edges"], replicates=2)
    change = rn.compare(before, after).counts.loc["stayers"]
    old = before.known_ties.toarray() > 0
    found = np.mean([one.known_ties.toarray() for one in model.simulate(200)], axis=0)
    assert found[~old].sum() / (380 - old.sum()) == pytest.approx(change["formation"], abs=0.01)
    assert 1 - found[old].mean() == pytest.approx(change["dissolution"], abs=0.02)


def test_whether_simulated_waves_are_like_the_observed():
    before, after = _waves(9, sector=SECTORS)
    model = separable(before, after, replicates=2)
    table = model.resembles(replicates=40)
    assert table["measure"].tolist() == ["density", "reciprocity_edgewise", "transitivity"]
    assert (
        table["observed"].tolist()
        == rn.measure(after, "density", "reciprocity_edgewise", "transitivity")["value"].tolist()
    )
    assert (table["low"] <= table["mean"]).all()
    assert (table["mean"] <= table["high"]).all()
    assert table["p"].between(0, 1).all()
    assert table.loc[0, "p"] > 0.3  # its ties are those of the model
    by_group = model.resembles(["e_i_index"], by="sector", replicates=10)
    assert len(by_group) == 1
    undirected = separable(*_waves(9, directed=False), replicates=2).resembles(replicates=5)
    assert undirected["measure"].tolist() == ["density", "transitivity_undirected"]


# ---- what it recovers


def _simulated(before, theta, terms, rng, times):
    """Second waves of which formation has these coefficients; all ties persist."""
    process = process_of("formation", aligned(before, before), terms)
    found = simulate(process, np.array(theta), rng, times, 20)
    return [network(ties, wave="2") for ties in found]


@pytest.mark.parametrize(
    ("names", "theta"),
    [(("edges", "mutual"), (-2.0, 1.0)), (("edges", "mutual", "gwesp"), (-3.0, 1.0, 0.4))],
)
def test_coefficients_of_simulated_waves_are_recovered(names, theta):
    rng = np.random.default_rng(11)
    before = network(random_ties(rng, 40, 0.05))
    terms = tuple(term(name) for name in names)
    found = []
    for after in _simulated(before, theta, terms, rng, 30):
        process = process_of("formation", aligned(before, after), terms)
        found.append(process.fit(process.ties).coefficients)
    error = np.std(found, axis=0, ddof=1) / np.sqrt(len(found))
    assert np.all(np.abs(np.mean(found, axis=0) - theta) < 4 * error)
    assert np.all(error < 0.2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "theta", "times"),
    [
        (("edges", "mutual"), (-2.0, 1.0), 200),
        (("edges", "mutual", "gwesp"), (-3.0, 1.0, 0.4), 100),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(names, theta, times):
    rng = np.random.default_rng(12)
    before = network(random_ties(rng, 25, 0.08))
    terms = tuple(term(name) for name in names)
    held = []
    for seed, after in enumerate(_simulated(before, theta, terms, rng, times)):
        plan = {"formation": names, "persistence": ["edges"]}
        model = separable(before, after, plan, replicates=60, seed=seed)
        rows = list(model)[: len(names)]
        held.append([row.low <= true <= row.high for row, true in zip(rows, theta, strict=True)])
    # 95 %, give or take three standard errors and what normal intervals of few draws miss
    assert np.all(np.mean(held, axis=0) > 0.95 - 3 * np.sqrt(0.95 * 0.05 / times) - 0.02)


# ---- words


def test_it_is_told_in_both_languages():
    before, after = _waves(9, sector=SECTORS)
    model = separable(before, after, ["edges", "mutual", Match("sector")], replicates=FEW)
    english, dutch = model.sentences("en"), model.sentences("nl")
    assert ", formation: ties as such: coefficient " in english[0]
    assert ", ontstaan: relaties op zich: coëfficiënt " in dutch[0]
    assert "formation: whether a tie the other way matters cannot be said" in english[1]
    assert "ontstaan: of een relatie terug ertoe doet, is niet te zeggen" in dutch[1]
    assert "persistence: whether the same sector matters cannot be said" in english[-1]
    assert "voortbestaan: of hetzelfde kenmerk (sector) ertoe doet, is niet te zeggen" in dutch[-1]
    assert "maximum pseudo-likelihood" in model.to_frame()["method"][0]


def test_terms_that_cannot_be_told_apart_are_named():
    waves = _waves(9, size=SIZES, sector=SECTORS)
    terms = ["edges", Sender("size"), Receiver("size"), Covariate("size")]
    message = "formation of ties: sender(size), receiver(size), covariate(size) cannot be told"
    with pytest.raises(rn.UsageError, match=re.escape(message)):
        separable(*waves, terms)


@pytest.mark.parametrize(
    ("terms", "options", "message"),
    [
        (["edges", "triangle"], {}, "triangle has no meaning where ties have a direction"),
        (["edges", "edges"], {}, "term edges stands there twice"),
        (["edges", "mutal"], {}, "unknown term 'mutal'; did you mean 'mutual'"),
        (["edges", 3], {}, "3 is no term"),
        ("edges", {}, "terms: found 'edges', expected a list"),
        ([], {}, "terms: found [], expected a list"),
        (3, {}, "terms: found 3, expected a list"),
        ({"forming": ["edges"]}, {}, "unknown process 'forming'; did you mean 'formation'"),
        (None, {"replicates": 0}, "replicates: found 0, expected a whole number from 1"),
        (None, {"sweeps": 0}, "sweeps: found 0, expected a whole number from 1"),
        (None, {"sweeps": 2.5}, "sweeps: found 2.5, expected a whole number"),
        (None, {"seed": -1}, "seed: found -1"),
        (None, {"level": 95}, "95"),
    ],
)
def test_what_will_not_do(terms, options, message):
    with pytest.raises(rn.UsageError, match=re.escape(message)):
        separable(*_waves(9), terms, **options)


def test_waves_that_will_not_do():
    before, after = _waves(9)
    with pytest.raises(rn.UsageError, match="either a change or two networks"):
        separable(rn.compare(before, after), after)
    with pytest.raises(rn.UsageError, match="network"):
        separable(before)
    with pytest.raises(rn.UsageError, match="too few"):
        separable(*(rn.subset(wave, actors=list(wave.actors[:5])) for wave in (before, after)))
    with pytest.raises(rn.UsageError, match="mutual has no meaning where ties have no direction"):
        separable(*_waves(9, directed=False), ["edges", "mutual"])


def test_without_estimates_in_many_simulations_there_are_no_errors():
    draws = np.array([[1.0, 2, nan], [2.0, nan, nan], [3, 4, 1], [2, 3, 2], [2, 3, 2]])
    process = process_of("formation", aligned(*_waves(9)), (term("edges"), term("mutual")))
    process = replace(
        process, names=("a", "b", "c"), columns=(*process.columns, process.columns[0])
    )
    observed = np.full(5, process.ties[process.cells].sum())
    found = Logit(np.array([1.0, 2, 3]), np.eye(3), -1.0, np.ones(3))
    fitted = Fitted(process, found, draws, observed)
    rows = list(estimates(fitted, "x", 0.95, 1))
    np.testing.assert_allclose([row.se for row in rows], [sqrt(1 / 2), sqrt(2 / 3), nan])
    assert [row.undefined for row in rows] == [0, 1, 2]
    (note,) = map(str, remarks(fitted))
    assert "no finite estimate of b, c (in 2 of 5 at most)" in note
    (note,) = map(
        str, remarks(replace(fitted, found=replace(found, coefficients=np.array([1, nan, nan]))))
    )
    assert "b, c cannot be estimated" in note
