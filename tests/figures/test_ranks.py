from collections import Counter

import networkx as nx
import numpy as np
import pytest

import relnet as rn
from relnet.figures.ranked import highest, rows_of, standings
from relnet.figures.sheet import Text
from tests.figures.panels import hostile, lindeland, of, surveyed
from tests.figures.reading import gids

STAR = {
    "1": [("B", "A"), ("C", "A"), ("D", "A"), ("A", "B"), ("C", "B"), ("A", "C")],
    "2": [("B", "A"), ("A", "D"), ("B", "D"), ("C", "D"), ("A", "B"), ("A", "C")],
}
"""In-degrees: A 3, B 2, C 1, D 0; then D 3, and A, B, C 1."""


def test_equal_values_share_a_rank_and_stand_as_they_stood():
    first, second = standings(of(STAR), "in_degree")
    assert {actor: one.rank for actor, one in first.items()} == {"A": 1, "B": 2, "C": 3, "D": 4}
    assert {actor: one.rank for actor, one in second.items()} == {"D": 1, "A": 2, "B": 2, "C": 2}
    assert {actor: one.place for actor, one in second.items()} == {"D": 1, "A": 2, "B": 3, "C": 4}


def test_values_that_differ_by_rounding_alone_are_equal(monkeypatch):
    from relnet.figures import ranked  # noqa: PLC0415 - to put another measure in it

    table = rn.measure(of(STAR)[0], "in_degree")
    table["value"] = [0.3, 0.1 + 0.2, 0.2, np.nan]
    monkeypatch.setattr(ranked, "measure", lambda *_: table)
    (found,) = standings(of(STAR)[:1], "in_degree")
    assert {actor: one.rank for actor, one in found.items()} == {"A": 1, "B": 1, "C": 3}


def test_who_has_a_first_place_in_any_wave_is_shown_in_all():
    waves = standings(of(STAR), "in_degree")
    assert highest(waves, 1) == ["D", "A"]
    assert rows_of(waves, ["D", "A"], 1) == [{"A": 1, "D": 2}, {"D": 1, "A": 2}]


def test_all_who_are_first_are_named():
    picture = rn.plot_ranks(of({"1": [("A", "B"), ("C", "D")]}), "in_degree", most=1)
    assert picture.text == "Ranks by ties received, 1. First in 1: B, D."


def test_the_dots_are_the_ranks_of_the_measure():
    panel = lindeland()["information"]
    picture = rn.plot_ranks(panel, "total_degree", most=8)
    waves = [rn.measure(network, "total_degree").set_index("actor")["value"] for network in panel]
    shown = highest(standings(list(panel), "total_degree"), 8)
    drawn = {}
    for name in gids(picture, "rank-"):
        actor, wave, rank = map(int, name.split("-")[1:])
        drawn[shown[actor], wave] = rank
    expected = {
        (actor, k): int(1 + (values.dropna().round(9) > round(values[actor], 9)).sum())
        for k, values in enumerate(waves)
        for actor in shown
        if actor in values.index and np.isfinite(values[actor])
    }
    assert drawn == expected
    assert sum(
        name.split("-")[0] in {"risen", "fallen", "level", "gap"} for name in gids(picture)
    ) == len(expected) - len(shown)


def unknown_in_between():
    """B is silent in the second wave, and nobody names it then: its value is not known."""
    rows = "wave,source,target\n1,A,B\n1,B,C\n1,C,B\n2,A,C\n2,C,A\n3,A,B\n3,B,A\n3,C,A\n"
    roster = "wave,id\n" + "".join(f"{w},{a}\n" for w in "123" for a in "ABC")
    answered = [(w, f"r{a}", a) for w in "123" for a in "ABC" if (w, a) != ("2", "B")]
    return surveyed(rows, roster, answered)


def test_an_unknown_wave_is_a_gap():
    panel = unknown_in_between()
    assert panel["2"].unknown_actors.tolist() == [False, True, False]
    picture = rn.plot_ranks(panel, "betweenness")
    k = highest(standings(list(panel), "betweenness"), 12).index("B")
    assert gids(picture, f"rank-{k}-") == [f"rank-{k}-0-1", f"rank-{k}-2-2"]
    assert gids(picture, "gap-") == [f"gap-{k}-0-2"]
    assert "B: 1, rank unknown (did not answer), 2." in picture.description


def come_and_gone():
    """B comes in the second wave and leaves after it, C is away then, D is there at first only."""
    there = {"1": "ACDE", "2": "ABE", "3": "ACE"}
    roster = "wave,id\n" + "".join(f"{w},{a}\n" for w, actors in there.items() for a in actors)
    rows = "wave,source,target\n1,A,C\n1,E,D\n2,A,B\n2,E,A\n3,A,C\n3,C,E\n"
    answered = [(w, f"r{a}", a) for w, actors in there.items() for a in actors if w + a != "3C"]
    return surveyed(rows, roster, answered)


def test_the_text_keeps_apart_why_there_is_no_rank_and_what_one_rests_on():
    told = rn.plot_ranks(come_and_gone(), "in_degree").description
    assert "B: not there yet, 1, left." in told
    assert "C: 1, not on the roster, 1 (did not answer)." in told
    assert "D: 1, left, left." in told
    told = rn.plot_ranks(come_and_gone(), "in_degree", language="nl").description
    assert "B: nog niet op de lijst, 1, vertrokken." in told
    assert "C: 1, niet op de lijst, 1 (antwoordde niet)." in told


def test_who_is_there_once_is_named_once():
    for waves, once in (("123", "BD"), ("12", "CD"), ("1", "ACDE")):
        panel = [network for network in come_and_gone() if network.wave in waves]
        marks = rn.plot_ranks(panel, "in_degree")._sheet().marks
        texts = Counter(mark.text for mark in marks if isinstance(mark, Text))
        assert {actor: texts[actor] for actor in once} == dict.fromkeys(once, 1)
        assert texts["A"] == (2 if len(waves) > 1 else 1)


def silent_at_the_end():
    """A, first of six, is named by nobody in the second and third wave, F by all; as E in the third."""
    names = "ABCDEF"
    ranked = {"1": "ABCDEF", "2": "FBCDEA", "3": "FBCDEA"}
    rows = "wave,source,target\n" + "".join(
        f"{w},{a},{b}\n"
        for w, order in ranked.items()
        for k, a in enumerate(order)
        for b in order[:k]
    )
    roster = "wave,id\n" + "".join(f"{w},{a}\n" for w in ranked for a in names)
    return lambda silent: surveyed(
        rows, roster, [(w, f"r{a}", a) for w in ranked for a in names if w + a not in silent]
    )


@pytest.mark.parametrize(
    ("silent", "risen", "fallen"),
    [
        ((), {"0-1", "1-2"}, {"0-1", "1-2"}),
        (("3F",), {"0-1"}, {"0-1", "1-2"}),
        (("1F", "3A"), set(), {"0-1"}),
        (("2F", "3F", "1A"), set(), set()),
    ],
)
def test_only_changes_between_waves_in_which_it_answered_stand_out(silent, risen, fallen):
    panel = silent_at_the_end()(silent)
    picture = rn.plot_ranks(panel, "in_degree")
    shown = highest(standings(list(panel), "in_degree"), 12)
    for way, parts, actor in (("risen", risen, "F"), ("fallen", fallen, "A")):
        drawn = {tuple(name.split("-", 2)[1:]) for name in gids(picture, f"{way}-")}
        assert drawn == {(str(shown.index(actor)), part) for part in parts}


def test_the_text_says_who_is_first():
    picture = rn.plot_ranks(lindeland("nl")["informatie"], "total_degree", most=8, language="nl")
    assert picture.text.endswith("Eerste in 2025: Lindelands Ziekenhuis, Gemeente Reigersvoort.")
    assert "Gemeente Reigersvoort: 22, 8, 5, 1." in picture.description


def test_edges_of_what_can_be_ranked():
    one = of({"1": [("A", "B")]})
    assert rn.plot_ranks(one, "in_degree", most=1).svg()
    assert rn.plot_ranks(hostile(), "in_degree", width=85).png(dpi=60)
    isolate = nx.DiGraph()
    isolate.add_node("A")
    assert rn.plot_ranks([rn.from_networkx(isolate, wave="1")], "in_degree").svg()
    for draw, message in (
        (lambda: rn.plot_ranks(one, "clustering"), "no actor in any wave"),
        (lambda: rn.plot_ranks([], "in_degree"), "no network"),
        (lambda: rn.plot_ranks(5, "in_degree"), "takes a panel or its networks"),
        (lambda: rn.plot_ranks(lindeland(), "in_degree"), "takes one relation"),
        (lambda: rn.plot_ranks(one, "density"), "nothing to rank"),
        (lambda: rn.plot_ranks(one, "in_degre"), "did you mean 'in_degree'"),
        (lambda: rn.plot_ranks(one, "in_degree", most=0), "1 to 40 places"),
        (lambda: rn.plot_ranks([rn.treat(one[0], "null")], "in_degree"), "without a treatment"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            draw()
