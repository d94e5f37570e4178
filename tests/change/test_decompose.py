import json
from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from relnet.change import decompose
from relnet.panel.select import take
from tests.strategies import answered, survey_of

TERMS = ["stayers", "joiners", "leavers", "rated once", "merged or split"]

# A and B merge into AB, P is split into P1 and P2, L leaves, J joins, Z is silent in wave 2.
BEFORE = "XY YX YZ ZX LX YL AB AX BX PY XP ZA"
AFTER = "X>Y X>Z X>J J>X AB>X AB>P2 P1>Y X>P1 P2>P1 Y>AB J>AB P2>X X>AB"
ROSTERS = {1: ["A", "B", "P", "X", "Y", "Z", "L"], 2: ["AB", "P1", "P2", "X", "Y", "Z", "J"]}
EVENTS = pd.DataFrame(
    [("2", "merge", "A", "AB"), ("2", "merge", "B", "AB"),
     ("2", "split", "P", "P1"), ("2", "split", "P", "P2")],
    columns=["wave", "event", "actor", "into"],
)  # fmt: skip


def region():
    ties = [(1, *pair) for pair in BEFORE.split()]
    ties += [(2, *pair.split(">")) for pair in AFTER.split()]
    roster = pd.DataFrame([(w, name) for w, names in ROSTERS.items() for name in names])
    roster.columns = ["wave", "id"]
    survey = rn.read_survey(
        pd.DataFrame(ties, columns=["wave", "source", "target"]),
        roster=roster,
        register=roster[(roster["wave"] == 1) | (roster["id"] != "Z")],
        warn=False,
    )
    return rn.build_panel(survey)


def contributions(table):
    return dict(zip(table["term"], table["contribution"], strict=True))


def test_everything_at_once_by_hand():
    # Wave 1: 7 · 6 = 42 cells, all rated. 12 are among X, Y, Z and L, so 30 touch A, B or P.
    # Of the 12, 6 touch L; of the 6 others Z's own 2 are not rated in wave 2: C = 4.
    # Ties: C XY YX YZ; R ZX; L LX YL; M the other six.
    # Wave 2: without Z's row 36 cells, 9 of them in the rows of X, Y and J among X, Y, Z, J: M = 27.
    # Of the 9, 5 touch J. Ties: C XY XZ; J XJ JX; M the other nine.
    # C: 2/4 − 3/4. J: 5/36 (2/5 − 1/2). L: −6/42 (2/6 − 3/4). R: −2/42 (1/2 − 3/4).
    # M: 27/36 (9/27 − 1/2) − 30/42 (6/30 − 3/4). Together 13/36 − 12/42.
    table = decompose(rn.compare(*region()), events=EVENTS)
    assert table["term"].tolist() == [*TERMS, "total"]
    assert table["cells_before"].tolist() == [4, 0, 6, 2, 30, 42]
    assert table["cells_after"].tolist() == [4, 5, 0, 0, 27, 36]
    assert table["rate_before"].tolist() == pytest.approx(
        [3 / 4, np.nan, 2 / 6, 1 / 2, 6 / 30, 12 / 42], nan_ok=True
    )
    assert table["rate_after"].tolist() == pytest.approx(
        [2 / 4, 2 / 5, np.nan, np.nan, 9 / 27, 13 / 36], nan_ok=True
    )
    assert table["contribution"].tolist() == pytest.approx(
        [-1 / 4, -1 / 72, 5 / 84, 1 / 84, 15 / 56, 19 / 252], abs=1e-12
    )
    assert table.attrs["merged"] == ["A", "AB", "B", "P", "P1", "P2"]
    assert table.attrs["waves"] == ("1", "2")
    assert table.attrs["undefined"] is None
    json.dumps(table.attrs)


def test_mean_degree_by_hand():
    # s is 6 in both waves, so that size adds nothing and every term counts six times
    panel = region()
    table = decompose(rn.compare(*panel), "mean_degree", events=EVENTS)
    assert table["contribution"].tolist() == pytest.approx(
        [-3 / 2, -1 / 12, 5 / 14, 1 / 14, 45 / 28, 0, 19 / 42], abs=1e-12
    )
    # without J in wave 2 s is 5: d̄ Δs = (12/42 + 9/25) / 2 · (5 − 6), and X>J, J>X, J>AB are gone
    smaller = take(panel["2"], np.flatnonzero(panel["2"].actors != "J"))
    table = decompose(rn.compare(panel["1"], smaller), "mean_degree", events=EVENTS)
    size = table.set_index("term").loc["size"]
    assert size[["cells_before", "cells_after", "rate_before", "rate_after"]].tolist() == [
        42,
        30,
        6,
        5,
    ]
    assert size["contribution"] == pytest.approx(-(12 / 42 + 10 / 25) / 2, abs=1e-12)
    assert table["contribution"].iloc[-1] == pytest.approx(10 / 25 * 5 - 12 / 42 * 6, abs=1e-12)


def test_without_events_the_merged_are_joiners_and_leavers():
    table = decompose(rn.compare(*region()))
    assert table["cells_before"].tolist() == [4, 0, 36, 2, 0, 42]
    assert table["cells_after"].tolist() == [4, 32, 0, 0, 0, 36]


def test_in_the_same_terms_the_merged_are_compared_apart():
    # In common AB and P are one in both waves: 30 cells and 10 ties, then 25 rated and 12 ties.
    # M: 18 cells and 4 ties (AB>X P>Y X>P Z>AB), then 16 and 8. The others keep their cells.
    # M: 16/25 (8/16 − 1/2) − 18/30 (4/18 − 3/4) = 19/60
    panel = rn.in_common(region(), EVENTS)
    table = decompose(rn.compare(*panel))
    assert table["cells_before"].tolist() == [4, 0, 6, 2, 18, 30]
    assert table["cells_after"].tolist() == [4, 5, 0, 0, 16, 25]
    assert table["contribution"].tolist() == pytest.approx(
        [-1 / 4, -1 / 50, 1 / 12, 1 / 60, 19 / 60, 12 / 25 - 1 / 3], abs=1e-12
    )
    assert table.attrs["merged"] == ["AB", "P"]
    # what the networks say of themselves stands, whatever is given
    pd.testing.assert_frame_equal(table, decompose(rn.compare(*panel), events=EVENTS[:1]))


@pytest.mark.parametrize(("wave", "merged"), [("1", ["A", "B", "P"]), ("2", ["AB", "P1", "P2"])])
def test_in_terms_of_a_wave_its_own_organisations_are_the_merged(wave, merged):
    table = decompose(rn.compare(*rn.in_terms_of(region(), wave, EVENTS)))
    assert table.attrs["merged"] == merged
    parts = contributions(table)
    assert parts.pop("total") == pytest.approx(sum(parts.values()), abs=1e-12)


def test_what_was_pooled_in_both_waves_did_not_merge_between_them():
    panel = region()
    third = replace(panel["2"], wave="3")
    early = replace(panel["1"], wave="1b")
    order = (panel["1"], replace(early, wave="2"), third)
    pooled = rn.in_terms_of(rn.Panel(order), "3", EVENTS.assign(wave="3"))
    assert decompose(rn.compare(pooled["1"], pooled["2"])).attrs["merged"] == []
    assert decompose(rn.compare(pooled["2"], pooled["3"])).attrs["merged"] == ["AB", "P1", "P2"]


def happening(*rows):
    return pd.DataFrame(rows, columns=["wave", "event", "actor", "into"])


def between(old, new, events, waves=("1", "2")):
    """What is told of networks without ties on these rosters."""
    panel = region()

    def empty(names, wave):
        network = take(panel["1"], np.arange(len(names)))
        actors = pd.Index(names, name="actor", dtype="str")
        return replace(
            network, wave=wave, actors=actors, _attributes=network.attributes.set_axis(actors)
        )

    change = rn.compare(empty(list(old), waves[0]), empty(list(new), waves[1]))
    table = decompose(change, events=events)
    return table.attrs["merged"], table.attrs["renamed"]


def test_who_merged_is_followed_through_names_that_were_there_only_in_between():
    rows = happening(("2", "rename", "A", "Q"), ("2", "merge", "Q", "C"), ("2", "merge", "B", "C"))
    assert between("ABX", "CX", rows) == (["A", "B", "C"], {})
    # into an organisation that stays itself; one that was on neither roster still makes it another
    assert between("ABX", "BX", happening(("2", "merge", "A", "B"))) == (["A", "B"], {})
    assert between("BXY", "BX", happening(("2", "merge", "Q", "B"))) == (["B"], {})
    # who merged and then left did merge
    assert between("ABX", "XY", happening(("2", "merge", "A", "C"))) == (["A"], {})


def test_who_took_another_name_is_a_stayer():
    rows = happening(("2", "rename", "A", "B"))
    assert between("AXY", "BXY", rows) == ([], {"A": "B"})
    assert between("BXY", "AXY", rows, ("2", "1")) == ([], {"A": "B"})
    # names that were exchanged, and a name that was taken over by another
    assert between("ABX", "ABX", happening(("2", "rename", "A", "B"), ("2", "rename", "B", "A"))) == (
        [], {"A": "B", "B": "A"})  # fmt: skip
    assert between("ABX", "BCX", happening(("2", "rename", "B", "C"), ("2", "rename", "A", "B"))) == (
        [], {"A": "B", "B": "C"})  # fmt: skip
    # under the name of another that is still there, it is one with it
    assert between("ABX", "BXY", rows) == (["A", "B"], {})


def test_ties_of_who_took_another_name_are_compared():
    panel = region()
    rows = happening(("2", "rename", "L", "J"))
    table = decompose(rn.compare(*panel), events=rows).set_index("term")
    assert table.loc[["joiners", "leavers"], "cells_after"].tolist() == [32 - 5, 0]
    # C now also X, Y → J and J → X, Y, Z: X>J formed, J>X persisted, Y>J dissolved
    assert table.loc["stayers", ["cells_before", "cells_after"]].tolist() == [9, 9]
    assert table.loc["stayers", "contribution"] == pytest.approx((2 - 3) / 9, abs=1e-12)


def test_events_of_other_waves_are_left_alone():
    rows = happening(("1", "merge", "A", "B"), ("3", "merge", "X", "Y"), ("2", "join", "Y", ""))
    assert between("ABX", "ABX", rows) == ([], {})
    later = happening(("2", "merge", "A", "B"))
    assert between("ABX", "BXY", later, ("1", "3")) == (["A", "B"], {})
    with pytest.raises(rn.UsageError, match="unknown wave 'middle'"):
        between("ABX", "BXY", happening(("middle", "merge", "A", "B")), ("begin", "end"))
    with pytest.raises(rn.UsageError, match="missing: into"):
        between("ABX", "BXY", later.drop(columns="into"))


def with_sectors(network, sectors):
    table = pd.DataFrame({"sector": sectors}, index=network.actors)
    return replace(network, _attributes=table)


def test_cross_sector_share_by_hand():
    # X and AB care, Y and P1, P2, P welfare, Z and J care, L, A, B care: wave 1 in C: XY YX YZ all
    # cross: 3/3. R: ZX no: 0/1. L: LX no, YL yes: 1/2. M: AB AX BX no, PY no, XP yes, ZA no: 1/6.
    # wave 2 in C: XY yes, XZ no: 1/2. J: XJ JX no: 0/2. M: AB>X, J>AB, X>AB no; P1>Y, P2>P1 no;
    # AB>P2, X>P1, Y>AB, P2>X yes: 4/9.
    welfare = {"Y", "P", "P1", "P2"}
    panel = [
        with_sectors(net, ["welfare" if name in welfare else "care" for name in net.actors])
        for net in region()
    ]
    table = decompose(rn.compare(*panel), "cross_sector_share", "sector", EVENTS)
    assert table["cells_before"].tolist() == [3, 0, 2, 1, 6, 12]
    assert table["cells_after"].tolist() == [2, 2, 0, 0, 9, 13]
    assert table["contribution"].tolist() == pytest.approx(
        [
            1 / 2 - 1,
            2 / 13 * (0 - 1 / 2),
            -2 / 12 * (1 / 2 - 1),
            -1 / 12 * (0 - 1),
            9 / 13 * (4 / 9 - 1 / 2) - 6 / 12 * (1 / 6 - 1),
            5 / 13 - 5 / 12,
        ],
        abs=1e-12,
    )


def test_nothing_rated_in_both_waves_is_undefined_and_says_why():
    before, after = region()
    alone = take(after, np.flatnonzero(~after.actors.isin(before.actors)))
    table = decompose(rn.compare(before, alone))
    assert table["contribution"].isna().tolist() == [True] * 5 + [False]
    assert table.attrs["undefined"] == "no cell is rated in both waves"
    nobody = take(after, np.empty(0, np.int64))
    for measure in ("density", "mean_degree"):
        table = decompose(rn.compare(before, nobody), measure)
        assert table["contribution"].isna().all()


def test_what_does_not_fit_is_refused():
    change = rn.compare(*region())
    with pytest.raises(
        rn.UsageError, match="'denstiy' cannot be taken apart; did you mean 'density'"
    ):
        decompose(change, "denstiy")
    with pytest.raises(rn.UsageError, match="name the attribute"):
        decompose(change, "cross_sector_share")
    with pytest.raises(rn.UsageError, match="leave it out"):
        decompose(change, by="sector")
    with pytest.raises(rn.UsageError, match="unknown attribute"):
        decompose(change, "cross_sector_share", "sector")
    with pytest.raises(rn.UsageError, match="takes a change"):
        decompose(region())


@st.composite
def changes(draw):
    """Two waves on rosters that differ, with sectors and mergers."""
    n = draw(st.integers(3, 4))
    rule = rn.TieRule(dyad=draw(st.sampled_from(["sender", "either", "both"])))
    before, after = rn.build_panel(survey_of(draw(answered(n)), draw(answered(n))), rule=rule)
    places = st.lists(st.integers(0, n - 1), unique=True, min_size=1)
    before, after = (take(net, np.array(draw(places), np.int64)) for net in (before, after))
    sectors = dict(
        zip(
            [f"o{k}" for k in range(n)],
            draw(st.lists(st.sampled_from("ab"), min_size=n, max_size=n)),
            strict=True,
        )
    )
    before, after = (
        with_sectors(net, [sectors[name] for name in net.actors]) for net in (before, after)
    )
    gone = sorted(set(before.actors) - set(after.actors))
    rows = []
    if gone and draw(st.booleans()):
        kind = draw(st.sampled_from(["merge", "split"]))
        rows = [
            ("1", kind, draw(st.sampled_from(gone)), draw(st.sampled_from(sorted(after.actors))))
        ]
    return before, after, happening(*rows)


def values_of(network, measure):
    """The value of each rated cell that is a unit of the measure, by the names at its ends."""
    tied = set(zip(network.ties["source"], network.ties["target"], strict=True))
    tied |= set() if network.directed else {pair[::-1] for pair in tied}
    sector, n = network.attributes["sector"], network.n
    rated = {
        (a, b): (a, b) in tied
        for i, a in enumerate(network.actors)
        for j, b in enumerate(network.actors)
        if i != j and network.observation.rated.contains(np.array([i * n + j]))[0]
    }
    if measure != "cross_sector_share":
        return rated, rated
    return rated, {(a, b): sector[a] != sector[b] for (a, b), tie in rated.items() if tie}


def kind(pair, merged, rosters, other):
    """The first class that fits."""
    if merged & set(pair):
        return "M"
    if set(pair) - rosters[0]:
        return "J"
    if set(pair) - rosters[1]:
        return "L"
    return "C" if pair in other else "R"


def brute(before, after, merged, measure):
    """The terms from lists of cells and ties, one by one; None without any in C."""
    rosters = [set(before.actors), set(after.actors)]
    found = [values_of(net, measure) for net in (before, after)]
    d, w = [], []
    for (_, values), (other, _) in zip(found, found[::-1], strict=True):
        sides = {k: [] for k in "CJLRM"}
        for pair, value in values.items():
            sides[kind(pair, merged, rosters, other)].append(value)
        if not sides["C"]:
            return None
        d.append({k: np.mean(v) if v else 0.0 for k, v in sides.items()})
        w.append({k: len(v) / len(values) for k, v in sides.items()})
    return [
        d[1]["C"] - d[0]["C"],
        *(w[1][k] * (d[1][k] - d[1]["C"]) - w[0][k] * (d[0][k] - d[0]["C"]) for k in "JLRM"),
    ]


OURS = {
    "density": "density",
    "mean_degree": "average_degree",
    "cross_sector_share": "cross_group_share",
}


@given(changes(), st.sampled_from(sorted(OURS)))
def test_terms_agree_with_brute_force_and_add_up(case, measure):
    before, after, events = case
    by = "sector" if measure == "cross_sector_share" else None
    table = decompose(rn.compare(before, after), measure, by, events)
    figures = [rn.measure(net, OURS[measure], by=by)["value"].iloc[0] for net in (before, after)]
    total = table.iloc[-1]
    assert total[["rate_before", "rate_after"]].tolist() == pytest.approx(figures, nan_ok=True)
    merged = {*events["actor"], *events["into"]}
    expected = brute(before, after, merged, measure)
    parts = table["contribution"].to_numpy()
    if expected is None:
        assert np.isnan(parts[:5]).all()
        assert table.attrs["undefined"]
        return
    scale = np.mean([len(net.observation.possible) / net.n for net in (before, after)])
    scale = scale if measure == "mean_degree" else 1
    assert parts[:5] == pytest.approx(np.array(expected) * scale, abs=1e-12)
    assert parts[:-1].sum() == pytest.approx(figures[1] - figures[0], abs=1e-12)
    assert parts[-1] == pytest.approx(figures[1] - figures[0], abs=1e-12)


@settings(max_examples=25)
@given(changes(), st.sampled_from(sorted(OURS)))
def test_the_other_way_round_every_term_is_negated(case, measure):
    before, after, events = case
    by = "sector" if measure == "cross_sector_share" else None
    there = decompose(rn.compare(before, after), measure, by, events).set_index("term")
    back = decompose(rn.compare(after, before), measure, by, events).set_index("term")
    back = back.rename({"joiners": "leavers", "leavers": "joiners"}).loc[there.index]
    # to the last digit but one: a sum is not added in the same order
    assert back["contribution"].tolist() == pytest.approx(
        (-there["contribution"]).tolist(), abs=1e-15, nan_ok=True
    )
    assert back["cells_before"].tolist() == there["cells_after"].tolist()
    assert back["rate_after"].tolist() == pytest.approx(there["rate_before"].tolist(), nan_ok=True)


@settings(max_examples=25)
@given(changes(), st.randoms(use_true_random=False))
def test_other_names_and_another_order_make_no_difference(case, random):
    before, after, events = case
    names = [f"o{k}" for k in range(6)]
    shuffled = names.copy()
    random.shuffle(shuffled)
    new = dict(zip(names, (f"n{name}" for name in shuffled), strict=True))

    def relabelled(net):
        places = np.arange(net.n)
        random.shuffle(places)
        net = take(net, places)
        actors = pd.Index([new[name] for name in net.actors], name="actor", dtype="str")
        return replace(net, actors=actors, _attributes=net.attributes.set_axis(actors))

    renamed = events.assign(actor=events["actor"].map(new), into=events["into"].map(new))
    ours = decompose(rn.compare(before, after), "mean_degree", events=events)
    theirs = decompose(
        rn.compare(relabelled(before), relabelled(after)), "mean_degree", events=renamed
    )
    pd.testing.assert_frame_equal(ours, theirs)


def test_s50_is_all_stayers(reference):
    # RSiena: n01 59, n10 56 of 50 · 49 cells; then 56 and 50
    folder = reference / "s50"
    survey = rn.read_survey(folder / "edges.csv", roster=folder / "nodes.csv", warn=False)
    panel = rn.build_panel(survey, "friendship")
    for (old, new), (n01, n10) in zip((("1", "2"), ("2", "3")), ((59, 56), (56, 50)), strict=True):
        table = decompose(rn.compare(panel[old], panel[new])).set_index("term")
        assert table.loc["stayers", "contribution"] == pytest.approx((n01 - n10) / 2450, abs=1e-12)
        assert table.loc["total", "contribution"] == pytest.approx((n01 - n10) / 2450, abs=1e-12)
        assert (table.loc[TERMS[1:], "contribution"] == 0).all()


def test_students_who_were_missing_have_a_term_of_their_own(reference):
    folder = reference / "vandebunt_students"
    survey = rn.read_survey(
        folder / "edges.csv",
        roster=folder / "nodes.csv",
        unobserved=folder / "missing.csv",
        warn=False,
    )
    panel = rn.build_panel(survey, "relation", rule=rn.TieRule(tie_values=(1, 2, 3)))
    apart = 0
    for old, new in zip(panel.waves, panel.waves[1:], strict=False):
        change = rn.compare(panel[old], panel[new])
        counts = change.counts.loc["stayers"]
        rated = counts[["n00", "n01", "n10", "n11"]].sum()
        table = decompose(change).set_index("term")["contribution"]
        assert table["stayers"] == pytest.approx((counts["n01"] - counts["n10"]) / rated, abs=1e-12)
        densities = [
            rn.measure(net, "density")["value"].iloc[0] for net in (change.before, change.after)
        ]
        assert table.drop("total").sum() == pytest.approx(densities[1] - densities[0], abs=1e-12)
        apart += table["rated once"] != 0
    assert apart > 2
