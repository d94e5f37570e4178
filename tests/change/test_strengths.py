from dataclasses import replace

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.change.convergence import convergence
from relnet.change.strengths import rated_change, strength_transitions
from tests.strategies import answered, survey_of

# A and B say 3 and 1 of their tie, then 2 and 2; A and C say 2 and 0, then 3 and 0; B and C say 1
# and 1, then nothing; D answers in wave 2 only.
ANSWERS = pd.DataFrame(
    [
        (1, "A", "B", 3), (1, "A", "C", 2), (1, "B", "A", 1), (1, "B", "C", 1), (1, "C", "B", 1),
        (2, "A", "B", 2), (2, "A", "C", 3), (2, "B", "A", 2), (2, "D", "A", 1),
    ],
    columns=["wave", "actor", "partner", "value"],
)  # fmt: skip
ROSTER = pd.DataFrame({"id": list("ABCD")})
REGISTER = pd.DataFrame({"wave": [1] * 3 + [2] * 4, "id": list("ABCABCD")})


def change_of(rule=None, **options):
    survey = rn.read_survey(ANSWERS, roster=ROSTER, register=REGISTER, warn=False, **options)
    return rn.compare(*rn.build_panel(survey, rule=rule))


def test_transitions_by_hand():
    table = strength_transitions(change_of())
    # 9 cells of A, B and C: A→B from 3 to 2, A→C from 2 to 3, B→A from 1 to 2, B→C and C→B
    # from 1 to none, and none twice in C→A, A→D, B→D, C→D
    assert list(table.index) == ["no tie", 1.0, 2.0, 3.0]
    assert table.to_numpy().tolist() == [[4, 0, 0, 0], [2, 0, 1, 0], [0, 0, 0, 1], [0, 0, 1, 0]]
    assert table.attrs == {"n": 9, "possible": 12, "coverage": 0.75}
    row = rated_change(change_of()).loc["relation"]
    assert row.tolist() == [2, 1, 0, 0, pytest.approx(1 / 3), 3, 3, 0.75]


def test_a_strength_that_is_unknown_is_a_level_of_its_own():
    change = change_of()
    before = replace(change.before, strength=np.where(change.before.strength == 3, np.nan, 1.0))
    table = strength_transitions(rn.compare(before, change.after))
    assert list(table.columns)[-1] == "unknown strength"
    assert table.loc["unknown strength"].sum() == 1
    row = rated_change(rn.compare(before, change.after)).loc["relation"]
    assert row[["unknown_strength", "n", "persisted"]].tolist() == [1, 2, 3]
    nothing = rated_change(rn.compare(*[rn.from_networkx(nx.empty_graph(3), wave=w) for w in "12"]))
    assert np.isnan(nothing["mean_change"].iloc[0])


def test_partners_come_closer_or_grow_apart_by_hand():
    change = change_of(rn.TieRule(dyad="either"), mutual=["relation"])
    table = convergence(change)
    assert table.to_numpy().tolist() == [
        ["A", "B", 3, 1, 2, 2, 2, 0, "came closer"],
        ["A", "C", 2, 0, 3, 0, 2, 3, "grew apart"],
        ["B", "C", 1, 1, 0, 0, 0, 0, "same"],
    ]
    # of 6 dyads the 3 of D are not rated in wave 1
    assert table.attrs == {
        "n": 3, "possible": 6, "coverage": 0.5, "mean_before": 4 / 3, "mean_after": 1.0,
    }  # fmt: skip


def test_what_has_no_two_reports_cannot_converge():
    with pytest.raises(rn.UsageError, match="no two reports"):
        convergence(change_of())
    with pytest.raises(rn.UsageError, match="takes a change"):
        strength_transitions(rn.from_networkx(nx.path_graph(2)))
    with pytest.raises(rn.UsageError, match="takes a change"):
        rated_change(None)


WAVES = st.integers(2, 5).flatmap(lambda n: st.tuples(answered(n), answered(n)))


@given(WAVES, st.sampled_from(["sender", "either", "both", "mean", "max"]))
def test_totals_add_up_and_turned_around_it_is_transposed(waves, dyad):
    before, after = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad=dyad))
    change, back = rn.compare(before, after), rn.compare(after, before)
    counts = change.counts.loc["stayers"]
    table, other = strength_transitions(change), strength_transitions(back)
    assert table.to_numpy().sum() == table.attrs["n"]
    none, tie = table.index == "no tie", table.index != "no tie"
    values = table.to_numpy()
    blocks = [values[rows][:, columns].sum() for rows in (none, tie) for columns in (none, tie)]
    assert blocks == counts[["n00", "n01", "n10", "n11"]].tolist()
    assert table.T.to_numpy().tolist() == other.to_numpy().tolist()
    row, turned = rated_change(change).iloc[0], rated_change(back).iloc[0]
    assert (
        row[["strengthened", "weakened"]].tolist() == turned[["weakened", "strengthened"]].tolist()
    )
    assert row["mean_change"] == pytest.approx(-turned["mean_change"], nan_ok=True)
    parts = row[["strengthened", "weakened", "same", "unknown_strength"]].sum()
    assert parts == row["persisted"] == counts["n11"]
    levels = [float(x) for x in table.index if isinstance(x, float)]
    moves = [
        (b - a) * values[i + 1, j + 1] for i, a in enumerate(levels) for j, b in enumerate(levels)
    ]
    assert sum(moves) == pytest.approx(row["mean_change"] * row["n"] if row["n"] else 0.0)


@given(WAVES)
def test_convergence_by_definition(waves):
    panel = rn.build_panel(survey_of(*waves), rule=rn.TieRule(dyad="either"))
    found = convergence(rn.compare(*panel))
    expected, names = {}, waves[0].names
    for i in range(len(names)):
        for j in range(i + 1, len(names)):
            cells = [w.codes[k] for w in waves for k in ((i, j), (j, i))]
            who = [w.answered[k] for w in waves for k in (i, j)]
            if all(who) and min(cells) >= 0 and any(cells):
                gaps = abs(cells[0] - cells[1]), abs(cells[2] - cells[3])
                status = ["came closer", "same", "grew apart"][int(np.sign(gaps[1] - gaps[0])) + 1]
                expected[names[i], names[j]] = (*gaps, status)
    columns = ["difference_before", "difference_after", "status"]
    ours = found.set_index(["source", "target"])[columns].apply(tuple, axis=1).to_dict()
    assert (ours if len(found) else {}) == expected
    back = convergence(rn.compare(panel[1], panel[0]))["status"].value_counts()
    there = found["status"].value_counts()
    assert there["came closer"] == back["grew apart"]
    assert there["same"] == back["same"]
