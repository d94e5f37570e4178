from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.change.groups import group_change
from tests.strategies import answered, survey_of

# A and B are care, C was care and is government, D is government, E joins; of F nothing is known,
# and D is silent in wave 2.
EDGES = pd.DataFrame(
    [
        (1, "A", "B"), (1, "A", "C"), (1, "B", "C"), (1, "C", "D"), (1, "D", "A"), (1, "F", "A"),
        (2, "A", "B"), (2, "B", "A"), (2, "B", "C"), (2, "C", "A"), (2, "E", "A"),
    ],
    columns=["wave", "source", "target"],
)  # fmt: skip
ROSTER = pd.DataFrame(
    {
        "wave": [1] * 5 + [2] * 6,
        "id": list("ABCDFABCDEF"),
        "sector": ["care", "care", "care", "gov", "", "care", "care", "gov", "gov", "care", ""],
    }
)
REGISTER = pd.DataFrame({"wave": [1] * 5 + [2] * 5, "id": list("ABCDFABCEF")})


def test_by_hand():
    survey = rn.read_survey(EDGES, roster=ROSTER, register=REGISTER, warn=False)
    table = group_change(rn.compare(*rn.build_panel(survey)), "sector")
    names = ["group", "partner_group", "n00", "n01", "n10", "n11", "n", "possible"]
    # care: A, B; gov, as in wave 2: C, D, of which D is silent then
    assert table[names].to_numpy().tolist() == [
        ["care", "care", 0, 1, 0, 1, 2, 2],  # A→B stays, B→A comes
        ["care", "gov", 2, 0, 1, 1, 4, 4],  # A→C goes, B→C stays, A→D and B→D never were
        ["gov", "care", 1, 1, 0, 0, 2, 4],  # C→A comes, C→B never was
        ["gov", "gov", 0, 0, 1, 0, 1, 2],  # C→D goes
    ]
    assert table["density_before"].tolist() == [0.5, 0.5, 0, 1]
    assert table["density_after"].tolist() == [1, 0.25, 0.5, 0]
    assert table["change"].tolist() == [0.5, -0.25, 0.5, -1]
    assert table.attrs == {"by": ("sector",), "in_no_group": ["F"], "other_group": ["C"]}


def test_an_attribute_that_there_is_not_is_refused():
    change = rn.compare(*[rn.from_networkx(nx.path_graph(3), wave=w) for w in "12"])
    with pytest.raises(rn.UsageError, match="unknown attribute 'sector'"):
        group_change(change, "sector")
    with pytest.raises(rn.UsageError, match="takes a change"):
        group_change(change.after, "sector")


@settings(max_examples=25)
@given(
    st.integers(2, 5).flatmap(lambda n: st.tuples(answered(n), answered(n))),
    st.sampled_from(["sender", "either", "both"]),
    st.lists(st.sampled_from(["x", "y", ""]), min_size=6, max_size=6),
)
def test_totals_add_up_and_turned_around_formed_is_dissolved(waves, dyad, kinds):
    panel = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad=dyad))
    frame = pd.DataFrame({"kind": kinds[: panel[0].n]}, index=panel[0].actors)
    before, after = (replace(net, _attributes=frame) for net in panel)
    change = rn.compare(before, after)
    table, back = group_change(change, "kind"), group_change(rn.compare(after, before), "kind")
    names = ["n00", "n01", "n10", "n11"]
    assert (table[names].to_numpy() == back[["n00", "n10", "n01", "n11"]].to_numpy()).all()
    assert (table["change"] + back["change"]).fillna(0).eq(0).all()
    assert table[names].sum(axis=1).eq(table["n"]).all()
    inside = rn.compare(*(rn.subset(net, kind=["x", "y"]) for net in (before, after)))
    counts = inside.counts.loc["stayers"]
    assert table[names].sum().tolist() == counts[names].tolist()
    assert (
        table["possible"].sum() == counts[names].sum() + counts["unobserved"] - counts["impossible"]
    )
    # each cell by itself, from the states
    old, new = rn.states(before).to_numpy(), rn.states(after).to_numpy()
    for row in table.itertuples():
        cells = [
            (i, j)
            for i, j in np.argwhere(~np.eye(len(old), dtype=bool))
            if (kinds[i], kinds[j]) == (row.group, row.partner_group)
            and (change.before.directed or row.group != row.partner_group or i < j)
            and all(
                net.observation.rated.contains(np.array([i * len(old) + j]))[0] for net in panel
            )
        ]
        assert len(cells) == row.n
        assert sum(old[c] == "tie" and new[c] != "tie" for c in cells) == row.n10


def test_an_attribute_that_only_the_later_wave_has_is_enough():
    old, new = (nx.Graph(ties) for ties in (["AB", "BC"], ["AB", "AC"]))
    nx.set_node_attributes(new, {"A": "x", "B": "y", "C": "y"}, "sector")
    waves = [rn.from_networkx(graph, wave=wave) for graph, wave in ((old, "1"), (new, "2"))]
    table = rn.group_change(rn.compare(*waves), "sector").set_index(["group", "partner_group"])
    assert table.loc[("x", "y"), ["n01", "n10", "n11"]].tolist() == [1, 0, 1]
    assert table.loc[("y", "y"), "n10"] == 1
    assert table.attrs["other_group"] == []
    with pytest.raises(rn.UsageError, match="unknown attribute"):
        rn.group_change(rn.compare(*waves[::-1]), "sector")
