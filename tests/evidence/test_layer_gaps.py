"""Ties that one layer sees and another does not."""

import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from tests.panel.spoken import said

PEOPLE = {"a1": ("A", "board"), "a2": ("A", "professional"), "b1": ("B", "board"),
          "b2": ("B", "professional"), "c1": ("C", "board")}  # fmt: skip
SAID = [("a1", "B"), ("a2", "C"), ("b1", "A"), ("b2", "A"), ("b2", "C"), ("c1", "A")]


def survey(*, mutual=False):
    rows = [(who, PEOPLE[who][0], partner) for who, partner in SAID]
    return rn.read_survey(
        pd.DataFrame(rows, columns=["respondent", "actor", "partner"]),
        roster=pd.DataFrame({"id": list("ABC"), "sector": ["x", "x", "y"]}),
        respondents=pd.DataFrame(
            [(who, *where) for who, where in PEOPLE.items()],
            columns=["respondent", "actor", "layer"],
        ),
        mutual=mutual,
        warn=False,
    )


def test_by_hand_directed():
    """Both layers of A and B answered; of C the board only: its two cells are not compared."""
    found = rn.layer_gaps(survey(), by="sector")
    ties = found["ties"].set_index(["source", "target"])["status"].to_dict()
    assert ties == {
        ("A", "B"): "only first", ("A", "C"): "only second", ("B", "A"): "both",
        ("B", "C"): "only second", ("C", "A"): "unobserved",
    }  # fmt: skip
    counts = found["counts"].iloc[0]
    assert counts[["both", "only_first", "only_second", "neither", "not_compared"]].tolist() == [
        1, 1, 2, 0, 2,
    ]  # fmt: skip
    assert counts[["n", "coverage", "agreement", "status"]].tolist() == [4, 4 / 6, 0.25, "partial"]
    actors = found["actors"].set_index("actor")
    assert actors.loc["A", ["both", "only_first", "only_second", "neither", "not_compared", "n"]].tolist() == [
        1, 1, 1, 0, 1, 3,
    ]  # fmt: skip
    assert actors.loc["C", ["spoke_first", "spoke_second", "n", "status"]].tolist() == [
        True, False, 2, "partial",
    ]  # fmt: skip
    groups = found["groups"].set_index("group")
    assert groups.loc["x", ["actors", "both_spoke", "both", "n", "not_compared"]].tolist() == [
        2, 2, 2, 6, 2,
    ]  # fmt: skip
    own = found["own_reports"].set_index("actor")
    assert list(own.index) == ["A", "B"]
    assert own.loc["A", ["both", "only_first", "only_second", "neither", "n"]].tolist() == [
        0,
        1,
        1,
        0,
        2,
    ]


def test_on_a_mutual_relation_both_organisations_have_to_answer_in_both_layers():
    found = rn.layer_gaps(survey(mutual=True))
    ties = found["ties"].set_index(["source", "target"])["status"].to_dict()
    # boards: A–B, A–C; professionals: A–C, A–B (by b2), B–C; nobody of C's professionals
    assert ties == {("A", "B"): "both", ("A", "C"): "unobserved", ("B", "C"): "unobserved"}
    assert found["counts"].loc[0, ["n", "not_compared"]].tolist() == [1, 2]
    # what each says itself is compared all the same
    own = found["own_reports"].set_index("actor")
    assert own.loc["B", ["both", "only_first", "only_second", "n"]].tolist() == [1, 0, 1, 2]


@settings(max_examples=15, deadline=None)
@given(said())
def test_what_is_compared_and_what_is_not_is_all_there_is(case):
    spoken = case.survey()
    layers = [layer for layer in spoken.respondents["layer"].unique() if layer]
    found = rn.layer_gaps(spoken, first=layers[0], second=layers[-1])
    counts = found["counts"].iloc[0]
    kinds = ["both", "only_first", "only_second", "neither"]
    assert counts[kinds].sum() == counts["n"]
    possible = len(rn.build_panel(spoken)[0].observation.possible)
    assert counts["n"] + counts["not_compared"] == possible
    actors = found["actors"]
    assert (actors[kinds].sum(axis=1) == actors["n"]).all()
    assert actors["n"].sum() == 2 * counts["n"]
    own = found["own_reports"]
    assert own[kinds].sum().sum() == counts["n"]  # on a relation with one report
    assert own[kinds].sum().tolist() == counts[kinds].tolist()
    if layers[0] == layers[-1]:
        assert counts["only_first"] == counts["only_second"] == 0


def test_two_layers_need_no_names_and_of_more_they_do():
    read = survey()
    bare = rn.layer_gaps(read)
    assert bare.equals(rn.layer_gaps(read, first="board", second="professional"))
    assert bare["basis"]["layer"].tolist() == ["board", "professional"]  # as they appear
    assert rn.layer_gaps(read, first="board").equals(bare)
    turned = rn.layer_gaps(read, first="professional")
    assert turned["basis"]["layer"].tolist() == ["professional", "board"]
    assert turned.equals(rn.layer_gaps(read, second="board"))
    region = rn.datasets.lindeland().survey
    for named in ((), ("board",)):
        with pytest.raises(rn.UsageError, match=r"found: 'manager', 'professional', 'resident'"):
            rn.layer_gaps(region, "projects", *named)


def test_an_unknown_layer_is_named():
    with pytest.raises(rn.UsageError, match="unknown layer 'bord'; did you mean 'board'"):
        rn.layer_gaps(survey(), first="bord")
    with pytest.raises(rn.UsageError, match="takes a survey"):
        rn.layer_gaps(rn.build_panel(survey()))
