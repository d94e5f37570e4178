"""Who speaks, who is named, who is heard by no one."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from relnet.panel import states
from tests.evidence.cases import SECTORS, survey
from tests.strategies import answered, survey_of


def test_by_hand():
    """D–C–B–A answered, E and F did not; nobody names E or F, and E is named by A here."""
    found = rn.participation(survey(extra=[("A", "E")]), "sector")
    actors = found["actors"].set_index("actor")
    assert actors["answered"].tolist() == [True] * 4 + [False] * 2
    assert actors["names"].tolist() == [2, 2, 2, 1, 0, 0]
    assert actors["could_name"].tolist() == [5, 5, 5, 5, 0, 0]
    assert actors["named_by"].tolist() == [1, 2, 2, 1, 1, 0]
    assert actors["n"].tolist() == [3, 3, 3, 3, 4, 4]
    assert actors["eligible"].tolist() == [5] * 6
    assert actors["silent_named"].tolist() == [False] * 4 + [True, False]
    assert not actors["unheard"].any()
    groups = found["groups"].set_index("group")
    assert groups.loc["club", ["actors", "answered", "share", "named", "silent_named"]].tolist() == [
        2, 0, 0.0, 1, 1,
    ]  # fmt: skip
    assert groups.loc["club", ["n", "coverage", "status"]].tolist() == [8, 0.8, "partial"]
    whole = groups[groups.index.isna()].iloc[0]
    assert whole[["actors", "answered", "named"]].tolist() == [6, 4, 5]


def test_one_who_answers_and_is_named_by_nobody_is_unheard():
    edges = pd.DataFrame({"source": ["A", "B"], "target": ["B", "C"]})
    roster = pd.DataFrame({"id": list("ABCD")})
    for register, unheard in (("ABD", ["A", "D"]), ("A", [])):
        done = pd.DataFrame({"id": list(register)})
        given_ = rn.read_survey(
            edges[edges["source"].isin(list(register))], roster=roster, register=done, warn=False
        )
        actors = rn.participation(given_)["actors"].set_index("actor")
        assert list(actors.index[actors["unheard"].fillna(value=False)]) == unheard
    # where only A answered nobody could have named it: not known, not unheard
    assert pd.isna(actors.loc["A", "unheard"])
    assert actors.loc["A", ["n", "status"]].tolist() == [0, "unobserved"]


def test_naming_is_what_an_organisation_says_not_its_partner():
    """A names B, B does not name A: on a mutual relation there is a tie, but B names nobody."""
    answers = pd.DataFrame({"respondent": list("ab"), "actor": list("AB"), "partner": ["B", "C"]})
    read = rn.read_survey(
        answers, roster=pd.DataFrame({"id": list("ABC")}), mutual=True, warn=False
    )
    actors = rn.participation(read)["actors"].set_index("actor")
    assert actors["named_by"].tolist() == [0, 1, 1]
    assert actors["names"].tolist() == [1, 1, 0]


@pytest.mark.parametrize(
    ("dyad", "ends"),
    [("receiver", {"received": "get"}), ("either", {"sent": "give", "received": "get"})],
)
def test_the_receiving_end_names_too(dyad, ends):
    """B says that it gets from A; asked from both ends A says that it gives to C."""
    rows = [("b", "B", "A", "get"), ("a", "A", "C", "give"), ("a", "A", None, "get"), ("c", "C", None, "get"),
            ("b", "B", None, "give"), ("c", "C", None, "give")]  # fmt: skip
    read = rn.read_survey(
        pd.DataFrame(rows, columns=["respondent", "actor", "partner", "relation"]),
        roster=pd.DataFrame({"id": list("ABC")}), warn=False,
    )  # fmt: skip
    panel = rn.build_panel(read, rule=rn.TieRule(dyad=dyad), **ends)
    actors = rn.participation(panel)["actors"].set_index("actor")
    assert actors["names"].tolist() == [len(ends) - 1, 1, 0]
    assert actors["named_by"].tolist() == [1, 0, len(ends) - 1]


def test_who_names_whom_is_not_known_of_a_graph():
    found = rn.participation(rn.from_networkx(nx.path_graph(3)))
    assert set(found["actors"]["status"]) == {"not applicable"}
    assert found["actors"]["named_by"].isna().all()
    assert found["groups"].loc[0, ["actors", "answered"]].tolist() == [3, 3]
    assert pd.isna(found["groups"].loc[0, "unheard"])


@settings(max_examples=20, deadline=None)
@given(answered())
def test_it_is_what_the_cells_of_a_directed_relation_say(part):
    network = rn.build_panel(survey_of(part))[0]
    cells = states(network).to_numpy()
    actors = rn.participation(network)["actors"]
    known = np.isin(cells, ["tie", "no tie"])
    assert actors["named_by"].tolist() == (cells == "tie").sum(axis=0).tolist()
    assert actors["n"].tolist() == known.sum(axis=0).tolist()
    assert actors["could_name"].tolist() == known.sum(axis=1).tolist()
    silent = ~network.observation.answered
    assert actors["silent_named"].tolist() == (silent & (cells == "tie").any(axis=0)).tolist()


def test_the_courses_of_answering():
    courses = {"A": "11", "B": "00", "C": "01", "D": "10", "E": "101", "F": "1"}
    rows, register, roster = [], [], []
    for name, told in courses.items():
        for wave, flag in enumerate(told):
            roster.append((wave, name))
            register.append((wave, name, int(flag)))
            rows.append((wave, "A", "B")) if name == "A" else None
    rows.append((2, "E", "A"))
    read = rn.read_survey(
        pd.DataFrame(rows, columns=["wave", "source", "target"]),
        roster=pd.DataFrame([*roster, (2, "A")], columns=["wave", "id"]),
        register=pd.DataFrame([*register, (2, "A", 1)], columns=["wave", "id", "answered"]),
        warn=False,
    )
    found = rn.participation(read)["courses"].set_index("actor")
    assert found["course"].to_dict() == {
        "A": "always answered", "B": "always silent", "C": "joined in", "D": "fell silent",
        "E": "now and then", "F": "always answered",
    }  # fmt: skip
    assert found.loc["E", ["first", "last", "waves", "answered"]].tolist() == ["0", "2", 3, 2]


def test_respondents_are_counted_where_the_survey_is_there():
    region = rn.datasets.lindeland().survey
    panel = rn.build_panel(region, "projects")
    found = rn.participation(panel, survey=region)["actors"]
    counts = rn.respondent_counts(region).groupby(["wave", "actor"])["respondents"].sum()
    own = found.set_index(["wave", "actor"])["respondents"].astype("int64")
    assert own.to_dict() == counts[own.index].to_dict()
    assert rn.participation(panel)["actors"]["respondents"].isna().all()
    assert set(SECTORS) == set(rn.participation(survey())["actors"]["actor"])
