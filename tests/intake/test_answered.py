"""Who answered: zeros are answers, empty cells are not, and each wave is told by its own files."""

import io

import pandas as pd
import pytest

import relnet as rn

ZEROS = ";A;B;C\nA;;1;0\nB;1;;0\nC;0;0;\n"
EMPTY = ";A;B;C\nA;;1;0\nB;1;;0\nC;;;\n"
LIST = "wave;respondent;actor;partner;value\n2025;a;A;B;1\n2025;b;B;A;1\n2025;d;D;A;1\n"
EDGES = "wave;source;target\n2025;A;B\n2025;D;A\n"
STATED = pytest.mark.parametrize("no_report", [None, "silent", "nobody"])


def read(*texts, **options):
    return rn.read_survey(*map(io.StringIO, texts), warn=False, **options)


def answered(survey):
    """Wave → those who answered, and those who did not."""
    by = survey.roster.groupby("wave", sort=False)
    return {
        wave: ("".join(part["actor"][part["answered"]]), "".join(part["actor"][~part["answered"]]))
        for wave, part in by
    }


def told(survey):
    return [str(problem) for problem in survey.problems if problem.kind == "no report"]


def states(survey, actor):
    return dict(rn.states(rn.build_panel(survey)[0]).loc[actor])


@STATED
def test_a_row_of_zeros_is_an_answer(no_report):
    survey = read(ZEROS, no_report=no_report)
    assert answered(survey) == {"1": ("ABC", "")}
    assert told(survey) == []
    assert states(survey, "C") == {"A": "no tie", "B": "no tie", "C": "impossible"}


@STATED
def test_an_empty_row_is_none_whatever_else_is_on_the_roster(no_report):
    for roster in ("ABC", "ABCD"):
        survey = read(EMPTY, roster=pd.DataFrame({"id": list(roster)}), no_report=no_report)
        assert not survey.roster.set_index("actor").loc["C", "answered"]
        assert set(states(survey, "C").values()) == {"unobserved", "impossible"}
        (line,) = [line for line in told(survey) if ": C" in line]
        assert "not to have answered" in line


@pytest.mark.parametrize(
    ("row", "expected"),
    [(";0;;", ("no tie", "unobserved")), (";9;0;", ("unobserved", "no tie")),
     (";0;2;", ("no tie", "tie"))],
)  # fmt: skip
@STATED
def test_an_empty_cell_beside_others_is_that_cell_alone(row, expected, no_report):
    survey = read(EMPTY.replace("C;;;", "C" + row), missing=["9"], no_report=no_report)
    assert answered(survey) == {"1": ("ABC", "")}
    assert (states(survey, "C")["A"], states(survey, "C")["B"]) == expected


def test_zeros_on_the_diagonal_are_no_answer():
    assert answered(read(EMPTY.replace("C;;;", "C;;;0"))) == {"1": ("AB", "C")}


def test_a_code_for_no_answer_is_none():
    survey = read(EMPTY.replace("C;;;", "C;9;9;9"), missing=["9"])
    assert answered(survey) == {"1": ("AB", "C")}


@pytest.mark.parametrize("other", [LIST, EDGES])
@pytest.mark.parametrize("matrix", [ZEROS, EMPTY])
def test_each_wave_is_told_by_its_own_files(matrix, other, tmp_path):
    (tmp_path / "2023.csv").write_text(matrix)
    (tmp_path / "other.csv").write_text(other)
    survey = rn.read_survey(tmp_path / "2023.csv", tmp_path / "other.csv", warn=False)
    first = ("ABC", "D") if matrix == ZEROS else ("AB", "CD")
    wave = next(iter(survey.answered_by_wave))
    assert answered(survey)[wave] == first
    assert survey.answered_by_wave[wave] == "no_report=silent"
    if other == LIST:
        assert answered(survey)["2025"] == ("ABD", "C")
        assert survey.answered_by == "no_report=silent"
    else:
        assert answered(survey)["2025"] == ("ABCD", "")
        assert survey.answered_by == "no_report=nobody + no_report=silent"
        assert told(survey)[-1].endswith("(no_report=nobody): B, C")
    networks = list(rn.build_panel(survey))
    assert [net.response_assumed for net in networks] == [False, other == EDGES]


def test_a_wave_without_a_list_of_respondents_is_not_told_by_that_of_another(tmp_path):
    answers = "respondent,actor,partner\na,A,B\nb,B,A\n"
    for wave in ("1", "2"):
        (tmp_path / f"{wave}.csv").write_text(answers)
    (tmp_path / "people.csv").write_text("respondent,actor\na,A\nb,B\nc,C\n")
    waves = '[[waves]]\nlabel = "{0}"\nreports = "{0}.csv"\n'
    text = waves.format(1) + 'respondents = "people.csv"\n' + waves.format(2)
    (tmp_path / "relnet.toml").write_text(text)
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    assert dict(survey.answered_by_wave) == {"1": "respondents", "2": "no_report=silent"}
    assert answered(survey) == {"1": ("ABC", ""), "2": ("AB", "C")}
    assert told(survey) == [
        "wave '2': 1 of 3 actors have no reports: taken not to have answered (no_report=silent): C"
    ]


def test_one_who_is_but_a_column_is_on_the_roster_and_did_not_answer():
    survey = read("x,A,B,C\nA,0,1,0\nB,1,0,0\n")
    assert answered(survey) == {"1": ("AB", "C")}
    assert states(survey, "A")["C"] == "no tie"


def test_a_row_in_one_matrix_is_an_answer_to_its_wave_alone(tmp_path):
    (tmp_path / "x.csv").write_text(ZEROS)
    (tmp_path / "y.csv").write_text(EMPTY)
    (tmp_path / "relnet.toml").write_text(
        '[[waves]]\nlabel = "1"\nreports = ["x.csv"]\n[[waves]]\nlabel = "2"\nreports = ["y.csv"]\n'
    )
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    assert answered(survey) == {"1": ("ABC", ""), "2": ("AB", "C")}


@pytest.mark.parametrize("no_report", [None, "nobody"])
def test_an_undirected_matrix_may_be_filled_on_one_side(no_report):
    upper = ";A;B;C;D\nA;;1;0;\nB;;;0;\nC;;;;\nD;;;;\n"
    for text in (upper, upper.replace("C;;;;", "C;0;0;;"), upper.replace("B;;;0;", "B;1;;0;")):
        survey = read(text, undirected=True, no_report=no_report)
        assert answered(survey) == {"1": ("ABC", "D")}
        known = {"A": "no tie", "B": "no tie", "C": "impossible", "D": "unobserved"}
        assert states(survey, "C") == known


def test_figures_of_a_fully_observed_matrix_hold_its_isolates():
    panel = rn.build_panel(read("x,A,B,C,D\nA,0,1,0,0\nB,0,0,0,0\nC,0,0,0,0\nD,1,0,0,0\n"))
    figures = rn.measure(panel, "density", "isolates").set_index("measure")
    assert figures.loc["density", ["value", "n"]].tolist() == [2 / 12, 12]
    assert figures.loc["isolates", "value"] == 1
    assert not panel[0].response_assumed
