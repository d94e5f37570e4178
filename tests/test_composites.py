"""Composites of ratings, by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn

LAYERS = {"ann": "board", "bob": "staff", "cas": "staff", "dee": "board"}
ACTORS = {"ann": "A", "bob": "A", "cas": "B", "dee": "C"}
TRUST = {"trust": ["reliable", "open"]}
SCALE = rn.Scale(1, 5)


def survey(ratings, *, layers=LAYERS, roster="ABCD"):
    """A survey in which D is silent, with ratings ``respondent partner item value``."""
    people = pd.DataFrame({"respondent": list(ACTORS), "actor": list(ACTORS.values())})
    if layers:
        people["layer"] = people["respondent"].map(layers)
    answers = pd.DataFrame({"respondent": list(ACTORS), "partner": ["B", "B", "C", "A"]})
    read = rn.read_survey(
        answers, respondents=people, roster=pd.DataFrame({"id": list(roster)}), warn=False
    )
    rows = pd.DataFrame(ratings, columns=["respondent", "partner", "item", "value"])
    rows = rows.assign(wave=read.waves[0], group="", actor=rows["respondent"].map(ACTORS))
    texts = ["wave", "respondent", "actor", "partner", "item", "group"]
    rows = rows.astype(dict.fromkeys(texts, "str") | {"value": "float64"})
    return replace(read, _items=rows[[*texts, "value"]])


# A has two respondents on B: reliable 2 and 4, open 5 by one of them alone
RATINGS = [
    ("ann", "B", "reliable", 2), ("ann", "B", "open", 5), ("bob", "B", "reliable", 4),
    ("cas", "A", "reliable", 3), ("cas", "A", "open", 4),
    ("dee", "A", "reliable", 1), ("dee", "A", "open", 2),
    ("dee", "B", "open", 5),
]  # fmt: skip


def row(table, actor):
    return table[table["actor"] == actor].iloc[0]


def test_organisations_rate_one_another():
    table = rn.composites(survey(RATINGS), TRUST, scale=SCALE)
    # A on B: reliable (2 + 4) / 2, open 5: 4. On A: B 3.5 and C 1.5. C on B is not whole
    one = row(table, "A")
    assert one[["value", "score", "n", "spread"]].tolist() == pytest.approx([2.5, 37.5, 2, 2**0.5])
    one = row(table, "B")
    assert one[["value", "score", "n"]].tolist() == [4, 75, 1]
    assert np.isnan(one["spread"])
    ties, actors = (table[table["weighting"] == name].iloc[0] for name in ("ties", "actors"))
    assert ties[["value", "n"]].tolist() == [(4 + 3.5 + 1.5) / 3, 3]
    assert actors[["value", "n"]].tolist() == [(2.5 + 4) / 2, 2]
    assert ties["score"] == pytest.approx(50)
    assert set(table["about"]) == {"partner"}
    assert set(table["items"]) == {"reliable + open"}


def test_coverage_is_of_those_who_could_rate():
    table = rn.composites(survey(RATINGS), TRUST, scale=SCALE)
    # of A could three rate, and B and C speak; of B A does, and C in part; of C A and B do
    covered = {actor: row(table, actor)["coverage"] for actor in "ABCD"}
    assert covered == pytest.approx({"A": 2 / 3, "B": 1 / 3, "C": 2 / 3, "D": 1})
    assert row(table, "A")["status"] == "partial"
    for actor in "CD":  # of whom nobody speaks
        assert row(table, actor)[["n", "status"]].tolist() == [0, "undefined"]
    ties = table[table["weighting"] == "ties"].iloc[0]
    assert ties["coverage"] == pytest.approx((2 + 1 + 2 + 3) / 12)


def test_where_nobody_who_could_speaks_it_is_unobserved():
    table = rn.composites(survey(RATINGS[3:5]), TRUST, scale=SCALE)
    assert row(table, "A")[["value", "status"]].tolist() == [3.5, "partial"]
    assert row(table, "B")["status"] == "unobserved"  # B alone rates


def test_own_organisations():
    ratings = [("ann", "", "time", 2), ("bob", "", "time", 3), ("cas", "", "time", 5)]
    table = rn.composites(survey(ratings), {"capacity": "time"}, scale=SCALE)
    assert set(table["about"]) == {"own"}
    assert table["weighting"].tolist() == ["actors", "", "", "", ""]
    assert table["value"].tolist()[:3] == [3.75, 2.5, 5]
    assert table["coverage"].tolist() == [2 / 4, 1, 1, 0, 0]
    assert table["status"].tolist() == ["partial", "complete", "complete", *["unobserved"] * 2]


def test_a_scale_that_falls_is_turned_and_what_is_off_it_is_no_rating():
    ratings = [("cas", "A", "reliable", 1), ("cas", "A", "open", 4), ("dee", "A", "reliable", 0)]
    table = rn.composites(survey(ratings), TRUST, scale=rn.Scale(4, 1))
    # on a scale where 1 is the strongest of 4: 4 and 1
    assert row(table, "A")[["value", "score", "n"]].tolist() == [2.5, 50, 1]
    none = rn.composites(survey(ratings), TRUST)
    assert none["score"].isna().all()
    assert row(none, "A")["value"] == 2.5
    with pytest.raises(rn.UsageError, match="'4' of item 'open' is off the scale 1–3"):
        rn.composites(survey(ratings), TRUST, scale=rn.Scale(1, 3))


def test_zero_is_a_rating_where_the_scale_has_it():
    ratings = [("cas", "A", "reliable", 0), ("cas", "A", "open", 10)]
    table = rn.composites(survey(ratings), TRUST, scale=rn.Scale(0, 10))
    assert row(table, "A")[["value", "score"]].tolist() == [5, 50]


def test_respondents_who_are_heard_and_how_much_they_count():
    given = survey(RATINGS)
    board = rn.composites(given, TRUST, scale=SCALE, rule=rn.TieRule(layers=["board"]))
    assert row(board, "B")["value"] == 3.5  # ann alone
    assert row(board, "A")[["value", "n"]].tolist() == [1.5, 1]  # dee alone
    weights = rn.TieRule(respondents="weighted", weights={"board": 3, "staff": 1})
    table = rn.composites(given, TRUST, scale=SCALE, rule=weights)
    assert row(table, "B")["value"] == ((3 * 2 + 4) / 4 + 5) / 2
    with pytest.raises(rn.UsageError, match="layer"):
        rn.composites(survey(RATINGS, layers=None), TRUST, rule=weights)
    with pytest.raises(rn.UsageError, match="did you mean 'board'"):
        rn.composites(given, TRUST, rule=rn.TieRule(layers=["bord"]))


def test_who_is_not_on_the_roster_is_counted():
    table = rn.composites(survey([*RATINGS, ("ann", "Z", "open", 3)]), TRUST, scale=SCALE)
    assert table.attrs["outside"] == 1
    assert row(table, "A")["value"] == 2.5


def test_items_that_were_not_all_asked():
    table = rn.composites(
        survey(RATINGS), {"trust": ["reliable", "open"], "own": "open"}, scale=SCALE
    )
    assert set(table["composite"]) == {"trust", "own"}
    part = survey(
        [one for one in RATINGS if one[2] == "open"]
        + [("ann", "", "reliable", 3), ("ann", "", "open", 3)]
    )
    table = rn.composites(part, TRUST, scale=SCALE)
    asked = table.groupby("about")["status"].unique()
    assert set(asked["partner"]) == {"not asked"}  # nothing was asked on partners in both
    assert set(asked["own"]) == {"complete", "partial", "unobserved"}


def test_items_on_partners_and_on_the_own_organisation_make_no_composite(tmp_path):
    """Neither half has all the items, so none could ever be told."""
    ratings = [*RATINGS, ("ann", "", "agrees", 3), ("cas", "", "agrees", 4)]
    said = r"'trust' .* on partners \(open\) .* own organisation \(agrees\)"
    with pytest.raises(rn.UsageError, match=said):
        rn.composites(survey(ratings), {"trust": ["open", "agrees"]}, scale=SCALE)
    table = rn.composites(survey(ratings), {"one": "open", "other": "agrees"}, scale=SCALE)
    assert not table["status"].eq("not asked").any()
    more = '[[items]]\nname = "agrees"\nscale = [1, 2, 3, 4, 5]\n'
    read = studied(tmp_path, STUDY + more, "ann,,agrees,4\ncas,,agrees,3\n")
    assert not [problem for problem in read.problems if problem.kind == "mixed composite"]
    text = f'{STUDY}{more}group = "trust"\n[composites]\ngoals = ["open", "agrees"]\n'
    read = studied(tmp_path, text, "ann,,agrees,4\ncas,,agrees,3\n")
    told = [problem for problem in read.problems if problem.kind == "mixed composite"]
    assert [problem.severity for problem in told] == ["warning"] * 2
    assert "'goals' of 'open' on partners and 'agrees' on the own organisation" in told[1].found


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (None, "no composites"),
        ({}, "no composites"),
        ({"trust": []}, "no composites"),
        ({"trust": ["relaible"]}, "did you mean 'reliable'"),
        (["reliable"], "from composite to items"),
    ],
)
def test_composites_that_are_none(items, said):
    with pytest.raises(rn.UsageError, match=said):
        rn.composites(survey(RATINGS), items)


STUDY = """
files.reports = "answers.csv"
files.items = "items.csv"
[[waves]]
label = "1"
[[items]]
name = "reliable"
scale = [1, 2, 3, 4, 5]
group = "trust"
[[items]]
name = "open"
scale = [5, 4, 3, 2, 1]
reversed = true
group = "trust"
[[items]]
name = "grade"
scale = [0, 5, 10]
"""


def studied(folder, text=STUDY, more=""):
    (folder / "answers.csv").write_text("respondent,actor,partner,value\nann,A,B,1\ncas,B,A,1\n")
    (folder / "items.csv").write_text(
        "respondent,partner,item,value\n"
        "ann,B,reliable,4\nann,B,open,2\nann,B,grade,0\ncas,A,reliable,3\ncas,A,open,5\n" + more
    )
    (folder / "relnet.toml").write_text(text)
    return rn.read_survey(rn.read_study(folder), warn=False)


def test_a_study_says_what_the_composites_are(tmp_path):
    table = rn.composites(studied(tmp_path))
    assert set(table["composite"]) == {"trust"}
    # the weakest answer on `open` is 1, the last of its list
    assert table.attrs["scales"] == {"trust": (1, 5)}
    assert row(table, "B")[["value", "score"]].tolist() == [3, 50]
    more = '[composites]\ngrade = "grade"\ntrust = ["reliable"]\n'
    table = rn.composites(studied(tmp_path, STUDY + more))
    values = table[table["actor"] == "B"].set_index("composite")["value"].to_dict()
    assert values == {"trust": 4, "grade": 0}
    with pytest.raises(rn.UsageError, match="different scales: reliable 1–5, grade 0–10"):
        rn.composites(studied(tmp_path), {"mixed": ["reliable", "grade"]})


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ('trust = ["relaible"]', "unknown name", "composites.trust"),
        ("trust = []", "missing key", "composites.trust"),
        ("trust = 3", "wrong value", "composites.trust[1]"),
    ],
)
def test_composites_of_a_study_that_cannot_be(tmp_path, text, kind, where):
    with pytest.raises(rn.DataError) as caught:
        studied(tmp_path, f"{STUDY}[composites]\n{text}\n")
    problem = caught.value.problems[0]
    assert (problem.kind, problem.column, problem.row) == (kind, where, 19)


values = st.lists(st.tuples(*[st.integers(1, 5)] * 2), min_size=1, max_size=3)


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(["AB", "AC", "BA", "BC", "CA", "CB"]), values, min_size=1))
def test_composites_are_means_of_means(said):
    speakers = {"A": ["ann", "bob"], "B": ["cas"], "C": ["dee"]}
    ratings = [
        (respondent, partner, item, value)
        for (actor, partner), each in said.items()
        for respondent, pair in zip(speakers[actor], each, strict=False)
        for item, value in zip(("reliable", "open"), pair, strict=True)
    ]
    table = rn.composites(survey(ratings), TRUST, scale=SCALE)
    whole = {}
    for (actor, partner), each in said.items():
        heard = each[: len(speakers[actor])]
        whole[actor, partner] = np.mean([np.mean(column) for column in zip(*heard, strict=True)])
    for name in "ABCD":
        mine = [value for (_, partner), value in whole.items() if partner == name]
        assert row(table, name)["value"] == pytest.approx(
            np.mean(mine) if mine else np.nan, nan_ok=True
        )
    ties = table[table["weighting"] == "ties"].iloc[0]
    assert ties["value"] == pytest.approx(np.mean(list(whole.values())))
    assert 0 <= ties["score"] <= 100
