import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.change.composition import composition
from relnet.change.terms import by_terms

# A and B merge into AB, C is split into C1 and C2, D takes the name E, L leaves, J joins, S and T
# stay, and T is silent in wave 2.
BEFORE = ["A", "B", "C", "D", "L", "S", "T"]
AFTER = ["AB", "C1", "C2", "E", "J", "S", "T"]
EVENTS = pd.DataFrame(
    [
        ("2", "merge", "A", "AB"), ("2", "merge", "B", "AB"), ("2", "split", "C", "C1"),
        ("2", "split", "C", "C2"), ("2", "rename", "D", "E"), ("2", "leave", "L", ""),
        ("2", "join", "J", ""),
    ],
    columns=["wave", "event", "actor", "into"],
)  # fmt: skip
EDGES = pd.DataFrame(
    [
        (1, "A", "B"), (1, "A", "S"), (1, "B", "T"), (1, "C", "S"), (1, "D", "S"), (1, "L", "S"),
        (1, "S", "A"), (1, "S", "D"), (1, "T", "S"),
        (2, "AB", "S"), (2, "C1", "S"), (2, "E", "T"), (2, "J", "S"), (2, "S", "AB"), (2, "S", "E"),
    ],
    columns=["wave", "source", "target"],
)  # fmt: skip
ROSTER = pd.DataFrame({"wave": [1] * 7 + [2] * 7, "id": BEFORE + AFTER})
REGISTER = pd.DataFrame({"wave": [1] * 7 + [2] * 6, "id": BEFORE + AFTER[:-1]})


@pytest.fixture
def panel():
    survey = rn.read_survey(
        EDGES, roster=ROSTER, register=REGISTER, events=EVENTS.iloc[:5], warn=False
    )
    return rn.build_panel(survey)


def test_a_merger_a_split_a_new_name_a_joiner_a_leaver_and_a_silent_one(panel):
    table = composition(panel)
    assert list(zip(table["actor"], table["status"], table["into"], strict=True)) == [
        ("A", "merged", "AB"),
        ("B", "merged", "AB"),
        ("C", "split", "C1 + C2"),
        ("D", "renamed", "E"),
        ("L", "leaver", ""),
        ("S", "stayer", ""),
        ("T", "stayer", ""),
        ("AB", "made by merger", ""),
        ("C1", "made by split", ""),
        ("C2", "made by split", ""),
        ("J", "joiner", ""),
    ]
    after = table.set_index("actor")["answered_after"]
    assert after["E" if "E" in after else "D"]  # the new name answered
    assert not after["T"]
    assert after[["A", "B", "C", "L"]].isna().all()
    assert table["answered_before"].notna().sum() == len(BEFORE)
    assert table["answered_after"].notna().sum() == len(AFTER)
    assert table.attrs["events"]


def test_by_the_rosters_alone_where_nothing_is_told(panel):
    table = composition(rn.Panel(panel.networks))
    assert table["status"].value_counts().to_dict() == {"leaver": 5, "joiner": 5, "stayer": 2}
    assert not table.attrs["events"]


def test_through_the_lineage_and_without_it(panel):
    table = by_terms(panel).set_index("terms")
    own, later, common = (table.loc[terms] for terms in ("own", "2", "common"))
    who = ["stayers", "joiners", "leavers"]
    counted = ["n00", "n01", "n10", "n11", "unobserved_cells"]
    beside = ["entered", "left", "unobserved", "internalised"]
    # by name: S and T stay; S says no tie to T twice, T is silent in wave 2
    assert own[who].tolist() == [2, 5, 5]
    assert own[counted].tolist() == [1, 0, 0, 0, 1]
    # before A→B A→S B→T C→S D→S L→S S→A S→D leave; AB→S C1→S E→T J→S S→AB S→E enter; T→S unobserved
    assert own[beside].tolist() == [6, 8, 1, 0]
    # in terms of wave 2, AB, C1, C2, E, S, T stay: 30 cells. Of those of C1 and C2 (18) nothing
    # is rated before, of T's others (3) nothing after: 9 are compared. AB→S, S→AB, S→E
    # persist; E→S (D→S) and AB→T (B→T) are dissolved, E→T is formed
    assert later[who].tolist() == [6, 1, 1]
    assert later[counted].tolist() == [3, 1, 2, 3, 21]
    # J→S enters, L→S left; C1→S (whose it was is unknown) and T→S are unobserved; A→B is inside
    assert later[beside].tolist() == [1, 1, 2, 1]
    # in common, AB, C, E, S, T stay: 20 cells less the 4 of T; C→S persists too
    assert common[who].tolist() == [5, 1, 1]
    assert common[counted].tolist() == [9, 1, 2, 4, 4]
    assert common[beside].tolist() == [1, 1, 1, 1]


def test_one_that_takes_others_over_or_goes_on_beside_its_parts():
    events = pd.DataFrame(
        [("2", "merge", "B", "A"), ("2", "split", "C", "C"), ("2", "split", "C", "C2")],
        columns=["wave", "event", "actor", "into"],
    )
    roster = pd.DataFrame({"wave": [1] * 3 + [2] * 3, "id": ["A", "B", "C", "A", "C", "C2"]})
    edges = pd.DataFrame({"wave": [1, 2], "source": ["A", "A"], "target": ["C", "C"]})
    survey = rn.read_survey(edges, roster=roster, events=events, warn=False)
    table = composition(rn.build_panel(survey)).set_index("actor")
    assert table["status"].to_dict() == {
        "A": "stayer", "B": "merged", "C": "split", "C2": "made by split",
    }  # fmt: skip
    assert table["into"].tolist() == ["", "A", "C + C2", ""]
    assert table["answered_after"].notna().tolist() == [True, False, True, True]


def of_waves(*rosters, events):
    rows = [(k, name) for k, roster in enumerate(rosters, 1) for name in roster]
    edges = pd.DataFrame({"wave": range(1, len(rosters) + 1)})
    edges = edges.assign(source=[r[0] for r in rosters], target=[r[1] for r in rosters])
    told = pd.DataFrame(events, columns=["wave", "event", "actor", "into"])
    survey = rn.read_survey(
        edges, roster=pd.DataFrame(rows, columns=["wave", "id"]), events=told, warn=False
    )
    return rn.build_panel(survey)


def test_over_several_waves_only_the_end_counts():
    # N joins, then merges with A into M, which takes the name Z; K and P (joined) make Q; K is old.
    # G and H merge into GH, which leaves. R and U both join, and merge: nobody was there before.
    events = [
        ("3", "merge", "A", "M"), ("3", "merge", "N", "M"), ("4", "rename", "M", "Z"),
        ("2", "merge", "G", "GH"), ("2", "merge", "H", "GH"),
        ("3", "merge", "R", "RU"), ("3", "merge", "U", "RU"),
    ]  # fmt: skip
    panel = of_waves(
        ["A", "G", "H"], ["A", "GH", "N", "R", "U"], ["M", "RU", "GH"], ["Z", "RU"], events=events
    )
    whole = composition(panel, "1", "4").set_index("actor")[["status", "into"]]
    assert whole.to_dict("index") == {
        "A": {"status": "merged", "into": "Z"},
        "G": {"status": "leaver", "into": ""},
        "H": {"status": "leaver", "into": ""},
        "Z": {"status": "made by merger", "into": ""},
        "RU": {"status": "joiner", "into": ""},
    }
    last = composition(panel)
    last = last[last["before_wave"] == "3"].set_index("actor")["status"]
    assert last.to_dict() == {"M": "renamed", "RU": "stayer", "GH": "leaver"}


@st.composite
def reorganised(draw):
    """Two or three waves of organisations, some of which merge, split, rename, come or go."""
    rosters, events, made = [["a", "b", "c", "d"]], [], 0
    for wave in range(2, draw(st.integers(2, 3)) + 1):
        rest, new = draw(st.permutations(rosters[-1])), []
        while rest:
            what = draw(st.sampled_from(["stay", "leave", "rename", "split", "merge"]))
            size = min(2, len(rest)) if what == "merge" else 1
            ours, rest = rest[:size], rest[size:]
            into = [f"n{made + k}" for k in range(2 if what == "split" else 1)]
            made += 2
            if what == "stay":
                new += ours
            elif what != "leave":
                events += [(str(wave), what, one, part) for one in ours for part in into]
                new += into
        rosters.append([*new, f"j{wave}", f"k{wave}"])
    return of_waves(*rosters, events=events)


@given(reorganised())
def test_everyone_is_in_it_once(panel):
    first, last = panel.waves[0], panel.waves[-1]
    table = composition(panel, first, last)
    there = [set(panel[wave].actors) for wave in (first, last)]
    assert not table["actor"].duplicated().any()
    assert table["answered_before"].notna().sum() == len(there[0])
    assert table["answered_after"].notna().sum() == len(there[1])
    assert there[0] <= set(table["actor"])
    renamed = table.loc[table["status"] == "renamed", "into"]
    assert there[1] == (set(table["actor"]) & there[1]) | set(renamed)
    named = table.loc[table["into"] != "", "into"].str.split(" + ", regex=False).explode()
    assert set(named) <= there[1]
    # merged and split ones are those of which a later one is not by name what they were
    later = rn.in_terms_of(panel, last)[first]
    stayed = table["status"].isin(["stayer", "renamed"])
    alone = set(table.loc[stayed, "into"].where(table["into"] != "", table["actor"]))
    assert alone <= set(later.actors)


def test_what_cannot_be_told_is_refused(panel):
    with pytest.raises(rn.UsageError, match="in terms of 2 already"):
        composition(rn.in_terms_of(panel, "2"))
    with pytest.raises(rn.UsageError, match="earlier wave"):
        composition(panel, "2", "1")
    with pytest.raises(rn.UsageError, match="before and after together"):
        composition(panel, "1")
    with pytest.raises(rn.UsageError, match="unknown wave '3'"):
        by_terms(panel, "1", "3")
    with pytest.raises(rn.UsageError, match="unknown relation 'x'"):
        by_terms(panel, relation="x")
    with pytest.raises(rn.UsageError, match="by_terms needs to know what happened"):
        by_terms(rn.Panel(panel.networks))
    with pytest.raises(rn.UsageError, match="takes a panel"):
        composition(panel[0])


@pytest.mark.parametrize("wave", ["2", "own", "common"])
def test_a_wave_may_be_called_as_the_terms_are(wave):
    old = rn.from_networkx(nx.Graph(["AC", "BC"]), wave="1")
    new = rn.from_networkx(nx.Graph(["DC"]), wave=wave)
    events = pd.DataFrame({"wave": wave, "event": "merge", "actor": ["A", "B"], "into": "D"})
    table = rn.by_terms(rn.Panel((old, new), events))
    assert table["terms"].tolist() == ["own", wave, "common"]
    assert table["stayers"].tolist() == [1, 2, 2]
    assert table["n11"].tolist() == [0, 1, 1]


def test_one_wave_has_the_columns_and_no_rows():
    old = rn.from_networkx(nx.Graph(["AC", "BC"]), wave="1")
    new = rn.from_networkx(nx.Graph(["DC"]), wave="2")
    events = pd.DataFrame({"wave": "2", "event": "merge", "actor": ["A", "B"], "into": "D"})
    one = rn.by_terms(rn.Panel((old,), events.iloc[:0]))
    assert one.empty
    assert list(one) == list(rn.by_terms(rn.Panel((old, new), events)))


def roster(*names, wave):
    graph = nx.Graph()
    graph.add_nodes_from(names)
    return rn.from_networkx(graph, wave=wave)


def statuses(old, new, rows):
    events = pd.DataFrame(rows, columns=["event", "actor", "into"]).assign(wave="2")
    table = rn.composition(rn.Panel((roster(*old, wave="1"), roster(*new, wave="2")), events))
    return {row.actor: (row.status, row.into) for row in table.itertuples()}


def test_who_joins_a_part_that_was_split_off_merged_into_it():
    rows = [("split", "A", "A1"), ("split", "A", "A2"), ("merge", "B", "A2")]
    assert statuses(["A", "B"], ["A1", "A2"], rows) == {
        "A": ("split", "A1 + A2"), "B": ("merged", "A2"),
        "A1": ("made by split", ""), "A2": ("made by merger", ""),
    }  # fmt: skip


def test_who_took_another_name_and_was_split_goes_on_beside_the_part():
    rows = [("rename", "A", "B"), ("split", "B", "B"), ("split", "B", "C")]
    assert statuses(["A", "X"], ["B", "C", "X"], rows) == {
        "A": ("split", "B + C"), "X": ("stayer", ""),
        "B": ("made by split", ""), "C": ("made by split", ""),
    }  # fmt: skip
