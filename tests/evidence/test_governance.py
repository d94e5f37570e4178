"""What speaks to how a network is run."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.measures import MEASURES
from tests.evidence.cases import network_of, survey

ASPECTS = {"trust", "participants", "goal consensus", "competencies", "shape"}


def figures(found):
    return found["figures"].set_index("figure")


def test_by_hand_with_a_silent_sector():
    found = rn.governance(survey(), top=1)
    told = figures(found)
    assert set(told["aspect"]) == ASPECTS
    # six ties in 20 rated cells; three of the pairs of those who answered are mutual
    assert told.loc["density", ["value", "n", "status"]].tolist() == [0.3, 20, "partial"]
    assert told.loc["reciprocity_edgewise", "value"] == 1
    assert told.loc[["actors", "answered", "groups"], "value"].tolist() == [6, 4, 3]
    assert told.loc["cross_group_share", "value"] == pytest.approx(2 / 6)
    # B has four of the six ties
    top = found["top"].iloc[0]
    assert top[["actor", "group", "answered", "ties", "share"]].tolist() == [
        "B", "care", True, 4, pytest.approx(4 / 6),
    ]  # fmt: skip
    assert top[["n", "coverage", "status"]].tolist() == [8, 0.8, "partial"]
    assert told.loc["top_share", "value"] == pytest.approx(4 / 6)
    # without B only C–D is left: two ties in the 12 rated cells of A, C, D
    left = found["without"].set_index("figure")
    assert left.loc["density", ["value", "without", "n_without"]].tolist() == [
        0.3, pytest.approx(2 / 12), 12,
    ]  # fmt: skip


def test_the_figures_are_those_of_the_measures():
    panel = rn.build_panel(rn.datasets.lindeland().survey)
    found = rn.governance(panel)["figures"]
    names = [name for name in found["figure"].unique() if name in MEASURES]
    assert len(names) == 8
    table = rn.measure(panel, *names, by="sector").set_index(["wave", "relation", "measure"])
    own = found[found["figure"].isin(names)].set_index(["wave", "relation", "figure"])
    for column in ("value", "n", "coverage"):
        theirs = table.loc[own.index, column]
        assert own[column].to_numpy() == pytest.approx(theirs.to_numpy(), nan_ok=True)
    assert own["status"].tolist() == table.loc[own.index, "status"].tolist()


def test_a_star_turns_on_its_centre():
    found = rn.governance(network_of(nx.star_graph(5)), top=1)
    told = figures(found)
    assert told.loc["centralisation_total_degree", "value"] == 1
    assert told.loc["top_share", "value"] == 1
    assert found["top"].loc[0, ["actor", "share", "betweenness_share"]].tolist() == ["0", 1, 1]
    left = found["without"].set_index("figure")
    assert left.loc["density", "without"] == 0


def test_what_the_survey_does_not_show_is_said():
    told = figures(rn.governance(survey()))
    assert (
        told.loc[["outside_ties", "task_interdependence"], "status"].tolist() == ["not asked"] * 2
    )
    assert told.loc[["trust_rating", "goal_rating"], "status"].tolist() == ["not asked"] * 2
    panel = rn.build_panel(survey())
    assert figures(rn.governance(panel)).loc["goal_spread", "status"] == "not given"
    told = figures(rn.governance(panel, by=None))
    assert told.loc["cross_group_share", "status"] == "not given"
    assert "groups" not in told.index
    assert told["evidence_of"].ne("").all()


def rated(waves=("1",)):
    """A rates its partners 4 and 2, B 5; A agrees 1 with the goals, B 3, C says nothing."""
    items = [
        ("a", "A", "B", "trust", 4), ("a", "A", "C", "trust", 2), ("b", "B", "A", "trust", 5),
        ("a", "A", "", "goal", 1), ("b", "B", "", "goal", 3),
    ]  # fmt: skip
    read = rn.read_survey(
        pd.concat(
            pd.DataFrame(
                {"wave": wave, "respondent": list("ab"), "actor": list("AB"), "partner": ["B", "C"]}
            )
            for wave in waves
        ),
        roster=pd.DataFrame({"id": list("ABC"), "lead": ["lead", "", ""]}),
        warn=False,
    )
    table = pd.DataFrame(items, columns=["respondent", "actor", "partner", "item", "value"])
    table = table.assign(wave=waves[0], group="", value=table["value"].astype(float))
    object.__setattr__(read, "_items", table[list(read.items.columns)])
    return read


def test_ratings_by_hand():
    told = figures(rn.governance(rated(), by=None, trust=["trust"], goals=["goal"]))
    # A is rated 5, B 4 and C 2: mean 11/3, Σ(x − 11/3)² = 14/3 over n − 1; of six cells those of C unknown
    assert told.loc["trust_rating", ["value", "n", "coverage", "status"]].tolist() == [
        pytest.approx(11 / 3), 3, pytest.approx(4 / 6), "partial",
    ]  # fmt: skip
    assert told.loc["trust_spread", "value"] == pytest.approx(np.sqrt(14 / 6))
    assert told.loc["goal_rating", ["value", "n", "coverage"]].tolist() == [
        2,
        2,
        pytest.approx(2 / 3),
    ]
    later = rn.governance(rated(("1", "2")), by=None, trust=["trust"])["figures"]
    asked = later.query("figure == 'trust_rating'").set_index("wave")["status"]
    assert asked.to_dict() == {"1": "partial", "2": "not asked"}
    with pytest.raises(rn.UsageError, match="unknown item 'trst'; did you mean 'trust'"):
        rn.governance(rated(), by=None, trust=["trst"])


def test_the_role_that_is_recorded_stands_by_the_top():
    top = rn.governance(rated(), by=None, role="lead")["top"].set_index("actor")
    assert top.loc["A", "role"] == "lead"
    assert pd.isna(top.loc["B", "role"])
    with pytest.raises(rn.UsageError, match="unknown attribute 'role'"):
        rn.governance(rated(), by=None, role="role")


def test_it_is_explained_in_the_language_asked_for():
    english, dutch = (
        rn.governance(survey(), language=language)["figures"] for language in ("en", "nl")
    )
    assert english["figure"].equals(dutch["figure"])
    assert not (english["evidence_of"] == dutch["evidence_of"]).any()
    with pytest.raises(rn.UsageError, match="unknown language"):
        rn.governance(survey(), language="de")
