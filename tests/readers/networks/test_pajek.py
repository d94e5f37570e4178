"""Pajek networks of other programs, and what is wrong with them."""

import io

import networkx as nx
import pytest

import relnet as rn
from relnet.readers.networks import pajek

PLAIN = """% Samenwerking, getekend in Pajek
*Network zorg.net
*Vertices 4
   1 "GGD Lindeland"          0.1020    0.3226    0.5000
   2 "Ziekenhuis Sint Anna"   0.2860    0.0876    0.5000 ic Red bc Blue
   3 Zon                      box
   4
*Arcs
   1   2   2.5 c Blue w 2
   2   3 p Dots
*Edges
   3   4  1 l "afspraak"
"""


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def ties(survey):
    return {
        (net.wave, net.relation): net.ties.iloc[:, :3].to_numpy().tolist()
        for net in rn.build_panel(survey)
    }


def kinds(survey):
    return {problem.kind for problem in survey.problems}


def test_ways_of_drawing_are_passed_over():
    survey = read(PLAIN.replace("   4\n", '   4 "Oost"\n'))
    assert ties(survey)["1", "relation"] == [
        ["GGD Lindeland", "Ziekenhuis Sint Anna", 2.5],
        ["Ziekenhuis Sint Anna", "Zon", 1.0],
        ["Zon", "Oost", 1.0],
        ["Oost", "Zon", 1.0],
    ]
    assert "undirected tie" in kinds(survey)


def test_vertices_are_called_by_number_unless_each_has_a_label():
    survey = read(PLAIN)
    assert list(survey.roster["actor"]) == ["1", "2", "3", "4"]
    assert list(survey.roster["label"])[2] == "Zon"
    assert "labels not names" in kinds(survey)


def test_relations_have_numbers_and_names():
    text = '*vertices 3\n*arcs :1 "advies"\n1 2\n*arcs :2 "zorg"\n1: 2 3 4\n*edges :3\n1 3 2\n*arcs :7 "leeg"\n'
    survey = read(text)
    assert ties(survey) == {
        ("1", "advies"): [["1", "2", 1.0], ["2", "3", 4.0]],
        ("1", "zorg"): [],
        ("1", "3"): [["1", "3", 2.0]],
        ("1", "leeg"): [],
    }
    assert not rn.build_panel(survey)["1", "3"].directed
    assert all(net.observation.asked for net in rn.build_panel(survey))


def test_lists_and_matrices_are_ties():
    lists = read("*Vertices 4\n*Arcslist\n1 2 3\n4 1\n")
    assert [tie[:2] for tie in ties(lists)["1", "relation"]] == [["1", "2"], ["1", "3"], ["4", "1"]]
    edges = read("*Vertices 3\n*Edgeslist\n1 2 3\n")
    assert not rn.build_panel(edges)[0].directed
    matrix = read("*Vertices 2\n*Matrix\n0 2.5\n1 0\n")
    assert ties(matrix)["1", "relation"] == [["1", "2", 2.5], ["2", "1", 1.0]]


@pytest.mark.parametrize("value", ["weak", "nan", "inf", "1e999", "heel veel", "1,2,3"])
def test_a_value_that_is_no_number_is_an_error_of_its_row(value):
    with pytest.raises(rn.DataError) as caught:
        read(f"*Vertices 2\n*Arcs\n1 2 2\n2 1 {value}\n")
    (problem,) = caught.value.problems
    assert (problem.kind, problem.row) == ("unreadable value", 4)


def test_the_missing_value_of_pajek_is_no_answer():
    for text in ("*Arcs\n1 2 999999998\n2 1 3\n", "*Matrix\n0 999999998.0\n3 0\n"):
        survey = read("*Vertices 2\n" + text)
        states = rn.states(rn.build_panel(survey)[0])
        assert (states == "unobserved").to_numpy().sum() == 1


def test_times_are_waves():
    text = (
        '*Vertices 3\n1 "A" [1-*]\n2 "B" [1-3]\n3 "C" [1,3-4]\n*Arcs\n1 2 1 [1-3]\n2 3\n1 3 5 [4]\n'
    )
    survey = read(text)
    assert ties(survey) == {
        ("1", "relation"): [["A", "B", 1.0], ["B", "C", 1.0]],
        ("3", "relation"): [["A", "B", 1.0], ["B", "C", 1.0]],
        ("4", "relation"): [["A", "C", 5.0]],
    }
    assert "waves from intervals" in kinds(survey)
    assert len(survey.roster) == 8


def test_points_in_time_need_no_remark():
    survey = read("*Vertices 2\n1 A [2019,2021]\n2 B [2019,2021]\n*Arcs\n1 2 1 [2019]\n")
    assert survey.waves == ("2019", "2021")
    assert "waves from intervals" not in kinds(survey)
    assert rn.build_panel(survey)["2021"].observation.asked


def test_characters_may_stand_by_their_number():
    survey = read(
        '\ufeff*Vertices 2\r\n1 "Caf&#233; &#34;Zon&#34;"\r\n2 "&#38;#34;"\r\n*Arcs\r\n1 2\r\n'
    )
    assert survey.reports["actor"].tolist() == ['Café "Zon"']
    assert survey.reports["partner"].tolist() == ["&#34;"]


def test_what_follows_a_network_is_passed_over_and_told():
    survey = read(
        "*Vertices 2\n*Arcs\n1 2\n*Partition soort\n*Vertices 2\n1\n2\n*Vector v\n*Vertices 2\n1\n"
    )
    passed = [str(p) for p in survey.problems if p.kind == "part passed over"]
    assert passed == [
        "file 1: '*partition' with 2 lines: not read: only vertices and ties are",
        "file 1: '*vector' with 1 line: not read: only vertices and ties are",
    ]


def test_a_file_of_networkx_is_read():
    drawn = nx.DiGraph()
    drawn.add_edge("GGD Lindeland", "Gemeente Aa", weight=2.0)
    file = io.BytesIO()
    nx.write_pajek(drawn, file)
    file.seek(0)
    survey = rn.read_survey(file, warn=False)
    assert survey.reports[["actor", "partner", "value"]].to_numpy().tolist() == [
        ["GGD Lindeland", "Gemeente Aa", 2.0]
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*Vertices 18 14\n", "two kinds of nodes: 14 of the one and 4 of the other"),
        ("*Vertices 0\n", "a graph without nodes"),
        ("*Vertices 2\n*Arcs\n1 2 heel veel\n1 3\nA 2\n1\n", "from 1 to 2"),
        ("*Vertices 2\n*Vertices 2\n", "a second graph"),
        ("*Vertices 2\n*Network x\n", "a second graph"),
        ("*Vertices 2\n*Matrix\n0 1\n", "no end"),
        ("*Vertices 999999999\n", "more than"),
        ("*Vertices 2\n*Arcs\n1 2 1,2,3\n", "a number"),
        ("*Vertices 2\n*Arcs\n1 2 1 [2-x]\n", "a time"),
    ],
)
def test_what_cannot_be_read_is_refused(text, words):
    if words == "no end":  # a matrix that breaks off
        words = "expected 2"
    with pytest.raises(rn.DataError) as caught:
        read(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text", ["*Vertx", "a,b\n*Vertices 2\n", "% *Vertices 2\nsource,target\n", "", "*Arcs\n1 2"]
)
def test_another_file_is_no_network(text):
    assert not pajek._is_net(text)


def test_vertices_of_which_nothing_is_said_are_bounded():
    with pytest.raises(rn.DataError, match="999999 nodes of which only the number is given"):
        read("*Vertices 999999\n*Arcs\n1 2\n")
