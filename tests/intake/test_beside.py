"""The lists beside the reports, held against the reports; what is assumed, said."""

import io

import pandas as pd
import pytest

import relnet as rn

EDGES = "wave,source,target\n1,A,B\n2,B,A\n"
ROSTER = pd.DataFrame({"id": list("ABC")})


def read(text=EDGES, **options):
    options.setdefault("roster", ROSTER)
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def errors(text=EDGES, **options):
    with pytest.raises(rn.DataError) as caught:
        read(text, **options)
    return str(caught.value)


def remarks(survey, kind):
    return [str(problem) for problem in survey.problems if problem.kind == kind]


def test_each_wave_needs_its_rows():
    register = io.StringIO("jaar;organisatie;gereageerd\n1;A;ja\n3;A;ja\n")
    assert "no rows of wave 2 in the register" in errors(register=register)
    people = io.StringIO("wave;respondent;actor\n1;a;A\n")
    assert "no rows of wave 2 in the respondents" in errors(respondents=people)
    roster = io.StringIO("wave;id\n1;A\n1;B\n")
    assert "no rows of wave 2 in the roster" in errors(roster=roster)


def test_rows_of_other_waves_are_listed():
    register = pd.DataFrame({"wave": [1, 2, 3], "id": ["A", "B", "C"]})
    cells = pd.DataFrame({"wave": [9], "source": ["A"], "target": ["B"]})
    survey = read(register=register, unobserved=cells)
    assert remarks(survey, "unknown wave") == [
        "register column 'wave': 1 row of wave '3': set aside, as there are no reports of it",
        "unobserved cells column 'wave': 1 row of wave '9': set aside, as there are no reports of it",
    ]


def test_waves_that_were_not_chosen_are_not_strange():
    register = pd.DataFrame({"wave": [1, 2], "id": ["A", "B"]})
    survey = read(register=register, waves=["2"])
    assert remarks(survey, "unknown wave") == []
    assert survey.roster["answered"].tolist() == [False, True, False]


def test_rows_that_disagree_and_rows_without_a_wave():
    register = io.StringIO("wave;id;answered\n1;A;ja\n1;A;nee\n2;A;ja\n;B;ja\n")
    message = errors(register=register)
    assert ":3 column 'answered': found another answer for 'A'" in message
    assert ":5 column 'wave': found nothing" in message
    cells = io.StringIO("wave;source;target;code\n1;A;B;x\n1;A;B;structural_zero\n")
    assert ":3 column 'code': found another answer for 'A'" in errors(unobserved=cells)
    roster = io.StringIO("wave;id\n1;A\n;B\n2;A\n")
    assert ":3 column 'wave': found nothing" in errors(roster=roster)


def test_a_column_of_yes_and_no_is_not_passed_over():
    register = io.StringIO("wave;id;medewerking\n1;A;ja\n2;A;nee\n")
    assert "column 'medewerking': found yes and no in a column that is not known" in errors(
        register=register
    )
    named = io.StringIO("wave;id;medewerking\n1;A;ja\n2;A;nee\n")
    survey = read(register=named, columns={"answered": "medewerking"})
    assert survey.roster["answered"].sum() == 1
    remark = io.StringIO("wave;id;remark\n1;A;holiday\n2;A;ja\n")
    assert "'remark'" in remarks(read(register=remark), "unused columns")[0]


def test_problems_of_lists_name_file_row_and_column(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("wave;respondent;organisatie\n1;a;A\n2;b;Z\n")
    assert (
        "people.csv:3 column 'organisatie': found 'Z', expected an actor on the roster"
        in errors(respondents=path)
    )


def test_a_respondent_may_speak_for_two_if_the_reports_say_for_which():
    people = pd.DataFrame({"respondent": ["a", "a"], "actor": ["A", "B"]})
    survey = read("respondent,actor,partner\na,A,C\na,B,C\n", respondents=people)
    assert len(survey.reports) == 2
    assert "for one actor" in errors("respondent,partner\na,C\n", respondents=people)


def test_reports_of_the_unfinished_are_counted():
    people = pd.DataFrame({"respondent": ["a", "b"], "actor": ["A", "A"], "completed": [1, 0]})
    survey = read("respondent,actor,partner\na,A,B\nb,A,C\n", respondents=people)
    assert "reports of 1 respondent who did not finish" in remarks(survey, "unfinished response")[0]


def test_naming_only_oneself_is_an_answer():
    survey = read("respondent,actor,partner\na,A,A\nb,B,A\n")
    assert survey.roster["answered"].tolist() == [True, True, False]
    network = rn.build_panel(survey)[0]
    assert rn.states(network).loc["A", "B"] == "no tie"


def test_a_table_without_waves_says_as_which_it_is_read():
    survey = rn.read_survey(io.StringIO("source,target,moment2\nA,B,x\n"), warn=False)
    assert remarks(survey, "waves assumed") == [
        "file 1: no column of waves: all rows are taken as wave '1'"
    ]


def test_files_of_one_name_are_waves_of_their_own(tmp_path):
    paths = [tmp_path / f"{year}" / "export.csv" for year in (2022, 2024)]
    for path in paths:
        path.parent.mkdir()
        path.write_text("source,target\nA,B\n")
    assert rn.read_survey(*paths, warn=False).waves == ("2022", "2024")
    with pytest.raises(rn.UsageError, match=r"export\.csv is given twice"):
        rn.read_survey(paths[0], paths[0])


def test_a_choice_of_waves_leaves_nobody_out():
    text = "wave,source,target\n1,A,B\n2,C,B\n"
    survey = rn.read_survey(io.StringIO(text), waves=["2"], warn=False)
    assert list(survey.roster["actor"]) == ["A", "C", "B"]


def test_names_that_look_alike_are_pointed_out():
    text = "source,target\nGGZ Zuid,Gemeente\nggz-zuid,Gemeente\n"
    survey = rn.read_survey(io.StringIO(text), warn=False)
    assert remarks(survey, "names alike") == ["'GGZ Zuid', 'ggz-zuid': taken as different actors"]


def test_a_formula_that_failed_is_an_error(tmp_path):
    path = tmp_path / "book.xlsx"
    frame = pd.DataFrame({"source": ["A", "B"], "target": ["B", "#N/A"], "weight": [1, "#REF!"]})
    frame.to_excel(path, index=False)
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(path, warn=False)
    assert [str(problem) for problem in caught.value.problems] == [
        "book.xlsx:3 column 'target': found '#N/A', expected a value, not a formula that failed",
        "book.xlsx:3 column 'weight': found '#REF!', expected a value, not a formula that failed",
    ]


def test_rows_are_numbered_as_the_sheet_shows_them(tmp_path):
    path = tmp_path / "book.xlsx"
    frame = pd.DataFrame({"source": ["A", "B"], "target": ["B", "Z"]})
    frame.to_excel(path, index=False, startrow=3, startcol=2)
    with pytest.raises(rn.DataError, match=r"book\.xlsx:6 column 'target': found 'Z'"):
        rn.read_survey(path, roster=ROSTER, warn=False)


def test_a_partner_column_without_a_row_is_named():
    survey = rn.read_survey(io.StringIO(";A;B;Totaal\nA;0;1;1\nB;1;0;1\n"), warn=False)
    assert "no rows for the columns Totaal" in remarks(survey, "partners without a row")[0]


def test_a_zero_among_empty_cells_is_an_answer():
    matrix = ";A;B;C\nA;;2;0\nB;1;;1\nC;0;;\n"
    survey = rn.read_survey(io.StringIO(matrix), no_report="silent", warn=False)
    assert survey.roster["answered"].all()
    states = rn.states(rn.build_panel(survey)[0])
    assert (states.loc["C", "A"], states.loc["C", "B"]) == ("no tie", "unobserved")


def test_excel_says_which_separator_it_used():
    survey = rn.read_survey(io.StringIO("sep=;\nsource;target\nA;B, Ltd\n"), warn=False)
    assert "B, Ltd" in set(survey.roster["actor"])


def test_one_code_or_several():
    text = "source,target,value\nA,B,99\nB,A,9\nA,C,1\n"
    for codes in ("99", 99, ["99"], [99.0]):
        survey = read(text, missing=codes)
        assert survey.reports["value"].isna().tolist() == [True, False, False]


def test_decimal_commas_and_points_are_not_mixed():
    message = errors("source;target;value\nA;B;2,5\nB;A;1.234\n")
    assert ":3 column 'value': found '1.234'" in message


def test_a_threshold_is_an_answer_of_the_scale():
    survey = read("source,target,value\nA,B,2\n", scale=rn.Scale(4, 1))
    with pytest.raises(rn.UsageError, match="7 is not an answer to 'relation'"):
        rn.build_panel(survey, rule=rn.TieRule(at_least=7))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: read(scale=(1, 5)), "scale needs Scale"),
        (lambda: read(columns=["x"]), "columns needs a mapping"),
        (lambda: rn.build_panel(read(), rule="sender"), "rule needs a TieRule"),
        (lambda: rn.TieRule(at_least="2"), "at_least needs a number"),
        (lambda: rn.build_panel(read())[2022], r"a wave is text: panel\['2022'\]"),
        (lambda: read(waves="7"), "no reports of wave '7'"),
    ],
)
def test_arguments_of_the_wrong_kind_are_refused(call, message):
    with pytest.raises(rn.UsageError, match=message):
        call()


def test_text_files_in_another_encoding(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("source,target\nCafé,B\n".encode("cp1252"))
    with path.open(encoding="utf-8") as file, pytest.raises(rn.DataError, match="not UTF-8"):
        rn.read_survey(file, warn=False)
    roster = io.BytesIO("id\nCafé\nB\n".encode())
    survey = rn.read_survey(path, roster=roster, encoding="cp1252", warn=False)
    assert list(survey.roster["actor"]) == ["Café", "B"]


def test_an_answer_on_a_cell_that_is_listed_is_an_error():
    cells = io.StringIO("source,target,code\nB,C,refused\nC,A,structural_zero\n")
    message = errors("source,target\nA,B\nB,C\nC,A\n", unobserved=cells)
    assert ":3: found 'B' on 'C': 1, expected no answer" in message.replace(" column ''", "")
    assert message.count("expected no answer") == 2
    cells = io.StringIO("source,target\nC,B\n")
    assert "expected no answer" in errors("source,target\nB,C\n", unobserved=cells, undirected=True)


def test_a_stated_cell_of_no_relation_and_names_of_another_wave():
    cells = io.StringIO("wave,source,target,relation\n1,A,C,typo\n")
    assert "found 'typo', expected a relation of the reports: relation" in errors(unobserved=cells)
    roster = pd.DataFrame({"wave": [1, 1, 1, 2, 2], "id": list("ABCAB")})
    register = io.StringIO("wave,id\n1,A\n2,C\n")
    assert "found 'C', expected an actor on the roster of wave '2'" in errors(
        roster=roster, register=register
    )


def test_actors_of_whom_the_register_says_nothing_are_named():
    register = io.StringIO("wave,id,answered\n1,A,1\n1,B,0\n1,C,1\n2,A,1\n2,B,1\n")
    survey = read(register=register)
    assert "taken not to have answered: C" in remarks(survey, "not in the register")[0]


def test_a_relation_with_only_empty_answers_was_not_asked():
    text = (
        "wave,respondent,actor,partner,relation,value\n1,a,A,B,x,1\n1,a,A,B,y,1\n"
        "2,a,A,B,x,1\n2,a,A,B,y,\n2,b,B,A,y,\n"
    )
    survey = read(text)
    assert not rn.build_panel(survey)["2", "y"].observation.asked
    blank = rn.read_survey(io.StringIO(";A;B\nA;;\nB;;\n"), warn=False)
    assert not rn.build_panel(blank)[0].observation.asked


def test_a_matrix_of_codes_is_not_taken_for_one_with_names():
    survey = rn.read_survey(io.StringIO("0 5 2 7\n5 0 1 3\n2 1 0 4\n7 3 4 0\n"), warn=False)
    assert list(survey.roster["actor"]) == ["1", "2", "3", "4"]
    numbered = rn.read_survey(io.StringIO(",7,5\n7,0,1\n5,1,0\n"), warn=False)
    assert list(numbered.roster["actor"]) == ["7", "5"]
    frame = pd.DataFrame([[0, 2, 3], [2, 0, 1], [3, 1, 0]])
    assert len(rn.read_survey(frame, warn=False).reports) == 6


@pytest.mark.parametrize(
    "half",
    [
        ",A,B,C\nA,,1,0\nB,,,1\nC,,,\n",
        ",A,B,C\nA,,,\nB,1,,\nC,0,1,\n",
        ",A,B,C\nA,0,1,0\nB,0,0,1\nC,0,0,0\n",
    ],
)
def test_half_a_matrix_states_every_dyad(half):
    network = rn.build_panel(rn.read_survey(io.StringIO(half), undirected=True, warn=False))[0]
    assert network.ties[["source", "target"]].to_numpy().tolist() == [["A", "B"], ["B", "C"]]
    assert network.observation.coverage == 1


def test_a_choice_among_matrices(tmp_path):
    for wave in (1, 2, 3):
        (tmp_path / f"w{wave}.csv").write_text(";A;B\nA;0;1\nB;0;0\n")
    files = [tmp_path / f"w{wave}.csv" for wave in (1, 2, 3)]
    assert rn.read_survey(*files, waves=["1", "3"], warn=False).waves == ("1", "3")


def test_nobody_named_has_no_value():
    survey = read("respondent,actor,partner\na,A,B\nb,B,\n")
    assert survey.reports["value"].isna().tolist() == [False, True]


def test_an_edge_list_runs_one_way_whoever_answered_it():
    people = pd.DataFrame({"respondent": ["a"], "actor": ["A"]})
    survey = read("source,target\nA,B\n", respondents=people)
    with pytest.raises(rn.UsageError, match="has one report"):
        rn.build_panel(survey, rule=rn.TieRule(dyad="both"))


def test_cells_of_a_relation_that_was_not_asked_silence_nobody():
    text = (
        "wave,source,target,relation\n1,A,B,give\n1,B,A,give\n1,C,A,give\n2,A,B,give\n2,A,B,get\n"
    )
    pairs = [(a, b) for a in "ABC" for b in "ABC" if a != b]
    cells = pd.DataFrame(
        [(1, a, b, "get") for a, b in pairs], columns=["wave", "source", "target", "relation"]
    )
    survey = read(text, unobserved=cells)
    assert survey.roster["answered"].all()
    assert rn.measure(rn.build_panel(survey, "give"), "density")["value"].iloc[0] == 0.5


def test_a_colleague_who_answered_is_heard():
    text = (
        "respondent,actor,partner,value\na1,A,B,\na1,A,C,\na2,A,B,1\na2,A,C,0\nb,B,A,1\nc,C,A,1\n"
    )
    assert read(text, no_report="nobody").roster["answered"].all()


def test_blank_dyads_are_blank_from_either_side():
    for rows in ("A,B,\nA,C,\n", "B,A,\nC,A,\n"):
        survey = read("source,target,value\n" + rows + "B,C,1\n", undirected=True)
        assert survey.roster["answered"].tolist() == [False, True, True]


def test_a_matrix_that_is_not_symmetric_is_refused_unless_half_is_empty():
    crooked = ",A,B,C\nA,0,1,0\nB,0,0,0\nC,1,1,0\n"
    with pytest.raises(rn.DataError, match="the same in the row of"):
        rn.read_survey(io.StringIO(crooked), undirected=True, warn=False)
    silent = rn.read_survey(
        io.StringIO(",A,B,C\nA,0,9,9\nB,1,0,1\nC,0,1,0\n"), missing=9, undirected=True, warn=False
    )
    assert len(rn.build_panel(silent)[0].ties) == 2
    absent = rn.read_survey(io.StringIO(",A,B,C\nB,1,0,1\nC,0,1,0\n"), undirected=True, warn=False)
    assert len(rn.build_panel(absent)[0].ties) == 2


def test_open_files_of_one_name_are_two_files():
    files = []
    for text in (",A,B\nA,0,1\nB,1,0\n", ",A,B\nA,0,0\nB,1,0\n"):
        file = io.StringIO(text)
        file.name = "m.csv"
        files.append(file)
    survey = rn.read_survey(*files, waves=["2020", "2022"], warn=False)
    assert survey.waves == ("2020", "2022")
    assert survey.files["file"].tolist() == ["m.csv", "m.csv (2)"]


def test_respondents_that_disagree_or_are_not_listed():
    text = "wave,respondent,actor,partner\n1,a,A,B\n1,b,B,A\n"
    people = io.StringIO("wave,respondent,actor,completed\n1,a,A,0\n1,a,A,1\n1,b,B,1\n")
    assert "found another answer for 'A'" in errors(text, respondents=people)
    people = io.StringIO("wave,respondent,actor\n1,b,B\n")
    survey = read(text, respondents=people)
    assert survey.roster["answered"].tolist() == [False, True, False]
    assert "is not on the list" in remarks(survey, "unfinished response")[0]


def test_rows_of_lists_are_accounted_for_too():
    roster = pd.DataFrame({"wave": [1, 1, 2, 3], "id": list("ABAB")})
    survey = read(roster=roster, waves=["1"])
    assert survey.files[["rows", "used", "listed"]].to_numpy().tolist() == [[2, 1, 1], [4, 2, 2]]
    assert "1 row of other waves" in remarks(survey, "wave not read")[0]


def test_a_sheet_given_as_a_list_is_no_wave(tmp_path):
    path = tmp_path / "book.xlsx"
    with pd.ExcelWriter(path) as book:
        for year in ("2022", "2024"):
            pd.DataFrame({"source": ["A"], "target": ["B"]}).to_excel(
                book, sheet_name=year, index=False
            )
        ROSTER.to_excel(book, sheet_name="roster", index=False)
    survey = rn.read_survey(path, roster=f"{path}[roster]", warn=False)
    assert survey.waves == ("2022", "2024")


def test_a_list_wins_over_the_zeros_of_a_matrix():
    cells = "source,target\nC,A\n"
    for matrix in (",A,B,C\nA,0,1,0\nB,1,0,0\nC,0,0,0\n", ",A,B,C\nA,0,1,0\nB,1,0,0\nC,0,,0\n"):
        survey = rn.read_survey(io.StringIO(matrix), unobserved=io.StringIO(cells), warn=False)
        assert rn.states(rn.build_panel(survey)[0]).loc["C", "A"] == "unobserved"


def test_a_majority_has_no_strength():
    with pytest.raises(rn.UsageError, match="has no strength"):
        rn.TieRule(dyad="max", respondents="majority")
