"""Maps of Kumu, from a workbook and from JSON."""

import hypothesis.strategies as st
import openpyxl
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from relnet.readers.files import open_file
from relnet.readers.networks.kumu import read_kumu
from relnet.readers.options import Options
from tests.intake.tool_inputs import written

ELEMENTS = [
    ["Label", "Type", "Description", "Tags", "Bedden"],
    ["GGD Lindeland", "publiek", "Gemeentelijke dienst", "jeugd|zorg", None],
    ["Ziekenhuis Sint Anna", "zorg", None, None, 400],
    ["Huisartsen Noord", "zorg", None, "zorg", None],
    ["Thuiszorg | Vecht", "zorg", None, None, 12],
]
CONNECTIONS = [
    ["From", "To", "Type", "Direction", "Description", "Strength"],
    ["GGD Lindeland", "Ziekenhuis Sint Anna|Huisartsen Noord", "verwijst", "directed", None, 2],
    ["Huisartsen Noord", "Ziekenhuis Sint Anna", "verwijst", "mutual", "veel", 1.5],
    ["Thuiszorg | Vecht", "Huisartsen Noord", "overlegt", "undirected", None, 1],
    ["GGD Lindeland", "Thuiszorg | Vecht", "overlegt", "undirected", None, 3],
]
SHEETS = {"Elements": ELEMENTS, "Connections": CONNECTIONS, "Kladblok (ignore)": [["x"], ["y"]]}


def ties(survey, relation=0):
    reports = survey.reports
    own = reports[reports["relation"] == survey.relations[relation].name].dropna(subset="partner")
    return list(own[["actor", "partner", "value"]].itertuples(index=False, name=None))


@pytest.fixture
def survey(tmp_path):
    return rn.read_survey(written(tmp_path, "kaart_2021.xlsx", SHEETS), warn=False)


def kinds(survey):
    return {problem.kind for problem in survey.problems}


def test_a_workbook_has_elements_and_connections(survey):
    assert survey.waves == ("2021",)
    assert [(r.name, r.directed) for r in survey.relations] == [
        ("verwijst", True),
        ("overlegt", False),
    ]
    assert ties(survey) == [
        ("GGD Lindeland", "Ziekenhuis Sint Anna", 2.0),
        ("GGD Lindeland", "Huisartsen Noord", 2.0),
        ("Huisartsen Noord", "Ziekenhuis Sint Anna", 1.5),
        ("Ziekenhuis Sint Anna", "Huisartsen Noord", 1.5),
    ]
    assert ties(survey, 1) == [
        ("Thuiszorg | Vecht", "Huisartsen Noord", 1.0),
        ("GGD Lindeland", "Thuiszorg | Vecht", 3.0),
    ]
    assert not survey.roster_assumed


def test_what_is_known_of_elements_are_attributes(survey):
    roster = survey.roster.set_index("actor")
    assert roster.loc["GGD Lindeland", "Tags"] == "jeugd|zorg"
    assert roster.loc["Ziekenhuis Sint Anna", "Bedden"] == 400
    assert roster["Type"].tolist() == ["publiek", "zorg", "zorg", "zorg"]


def test_a_sheet_that_is_ignored_and_columns_that_are_not_read_are_told(survey):
    told = [str(problem) for problem in survey.problems]
    assert any("1 sheet without nodes or ties: 'Kladblok (ignore)'" in line for line in told)
    assert any("'Description'" in line for line in told)


def test_sheets_may_have_any_title_and_begin_with_an_id(tmp_path, survey):
    sheets = {
        "wie": [["ID", *ELEMENTS[0]], *([f"e{k}", *row] for k, row in enumerate(ELEMENTS[1:]))],
        "wat": [["ID", *CONNECTIONS[0]], [1, "e0", "e1|e2", *CONNECTIONS[1][2:]],
                *([k, *row] for k, row in enumerate(CONNECTIONS[2:], 2))],
    }  # fmt: skip
    again = rn.read_survey(written(tmp_path, "kaart_2021.xlsx", sheets), warn=False)
    assert ties(again) == ties(survey)
    assert ties(again, 1) == ties(survey, 1)


def blueprint(*, nested):
    elements, connections = [], []
    for k, row in enumerate(ELEMENTS[1:]):
        said = {n.lower(): v for n, v in zip(ELEMENTS[0], row, strict=True) if v is not None}
        elements.append({"_id": f"elem-{k}", "attributes": said} if nested else said)
    names = {row[0]: f"elem-{k}" for k, row in enumerate(ELEMENTS[1:])}
    for row in CONNECTIONS[1:]:
        for target in row[1].split("|") if row[1] not in names else [row[1]]:
            ends = [names[name] if nested else name for name in (row[0], target)]
            own = {"type": row[2], "strength": row[5]}
            item = {"from": ends[0], "to": ends[1], "direction": row[3]}
            connections.append(item | ({"attributes": own} if nested else own))
    return {"elements": elements, "connections": connections, "views": [{"elements": 3}]}


@pytest.mark.parametrize("nested", [True, False])
def test_a_blueprint_says_the_same(tmp_path, survey, nested):
    path = written(tmp_path, "kaart_2021.json", blueprint(nested=nested))
    again = rn.read_survey(path, warn=False)
    assert [(r.name, r.directed) for r in again.relations] == [
        (r.name, r.directed) for r in survey.relations
    ]
    assert (ties(again), ties(again, 1)) == (ties(survey), ties(survey, 1))
    assert again.roster.set_index("actor").loc["Ziekenhuis Sint Anna", "bedden"] == 400


def test_connections_without_a_direction_are_told(tmp_path):
    sheets = {"a": [["Label"], ["A"], ["B"]], "b": [["From", "To"], ["A", "B"]]}
    path = written(tmp_path, "map.xlsx", sheets)
    assert "direction assumed" in kinds(rn.read_survey(path, warn=False))
    assert rn.read_survey(path, undirected=True, warn=False).relations[0].directed is False


def test_undirected_connections_beside_directed_ones_run_both_ways(tmp_path):
    sheets = {
        "a": [["Label"], ["A"], ["B"], ["C"]],
        "b": [["From", "To", "Direction"], ["A", "B", "directed"], ["B", "C", "undirected"]],
    }
    survey = rn.read_survey(written(tmp_path, "map.xlsx", sheets), warn=False)
    assert {pair[:2] for pair in ties(survey)} == {("A", "B"), ("B", "C"), ("C", "B")}
    assert "undirected tie" in kinds(survey)


def test_waves_relations_and_strengths_by_their_usual_names(tmp_path):
    sheets = {
        "Elements": [["Label", "answered"], ["A", "ja"], ["B", "nee"], ["C", "ja"]],
        "Connections": [["From", "To", "Relatie", "Jaar", "Waarde", "Direction"],
                        ["A", "B", "zorg", 2019, "2,5", "directed"],
                        ["C", "A", "geld", 2021, "1", "directed"]],
    }  # fmt: skip
    survey = rn.read_survey(written(tmp_path, "map.xlsx", sheets), warn=False)
    assert survey.waves == ("2019", "2021")
    assert [relation.name for relation in survey.relations] == ["zorg", "geld"]
    roster = survey.roster
    assert set(roster.loc[~roster["answered"], "actor"]) == {"B"}
    assert survey.reports["value"].tolist() == [2.5, 1.0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["A", "Z", "directed"], "'Z'"),
        (["A", None, "directed"], "column 'To': found nothing"),
        (["A", "B", "sideways"], "'sideways', expected directed, undirected or mutual"),
    ],
)
def test_what_is_wrong_has_its_sheet_row_and_column(tmp_path, rows, said):
    sheets = {
        "Elements": [["Label"], ["A"], ["B"]],
        "Connections": [["From", "To", "Direction"], ["A", "B", "directed"], rows],
    }
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(written(tmp_path, "map.xlsx", sheets), warn=False)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert (problem.file, problem.row) == ("map.xlsx[Connections]", 3)


def test_what_is_wrong_in_json_has_its_path(tmp_path):
    content = {"elements": [{"label": "A"}, {"label": {"x": 1}}],
               "connections": [{"from": "A", "to": "A"}, {"from": "A"}]}  # fmt: skip
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(written(tmp_path, "map.json", content), warn=False)
    (problem,) = caught.value.problems
    assert (problem.column, problem.found) == ("elements[1].label", "{…}")
    content["elements"].pop()
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(written(tmp_path, "map.json", content), warn=False)
    assert caught.value.problems[0].column == "connections[1].to"


def test_a_workbook_of_something_else_is_left_to_others(tmp_path):
    for sheets in (
        {"2019": [["From", "To"], ["A", "B"]], "2021": [["From", "To"], ["B", "A"]]},
        {"a": [["Label", "x"], ["A", 1]], "b": [["source", "target"], ["A", "B"]]},
    ):
        path = written(tmp_path, "map.xlsx", sheets)
        assert read_kumu(open_file(path, name="map.xlsx"), Options()) is None
    plain = rn.read_survey(
        written(tmp_path, "m.xlsx", {"2019": [["From", "To"], ["A", "B"]]}), warn=False
    )
    assert plain.roster_assumed


def test_a_damaged_workbook_and_other_text_are_left_to_others(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    frame = pd.DataFrame({"source": ["A"], "target": ["B"]})
    for source in (tmp_path / "a.xlsx", frame):
        assert read_kumu(open_file(source, name="a"), Options()) is None


def test_a_sheet_with_a_failed_formula_is_refused_as_any_table_is(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Label", "x"])
    book.active.append(["A", "#REF!"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(rn.DataError, match="#REF!"):
        rn.read_survey(tmp_path / "a.xlsx", warn=False)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3)
    ),
    max_leaves=8,
)
ITEMS = st.lists(
    JSON | st.dictionaries(st.sampled_from(["label", "id", "from", "to", "type", "attributes",
                                            "direction", "strength", "wave"]), JSON),
    max_size=4,
)  # fmt: skip


@given(content=st.fixed_dictionaries({"elements": ITEMS, "connections": ITEMS}))
def test_any_json_is_read_or_refused(content, tmp_path_factory):
    path = written(tmp_path_factory.mktemp("any"), "map.json", content)
    try:
        rn.read_survey(path, warn=False)
    except rn.DataError as error:
        assert error.problems
