"""Names that organisations had, and the one that each is in the terms of a panel."""

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from relnet.lineage import former_names


def panel_of(rosters, events):
    """Waves in which everyone has a tie with X, and the events between them."""
    networks = [
        rn.from_networkx(nx.Graph([(name, "X") for name in roster]), wave=str(k))
        for k, roster in enumerate(rosters, 1)
    ]
    columns = ["wave", "event", "actor", "into"]
    return rn.Panel(tuple(networks), pd.DataFrame(events, columns=columns))


@pytest.fixture
def merged():
    """A became B, then B and C became D, of which E was split off again."""
    return panel_of(
        ["AC", "BC", "D", "DE"],
        [
            ("2", "rename", "A", "B"),
            ("3", "merge", "B", "D"),
            ("3", "merge", "C", "D"),
            ("4", "split", "D", "D"),
            ("4", "split", "D", "E"),
        ],
    )


def test_names_lead_forwards_and_back_to_one_organisation(merged):
    assert former_names(merged) == {}
    assert former_names(rn.in_terms_of(merged, "1")) == {"B": "A"}  # D was A and C
    assert former_names(rn.in_terms_of(merged, "2")) == {"A": "B"}
    assert former_names(rn.in_terms_of(merged, "3")) == {"A": "D", "B": "D", "C": "D", "E": "D"}
    common = {"A": "D", "B": "D", "C": "D", "E": "D"}
    assert former_names(rn.in_common(merged)) == common


def test_what_became_several_is_none_of_them():
    panel = panel_of(["AB", "FG"], [("2", "split", "A", "F"), ("2", "split", "A", "G"),
                                    ("2", "merge", "B", "G")])  # fmt: skip
    assert former_names(rn.in_terms_of(panel, "2")) == {"B": "G"}
    assert former_names(rn.in_terms_of(panel, "1")) == {"F": "A"}  # G was A and B
    common = dict.fromkeys("ABFG", "F + G")
    assert former_names(rn.in_common(panel)) == common


def test_a_name_that_somebody_else_has_is_theirs():
    panel = panel_of(["A", "B", "BA"], [("2", "rename", "A", "B")])
    assert former_names(rn.in_terms_of(panel, "3")) == {}


def test_a_part_says_nothing_of_those_that_are_not_in_it(merged):
    late = rn.in_terms_of(merged, "3")
    assert late["1"].lineage.steps
    assert rn.subset(late, actors=["X"])["1"].lineage.steps == ()
    kept = rn.subset(late, actors=["D"])
    assert [net.lineage.steps for net in kept] == [net.lineage.steps for net in late]
    pair = panel_of(["AK", "BL"], [("2", "rename", "A", "B"), ("2", "rename", "K", "L")])
    part = rn.subset(rn.in_terms_of(pair, "2"), actors=["L", "X"])
    assert [str(step) for step in part["1"].lineage.steps] == ["K → L (2)"]
    joint = panel_of(["AB", "FG"], [("2", "split", "A", "F"), ("2", "split", "A", "G"),
                                    ("2", "merge", "B", "G")])  # fmt: skip
    common = rn.in_common(joint)
    part = rn.subset(common, actors=["F + G"])
    assert [net.lineage.steps for net in part] == [net.lineage.steps for net in common]
