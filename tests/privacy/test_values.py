"""Which values of attributes are shown."""

from collections import Counter
from dataclasses import replace

import hypothesis.strategies as st
import networkx as nx
import pandas as pd
from hypothesis import given

import relnet as rn
from relnet.privacy.values import too_few

values = st.lists(st.sampled_from([None, "a", "b", "c", "d"]), max_size=12)


@given(st.lists(values, max_size=3), st.integers(1, 4))
def test_nobody_is_one_of_few(groups, least):
    gone = too_few(groups, least)
    for group in groups:
        shown = Counter(None if value in gone else value for value in group)
        blank = shown.pop(None, 0)
        assert all(k >= least for k in shown.values())
        assert not gone or blank == 0 or blank >= least or not shown
    if all(k >= least for g in groups for v, k in Counter(g).items() if v is not None):
        assert gone == frozenset()


def with_attributes(**columns):
    network = rn.from_networkx(nx.cycle_graph(len(next(iter(columns.values())))))
    return replace(network, _attributes=pd.DataFrame(columns).set_axis(network.actors))


def test_a_value_of_few_is_unknown_in_a_type_that_can_say_so():
    network = with_attributes(
        beds=[1, 1, 1, 2, 2, 2, 2, 9, 8, 7],
        public=[True] * 7 + [False] * 3,
        share=[0.5] * 10,
        founded=pd.to_datetime(["2001-01-01"] * 5 + ["2002-01-01"] * 3 + [None] * 2),
        own=list("abcdefghij"),
    )
    done = rn.protect(network, rn.Privacy(pseudonyms=True, seed=1))
    table = done.panel.attributes
    assert list(table) == ["beds", "public", "share", "founded"]
    assert table["beds"].dtype == "Int64"
    assert sorted(table["beds"].dropna()) == [1, 1, 1, 2, 2, 2, 2]
    assert table["public"].dtype == bool
    assert table["founded"].dtype == network.attributes["founded"].dtype
    assert table["founded"].isna().sum() == 2  # as it was: nothing is hidden among them
    assert "1 attribute is left out: own." in done.notes


def test_the_one_that_few_lack_is_not_told_by_what_is_missing():
    """Seven a, five b, two c: the two would be all without a value, so b or a goes too."""
    network = with_attributes(kind=[*"aaaaaaabbbbbcc"])
    shown = rn.protect(network, rn.Privacy(pseudonyms=True)).panel.attributes["kind"]
    assert shown.value_counts().to_dict() == {"a": 7}
    assert shown.isna().sum() == 7
    named = rn.protect(network, rn.Privacy()).panel.attributes["kind"]
    assert named.value_counts().to_dict() == {"a": 7, "b": 5, "c": 2}


def test_a_value_that_few_have_in_one_wave_is_shown_in_none():
    """Two b in the later wave: b goes, and d so that these two are not alone without one."""
    first = with_attributes(kind=[*"aaaabbbddd"])
    later = replace(with_attributes(kind=[*"aaaaabbddd"]), wave="2")
    shown = rn.protect(rn.Panel((first, later)), rn.Privacy(pseudonyms=True)).panel
    assert [list(net.attributes) for net in shown] == [["kind"], ["kind"]]
    assert {value for net in shown for value in net.attributes["kind"].dropna()} == {"a"}


def test_a_value_that_is_a_name_is_left_out():
    network = with_attributes(parent=["0"] * 4 + ["x"] * 4)
    shown = rn.protect(network, rn.Privacy(pseudonyms=True)).panel.attributes["parent"]
    assert shown.dropna().tolist() == ["x"] * 4


def test_it_is_said_how_many_differ_from_all_others():
    network = with_attributes(a=[*"xxxyyyxxx"], b=[*"uuuuuuvvv"], c=[*"mmmmmmmmm"])
    done = rn.protect(network, rn.Privacy(pseudonyms=True))
    assert not [note for note in done.notes if "together" in note]
    few = rn.protect(network, rn.Privacy(pseudonyms=True, least=3, attributes=("a", "b")))
    assert list(few.panel.attributes) == ["a", "b"]
    network = with_attributes(a=[*"xxxyyy"], b=[*"uuvvvu"])
    done = rn.protect(network, rn.Privacy(pseudonyms=True))
    assert [n for n in done.notes if n.startswith("6 organisations have attributes")]
