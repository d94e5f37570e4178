"""Completions keep what is known, follow the model and make neither ties nor change."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from relnet.treatments import relation
from relnet.treatments.outcomes import UNKNOWN, draw
from tests.strategies import answered, survey_of
from tests.test_unbiased import N, survey, truth
from tests.treatments.networks import network, rates, two_waves

RESPONSE = 0.65


def half_silent(seed=1, n=24):
    rng = np.random.default_rng(seed)
    waves = two_waves(rng, n)
    return rn.Panel(
        tuple(network(ties, rng.random(n) < RESPONSE, str(k)) for k, ties in enumerate(waves, 1))
    )


def cells(net):
    """State of each cell as a number."""
    return rn.states(net).replace({"tie": 1, "no tie": 0, "unobserved": -1, "impossible": -2})


@pytest.mark.parametrize("scale", [None, rn.Scale(1, 3), rn.Scale(3, 1)])
@pytest.mark.parametrize("dyad", ["sender", "receiver", "either", "both", "mean", "max"])
@settings(max_examples=10)
@given(first=answered(4), second=answered(4))
def test_completions_keep_all_that_is_known(dyad, scale, first, second):
    panel = rn.build_panel(
        survey_of(first, second, scale=scale),
        rule=rn.TieRule(dyad=dyad, at_least=2),
        received="r" if dyad == "receiver" else None,
    )
    if any(len(net.observation.unknown) for net in panel) and not any(
        all(len(report.rated) for report in net.reports) for net in panel
    ):
        with pytest.raises(rn.UsageError, match="nobody answered"):
            rn.impute(panel)
        return
    made = rn.impute(panel, completions=2)
    for number, completion in enumerate(made, 1):
        for before, after in zip(panel, completion, strict=True):
            assert after.treated.name == "impute"
            assert after.treated.completion == number
            old, new = cells(before).to_numpy(), cells(after).to_numpy()
            assert (old == new)[old != -1].all()
            filled = np.zeros(old.size, bool)
            filled[after.treated.filled.keys()] = True
            if len(after.treated.filled):
                assert (filled.reshape(old.shape) == (old == -1)).all()
                assert after.observation.coverage == 1
                assert not (new == -1).any()
            known = before.ties.dropna().merge(after.ties, on=["source", "target"])
            assert (known["strength_x"] == known["strength_y"]).all()


def of_rows(rows, least, dyad="mean"):
    """Five actors on a scale from 4, the weakest, to 1; E is silent."""
    table = pd.DataFrame([row.split(",") for row in rows.split()], columns=COLUMNS)
    table["value"] = table["value"].astype(int)
    found = rn.read_survey(table.assign(respondent=table["actor"]), scale=rn.Scale(4, 1),
                           roster=pd.DataFrame({"id": list("ABCDE")}), warn=False)  # fmt: skip
    return rn.build_panel(found, rule=rn.TieRule(dyad=dyad, at_least=least))


COLUMNS = ["actor", "partner", "value"]
REVERSED = [
    # A–B: 4 and 0 make 2, which is 3 on the scale; A–E: 4 and 0 to 4 make at least 2
    (3, "A,B,1 A,C,1 C,A,1 C,D,2 D,C,1 B,D,4 D,B,4 A,E,1", {"A-B", "A-E"}, set()),
    # A–B: 4 and 1 make 2.5, and 2 on the scale is 3
    (2, "A,B,1 B,A,4 A,C,1 C,A,1 C,D,2 D,C,1 A,E,1", set(), {"A-B"}),
]


@pytest.mark.parametrize(("least", "rows", "ties", "none"), REVERSED)
def test_the_threshold_is_that_of_the_scale(least, rows, ties, none):
    for completion in rn.impute(of_rows(rows, least), completions=5):
        found = set(completion[0].ties["source"] + "-" + completion[0].ties["target"])
        assert ties <= found
        assert not none & found


def test_a_saved_panel_keeps_the_threshold(tmp_path):
    panel = of_rows(REVERSED[0][1], 3)
    path = rn.save_panel(panel, tmp_path / "panel.json")
    made = (rn.impute(one, completions=3) for one in (panel, rn.read_panel(path)))
    assert all(mine.equals(theirs) for mine, theirs in zip(*made, strict=True))


def test_a_file_without_the_threshold_is_read_and_not_completed(tmp_path):
    path = rn.save_panel(of_rows(REVERSED[0][1], 3), tmp_path / "panel.json")
    document = json.loads(path.read_text("utf-8"))
    for report in document["networks"][0]["reports"]:
        assert report.pop("least") == 2
    path.write_text(json.dumps(document), "utf-8")
    panel = rn.read_panel(path)
    assert rn.measure(panel, "ties")["value"].item() == 4
    with pytest.raises(rn.UsageError, match="from which strength"):
        rn.impute(panel)


def test_the_same_seed_gives_the_same_completions():
    panel = half_silent()
    five, twenty, other = (
        rn.impute(panel, completions=k, seed=seed) for k, seed in ((5, 3), (20, 3), (5, 4))
    )
    assert len(twenty) == 20
    assert all(mine.equals(theirs) for mine, theirs in zip(five, twenty, strict=False))
    assert not any(mine.equals(theirs) for mine, theirs in zip(five, other, strict=True))
    assert not twenty[0].equals(twenty[1])
    apart = rn.impute(rn.subset(panel, waves=["1"]), completions=2)
    assert apart[0][0].equals(rn.impute(panel[0], completions=2)[0])


def test_where_nothing_is_missing_nothing_changes():
    panel = half_silent()
    everyone = np.ones(24, bool)
    whole = rn.Panel(tuple(network(cells(rn.treat(net, "null")).clip(0).to_numpy(), everyone, net.wave)
                           for net in panel))  # fmt: skip
    for completion in rn.impute(whole, completions=2):
        for before, after in zip(whole, completion, strict=True):
            assert len(after.treated.filled) == 0
            assert "nothing" in after.treated.model
            assert rn.Panel((before,)).equals(rn.Panel((_untreated(after),)))


def _untreated(net):
    return replace(net, treated=None)


def error_of(rounds, make, seed=20261122):
    """Mean error of the rates over completions, and its Monte-Carlo error."""
    rng = np.random.default_rng(seed)
    errors = []
    for k in range(rounds):
        whole, part = make(rng)
        made = [rates(one) for one in rn.impute(part, completions=2, seed=k)]
        errors.append(np.mean(made, axis=0) - rates(whole))
    return np.mean(errors, axis=0), np.std(errors, axis=0, ddof=1) / np.sqrt(rounds)


def panels(rng, n=30, waves=2):
    matrices = two_waves(rng, n)[:waves]
    who = [rng.random(n) < RESPONSE for _ in matrices]
    return tuple(
        rn.Panel(tuple(network(m, w, str(k)) for k, (m, w) in enumerate(zip(matrices, said, strict=True))))
        for said in ([np.ones(n, bool)] * waves, who)
    )  # fmt: skip


def test_rates_and_change_are_unbiased_at_35_percent_random_silence():
    mean, error = error_of(24, panels)
    assert (np.abs(mean) < 3.5 * error + 0.004).all(), (mean, error)
    assert (error < 0.02).all(), "too few rounds to see a bias"


def of_the_model(rng, n):
    """A network of the model itself, and the same with silent actors."""
    effects = rng.multivariate_normal([0, 0], [[0.6, 0.25], [0.25, 0.4]], n)
    i, j = np.triu_indices(n, 1)
    scores = -2 + np.stack([effects[i, 0] + effects[j, 1], effects[j, 0] + effects[i, 1]])
    drawn = draw(scores, np.full(scores.shape, UNKNOWN, np.int8), np.array([1.5]), rng)
    ties = np.zeros((n, n), int)
    ties[i, j], ties[j, i] = drawn
    return network(ties, np.ones(n, bool)), network(ties, rng.random(n) < RESPONSE)


def figures(net):
    matrix = net.known_ties.toarray()
    values = rn.measure(net, "density", "reciprocity_edgewise")["value"]
    return np.array([*values, matrix.sum(axis=0).std(), matrix.sum(axis=1).std()], float)


def distances(rounds, n, m=10):
    """Distance of the truth from the mean over completions, and the spread of these."""
    rng = np.random.default_rng(20261122)
    found = []
    for seed in range(rounds):
        whole, part = of_the_model(rng, n)
        made = np.array([figures(one) for one in rn.impute(part, completions=m, seed=seed)])
        spread = made.std(axis=0, ddof=1) * np.sqrt(1 + 1 / m)
        found.append([made.mean(axis=0) - figures(whole), spread])
    return np.array(found).swapaxes(0, 1)


@pytest.mark.parametrize(
    ("rounds", "n", "least"), [(20, 30, 0.8), pytest.param(80, 40, 0.88, marks=pytest.mark.slow)]
)
def test_the_spread_is_as_wide_as_the_error(rounds, n, least):
    away, spread = distances(rounds, n)
    inside = (np.abs(away) <= 2 * spread).mean(axis=0)
    assert (inside >= least).all(), inside
    assert inside.mean() >= least + 0.05, inside
    typical = np.sqrt((spread**2).mean(axis=0) / (away**2).mean(axis=0))
    assert (typical > 0.7).all(), typical
    assert (typical < 1.8).all(), typical


def in_rounds(dyad):
    def make(rng):
        waves = truth(rng)
        everyone, some = np.ones((2, N), bool), rng.random((2, N)) < RESPONSE
        return (
            rn.build_panel(survey(waves, who), rule=rn.TieRule(dyad=dyad))
            for who in (everyone, some)
        )

    return make


@pytest.mark.slow
@pytest.mark.parametrize("dyad", ["sender", "either", "both"])
def test_rates_and_change_are_unbiased_whatever_the_dyad_rule(dyad):
    mean, error = error_of(40, in_rounds(dyad))
    assert (np.abs(mean) < 4 * error).all(), (mean, error)
    assert (error < 0.01).all(), "too few rounds to see a bias"


def sectors(rng, n=36):
    """Two sectors, the first far more active and much within; half of it is silent."""
    group = np.arange(n) < n // 2
    chance = np.where(group[:, None], 0.35, 0.08) + 0.2 * (group[:, None] & group[None, :])
    ties = (rng.random((n, n)) < chance).astype(int)
    np.fill_diagonal(ties, 0)
    said = ~group | (rng.random(n) < 0.5)
    names = {"sector": np.where(group, "care", "welfare")}
    return group, ties, network(ties, said, attributes=names)


def test_groups_are_seen():
    rng = np.random.default_rng(7)
    errors = {True: [], False: []}
    for _ in range(12):
        group, ties, part = sectors(rng)
        for aware, found in errors.items():
            made = rn.impute(part, completions=4, by="sector" if aware else ())
            across = [one.known_ties.toarray()[group][:, ~group].mean() for one in made]
            found.append(np.mean(across) - ties[group][:, ~group].mean())
    aware, unaware = (np.mean(errors[key]) for key in (True, False))
    assert abs(aware) < 3 * np.std(errors[True], ddof=1) / np.sqrt(12) + 0.005
    assert abs(aware) < abs(unaware) / 3
    assert unaware < -0.02


def test_the_model_is_told_in_words():
    said = rn.impute(sectors(np.random.default_rng(1))[2], completions=1, by="sector")[
        0
    ].treated.model
    assert "reciprocity, of groups by sector; estimated on" in said
    assert "neighbouring waves" in rn.impute(half_silent(), completions=1)[0][0].treated.model


@pytest.mark.parametrize("tie", [0, 1])
def test_all_ties_or_none(tie):
    ties = np.full((12, 12), tie)
    np.fill_diagonal(ties, 0)
    made = rn.impute(network(ties, np.arange(12) > 3), completions=5)
    density = [rn.measure(one, "density")["value"].item() for one in made]
    assert np.mean(density) == pytest.approx(tie, abs=0.03)


def test_where_nobody_answered_a_wave_stays_as_it_was():
    panel = half_silent()
    nobody = network(np.zeros((24, 24), int), np.zeros(24, bool), "2")
    made = rn.impute(rn.Panel((panel[0], nobody)), completions=2)
    for completion in made:
        assert completion[0].observation.coverage == 1
        assert completion[1].observation.equals(nobody.observation)
        assert completion[1].treated.model == "nobody answered, and nothing was filled in"
        assert len(completion[1].treated.filled) == 0
    with pytest.raises(rn.UsageError, match="nobody answered"):
        rn.impute(nobody)


def test_what_was_not_asked_stays_so():
    rows = pd.DataFrame({"wave": [1, 1, 2, 2], "respondent": list("abab"), "actor": list("ABAB"),
                         "partner": list("BABA"), "relation": ["r", "r", "s", "r"]})  # fmt: skip
    roster = pd.DataFrame({"id": list("ABC")})
    register = pd.DataFrame({"wave": [1, 1, 2, 2], "id": list("ABAB")})
    panel = rn.build_panel(rn.read_survey(rows, roster=roster, register=register, warn=False))
    for completion in rn.impute(panel, completions=2):
        assert completion["1", "r"].observation.coverage == 1
        assert not completion["1", "s"].observation.asked
        assert completion["1", "s"].treated.model == "not asked, and nothing was filled in"


def test_what_cannot_be_completed_is_refused():
    panel = half_silent()
    with pytest.raises(rn.UsageError, match="already"):
        rn.impute(rn.treat(panel, "null"))
    with pytest.raises(rn.UsageError, match="at least 1"):
        rn.impute(panel, completions=0)
    with pytest.raises(rn.UsageError, match="sector"):
        rn.impute(panel, by="sector")
    with pytest.raises(rn.UsageError, match="network"):
        rn.impute("panel")


def test_a_wave_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("relnet.treatments.prepare.MOST_UNKNOWN", 10)
    with pytest.raises(rn.UsageError, match="at most 10"):
        rn.impute(half_silent())


def test_strengths_are_those_observed_and_last():
    rng = np.random.default_rng(2)
    ties = two_waves(rng, 30)
    strong = rng.integers(1, 5, (30, 30))
    said = [rng.random(30) < RESPONSE, rng.random(30) < RESPONSE]
    panel = rn.Panel(
        tuple(
            network(m, who, str(k), strength=strong)
            for k, (m, who) in enumerate(zip(ties, said, strict=True))
        )
    )
    for completion in rn.impute(panel, completions=3):
        first, second = (net.ties for net in completion)
        assert set(first["strength"]) == set(second["strength"]) == {1, 2, 3, 4}
        both = first.merge(second, on=["source", "target"])
        drawn = both[both["filled_x"] | both["filled_y"]]
        assert (drawn["strength_x"] == drawn["strength_y"]).mean() > 0.9


def test_a_tie_asked_from_both_ends():
    rng = np.random.default_rng(4)
    n = 24
    ties = two_waves(rng, n)[0].astype(bool)
    give = ties & (rng.random((n, n)) < 0.85)
    receive = (ties & (rng.random((n, n)) < 0.85)).T
    said = rng.random(n) < RESPONSE
    names = np.array([f"o{k:02}" for k in range(n)])
    rows = []
    for relation_name, reports in (("give", give), ("receive", receive)):
        source, target = np.nonzero(reports & said[:, None])
        rows.append(pd.DataFrame({"respondent": names[source], "actor": names[source],
                                  "partner": names[target], "relation": relation_name}))  # fmt: skip
    found = rn.read_survey(pd.concat(rows), roster=pd.DataFrame({"id": names}),
                           register=pd.DataFrame({"id": names[said]}), warn=False)  # fmt: skip
    part = rn.build_panel(found, sent="give", received="receive", rule=rn.TieRule(dyad="either"))
    whole = give | receive.T
    density = [
        rn.measure(one, "density")["value"].item() for one in rn.impute(part, completions=10)
    ]
    assert np.mean(density) == pytest.approx(whole.sum() / (n * (n - 1)), abs=0.02)


def test_a_sample_of_pairs_gives_about_the_same(monkeypatch):
    rng = np.random.default_rng(9)
    part = network(two_waves(rng, 70)[1], np.arange(70) % 3 > 0)
    whole = [rn.measure(one, "density")["value"].item() for one in rn.impute(part, completions=6)]
    monkeypatch.setattr(relation, "MOST_PAIRS", 900)
    monkeypatch.setattr(relation, "CHUNK", 500)
    some = [rn.measure(one, "density")["value"].item() for one in rn.impute(part, completions=6)]
    assert np.mean(some) == pytest.approx(np.mean(whole), rel=0.06)
    assert some != whole
