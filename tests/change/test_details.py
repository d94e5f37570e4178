from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from tests.strategies import answered, survey_of

# Four organisations, a scale of three; D is silent in wave 1, C in wave 2, E in both.
EDGES = pd.DataFrame(
    [
        (1, "A", "B", 1), (1, "A", "C", 3), (1, "B", "A", 2), (1, "B", "C", 2), (1, "C", "A", 1),
        (2, "A", "B", 3), (2, "A", "C", 1), (2, "B", "A", 2), (2, "B", "D", 1), (2, "D", "A", 2),
    ],
    columns=["wave", "actor", "partner", "value"],
)  # fmt: skip
ROSTER = pd.DataFrame({"id": list("ABCDE")})
REGISTER = pd.DataFrame({"wave": [1] * 3 + [2] * 3, "id": list("ABCABD")})


def read(edges=EDGES, roster=ROSTER, register=REGISTER, **options):
    return rn.read_survey(edges, roster=roster, register=register, warn=False, **options)


def details(change):
    table = change.ties.set_index(["source", "target"])
    return dict(zip(table.index, zip(table["status"], table["detail"], strict=True), strict=True))


def test_what_persisted_and_what_is_unobserved_say_more():
    assert details(rn.compare(*rn.build_panel(read()))) == {
        ("A", "B"): ("persisted", "strengthened"),  # 1, then 3
        ("A", "C"): ("persisted", "weakened"),  # 3, then 1
        ("B", "A"): ("persisted", "same"),
        ("B", "C"): ("dissolved", ""),
        ("B", "D"): ("formed", ""),
        ("C", "A"): ("unobserved", "after"),
        ("D", "A"): ("unobserved", "before"),
    }


def test_a_strength_that_is_unknown_is_no_change():
    # with the mean of two reports A, B has (1 + 2) / 2 = 1.5, then (3 + 2) / 2 = 2.5
    panel = rn.build_panel(read(mutual=["relation"]), rule=rn.TieRule(dyad="mean", at_least=1))
    before, after = panel
    assert details(rn.compare(before, after))["A", "B"] == ("persisted", "strengthened")
    before = replace(before, strength=np.full(before.keys.size, np.nan))
    assert details(rn.compare(before, after))["A", "B"] == ("persisted", "unknown strength")


def test_both_waves_can_be_unobserved():
    # A names E, who never answers: known by one report alone
    edges = pd.DataFrame({"wave": [1, 2], "actor": ["A", "A"], "partner": ["E", "E"]})
    register = pd.DataFrame({"wave": [1, 1, 2, 2], "id": list("ABAB")})
    survey = read(edges, pd.DataFrame({"id": list("ABE")}), register, mutual=["relation"])
    assert details(rn.compare(*rn.build_panel(survey))) == {("A", "E"): ("unobserved", "both")}


SWAPPED = {
    "formed": "dissolved", "dissolved": "formed", "entered": "left", "left": "entered",
    "strengthened": "weakened", "weakened": "strengthened", "before": "after", "after": "before",
}  # fmt: skip


@given(
    st.integers(2, 5).flatmap(lambda n: st.tuples(answered(n), answered(n))),
    st.sampled_from(["sender", "either", "both", "mean", "max"]),
)
def test_turned_around_each_status_and_detail_is_its_counterpart(waves, dyad):
    before, after = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad=dyad))
    there, back = details(rn.compare(before, after)), details(rn.compare(after, before))
    turned = {tie: tuple(SWAPPED.get(part, part) for part in parts) for tie, parts in back.items()}
    assert there == turned
    told = {"persisted", "unobserved"}
    assert all((status in told) == (detail != "") for status, detail in there.values())
