"""UCINET DL files of all formats, and what is wrong with them."""

import io

import pytest

import relnet as rn
from relnet.readers.networks import ucinet

FULL = """dl n = 4 nm=2, format = fullmatrix diagonal present
labels:
GGD,Anna,"Zon Thuis",Aa
matrix labels:
advies, zorg
data:
 0  1.5 0 1
 0  0   0 0
 1  0   0 0
 0  0   2 0
0 0 0 0
0 0 1 0
0 0 0 0
0 0 0 0
"""


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def ties(text, **options):
    survey = read(text, **options)
    return {
        net.relation: ["".join(pair) for pair in net.ties[["source", "target"]].to_numpy()]
        for net in rn.build_panel(survey)
    }


def test_matrices_have_labels_and_relations():
    panel = rn.build_panel(read(FULL))
    assert panel.relations == ("advies", "zorg")
    assert panel["1", "advies"].ties.iloc[:, :3].to_numpy().tolist() == [
        ["GGD", "Anna", 1.5],
        ["GGD", "Aa", 1.0],
        ["Zon Thuis", "GGD", 1.0],
        ["Aa", "Zon Thuis", 2.0],
    ]
    assert len(panel["1", "zorg"].ties) == 1


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 labels: a b c data: 0 1 0 0 0 1 1 0 0",
        "DL N=3\r\nFORMAT = FULLMATRIX DIAGONAL ABSENT\r\nLABELS:\r\na,b\r\nc\r\nDATA:\r\n1 0\r\n0 1\r\n1 0\r\n",
        "dl\nn = 3,\nlabels embedded,\nformat = fullmatrix\ndata:\n  a b c\na 0 1 0\nb 0 0 1\nc 1 0 0\n",
        "dl n=3 row labels embedded data:\na 0 1 0 b 0 0 1\nc 1 0 0",
        "dl nr=3, nc=3 row labels:\na\nb\nc\ncol labels:\nA\nB\nC\ndata:\n0 1 0\n0 0 1\n1 0 0",
        "dl n=3 format=edgelist1 labels: a b c data:\n1 2\n2 3 1\n3 1 1\n",
        "dl n=3 format=edgelist1 labels embedded data:\na b\nb c\nc a\n",
        "dl n=3 format=edgelist labels:\na b c\ndata:\na b\nB C\nc a\n",
        "dl n=3 format=edgelist2 labels: a b c data:\n1 2\n2 3\n3 1\n",
        "dl n=3 format=nodelist1 labels: a b c data:\n1 2\n2 3\n3 1\n",
        'dl n=3 title="a b: data" format=nodelist1 labels embedded: data:\na b\nb,c\n"c" a\n',
        "dl n=3 format=nodelist1b labels: a b c data:\n1 2\n1 3\n1 1\n".replace("1 2\n1 3\n1 1", "x 2\nx 3\nx 1"),
    ],
)  # fmt: skip
def test_each_format_tells_the_same(text):
    assert ties(text) == {"relation": ["ab", "bc", "ca"]}


@pytest.mark.parametrize(
    "text",
    [
        "dl n=3 format=lowerhalf labels: a b c data: 0 1 0 0 2.5 0",
        "dl n=3 format=lowerhalf diagonal=absent labels: a b c data: 1 0 2.5",
        "dl n=3 format=upperhalf labels: a b c data: 0 1 0 0 2.5 0",
        "dl n=3 format=upperhalf diagonal absent labels: a b c data: 1 0 2.5",
    ],
)
def test_a_half_is_undirected(text):
    network = rn.build_panel(read(text))[0]
    assert not network.directed
    assert {"".join(sorted(pair)) for pair in network.ties[["source", "target"]].to_numpy()} == {
        "ab",
        "bc",
    }
    assert sorted(network.ties["strength"]) == [1.0, 2.5]


def test_names_may_have_spaces_where_lines_tell_them_apart():
    text = "dl n=2\nlabels:\nSint Anna\nGGD Lindeland\ndata:\n0 1\n0 0\n"
    assert read(text).roster["actor"].tolist() == ["Sint Anna", "GGD Lindeland"]


def test_missing_answers_are_not_zeros():
    survey = read("dl n=3 labels: a b c data: 0 1E+38 0\n1 0 1e38\n1e38 1e38 0", missing=["9"])
    states = rn.states(rn.build_panel(survey)[0]).to_numpy().tolist()
    assert states == [
        ["impossible", "unobserved", "no tie"],
        ["tie", "impossible", "unobserved"],
        ["unobserved", "unobserved", "impossible"],
    ]
    assert survey.roster["answered"].tolist() == [True, True, False]
    assert read("dl n=2 data: 0 9 1 0", missing=["9"]).reports["value"].isna().tolist()[0]


@pytest.mark.parametrize(
    ("form", "data"),
    [("fullmatrix", "0 1 0 0 0 0 1e38 1e38 0"), ("lowerhalf", "0 0 0 1e38 1e38 0")],
)
def test_zeros_are_answers_and_nothing_else_is(form, data):
    survey = read(f"dl n=3 format={form} labels: a b c data: {data}", no_report="silent")
    assert survey.roster["answered"].tolist() == [True, True, False]


def test_a_matrix_without_names_is_told():
    survey = read("DL N = 2\nData:\n0 1\n1 0")
    assert any(problem.kind == "bare matrix" for problem in survey.problems)
    assert list(survey.roster["actor"]) == ["1", "2"]


def test_a_list_ends_with_an_exclamation_mark_between_relations():
    text = "dl n=2 nm=2 format=edgelist1 labels: a b matrix labels: x y data:\n1 2\n!\n2 1 3\n"
    assert ties(text) == {"x": ["ab"], "y": ["ba"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dl nr=6, nc=4 data: 0 1", "two kinds of nodes: 6 of the one and 4 of the other"),
        ("dl n=2 row labels: a b column labels: c d data: 0 1 1 0", "two kinds"),
        ("dl nr=2 nc=2 format=edgelist2 row labels: a b col labels: c d data:\n1 2\n", "two kinds"),
        ("dl n=3 labels: a b data: 0", "2 labels"),
        ("dl n=2 nm=3 data: 0 1 1 0", "expected 12"),
        ("dl n=2 format=edgelist1 data:\n1 2\n!\n1 2\n", "2 values or matrices"),
        ("dl n=2 nm=2 matrix labels: x X data: 0 1 1 0 0 1 1 0", "twice"),
        ("dl n=99999999999 data: 0", "more than"),
        ("dl n=2 data: 0 x 1 0", "'x'"),
    ],
)
def test_what_cannot_be_read_is_refused(text, words):
    with pytest.raises(rn.DataError) as caught:
        read(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text", ["dl;naam\n1;a\n", "dlx n=3", "source,target\nA,B\n", "a\ndl n=3 data:"]
)
def test_another_file_is_no_dl(text):
    assert ucinet._BEGINS.match(text) is None


def test_actors_of_which_nothing_is_said_are_bounded():
    with pytest.raises(rn.DataError, match="999999 nodes of which only the number is given"):
        read("dl n=999999 format=edgelist1 data:\n1 2\n")
