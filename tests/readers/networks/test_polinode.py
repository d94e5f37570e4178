"""Networks of Polinode, from a workbook and from JSON."""

import pytest

import relnet as rn
from relnet.readers.files import open_file
from relnet.readers.networks.polinode import read_polinode
from relnet.readers.options import Options
from tests.intake.tool_inputs import written

NODES = [
    ["Name", "Sector", "Bedden"],
    ["GGD Lindeland", "publiek", None],
    ["Ziekenhuis Sint Anna", "zorg", 400],
    ["Huisartsen Noord", "zorg", None],
]
EDGES = [
    ["Source", "Target", "Weight", "Wave"],
    ["GGD Lindeland", "Ziekenhuis Sint Anna", 2, 2019],
    ["Huisartsen Noord", "GGD Lindeland", 1.5, 2021],
]


def ties(survey):
    columns = ["wave", "relation", "actor", "partner", "value"]
    return list(survey.reports[columns].itertuples(index=False, name=None))


FOUND = [
    ("2019", "relation", "GGD Lindeland", "Ziekenhuis Sint Anna", 2.0),
    ("2021", "relation", "Huisartsen Noord", "GGD Lindeland", 1.5),
]


def test_a_workbook_has_nodes_and_edges(tmp_path):
    survey = rn.read_survey(
        written(tmp_path, "net.xlsx", {"Nodes": NODES, "Edges": EDGES}), warn=False
    )
    assert ties(survey) == FOUND
    assert survey.relations[0].directed
    roster = survey.roster[survey.roster["wave"] == "2019"].set_index("actor")
    assert roster.loc["Ziekenhuis Sint Anna", "Bedden"] == 400
    assert roster["Sector"].tolist() == ["publiek", "zorg", "zorg"]


def test_the_download_of_a_survey_has_a_sheet_for_each_question(tmp_path):
    sheets = {
        "Node Attributes": NODES,
        "Met wie werkt u samen": [["Source", "Target"], ["GGD Lindeland", "Huisartsen Noord"]],
        "Aan wie verwijst u": [["Source", "Target"], ["Huisartsen Noord", "GGD Lindeland"]],
        "Uitleg": [["wat dit is"], ["een netwerk"]],
    }
    survey = rn.read_survey(written(tmp_path, "enquete_2022.xlsx", sheets), warn=False)
    assert [relation.name for relation in survey.relations] == [
        "Met wie werkt u samen",
        "Aan wie verwijst u",
    ]
    assert survey.waves == ("2022",)
    assert any("'Uitleg'" in str(p) and p.kind == "sheets passed over" for p in survey.problems)


def network():
    ids = {row[0]: f"n{k}" for k, row in enumerate(NODES[1:])}
    nodes = [
        {"id": ids[row[0]], "attributes": dict(zip(NODES[0], row, strict=True))}
        for row in NODES[1:]
    ]
    edges = [
        {"id": k, "source": ids[row[0]], "target": ids[row[1]],
         "attributes": dict(zip(EDGES[0][2:], row[2:], strict=True))}
        for k, row in enumerate(EDGES[1:])
    ]  # fmt: skip
    return {"nodes": nodes, "edges": edges}


def test_json_says_the_same_and_nodes_are_called_by_their_name(tmp_path):
    survey = rn.read_survey(written(tmp_path, "net.json", network()), warn=False)
    assert ties(survey) == FOUND
    assert set(survey.roster["actor"]) == {row[0] for row in NODES[1:]}


def test_two_nodes_of_one_name_are_called_by_their_id(tmp_path):
    content = network()
    content["nodes"][1]["attributes"]["Name"] = "GGD Lindeland"
    survey = rn.read_survey(written(tmp_path, "net.json", content), warn=False)
    assert set(survey.roster["actor"]) == {"n0", "n1", "n2"}
    assert any(problem.kind == "labels not names" for problem in survey.problems)


def test_an_edge_to_nobody_and_an_id_twice_are_errors(tmp_path):
    content = network()
    content["edges"][1]["target"] = "n7"
    content["nodes"][1]["id"] = "n0"
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(written(tmp_path, "net.json", content), warn=False)
    problems = {problem.kind: (problem.file, problem.row) for problem in caught.value.problems}
    assert problems["unlisted node"] == ("net.json[edges]", 1)
    assert problems["duplicate node"] == ("net.json[nodes]", 1)


@pytest.mark.parametrize(
    "sheets",
    [
        {"Edges": EDGES},
        {"roster": [["id"], ["A"]], "Edges": EDGES},
        {"2019": EDGES, "2021": EDGES},
        {"Nodes": [["x"], ["A"]], "Edges": EDGES},
    ],
)
def test_other_workbooks_are_left_to_others(tmp_path, sheets):
    path = written(tmp_path, "book.xlsx", sheets)
    assert read_polinode(open_file(path, name="book.xlsx"), Options()) is None


def test_json_of_other_programs_is_left_to_others(tmp_path):
    for content in (
        network() | {"directed": True},
        {"nodes": [{"id": 1}], "edges": [{"source": 1, "target": 1, "attributes_of": 2}]},
        {"nodes": 3, "edges": {"attributes": 1}},
        [{"nodes": [], "edges": [], "attributes": {}}],
    ):
        path = written(tmp_path, "net.json", content)
        assert read_polinode(open_file(path, name="net.json"), Options()) is None
