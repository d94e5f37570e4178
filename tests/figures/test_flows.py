import re
from collections import Counter

import networkx as nx
import pytest

import relnet as rn
from relnet.figures.sheet import Shape, Text
from relnet.figures.streams import JOINERS, LEAVERS, UNKNOWN, streams_of
from tests.figures.panels import hostile, lindeland, of, surveyed
from tests.figures.reading import gids

ROSTER = (
    "wave,id,coalition\n"
    "1,A,red\n1,B,red\n1,C,blue\n1,D,\n"
    "2,A,red\n2,B,blue\n2,D,red\n2,E,blue\n"
    "3,A,red\n3,C,red\n3,D,red\n3,E,\n"
)
"""C leaves and is back; E joins and is unknown at the end; B goes over and leaves."""


def coalitions():
    return surveyed("wave,source,target\n1,A,B\n2,A,B\n3,A,D\n", ROSTER)


def test_who_goes_where():
    streams = streams_of(coalitions(), "coalition", "rest")
    blue, red = (streams.values.index(value) for value in ("blue", "red"))
    assert streams.flows(0) == {
        (red, red): 1, (red, blue): 1, (blue, LEAVERS): 1, (UNKNOWN, red): 1, (JOINERS, blue): 1,
    }  # fmt: skip
    assert streams.flows(1) == {
        (red, red): 2, (blue, LEAVERS): 1, (blue, UNKNOWN): 1, (JOINERS, red): 1,
    }  # fmt: skip
    assert streams.sizes(1) == {red: 2, blue: 2, JOINERS: 1, LEAVERS: 1}


def test_the_bars_and_flows_are_those_of_the_rosters():
    panel = lindeland()["referral"]
    picture = rn.plot_flows(panel, "sector")
    streams = streams_of(panel, "sector", "rest")
    bars = {}
    for name in gids(picture, "bar-"):
        wave, code, size = re.fullmatch(r"bar-(\d+)-(-?\d+)-(\d+)", name).groups()
        bars[int(wave), int(code)] = int(size)
    for k, network in enumerate(panel):
        counts = network.attributes["sector"].value_counts()
        assert {
            streams.values[c]: n for (w, c), n in bars.items() if w == k and c >= 0
        } == counts.to_dict()
    for k in range(3):
        change = rn.compare(panel[k], panel[k + 1]).composition["status"].value_counts()
        drawn = Counter()
        for (wave, code), size in bars.items():
            drawn["joiner"] += size * ((wave, code) == (k, JOINERS))
            drawn["leaver"] += size * ((wave, code) == (k + 1, LEAVERS))
        assert +drawn == {s: n for s, n in change.items() if s != "stayer" and n}


def test_a_flow_is_as_high_as_it_is_large():
    sheet = rn.plot_flows(coalitions(), "coalition")._sheet()
    for shape in (one for one in sheet.marks if isinstance(one, Shape)):
        if shape.gid.startswith("flow-0-"):
            size = int(shape.gid.rsplit("-", 1)[1])
            left = shape.outline.points[:, 0].min()
            ends = shape.outline.points[shape.outline.points[:, 0] == left][:, 1]
            assert ends.max() - ends.min() == pytest.approx(14.0 * size)


def test_bands_are_named_though_nobody_comes_or_goes_at_first():
    roster = "wave,id,s\n" + "".join(f"{w},{a},x\n" for w in "123" for a in "AC") + "3,B,x\n"
    picture = rn.plot_flows(surveyed("wave,source,target\n1,A,C\n2,A,C\n3,A,B\n", roster), "s")
    texts = [mark.text for mark in picture._sheet().marks if isinstance(mark, Text)]
    assert texts.count("joiners") == 1
    assert "leavers" not in texts


def test_every_bar_of_who_comes_or_goes_has_the_look_that_the_key_explains():
    marks = rn.plot_flows(coalitions(), "coalition")._sheet().marks
    bars = [one for one in marks if isinstance(one, Shape) and one.gid.startswith("bar-")]
    looks = {
        code: {(bar.fill, bar.line) for bar in bars if f"-{code}-" in bar.gid}
        for code in (JOINERS, LEAVERS)
    }
    assert [len(own) for own in looks.values()] == [1, 1]
    key = {(one.fill, one.line) for one in marks if isinstance(one, Shape) and not one.gid}
    assert looks[JOINERS] | looks[LEAVERS] <= key
    assert looks[JOINERS].isdisjoint(looks[LEAVERS])
    texts = {one.text for one in marks if isinstance(one, Text)}
    assert "joiners: on the roster from the next wave" in texts


def test_the_caption_names_who_is_a_leaver_by_another_name_alone():
    panel = lindeland()["referral"]
    told = (
        "Merged, split or renamed: Lindeziekenhuis Lindeveen, Welzijn Sterrendonk, "
        "Ziekenhuis Reigersvoort. They count as leavers"
    )
    picture = rn.plot_flows(panel, "sector")
    assert told in picture.caption
    assert told in picture.description
    assert "Merged" not in rn.plot_flows(rn.in_terms_of(panel, "2025"), "sector").caption
    assert "Merged" not in rn.plot_flows(coalitions(), "coalition").caption


def test_of_many_values_the_smallest_are_one():
    names = [f"a{k}" for k in range(30)]
    roster = "wave,id,group\n" + "".join(
        f"1,{n},{'g' + str(k % 12)}\n" for k, n in enumerate(names)
    )
    panel = surveyed("wave,source,target\n1,a0,a1\n", roster)
    streams = streams_of(panel, "GROUP", "all others")
    assert len(streams.values) == 8
    assert streams.values[-1] == "all others"
    assert sum(streams.sizes(0).values()) == 30


def test_the_text_tells_every_move():
    picture = rn.plot_flows(coalitions(), "coalition", language="nl")
    assert "1: blue 1, red 2, niet opgegeven 1." in picture.description
    assert "nieuwkomers → blue 1" in picture.description
    assert "blue → vertrekkers 1" in picture.description
    assert picture.text == "Organisaties naar coalition, 1, 2, 3: 4, 4, 4 organisaties."


def test_edges_of_what_flows():
    single = surveyed("wave,source,target\n1,A,B\n", "wave,id,s\n1,A,x\n1,B,\n")
    assert rn.plot_flows(single, "s").svg()
    assert rn.plot_flows(hostile(), "sector", width=85).png(dpi=60)
    assert rn.plot_flows(lindeland(), "district", width=60).pdf()
    for draw, message in (
        (lambda: rn.plot_flows(lindeland(), "sectr"), "did you mean 'sector'"),
        (lambda: rn.plot_flows([], "s"), "takes a panel"),
        (lambda: rn.plot_flows(rn.Panel(()), "s"), "no actor"),
        (
            lambda: rn.plot_flows(rn.Panel((rn.from_networkx(nx.DiGraph(), wave="1"),)), "s"),
            "no actor",
        ),
        (lambda: rn.plot_flows(rn.Panel(tuple(of({"1": [("A", "B")]}))), "s"), "unknown attribute"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            draw()
