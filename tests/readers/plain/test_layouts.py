"""What can be read, and that it is the same survey whatever the file."""

import gzip
import io

import numpy as np
import pandas as pd
import pytest

import relnet as rn

LONG = [
    ("wave", "source", "target", "weight"),
    ("2022", "A", "B", "1.5"),
    ("2022", "B", "C", "2"),
    ("2024", "NA", "A", "3"),
]
ROSTER = "id\nA\nB\nC\nNA\n"


def csv(rows, separator=","):
    return "".join(separator.join(row) + "\n" for row in rows)


@pytest.fixture
def survey(tmp_path):
    def read(content, name="answers.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        options.setdefault("roster", io.StringIO(ROSTER))
        return rn.read_survey(path, warn=False, **options)

    return read


@pytest.fixture
def plain(survey):
    return survey(csv(LONG))


@pytest.mark.parametrize(
    "content",
    [
        csv(LONG, ";"),
        csv(LONG, "\t"),
        csv(LONG, ";").replace("1.5", "1,5"),
        "\ufeff" + csv(LONG),
        csv(LONG).replace("\n", "\r\n"),
        csv(LONG) + "\n\n",
        csv(LONG).replace("B,C", '"B","C"').replace("A,B", " A ,  B"),
        csv(LONG).encode("utf-16"),
        gzip.compress(csv(LONG).encode()),
        csv(LONG).replace("source,target,weight", "Van,Naar,Waarde").replace("wave", "Jaar"),
        csv(LONG).replace("source,target,weight", "ORGANISATIE,partner,score"),
    ],
    ids=["semicolon", "tab", "decimal comma", "BOM", "CRLF", "blank lines", "quotes and blanks",
         "UTF-16", "gzip", "Dutch", "synonyms"],
)  # fmt: skip
def test_the_same_survey_in_any_text(survey, plain, content):
    assert survey(content).equals(plain)


def test_the_same_survey_from_frames_open_files_and_workbooks(plain, tmp_path):
    frame = pd.DataFrame(LONG[1:], columns=LONG[0])
    numbers = frame.astype({"wave": int, "weight": float})
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    numbers.to_excel(tmp_path / "b.xlsx", index=False)
    with (tmp_path / "bytes.csv").open("w+b") as file:
        file.write(csv(LONG).encode())
        file.seek(0)
        sources = [
            frame,
            numbers,
            io.StringIO(csv(LONG)),
            file,
            tmp_path / "a.xlsx",
            str(tmp_path / "b.xlsx"),
        ]
        for source in sources:
            read = rn.read_survey(source, roster=io.StringIO(ROSTER), warn=False)
            assert read.equals(plain)


def test_columns_of_other_names_are_mapped(survey, plain):
    renamed = csv(LONG).replace("wave", "event").replace("weight", "how often")
    assert survey(renamed, columns={"wave": "event", "weight": "how often"}).equals(plain)
    with pytest.raises(rn.DataError, match="no file with a column 'events'"):
        survey(renamed, columns={"wave": "events"})
    with pytest.raises(rn.UsageError, match="did you mean 'wave'"):
        survey(renamed, columns={"waves": "event"})


def test_one_file_a_wave_takes_its_label_from_the_name(tmp_path):
    for year in (2024, 2022):
        (tmp_path / f"survey_{year}.csv").write_text("source,target\nA,B\n")
    files = [tmp_path / "survey_2024.csv", tmp_path / "survey_2022.csv"]
    assert rn.read_survey(*files, warn=False).waves == ("2022", "2024")
    assert rn.read_survey(*files, waves=["late", "early"], warn=False).waves == ("late", "early")
    assert rn.read_survey(files[0], warn=False).waves == ("2024",)
    with pytest.raises(rn.UsageError, match="3 wave labels for 2 tables"):
        rn.read_survey(*files, waves=["a", "b", "c"], warn=False)


def test_sheets_are_waves_and_can_be_named(tmp_path):
    path = tmp_path / "panel.xlsx"
    with pd.ExcelWriter(path) as book:
        for year in ("2022", "2024"):
            pd.DataFrame({"source": ["A"], "target": ["B"]}).to_excel(
                book, sheet_name=year, index=False
            )
        pd.DataFrame({"id": ["A", "B", "C"]}).to_excel(book, sheet_name="roster", index=False)
    survey = rn.read_survey(f"{path}[2022]", f"{path}[2024]", roster=f"{path}[roster]", warn=False)
    assert survey.waves == ("2022", "2024")
    assert len(survey.roster) == 6
    with pytest.raises(rn.UsageError, match="did you mean '2024'"):
        rn.read_survey(f"{path}[2023]", warn=False)
    with pytest.raises(rn.DataError, match=r"panel\.xlsx\[roster\].*1 column: 'id'"):
        rn.read_survey(path, warn=False)


def test_matrices_labelled_bare_and_rectangular():
    labelled = ";A;B;C\nA;0;1,5;\nB;2;0;0\nC;0;0;0\n"
    survey = rn.read_survey(io.StringIO(labelled), warn=False)
    network = rn.build_panel(survey)[0]
    assert network.ties[["source", "target", "strength"]].to_numpy().tolist() == [
        ["A", "B", 1.5], ["B", "A", 2.0],
    ]  # fmt: skip
    assert rn.states(network).loc["A", "C"] == "unobserved"
    bare = rn.read_survey(io.StringIO("0 1 0\n0 0 1\n0 0 0\n"), warn=False)
    assert list(bare.roster["actor"]) == ["1", "2", "3"]
    assert rn.build_panel(bare)[0].keys.tolist() == [1, 5]
    rectangular = "x,A,B,C\nA,0,1,1\nB,1,0,0\n"
    survey = rn.read_survey(io.StringIO(rectangular), warn=False)
    assert survey.roster.set_index("actor")["answered"].to_dict() == {
        "A": True,
        "B": True,
        "C": False,
    }
    frame = pd.DataFrame([[0, 1], [1, 0]], index=["A", "B"], columns=["A", "B"])
    assert len(rn.read_survey(frame, warn=False).reports) == 2


def test_a_matrix_of_zeros_was_asked():
    survey = rn.read_survey(io.StringIO("x,A,B\nA,0,0\nB,0,0\n"), warn=False)
    row = rn.measure(rn.build_panel(survey), "density").iloc[0]
    assert (row["value"], row["n"]) == (0, 2)


def test_an_undirected_matrix_states_each_dyad_once_or_twice():
    full = "x,A,B,C\nA,0,1,0\nB,1,0,1\nC,0,1,0\n"
    upper = "x,A,B,C\nA,0,1,0\nB,0,0,1\nC,0,0,0\n"
    panels = [
        rn.build_panel(rn.read_survey(io.StringIO(text), undirected=True, warn=False))
        for text in (full, upper)
    ]
    assert panels[0].equals(panels[1])
    assert len(panels[0][0].ties) == 2
    crooked = full.replace("C,0,1,0", "C,0,0,0")
    with pytest.raises(rn.DataError, match="the same in the row of 'C'"):
        rn.read_survey(io.StringIO(crooked), undirected=True, warn=False)
    mutual = rn.read_survey(io.StringIO(crooked), mutual=True, warn=False)
    assert len(rn.build_panel(mutual, rule=rn.TieRule(dyad="both"))[0].ties) == 1


def test_waves_are_sorted_as_numbers_and_dates_else_in_order_of_appearance():
    def waves(*labels):
        rows = "".join(f"{label},A,B\n" for label in labels)
        return rn.read_survey(io.StringIO("wave,source,target\n" + rows), warn=False).waves

    assert waves("10", "9") == ("9", "10")
    assert waves("1-10-2023", "15-2-2022") == ("15-2-2022", "1-10-2023")
    assert waves("2023-10-01", "2022-02-15") == ("2022-02-15", "2023-10-01")
    assert waves("Fall", "Autumn") == ("Fall", "Autumn")


def test_waves_can_be_chosen_and_ordered():
    rows = "wave,source,target\na,A,B\nb,A,B\nb,B,A\nc,A,B\n"
    survey = rn.read_survey(io.StringIO(rows), waves=["c", "a"], warn=False)
    assert survey.waves == ("c", "a")
    assert survey.files[["rows", "used", "listed"]].to_numpy().tolist() == [[4, 2, 2]]
    assert "wave not read" in {problem.kind for problem in survey.problems}
    with pytest.raises(rn.UsageError, match="no reports of wave 'd'"):
        rn.read_survey(io.StringIO(rows), waves=["d"], warn=False)


def test_a_roster_by_wave_says_who_joins_and_leaves():
    edges = io.StringIO("wave,source,target\n1,A,B\n2,A,C\n")
    roster = io.StringIO("wave,id,beds\n1,A,10\n1,B,\n2,A,12\n2,C,5\n")
    survey = rn.read_survey(edges, roster=roster, warn=False)
    assert survey.roster.groupby("wave")["actor"].agg(list).to_dict() == {
        "1": ["A", "B"],
        "2": ["A", "C"],
    }
    assert survey.roster["beds"].tolist()[0] == 10
    assert pd.isna(survey.roster["beds"][1])


def test_values_that_are_empty_or_coded_are_missing_and_nothing_else():
    rows = "source,target,value\nA,B,\nA,C,9\nB,A,0\nB,C,NVT\nC,A,1\n"
    survey = rn.read_survey(io.StringIO(rows), missing=["9", "NVT"], warn=False)
    assert survey.reports["value"].isna().sum() == 3
    states = rn.states(rn.build_panel(survey)[0])
    assert states.loc["A", "B"] == "unobserved"
    assert states.loc["B", "A"] == "no tie"
    assert states.loc["C", "B"] == "no tie"


def test_who_answered_comes_from_the_register_then_the_respondents_then_the_rule():
    answers = "respondent,actor,partner\na,A,B\nb,B,A\n"
    options = {"roster": pd.DataFrame({"id": list("ABCD")}), "warn": False}

    def answered(**more):
        survey = rn.read_survey(io.StringIO(answers), **options, **more)
        table = survey.roster
        return "".join(table.loc[table["answered"], "actor"]), survey.answered_by

    register = pd.DataFrame({"id": list("ABCD"), "answered": ["ja", "ja", "ja", "nee"]})
    people = pd.DataFrame({"respondent": ["a", "b", "d"], "actor": ["A", "B", "D"]})
    assert answered() == ("AB", "no_report=silent")
    assert answered(no_report="nobody") == ("ABCD", "no_report=nobody")
    assert answered(respondents=people) == ("ABD", "respondents")
    assert answered(respondents=people, register=register) == ("ABC", "register")
    edges = io.StringIO("source,target\nA,B\n")
    survey = rn.read_survey(edges, **options)
    assert survey.answered_by == "no_report=nobody"
    assert survey.roster["answered"].all()


def test_a_row_without_a_partner_says_answered_and_named_nobody():
    answers = "respondent,actor,partner\na,A,B\nb,B,\n"
    survey = rn.read_survey(
        io.StringIO(answers), roster=pd.DataFrame({"id": list("ABC")}), warn=False
    )
    assert survey.roster["answered"].tolist() == [True, True, False]
    states = rn.states(rn.build_panel(survey)[0])
    assert (states.loc["B", "A"], states.loc["C", "A"]) == ("no tie", "unobserved")


def test_actors_of_whom_all_cells_are_listed_unobserved_did_not_answer():
    edges = pd.DataFrame({"source": ["A"], "target": ["B"]})
    gone = pd.DataFrame({"source": ["C", "C", "B"], "target": ["A", "B", "A"]})
    survey = rn.read_survey(
        edges, roster=pd.DataFrame({"id": list("ABC")}), unobserved=gone, warn=False
    )
    assert survey.roster["answered"].tolist() == [True, True, False]


def test_structural_zeros_are_impossible_and_any_other_code_unobserved():
    edges = pd.DataFrame({"source": ["A"], "target": ["B"]})
    cells = pd.DataFrame(
        {"source": ["A", "B"], "target": ["C", "C"], "code": ["structural_zero", "refused"]}
    )
    survey = rn.read_survey(edges, unobserved=cells, warn=False)
    states = rn.states(rn.build_panel(survey)[0])
    assert (states.loc["A", "C"], states.loc["B", "C"]) == ("impossible", "unobserved")


def test_defaults_that_change_figures_are_warned_of():
    with pytest.warns(
        rn.RelnetWarning, match=r"(?s)roster assumed.*1 of 2 actors named nobody.*: B"
    ):
        rn.read_survey(pd.DataFrame({"source": ["A"], "target": ["B"]}))
    survey = rn.read_survey(pd.DataFrame({"source": ["A"], "target": ["B"]}), warn=False)
    assert rn.measure(rn.build_panel(survey), "density")["status"].tolist() == ["roster assumed"]


def test_a_million_rows(tmp_path):
    rng = np.random.default_rng(1)
    n, m = 3000, 1_000_000
    keys = np.unique(rng.integers(0, n * n * 4, int(m * 1.05)))
    wave, source, target = keys // (n * n), keys // n % n, keys % n
    keep = np.flatnonzero(source != target)[:m]
    frame = pd.DataFrame({"wave": wave, "source": source, "target": target}).iloc[keep]
    path = tmp_path / "large.csv"
    frame.to_csv(path, index=False)
    survey = rn.read_survey(path, warn=False)
    assert len(survey.reports) == m
    assert survey.files["used"].tolist() == [m]
    assert sum(network.keys.size for network in rn.build_panel(survey)) == m
