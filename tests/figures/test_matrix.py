from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.figures.cells import STATUSES, table_of
from relnet.figures.sheet import Text
from tests.figures.panels import hostile, lindeland, of, surveyed
from tests.figures.reading import gids

TIES = ("formed", "dissolved", "persisted", "unobserved", "entered", "left")


def lindeland_change(relation="referral", language="en"):
    panel = lindeland(language)[relation]
    return rn.compare(panel["2019"], panel["2023"])


@pytest.mark.parametrize("relation", ["referral", "information"])
def test_the_marks_are_the_ties_of_the_comparison(relation):
    change = lindeland_change(relation)
    picture = rn.plot_matrix(change, "sector")
    table = table_of(change, "sector", "?")
    drawn = Counter()
    for name in gids(picture):
        status, *places = name.split("-")
        if status in TIES:
            row, column = map(int, places)
            drawn[status, table.actors[row], table.actors[column]] += 1
    rows = zip(change.ties["status"], change.ties["source"], change.ties["target"], strict=True)
    expected = Counter(rows)
    if not change.before.directed:
        expected += Counter((s, b, a) for s, a, b in expected.elements())
    assert drawn == expected


@pytest.mark.parametrize("relation", ["referral", "information"])
def test_every_cell_is_told_apart(relation):
    change = lindeland_change(relation)
    found, counts = table_of(change, None, "?").counts(), change.counts
    share = 1 if change.before.directed else 2
    among = counts["stayers"] if "stayers" in counts else counts.loc["stayers"]
    assert found["formed"] == among["n01"]
    assert found["dissolved"] == among["n10"]
    assert found["persisted"] == among["n11"]
    assert found["none"] == among["n00"]
    assert found["unobserved"] + found["unknown"] == among["unobserved"]
    n = len(set(change.before.actors) | set(change.after.actors))
    assert found.total() == n * (n - 1) / share


def test_grounds_cover_the_cells_that_were_not_measured():
    change = lindeland_change()
    found = table_of(change, None, "?").counts()
    covered = Counter()
    for name in gids(rn.plot_matrix(change)):
        status, *places = name.split("-")
        if status in {"unknown", "absent", "impossible"}:
            _, first, last = map(int, places)
            covered[status] += last - first + 1
    assert covered == Counter(
        {k: found[k] for k in ("unknown", "absent", "impossible") if found[k]}
    )


def test_actors_are_in_the_order_of_their_groups():
    table = table_of(lindeland_change(), "sector", "?")
    sectors = lindeland()["2023", "referral"].attributes["sector"]
    names = [name for name, _, _ in table.groups]
    assert names == sorted(names)
    assert [end for _, _, end in table.groups][-1] == len(table.actors)
    for name, start, end in table.groups:
        own = table.actors[start:end]
        assert own == sorted(own, key=str.casefold)
        assert {sectors.get(actor, name) for actor in own} == {name}


def test_the_text_is_made_of_the_data():
    change = lindeland_change(language="nl", relation="verwijzing")
    picture = rn.plot_matrix(change, "sector", language="nl")
    count = change.ties["status"].value_counts()
    told = f"{count['formed']} nieuw, {count['dissolved']} verdwenen, {count['persisted']} gebleven"
    assert told in picture.text
    assert told in picture.description
    assert told in picture.caption
    assert (
        "Van geestelijke gezondheidszorg naar welzijn en inwoners: 1 nieuw, 4 verdwenen."
        in picture.description
    )


def test_the_key_has_the_cell_without_a_tie():
    change = lindeland_change()
    white = table_of(change, None, "?").counts()["none"]
    marks = rn.plot_matrix(change)._sheet().marks
    text = f"no tie, measured both times: {white}"
    assert text in {mark.text for mark in marks if isinstance(mark, Text)}
    assert f"{white} pairs without a tie both times" in rn.plot_matrix(change).description


def test_impossible_is_not_unmeasured():
    rows = "wave,source,target\n1,A,B\n1,C,A\n2,A,B\n2,C,A\n"
    roster = "wave,id\n1,A\n1,B\n1,C\n2,A\n2,B\n2,C\n"
    survey = surveyed(rows, roster)
    counts = table_of(rn.compare(survey["1"], survey["2"]), None, "?").counts()
    assert counts == {"persisted": 2, "none": 4}
    picture = rn.plot_matrix(rn.compare(survey["1"], survey["2"]))
    assert not [
        name for name in gids(picture) if name.startswith(("unknown", "impossible", "absent"))
    ]


@given(st.integers(1, 6), st.data())
def test_no_cell_is_lost(n, data):
    names = "ABCDEF"[:n]
    waves = []
    for wave in ("1", "2"):
        graph = nx.DiGraph()
        graph.add_nodes_from(data.draw(st.sets(st.sampled_from(names), min_size=1)))
        pairs = [(a, b) for a in graph for b in graph if a != b]
        graph.add_edges_from(data.draw(st.sets(st.sampled_from(pairs))) if pairs else [])
        waves.append(rn.from_networkx(graph, wave=wave))
    change = rn.compare(*waves)
    table = table_of(change, None, "?")
    assert (np.diag(table.cells) == -1).all()
    off = table.cells[~np.eye(len(table.cells), dtype=bool)]
    assert (off >= 0).all()
    told = Counter(STATUSES[code] for code in off)
    assert {k: told[k] for k in TIES if told[k]} == {
        k: v for k, v in change.ties["status"].value_counts().items() if v
    }


@pytest.mark.parametrize("width", [85, 170])
def test_names_that_would_be_something_else(width):
    panel = hostile()
    picture = rn.plot_matrix(rn.compare(panel[0], panel[1]), "sector", width=width)
    assert picture.svg()
    assert picture.png(dpi=60)


def test_one_actor_and_nothing_between_them():
    graph = nx.DiGraph()
    graph.add_node("A")
    one = [rn.from_networkx(graph, wave=wave) for wave in "12"]
    picture = rn.plot_matrix(rn.compare(*one))
    assert "1 organisation, 1 → 2: 0 gained, 0 lost, 0 kept" in picture.text
    assert picture.svg()


def test_what_is_no_matrix():
    before, after = of({"1": [("A", "B")], "2": [("B", "A")]})
    empty = rn.from_networkx(nx.DiGraph(), wave="1"), rn.from_networkx(nx.DiGraph(), wave="2")
    large = [
        rn.from_networkx(nx.path_graph([f"a{k}" for k in range(401)], nx.DiGraph), wave=w)
        for w in "12"
    ]
    for draw, message in (
        (lambda: rn.plot_matrix(before), "takes a change"),
        (lambda: rn.plot_matrix(rn.compare(*empty)), "no actor"),
        (lambda: rn.plot_matrix(rn.compare(*large)), "up to 400 actors, not 401"),
        (lambda: rn.plot_matrix(rn.compare(before, after), "sector"), "unknown attribute"),
        (lambda: rn.plot_matrix(rn.compare(before, after, "null")), "without a treatment"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            draw()
