"""Measures side by side: the values are those of each choice alone, the ranges their ends."""

import copy
import io
import pickle

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from tests.strategies import Answered, survey_of

SURE = ["observed", "complete", "reconstruct", "null"]


def waves(seed=1, n=8):
    rng = np.random.default_rng(seed)
    return [
        Answered(rng.choice([0.0, 0.0, 1.0, 2.0, 3.0], (n, n)), np.arange(n) % (3 + k) > 0)
        for k in range(2)
    ]


@pytest.fixture(scope="module")
def survey():
    return survey_of(*waves())


@pytest.fixture(scope="module")
def panel(survey):
    return rn.build_panel(survey, rule=rn.TieRule(dyad="either"))


def test_each_row_is_what_the_treatment_alone_gives(panel):
    table = rn.sensitivity(panel, "density", "isolates", completions=3)
    assert table["treatment"].unique().tolist() == [*SURE, "impute"]
    for name in (*SURE, rn.Treatment("impute", completions=3)):
        alone = rn.measure(panel, "density", "isolates", treatment=name)
        own = table[table["treatment"] == str(name)].reset_index(drop=True)
        for column in ("wave", "relation", "measure", "value", "n", "coverage", "status"):
            pd.testing.assert_series_equal(own[column], alone[column], check_dtype=False)
    spread = table.set_index("treatment")["spread"]
    assert spread["impute"].notna().all()
    assert spread[SURE].isna().all()
    assert "actor" not in table


def test_other_rules_and_thresholds_are_those_of_panels_built_by_them(survey, panel):
    table = rn.sensitivity(
        panel, "density", treatments=["observed"], rules=["either", "both"], thresholds=[None, 2]
    )
    for dyad in ("either", "both"):
        for least in (None, 2):
            rule = rn.TieRule(dyad=dyad, at_least=least)
            alone = rn.measure(rn.build_panel(survey, rule=rule), "density")
            chosen = (table["dyad"] == dyad) & table["at_least"].fillna(0).eq(least or 0)
            assert table.loc[chosen, "value"].tolist() == alone["value"].tolist()
            assert set(table.loc[chosen, "rule"]) == {str(rule)}
    assert len(table) == 8
    both = rn.sensitivity(survey, "density", treatments="observed", rules=rn.TieRule(dyad="both"))
    assert both["value"].tolist() == rn.measure(
        rn.build_panel(survey, rule=rn.TieRule(dyad="both")), "density"
    )["value"].tolist()  # fmt: skip


def test_a_part_of_a_panel_keeps_its_waves_and_relations():
    first, second = waves()
    survey = survey_of((first, second), (second, first), relations=("r", "s"))
    panel = rn.build_panel(survey)
    table = rn.sensitivity(panel, "density", treatments="null", relation="s", thresholds=[1, 2, 3])
    assert set(table["relation"]) == {"s"}
    assert table["at_least"].tolist() == [1, 1, 2, 2, 3, 3]
    again = rn.sensitivity(panel["s"], "density", treatments="null", thresholds=[1, 2, 3])
    pd.testing.assert_frame_equal(table, again)
    values = table["value"].to_numpy().reshape(3, 2)
    assert (np.diff(values, axis=0) <= 0).all()
    with pytest.raises(rn.UsageError, match="relation 't'"):
        rn.sensitivity(panel, "density", relation="t")


@pytest.mark.parametrize(
    "changed",
    [
        lambda panel: rn.subset(panel, waves=["0"]),
        lambda panel: rn.treat(panel, "null"),
        lambda panel: rn.Panel(panel.networks),
        lambda panel: pickle.loads(pickle.dumps(panel)),  # noqa: S301 - its own
        copy.deepcopy,
        lambda panel: rn.compare(panel[0], panel[1]),
    ],
)
def test_without_the_survey_other_rules_are_refused(panel, changed):
    with pytest.raises(rn.UsageError, match="give the survey"):
        rn.sensitivity(changed(panel), treatments="observed", thresholds=[2])


def test_a_panel_that_is_stored_holds_no_survey(panel):
    assert panel._made is not None
    assert pickle.loads(pickle.dumps(panel)).equals(panel)  # noqa: S301 - its own
    assert b"p0" not in pickle.dumps(panel)


def test_figures_of_change(panel):
    table = rn.sensitivity(panel, "jaccard", "n01", completions=3)
    change = rn.compare(panel[0], panel[1])
    pd.testing.assert_frame_equal(table, rn.sensitivity(change, "jaccard", "n01", completions=3))
    for name in SURE:
        treated = rn.treat(panel, name)
        counts = rn.compare(treated[0], treated[1]).counts
        own = table[table["treatment"] == name].set_index(["reading", "measure"])
        for reading in counts.index:
            assert own["value"][reading, "jaccard"] == counts["jaccard"][reading]
            assert own["value"][reading, "n01"] == counts["n01"][reading]
            rated = counts.loc[reading, ["n01", "n10", "n11"]].sum()
            assert own["n"][reading, "jaccard"] == rated
    drawn = [
        rn.compare(p[0], p[1]).counts["n01"]["stayers"] for p in rn.impute(panel, completions=3)
    ]
    own = table[(table["treatment"] == "impute") & (table["reading"] == "stayers")]
    own = own.set_index("measure").loc["n01"]
    assert own["value"] == pytest.approx(np.mean(drawn))
    assert own["spread"] == pytest.approx(np.std(drawn, ddof=1))
    assert set(rn.sensitivity(change, treatments="null")["measure"]) >= {"hamming", "dissolution"}
    statuses = table.set_index("treatment")["status"]
    assert set(statuses["observed"]) == {"partial"}
    assert set(statuses["null"]) == {"treated"}


def test_ranges_are_the_ends_and_where_they_are(panel):
    table = rn.sensitivity(panel, "density", treatments=SURE, thresholds=[None, 2])
    ranges = rn.range_of(table)
    assert len(ranges) == 2
    for row in ranges.itertuples():
        own = table[table["wave"] == row.wave]
        assert (row.low, row.high) == pytest.approx((own["value"].min(), own["value"].max()))
        assert row.range == row.high - row.low
        least = own.loc[own["value"].idxmin()]
        assert row.low_at.startswith(least["treatment"] + ", ")
        assert row.choices + row.undefined == 8
    wide = rn.sensitivity(panel, "density", treatments=SURE, thresholds=[None, 2], wide=True)
    assert {"observed, > 0", "null, ≥ 2", "low", "high_at"} <= {*wide.columns}
    assert wide["null, ≥ 2"].tolist() == table.loc[
        (table["treatment"] == "null") & (table["at_least"] == 2), "value"
    ].tolist()  # fmt: skip
    with pytest.raises(rn.UsageError, match="sensitivity"):
        rn.range_of(rn.measure(panel, "density"))


def test_what_is_lost_in_rounding_is_no_difference(panel):
    table = rn.sensitivity(panel, "density", treatments=["observed", "complete", "null"])
    table = table[table["wave"] == "0"]
    values = [1 / 3, 1 / 3 - 1e-16, 1 / 3 + 1e-16]
    assert values[1] < values[0] < values[2]
    row = rn.range_of(table.assign(value=values)).iloc[0]
    assert (row["low_at"], row["high_at"], row["range"]) == ("observed", "observed", 0)
    row = rn.range_of(table.assign(value=[1 / 3, 1 / 3 - 1e-6, 1 / 3 + 1e-6])).iloc[0]
    assert (row["low_at"], row["high_at"]) == ("complete", "null")


def test_waves_are_named_as_in_the_bounds_of_change(panel):
    change = rn.compare(panel[0], panel[1])
    named = ["before_wave", "after_wave"]
    one, other = rn.sensitivity(change, "jaccard", completions=2), rn.bounds(change, "jaccard")
    assert one[named].drop_duplicates().equals(other[named].drop_duplicates())
    assert rn.range_of(one)[named].drop_duplicates().equals(other[named].drop_duplicates())


def test_rules_that_differ_elsewhere_are_told_apart(panel):
    rules = [rn.TieRule(dyad="either", respondents=who) for who in ("any", "majority")]
    wide = rn.sensitivity(panel, "density", treatments="observed", rules=rules, wide=True)
    assert sum("respondent" in name or "majority" in name for name in wide.columns) == 2


def test_measures_of_actors_and_groups(panel):
    table = rn.sensitivity(panel, "total_degree", treatments=["observed", "complete"])
    assert table["actor"].notna().all()
    ranges = rn.range_of(table)
    assert ranges["actor"].nunique() == 8
    left_out = ranges[(ranges["wave"] == "0") & (ranges["actor"] == "o0")]
    assert left_out["choices"].item() + left_out["undefined"].item() == 1
    wide = rn.sensitivity(panel, "total_degree", treatments=["observed", "complete"], wide=True)
    assert len(wide) == len(ranges)


def test_a_treatment_that_cannot_be_given_says_why():
    file = io.StringIO("source,target\nA,B\n")
    survey = rn.read_survey(
        file,
        roster=io.StringIO("id\nA\nB\nC\n"),
        register=io.StringIO("id,answered\nA,0\n"),
        warn=False,
    )
    table = rn.sensitivity(rn.build_panel(survey), "density", "ties")
    impute = table[table["treatment"] == "impute"]
    assert set(impute["status"]) == {"not possible"}
    assert impute["value"].isna().all()
    assert "nobody answered" in table.attrs["not_possible"]["impute"]
    assert set(table.loc[table["treatment"] == "null", "status"]) != {"not possible"}


def test_all_numbers_of_a_network_without_names(panel):
    table = rn.sensitivity(panel, treatments="null")
    assert {"density", "components", "isolates"} <= {*table["measure"]}
    assert "reciprocity_edgewise" not in set(table["measure"])
    assert "actor" not in table


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: rn.sensitivity(p, "density", treatments=["zero"]), "unknown treatment 'zero'"),
        (lambda p: rn.sensitivity(p, "density", treatments=[]), "no treatment"),
        (lambda p: rn.sensitivity(p, "density", "jaccard"), "unknown figure of change 'density'"),
        (lambda p: rn.sensitivity(p, "densty"), "did you mean 'density'"),
        (lambda p: rn.sensitivity("panel", "density"), "panel"),
        (lambda p: rn.sensitivity(p, "density", rules=["loudest"]), "loudest"),
        (lambda p: rn.sensitivity(rn.subset(p, waves=["0"]), "jaccard"), "only one"),
    ],
)
def test_what_makes_no_sense_is_refused(panel, call, message):
    with pytest.raises(rn.UsageError, match=message):
        call(panel)
