from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.change.multiplex import multiplex_change, multiplex_transitions
from tests.strategies import answered, survey_of


def network(relation, wave, *ties):
    graph = nx.DiGraph(ties)
    graph.add_nodes_from("ABCD")
    return rn.from_networkx(graph, wave=wave, relation=relation)


def test_by_hand():
    # AB: meet, then meet and refer; AC: both, then refer; AD: meet, then refer; BC: none, then
    # both; BD: refer the one way, then the other; CD: meet, then none
    panel = rn.Panel((
        network("meet", "1", "AB", "AC", "AD", "CD"), network("meet", "2", "BA", "BC"),
        network("refer", "1", "CA", "BD"), network("refer", "2", "AB", "AC", "AD", "CB", "DB"),
    ))  # fmt: skip
    table = multiplex_change(panel, "1", "2")
    pairs = table["source"] + table["target"]
    assert dict(zip(pairs, table["status"], strict=True)) == {
        "AB": "gained", "AC": "lost", "AD": "other relations", "BC": "formed", "BD": "same",
        "CD": "dissolved",
    }  # fmt: skip
    assert table.loc[pairs == "AC", ["before", "after"]].iloc[0].tolist() == [
        "meet + refer",
        "refer",
    ]
    assert table.attrs["gained_second"] == 1
    assert table.attrs["lost_second"] == 1
    assert (table.attrs["n"], table.attrs["coverage"]) == (6, 1.0)
    counts = multiplex_transitions(panel, "1", "2")
    assert list(counts.index) == ["none", "meet", "refer", "meet + refer"]
    assert counts.to_numpy().tolist() == [[0, 0, 0, 1], [1, 0, 1, 1], [0, 0, 1, 0], [0, 0, 1, 0]]


@settings(max_examples=25)
@given(st.integers(2, 4).flatmap(lambda n: st.lists(answered(n), min_size=4, max_size=4)))
def test_totals_add_up_and_agree_with_the_states(parts):
    panel = rn.build_panel(survey_of(tuple(parts[:2]), tuple(parts[2:]), relations=("r", "s")))
    first, last = panel.waves
    table = multiplex_transitions(panel, first, last)
    back = multiplex_transitions(panel_turned(panel), first, last)
    assert table.to_numpy().sum() == table.attrs["n"]
    assert back.reindex(index=table.columns, columns=table.index).T.equals(table)
    found = multiplex_change(panel, first, last)
    states = {(net.wave, net.relation): rn.states(net) for net in panel}
    rated = {key: panel[key].observation.rated for key in states}
    names, expected = list(panel[first, "r"].actors), 0
    for i in range(len(names)):
        for j in range(i + 1, len(names)):
            cells = np.array([i * len(names) + j, j * len(names) + i])
            if not all(part.contains(cells).all() for part in rated.values()):
                continue
            expected += 1
            pair = [
                " + ".join(
                    r for r in "rs"
                    if "tie" in {states[w, r].iloc[i, j], states[w, r].iloc[j, i]}
                ) or "none"
                for w in (first, last)
            ]  # fmt: skip
            row = found[(found["source"] == names[i]) & (found["target"] == names[j])]
            assert row[["before", "after"]].to_numpy().tolist() == (
                [] if pair == ["none", "none"] else [pair]
            )
    assert expected == table.attrs["n"]


def panel_turned(panel):
    """The waves exchanged."""
    other = dict(zip(panel.waves, panel.waves[::-1], strict=True))
    nets = [replace(net, wave=other[net.wave]) for net in panel]
    return rn.Panel(tuple(sorted(nets, key=lambda net: (net.relation, net.wave))))


def test_a_relation_that_was_not_asked_is_left_out_and_said():
    rows = [(1, "A", "B", "r"), (1, "A", "C", "s"), (2, "A", "B", "r"), (2, "B", "C", "s"),
            (2, "A", "C", "t")]  # fmt: skip
    edges = pd.DataFrame(rows, columns=["wave", "source", "target", "relation"])
    panel = rn.build_panel(
        rn.read_survey(edges, roster=pd.DataFrame({"id": list("ABC")}), warn=False)
    )
    table = multiplex_change(panel, "1", "2")
    assert (table.attrs["relations"], table.attrs["left_out"]) == (["r", "s"], ["t"])
    with pytest.raises(rn.UsageError, match="at least two"):
        multiplex_change(rn.subset(panel, relations=["r", "t"]), "1", "2")
    with pytest.raises(rn.UsageError, match="earlier wave"):
        multiplex_transitions(panel, "2", "1")
