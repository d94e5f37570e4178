import datetime as dt

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.change.survival import tie_survival
from relnet.change.times import times
from relnet.change.trajectories import trajectories
from relnet.change.turnover import turnover
from tests.strategies import answered, survey_of

# Four waves of A to E; B is silent in wave 2, D leaves after wave 2, E joins in wave 3.
EDGES = pd.DataFrame(
    [
        (2019, "A", "B"), (2019, "A", "C"), (2019, "B", "A"), (2019, "C", "D"), (2019, "D", "A"),
        (2021, "A", "B"), (2021, "A", "D"), (2021, "C", "D"),
        (2022, "A", "B"), (2022, "A", "C"), (2022, "B", "A"), (2022, "C", "A"), (2022, "E", "A"),
        (2025, "A", "B"), (2025, "E", "B"),
    ],
    columns=["wave", "source", "target"],
)  # fmt: skip
THERE = {2019: "ABCD", 2021: "ABCD", 2022: "ABCE", 2025: "ABCE"}
ROSTER = pd.DataFrame([(w, a) for w, names in THERE.items() for a in names], columns=["wave", "id"])
REGISTER = ROSTER[~((ROSTER["wave"] == 2021) & (ROSTER["id"] == "B"))]


@pytest.fixture
def panel():
    survey = rn.read_survey(EDGES, roster=ROSTER, register=REGISTER, warn=False)
    return rn.build_panel(survey)


def test_histories_by_hand(panel):
    table = trajectories(panel)
    told = table.set_index(table["source"] + table["target"])
    assert told["history"].to_dict() == {
        "AB": "1 1 1 1", "AC": "1 0 1 0", "AD": "0 1 . .", "BA": "1 ? 1 0",
        "CA": "0 0 1 0", "CD": "1 1 . .", "DA": "1 0 . .", "EA": ". . 1 0", "EB": ". . 0 1",
    }  # fmt: skip
    assert told.loc["AC", ["first", "last", "tied", "observed", "spells"]].tolist() == [
        "2019", "2022", 2, 4, 2,
    ]  # fmt: skip
    # not known to have ended in between
    assert told.loc["BA", ["first", "last", "tied", "observed", "spells"]].tolist() == [
        "2019", "2022", 2, 3, 1,
    ]  # fmt: skip


def test_what_one_report_alone_says_is_in_no_rate():
    # B is silent: A's yes is a tie under EITHER, and its no is no tie under BOTH
    rows = [(1, "A", "B", 1), (1, "B", "A", 1), (2, "A", "B", 1), (3, "A", "B", 0)]
    answers = pd.DataFrame(rows, columns=["wave", "actor", "partner", "value"])
    register = pd.DataFrame({"wave": [1, 1, 2, 3], "id": list("ABAA")})
    survey = rn.read_survey(
        answers, roster=pd.DataFrame({"id": list("AB")}), register=register, mutual=["relation"],
        warn=False,
    )  # fmt: skip
    for dyad, history in (("either", "1 + ?"), ("both", "1 ? -")):
        panel = rn.build_panel(survey, rule=rn.TieRule(dyad=dyad))
        table = trajectories(panel)
        assert table["history"].tolist() == [history]
        assert table["observed"].tolist() == [1]
        assert tie_survival(panel)["censored"].tolist() == [1]


def test_survival_by_hand(panel):
    table = tie_survival(panel)
    # AB 6 years and going on; AC, DA gone after 2; AD seen once, then its end leaves; BA unobserved
    # after it was seen once; CA, EA gone after 3; CD seen 2 years, then its end leaves; EB seen once
    assert table.columns.tolist()[0] == "relation"
    columns = ["time", "at_risk", "dissolved", "censored"]
    assert table[columns].to_numpy().tolist() == [
        [0, 9, 0, 3], [2, 6, 2, 1], [3, 3, 2, 0], [6, 1, 0, 1],
    ]  # fmt: skip
    curve = [1, 4 / 6, 4 / 6 * 1 / 3, 4 / 6 * 1 / 3]
    assert table["survival"].tolist() == pytest.approx(curve)
    # Greenwood: 2 / (6 · 4), and with 2 / (3 · 1)
    sums = np.array([0, 2 / 24, 2 / 24 + 2 / 3, 2 / 24 + 2 / 3])
    assert table["se"].tolist() == pytest.approx(list(curve * np.sqrt(sums)))
    assert table.attrs["half_life"] == {"relation": 3.0}
    assert table.attrs["ties"] == {"relation": 9}
    # the beginning of AD, CA and EB was seen; EA came with E
    assert table.attrs["left_truncated"] == {"relation": 6}
    assert (table.attrs["unit"], table.attrs["dates"]) == ("years", "names")
    new = tie_survival(panel, new_only=True)
    assert new[columns].to_numpy().tolist() == [[0, 3, 0, 2], [3, 1, 1, 0]]
    assert np.isnan(new["se"].iloc[1])


def test_turnover_by_hand(panel):
    table = turnover(panel)
    assert table["interval"].tolist() == [2, 1, 3]
    # 2019 → 2021: AB, CD stay, AC, DA go, AD comes; B's three cells are unobserved: 9 are compared
    first = table.iloc[0]
    assert first[["n00", "n01", "n10", "n11"]].tolist() == [4, 1, 2, 2]
    assert first["dissolution_per_year"] == pytest.approx(1 - 0.5**0.5)
    assert first["formation_per_year"] == pytest.approx(1 - 0.8**0.5)
    assert first["half_life"] == pytest.approx(2.0)
    # 2021 → 2022 among A, B, C, without B's: AB stays, AC and CA come
    second = table.iloc[1]
    assert second[["n00", "n01", "n10", "n11"]].tolist() == [1, 2, 0, 1]
    assert second["half_life"] == float("inf")
    assert first[["density_before", "mean_degree_before"]].tolist() == pytest.approx(
        [5 / 12, 5 / 4]
    )
    assert turnover(panel, relation="relation").equals(table)
    whole = turnover(panel, "2019", "2025")
    assert whole[["interval", "n10", "n11"]].to_numpy().tolist() == [
        [6, 2, 1]
    ]  # AC and BA go, AB stays


def test_dates_are_given_or_stated_or_names_or_there_are_none(panel, tmp_path):
    days = {wave: dt.date(2000 + k, 1, 1) for k, wave in enumerate(panel.waves)}
    assert turnover(panel, dates=days)["interval"].tolist() == [1, 1, 1]
    assert turnover(panel, dates=days).attrs == {"unit": "years", "dates": "given"}
    for wrong in (
        {},
        dict(list(days.items())[:3]),
        dict(zip(days, list(days.values())[::-1], strict=True)),
    ):
        with pytest.raises(rn.UsageError, match=r"datetime\.date"):
            turnover(panel, dates=wrong)
    (tmp_path / "relnet.toml").write_text(
        'files.reports = "a.csv"\n[[waves]]\nlabel = "t0"\ndate = 2021-05-01\n'
        '[[waves]]\nlabel = "t1"\ndate = 2022-11-01\n[[relations]]\nname = "relation"\n'
    )
    (tmp_path / "a.csv").write_text(
        "wave,actor,partner,relation\nt0,A,B,relation\nt1,A,B,relation\n"
    )
    stated = rn.build_panel(rn.read_survey(rn.read_study(tmp_path), warn=False))
    table = turnover(stated)
    assert table.attrs == {"unit": "years", "dates": "study"}
    # 1 May is the 121st day of the year, 1 November the 305th
    assert table["interval"].tolist() == pytest.approx([1 + (304 - 120) / 365])
    bare = rn.Panel(stated.networks)
    table = turnover(bare)
    assert table.attrs == {"unit": "waves", "dates": "order"}
    assert table["formation_per_year"].isna().all()
    assert times(bare).between("t0", "t1") == 1


def test_days_more_or_less_make_no_difference_unless_waves_are_near():
    # of four ties of A in the first wave one is gone in each of the next
    ties = [(wave, "A", partner) for wave in range(4) for partner in "BCDE"[wave:]]
    edges = pd.DataFrame(ties, columns=["wave", "source", "target"])
    survey = rn.read_survey(edges, roster=pd.DataFrame({"id": list("ABCDE")}), warn=False)
    panel = rn.build_panel(survey)
    years = [dt.date(2020, 5, 1), dt.date(2021, 5, 9), dt.date(2022, 4, 22), dt.date(2023, 5, 1)]
    weeks = [dt.date(2020, 5, day) for day in (1, 8, 15, 22)]
    for days, least in ((years, 1.0), (weeks, 7 / 366)):
        table = tie_survival(panel, dates=dict(zip(panel.waves, days, strict=True)))
        assert table["time"].tolist() == pytest.approx([0, least, 2 * least, 3 * least])
        assert table["dissolved"].tolist() == [0, 1, 1, 1]


def test_the_geometric_half_life_of_unequal_intervals_is_the_most_likely_one(panel):
    found = tie_survival(panel).attrs["half_life_geometric"]["relation"]
    steps = turnover(panel)[["n10", "n11", "interval"]].to_numpy()

    def likelihood(rate):
        return sum(n10 * np.log(-np.expm1(-rate * d)) - n11 * rate * d for n10, n11, d in steps)

    rates = np.log(2) / found * np.array([0.99, 1.0, 1.01])
    assert np.argmax([likelihood(rate) for rate in rates]) == 1
    equal = turnover(rn.Panel(panel.networks[:2]))["half_life"].iloc[0]
    pair = rn.Panel(panel.networks[:2])
    assert tie_survival(pair).attrs["half_life_geometric"]["relation"] == pytest.approx(equal)


WAVES = st.integers(2, 4).flatmap(lambda n: st.lists(answered(n), min_size=2, max_size=5))


def naive(histories):
    """Length and end of each tie, sign by sign."""
    found = []
    for signs in (history.split() for history in histories):
        if "1" not in signs:
            continue
        start = at = signs.index("1")
        while at + 1 < len(signs) and signs[at + 1] == "1":
            at += 1
        dissolved = at + 1 < len(signs) and signs[at + 1] == "0"
        new = start > 0 and signs[start - 1] == "0"
        found.append((at - start + dissolved, dissolved, new))
    return found


@settings(max_examples=20)
@given(WAVES, st.sampled_from(["sender", "either", "both"]), st.booleans())
def test_survival_by_definition_and_against_statsmodels(waves, dyad, new_only):
    survfunc = pytest.importorskip("statsmodels.duration.survfunc")
    panel = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad=dyad))
    table = tie_survival(panel, new_only=new_only)
    spells = [s for s in naive(trajectories(panel)["history"]) if s[2] or not new_only]
    assert table.attrs["ties"]["r"] == len(spells)
    assert table["dissolved"].sum() == sum(s[1] for s in spells)
    survival, spread = 1.0, 0.0
    for row in table.itertuples():
        at_risk = sum(s[0] >= row.time for s in spells)
        gone = sum(s[0] == row.time and s[1] for s in spells)
        survival *= 1 - gone / at_risk if at_risk else 1
        spread += gone / (at_risk * (at_risk - gone)) if gone < at_risk else 0
        assert (row.at_risk, row.dissolved) == (at_risk, gone)
        assert row.survival == pytest.approx(survival)
        if survival:
            assert row.se == pytest.approx(survival * spread**0.5)
    followed = [s for s in spells if s[0] > 0]
    if any(s[1] for s in followed):
        other = survfunc.SurvfuncRight([s[0] for s in followed], [int(s[1]) for s in followed])
        ours = table[table["dissolved"] > 0]
        assert ours["time"].tolist() == list(other.surv_times)
        assert ours["survival"].tolist() == pytest.approx(list(other.surv_prob))
        assert ours["at_risk"].tolist() == list(other.n_risk)
        known = ours["survival"].to_numpy() > 0
        se = np.asarray(other.surv_prob_se)
        assert ours["se"].to_numpy()[known] == pytest.approx(se[known])


@given(WAVES, st.sampled_from(["sender", "both"]))
@settings(max_examples=20)
def test_histories_agree_with_the_states_and_turnover_with_compare(waves, dyad):
    panel = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad=dyad))
    meant = {"1": "tie", "+": "tie", "0": "no tie", "-": "no tie", "?": "unobserved",
             "x": "impossible"}  # fmt: skip
    table = trajectories(panel)
    states = [rn.states(net) for net in panel]
    for row in table.itertuples():
        told = [meant[sign] for sign in row.history.split()]
        assert told == [state.loc[row.source, row.target] for state in states]
        assert row.observed == sum(sign in "01" for sign in row.history)
        assert row.tied == told.count("tie") > 0
    ties = sum(len(net.ties) for net in panel)
    assert table["tied"].sum() == ties
    signs = [history.split() for history in table["history"]]
    for k, row in enumerate(turnover(panel).itertuples()):
        counts = rn.compare(panel[row.before_wave], panel[row.after_wave]).counts.loc["stayers"]
        assert [row.n00, row.n01, row.n10, row.n11] == counts[["n00", "n01", "n10", "n11"]].tolist()
        assert row.n10 == sum(s[k] == "1" and s[k + 1] == "0" for s in signs)


def test_several_relations_stand_below_each_other():
    graphs = {("r", "1"): nx.path_graph(3), ("s", "1"): nx.path_graph(2), ("r", "2"): nx.path_graph(3),
              ("s", "2"): nx.empty_graph(2)}  # fmt: skip
    panel = rn.Panel(tuple(
        rn.from_networkx(g, wave=w, relation=r) for (r, w), g in sorted(graphs.items())
    ))  # fmt: skip
    assert trajectories(panel)["relation"].tolist() == ["r", "r", "s"]
    assert set(tie_survival(panel)["relation"]) == {"r", "s"}
    assert tie_survival(panel).attrs["half_life_geometric"] == {"r": float("inf"), "s": 0.0}
    assert turnover(panel)["relation"].tolist() == ["r", "s"]
    assert trajectories(panel, "s")["history"].tolist() == ["1 0"]
    for function in (trajectories, tie_survival, turnover):
        with pytest.raises(rn.UsageError, match="unknown relation 't'"):
            function(panel, relation="t")
        with pytest.raises(rn.UsageError, match="takes a panel"):
            function(panel.networks[0])


@pytest.mark.parametrize("dyad", ["sender", "either", "both"])
def test_silence_at_random_does_not_make_ties_last_longer_or_shorter(dyad):
    # 150 organisations, four waves; a tie dissolves with chance .3 and 65 % answer, each wave anew
    rng = np.random.default_rng(3)
    n = 150
    there = np.triu(rng.random((n, n)) < 0.3, 1)
    rows, silent = [], []
    for wave in range(4):
        both = there | there.T
        heard = rng.random(n) < 0.65
        rows += [(wave, f"o{i}", f"o{j}") for i, j in np.argwhere(both)]
        silent += [(wave, f"o{i}") for i in np.flatnonzero(~heard)]
        born = np.triu(rng.random((n, n)) < 0.1, 1) & ~there
        there = (there & (rng.random((n, n)) >= 0.3)) | born
    edges = pd.DataFrame(rows, columns=["wave", "actor", "partner"])
    everyone = pd.DataFrame(
        [(w, f"o{i}") for w in range(4) for i in range(n)], columns=["wave", "id"]
    )
    quiet = set(silent)
    partly = everyone[[pair not in quiet for pair in everyone.itertuples(index=False, name=None)]]
    answers = edges[[(w, a) not in quiet for w, a, _ in edges.itertuples(index=False)]]
    curves = []
    for given_, register in ((edges, everyone), (answers, partly)):
        survey = rn.read_survey(
            given_, roster=everyone[["id"]].drop_duplicates(), register=register, warn=False,
            mutual=[] if dyad == "sender" else ["relation"],
        )  # fmt: skip
        panel = rn.build_panel(survey, rule=rn.TieRule(dyad=dyad))
        curves.append(tie_survival(panel).set_index("time")["survival"])
    for curve in curves:
        assert curve[[1, 2]].tolist() == pytest.approx([0.7, 0.49], abs=0.05)


def pairs_panel(*left, waves):
    """Pairs of actors, of which so many still have a tie in each wave."""
    graphs = []
    for many in left:
        graph = nx.Graph((2 * k, 2 * k + 1) for k in range(many))
        graph.add_nodes_from(range(2 * left[0]))
        graphs.append(graph)
    named = zip(graphs, waves, strict=True)
    return rn.Panel(tuple(rn.from_networkx(graph, wave=wave) for graph, wave in named))


def test_half_is_half_whatever_the_rounding():
    # 11/18 · 9/11 is 9/18, and a little more in floating point
    found = rn.tie_survival(pairs_panel(18, 11, 9, waves=["1", "2", "3"]))
    assert found["survival"].iloc[-1] > 0.5
    assert found.attrs["half_life"] == {"relation": 2}


def test_ties_of_which_nearly_none_are_left_have_a_half_life():
    found = rn.tie_survival(pairs_panel(900, 1, 0, waves=["2001", "2002", "2004"]))
    assert 0 < found.attrs["half_life_geometric"]["relation"] < 0.2


def test_the_constant_chance_is_of_the_ties_that_are_followed():
    # A–B is there from the first wave on; A–C forms in the second and is gone in the third, A–D
    # forms in the second and stays: of the new ones one of two dissolves in one step
    waves = (["AB"], ["AB", "AC", "AD"], ["AB", "AD"])
    networks = []
    for k, ties in enumerate(waves):
        graph = nx.Graph(ties)
        graph.add_nodes_from("ABCD")
        networks.append(rn.from_networkx(graph, wave=str(k)))
    panel = rn.Panel(tuple(networks))
    (relation,) = panel.relations
    every, new = (tie_survival(panel, new_only=new_only) for new_only in (False, True))
    # 1 of 4 steps of all ties ends, 1 of 2 of the new: ln ½ / ln ¾ and ln ½ / ln ½
    assert every.attrs["half_life_geometric"][relation] == pytest.approx(np.log(0.5) / np.log(0.75))
    assert new.attrs["half_life_geometric"][relation] == pytest.approx(1)
