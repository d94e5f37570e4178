"""A change with an interval and a test beside each figure, told no more firmly than these allow."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import relnet as rn
from relnet.inference.estimate import Estimate

FIRM = {"en": ("density rose", "density fell"), "nl": ("dichtheid nam toe", "dichtheid nam af")}
PERHAPS = {"en": "possibly", "nl": "mogelijk"}
UNSAID = {"en": "cannot be said", "nl": "niet te zeggen"}
CASES = {
    # interval, p, and what these allow to say
    ((0.01, 0.05), 0.01): "firm",
    ((0.01, 0.05), 0.20): "weak",
    ((-0.01, 0.07), 0.01): "weak",
    ((-0.01, 0.07), 0.08): "weak",
    ((-0.01, 0.07), 0.20): "none",
    ((0.01, 0.05), np.nan): "firm",
    ((-0.01, 0.07), np.nan): "none",
    ((np.nan, np.nan), 0.01): "firm",
    ((np.nan, np.nan), 0.08): "weak",
    ((np.nan, np.nan), 0.20): "none",
    ((np.nan, np.nan), np.nan): "none",
}


@pytest.fixture(scope="module")
def region():
    return rn.datasets.lindeland()


@pytest.fixture(scope="module")
def change(region):
    panel = rn.build_panel(region.survey, "projects")
    return rn.compare(panel["2019"], panel["2023"])


def told(about, ends, p, *, sign=1):
    low, high = sorted(sign * end for end in ends)
    return Estimate("density", about, "work, 1 → 2", sign * 0.03, "assess", low=low, high=high, p=p)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("given", "evidence"), CASES.items())
def test_no_sentence_is_firmer_than_its_evidence(language, sign, given, evidence):
    estimate = told("change", *given, sign=sign)
    sentence = estimate.sentence(language)
    assert estimate.evidence == evidence
    assert (UNSAID[language] in sentence) == (evidence == "none")
    assert (PERHAPS[language] in sentence) == (evidence == "weak")
    way = FIRM[language][0 if sign > 0 else 1]
    other = FIRM[language][1 if sign > 0 else 0]
    assert (way in sentence) == (evidence == "firm")
    assert other not in sentence


@pytest.mark.parametrize("about", ["value", "change", "association", "coefficient"])
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("given", CASES)
@pytest.mark.parametrize("sign", [1, -1])
def test_every_kind_of_figure_has_a_sentence(about, language, given, sign):
    sentence = told(about, *given, sign=sign).sentence(language)
    assert sentence.startswith("work, 1 → 2: ")
    assert sentence.endswith(".")
    assert "{" not in sentence
    if language == "nl":
        assert not any(f" {word} " in sentence for word in ("the", "of the", "rose", "difference"))


def test_what_is_undefined_is_said_to_be():
    estimate = Estimate("density", "change", "work", np.nan, "assess")
    assert estimate.evidence == "undefined"
    assert estimate.sentence() == "work: density cannot be computed."


def test_no_change_at_all_is_no_evidence():
    assert told("change", (-0.1, 0.1), 1.0).evidence == "none"
    assert Estimate("density", "change", "work", 0.0, "assess", p=0.001).evidence == "none"


def test_where_nothing_moved_that_is_what_is_said():
    same = Estimate("density", "change", "work", 0.0, "assess", before=0.2, after=0.2, p=1.0)
    assert same.evidence == "none"
    assert "density was the same" in same.sentence()
    assert "de dichtheid was gelijk" in same.sentence("nl")


def test_an_adjusted_p_stands_for_p():
    estimate = Estimate(
        "density", "change", "w", 0.1, "assess", low=0.01, high=0.2, p=0.01, p_adjusted=0.3
    )
    assert estimate.evidence == "weak"
    assert "adjusted p = 0.300" in estimate.sentence()


def test_each_figure_has_the_interval_and_the_larger_p_of_the_exchanges_that_fit(region):
    panel = rn.build_panel(region.survey, "referral")
    change = rn.compare(panel["2021"], panel["2023"])
    found = rn.assess(change, ["density", "reciprocity_edgewise"], replicates=300)
    for row in found:
        shown = rn.bootstrap(change, row.name, replicates=300)
        tests = {
            exchange: rn.permutation_test(change, row.name, exchange=exchange, replicates=300).p
            for exchange in ("dyads", "senders")
        }
        assert (row.low, row.high, row.se) == (shown.low, shown.high, shown.se)
        assert row.p == max(tests.values()) == tests[row.permuted]
        assert row.p_adjusted >= row.p


def test_a_figure_counts_once_and_one_name_will_do(change):
    once, twice, alone = (
        rn.assess(change, names, replicates=50)
        for names in (["density"], ["density", "density"], "density")
    )
    assert once.equals(twice)
    assert once.equals(alone)


@pytest.mark.parametrize(("level", "p"), [(0.95, 0.05), (0.9, 0.1), (0.99, 0.01), (0.8, 0.2)])
def test_a_p_at_the_level_is_small_at_every_level(level, p):
    """1 − 0.9 is a little less than 0.1 in floating point, and 1 − 0.95 a little more than 0.05."""
    ends = {"low": 0.01, "high": 0.1, "level": level}
    estimate = Estimate("density", "change", "w", 0.05, "assess", p=p, **ends)
    assert estimate.evidence == "firm"
    assert (
        Estimate("density", "change", "w", 0.05, "assess", p=2 * p, level=level).evidence == "weak"
    )


def test_what_an_estimate_is_made_of_stays_as_it_is():
    draws = np.zeros(3)
    estimate = Estimate("density", "change", "w", 0.05, "assess", draws=draws)
    draws[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        estimate.draws[0] = 2


def test_the_summary_holds_what_applies(change):
    assert [row.name for row in rn.assess(change, replicates=100)] == ["density", "transitivity"]
    assert "cross_group_share" in [
        row.name for row in rn.assess(change, by="sector", replicates=100)
    ]


def test_what_silence_moves_is_asked_where_there_is_none_or_said(region, change):
    panel = rn.build_panel(region.truth, "projects")
    whole = rn.assess(rn.compare(panel["2023"], panel["2025"]), replicates=50)
    assert "centralisation_total_degree" in [row.name for row in whole]
    assert not whole.notes
    (note,) = rn.assess(change, ["density", "isolates"], replicates=50).notes
    assert str(note).startswith("isolates: over the ties known of both waves")


def test_who_is_known_in_neither_wave_is_no_isolate(change):
    """Under EITHER nothing is rated of one who was silent in one of the waves."""
    found = rn.bootstrap(change, "isolates", replicates=50)
    rated = rn.inference.cells(change.before).notna() & rn.inference.cells(change.after).notna()
    known = rated.index[rated.any()]
    ties = rn.inference.cells(change.before).where(rated).loc[known, known]
    assert found.before == (ties.sum() == 0).sum()
    assert len(known) < len(change.before.actors)


@pytest.mark.parametrize("treatment", ["reconstruct", "null"])
def test_what_was_filled_in_is_no_evidence(region, treatment):
    panel = rn.treat(rn.build_panel(region.survey, "projects"), treatment)
    change = rn.compare(panel["2019"], panel["2023"])
    for ask in (rn.assess, rn.bootstrap, rn.permutation_test, rn.power, rn.separable, rn.jackknife):
        with pytest.raises(rn.UsageError, match="what is assumed is no evidence"):
            ask(change)
    for ask in (rn.qap, lambda a, b: rn.mrqap(a, {"b": b})):
        with pytest.raises(rn.UsageError, match="what is assumed is no evidence"):
            ask(panel["2019"], panel["2023"])


def test_the_same_seed_gives_the_same(change):
    first, again, other = (rn.assess(change, replicates=100, seed=seed) for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_the_intervals_of_the_shipped_region_hold_what_really_changed(region):
    surveyed, real = (rn.in_common(rn.build_panel(one)) for one in (region.survey, region.truth))
    for relation in surveyed.relations:
        for one, other in itertools.combinations(surveyed.waves, 2):
            found = rn.bootstrap(rn.compare(surveyed[one, relation], surveyed[other, relation]))
            truth = rn.compare(real[one, relation], real[other, relation])
            moved = rn.bootstrap(truth, replicates=100).estimate
            assert found.low <= moved <= found.high, (relation, one, other)


def test_growth_that_was_planted_is_found(region):
    """Projects grew from .07 to .14 between 2019 and 2023 in truth; half the region answered."""
    panel = rn.in_common(rn.build_panel(region.survey, "projects"))
    change = rn.compare(panel["2019"], panel["2023"])
    assert rn.assess(change, ["density"])["density"].evidence == "firm"


def test_too_little_is_refused_with_what_would_do(region):
    panel = rn.build_panel(region.survey, "projects")
    few = rn.subset(panel, actors=list(panel["2019"].actors[:9]))
    with pytest.raises(rn.UsageError, match=r"9 actors are too few .*`bounds`"):
        rn.assess(rn.compare(few["2019"], few["2021"]))


def test_bad_questions_are_refused(change):
    with pytest.raises(rn.UsageError, match="densty"):
        rn.assess(change, ["densty"])
    with pytest.raises(rn.UsageError, match="groups"):
        rn.assess(change, ["cross_group_share"])
    with pytest.raises(rn.UsageError, match="one number"):
        rn.assess(change, ["betweenness"])
    with pytest.raises(rn.UsageError, match="assess takes a change between two waves"):
        rn.assess(change.before)
    for names in (None, 3):
        with pytest.raises(rn.UsageError, match="measures needs names"):
            rn.assess(change, names)
    with pytest.raises(rn.UsageError, match="named by text"):
        rn.permutation_test(change, ["density"])


@pytest.mark.parametrize("name", ["formation: edges", "persistence: mutual", "density"])
def test_terms_of_a_regression_go_by_the_name_they_were_given(name):
    ends = {"low": 0.01, "high": 0.1, "p": 0.001}
    estimate = Estimate(name, "coefficient", "w", 0.05, "mrqap_linear", **ends)
    for language, more in (("en", "more"), ("nl", "meer")):
        sentence = estimate.sentence(language)
        assert sentence.startswith(f"w: {name} ")
        assert more in sentence
