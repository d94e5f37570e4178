import pickle
from dataclasses import replace

import openpyxl
import pytest
from click.testing import CliRunner

import relnet as rn
from relnet.cli import main
from relnet.datasets import lindeland, write_region
from relnet.rules import Scale
from tests.intake.conftest import ONE, RELATION, TWO, WAVES, kinds, rows


@pytest.mark.parametrize("language", ["nl", "en"])
def test_lindeland_by_files_of_one_wave_is_lindeland(tmp_path, language):
    region = lindeland(language)
    write_region(region, tmp_path)
    (tmp_path / "relnet.toml").unlink()
    frequency = region.labels[region.labels["kind"] == "frequency"]
    words = dict(zip(frequency["code"], frequency["label"], strict=True))
    text = 'files.roster = "roster.csv"\nfiles.respondents = "respondents.csv"\nreading.encoding = "cp1252"\n'
    for wave, part in region.reports.groupby("wave"):
        (tmp_path / wave).mkdir()
        told = part.assign(value=part["value"].astype("str").replace(words))
        table = told.drop(columns="wave")
        table.to_csv(tmp_path / wave / "answers.csv", sep=";", encoding="cp1252", index=False)
        text += f'[[waves]]\nlabel = {wave}\nreports = "{wave}/*.csv"\n'
    scale = ", ".join(f"{{ code = {code}, {language} = '{word}' }}" for code, word in words.items())
    questions = region.questions[region.questions["kind"] == "relation"]
    mutual = dict(zip(questions["name"], questions["mutual"], strict=True))
    for name in region.survey.relations:
        text += f"[[relations]]\nname = '{name.name}'\nscale = [{scale}]\n"
        text += "directed = false\n" if mutual[name.name] else ""
    (tmp_path / "relnet.toml").write_text(text)
    found = rn.read_survey(rn.read_study(tmp_path), warn=False)
    expected = rn.read_survey(
        tmp_path / "reports.csv",
        roster=tmp_path / "roster.csv",
        respondents=tmp_path / "respondents.csv",
        mutual=[name for name, both in mutual.items() if both],
        scale=Scale(1, 4),
        warn=False,
    )
    relations = [replace(relation, rule=None) for relation in found.relations]
    assert replace(found, relations=tuple(relations)).equals(expected)
    assert [relation.rule for relation in found.relations] == [rn.TieRule()] * len(relations)
    panels = rn.build_panel(found), rn.build_panel(expected)
    assert all(mine.ties.equals(other.ties) for mine, other in zip(*panels, strict=True))


def test_a_file_may_be_of_its_own_wave_with_its_own_columns_and_codes(read):
    survey = read(
        'reading.missing = 9\n[[waves]]\nlabel = "t0"\nreports = "one.csv"\nencoding = "cp1252"\n'
        'columns = { actor = "Wie", partner = "Met" }\nmissing = "?"\nrelation = "y"\n'
        '[[waves]]\nlabel = "t1"\nnames = "Golf Één"\nreports = "two.csv"\n'
        '[[relations]]\nname = "x"\nnames = "ex"\nscale = [1, { code = 2, nl = "vaak" }]\nnot_applicable = "nvt"\n'
        '[[relations]]\nname = "y"\nscale = [5, 6]\n',
        encoding="cp1252",
        one="Wie;Met;score\nÉ;B;5\nB;É;?\nC;B;9\n",
        two="jaar,actor,partner,relatie,score\ngolf een,B,A,EX,Vaak\nT1,A,B,y,6\nt1,A,C,x,nvt\nt1,A,D,x,\n",
    )  # fmt: skip
    assert rows(survey) == [
        ("t0", "É", "B", "y", 5.0), ("t0", "B", "É", "y", None), ("t0", "C", "B", "y", None),
        ("t1", "B", "A", "x", 2.0), ("t1", "A", "D", "x", None), ("t1", "A", "B", "y", 6.0),
    ]  # fmt: skip
    states = rn.states(rn.build_panel(survey, "x")["t1"]).loc["A", ["B", "C", "D"]]
    assert list(states) == ["no tie", "impossible", "unobserved"]
    assert survey.waves == ("t0", "t1")


def test_a_matrix_for_each_wave(read):
    text = 'reading.layout = "matrix"\n' + WAVES + RELATION + "directed = true\nscale = [1, 2]\n"
    survey = read(text, one=",A,B\nA,,1\nB,2,\n", two=",A,B\nA,,0\nB,1,\n")
    assert rows(survey) == [
        ("1", "A", "B", "x", 1), ("1", "B", "A", "x", 2),
        ("2", "B", "A", "x", 1), ("2", "A", None, "x", None),
    ]  # fmt: skip
    assert rows(read(text, waves=["2"])) == rows(survey)[2:]


def test_what_files_do_not_say_or_say_wrongly(refused):
    two = RELATION + '[[relations]]\nname = "y"\nscale = [1, 2]\n'
    assert refused(WAVES + two, one=ONE, two="actor,partner,relation\nB,A,y\n") == [
        ("missing column", "one.csv", None, None)
    ]
    assert refused(WAVES + two, one="actor,partner,relation,value\nA,B,y,7\nA,C,z,1\n",
                   two="wave,actor,partner,relation\n1,B,A,x\n") == [
        ("unreadable value", "one.csv", 2, "value"), ("unknown relation", "one.csv", 3, "relation"),
        ("row of another wave", "two.csv", 2, "wave"),
    ]  # fmt: skip


PEOPLE = '[[layers]]\nname = "board"\nnames = "Bestuurder"\nlabel.en = "Directors"\n[[layers]]\nname = "staff"\n'


def test_layers_and_items_by_their_names(read, refused):
    text = (
        'files.respondents = "people.csv"\n' + WAVES.replace('"two.csv"', '"two.csv"\nitems = "items.csv"')
        + RELATION + PEOPLE + '[[items]]\nname = "trust"\nnames = "Vertrouwen"\nscale = [1, 2, 3]\ndont_know = 9\n'
        '[[items]]\nname = "time"\nabout = "own"\n'
    )  # fmt: skip
    people = "wave,respondent,actor,layer\n1,p,A,bestuurder\n2,p,A,\n2,q,B,DIRECTORS\n2,r,B,staff\n"
    files = {"one": "respondent,partner\np,B\n", "two": "respondent,partner\np,B\nq,A\n"}
    items = "respondent,partner,item,value\np,B,vertrouwen,3\np,,time,7\nq,A,trust,9\n"
    survey = read(text, people=people, items=items, **files)
    assert list(survey.respondents["layer"]) == ["board", "", "board", "staff"]
    assert survey.items[["wave", "respondent", "actor", "partner", "item", "value"]].to_numpy().tolist() == [
        ["2", "p", "A", "", "time", 7], ["2", "p", "A", "B", "trust", 3]
    ]  # fmt: skip
    assert refused(text, people=people.replace("staff", "boss"), items=items, **files) == [
        ("unknown layer", "people.csv", 5, "layer")
    ]
    assert refused(text, people=people, items=items.replace("time,7", "size,7"), **files) == [
        ("unknown item", "items.csv", 3, "item")
    ]


def test_answers_given_twice_are_refused_or_the_first_or_the_last_counts(read, refused):
    twice = "respondent,actor,partner,value\np,A,B,1\np,A,B,2\nq,A,B,1\np,A,B,2\np,A,C,\np,A,C,3\n"
    assert refused(WAVES + RELATION, one=twice, two=ONE) == [
        ("reports that disagree", "one.csv", row, "value") for row in (3, 5, 7)
    ]
    for which, value in (("first", 1), ("last", 2)):
        survey = read(WAVES + RELATION + f'[response]\nrepeated = "{which}"\n', one=twice, two=ONE)
        assert ("1", "A", "B", "x", value) in rows(survey)
        table = survey.reports
        mine = table[
            (table["respondent"] == "p") & (table["partner"] == "B") & (table["wave"] == "1")
        ]
        assert list(mine["value"]) == [value]


def test_coded_respondents_are_nowhere_by_name(tmp_path):
    names = ("Jansen", "de Vries", "p. bakker", "Koks")
    (tmp_path / "people.csv").write_text(
        "wave,respondent,actor,person,completed\n1,Jansen,A,p. bakker,ja\n1,de Vries,B,de Vries,ja\n"
        "2,Jansen,A,p. bakker,ja\n2,Koks,C,Koks,nee\n2,de Vries,B,x,ja\n"
    )
    (tmp_path / "one.csv").write_text("respondent,partner\nJansen,B\nde Vries,A\n")
    (tmp_path / "two.csv").write_text(
        "respondent,partner,value\nKoks,A,1\nde Vries,A,1\nde Vries,A,2\nJansen,A,1\nJansen,,\n"
    )
    (tmp_path / "items.csv").write_text(
        "wave,respondent,item,value\n1,Jansen,t,1\n2,de Vries,t,2\n"
    )
    (tmp_path / "relnet.toml").write_text(
        'files.respondents = "people.csv"\nfiles.items = "items.csv"\n' + WAVES + RELATION
        + '[[items]]\nname = "t"\nabout = "own"\n[response]\nrepeated = "last"\n[privacy]\nrespondents = "coded"\n'
    )  # fmt: skip
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    tables = (
        survey.respondents,
        survey.reports,
        survey.items,
        rn.respondent_counts(survey),
        rn.continuity(survey),
    )
    shown = (
        "".join(table.to_csv() for table in tables)
        + repr(survey)
        + "".join(map(str, survey.problems))
    )
    shown += repr(survey.reports["respondent"].cat.categories.tolist())
    shown += pickle.dumps(survey).decode("latin-1") + pickle.dumps(rn.build_panel(survey)).decode(
        "latin-1"
    )
    for command in ("check", "measure", "compare"):
        result = CliRunner().invoke(main, [command, str(tmp_path), "--json"])
        assert result.exit_code == 0
        shown += result.output
    assert not [name for name in names if name in shown]
    assert set(survey.respondents["respondent"]) == {"r1", "r2", "r3"}
    assert set(survey.reports["respondent"]) == {"r1", "r2", "r3"}
    assert "unfinished response" in kinds(survey)
    assert list(survey.items["respondent"]) == ["r1", "r2"]
    status = rn.continuity(survey).set_index("actor")["status"].to_dict()
    assert status == {"A": "same", "B": "other"}


def test_what_was_asked_otherwise_is_said(read):
    survey = read(
        WAVES + RELATION + 'scale = [1, 2]\nwaves.2 = { most = 2, question.en = "Who?" }\n',
        one="respondent,actor,partner\np,A,B\np,A,C\n",
        two="respondent,actor,partner,value\np,A,B,1\np,A,C,1\nq,B,A,1\nq,B,C,1\nq,B,D,2\nr,C,A,1\nr,C,B,0\n",
    )
    said = {problem.kind: dict(problem.values) for problem in survey.problems}
    assert str(said["question changed"]["waves"]) == "2"
    assert (said["nominations capped"]["n"], said["more than could be named"]["n"]) == (1, 1)
    quiet = read(WAVES + RELATION + "scale = [1, 2]\n")
    assert not kinds(quiet) & {"question changed", "nominations capped", "more than could be named"}


def test_files_are_named_from_the_folder_of_the_study_on(tmp_path):
    folder = tmp_path / "mijn [x]" / "1"
    folder.mkdir(parents=True)
    (folder / "one.csv").write_text(ONE)
    book = openpyxl.Workbook()
    book.active.title = "Blad"
    for row in (("actor", "partner"), ("A", "B")):
        book.active.append(row)
    book.save(folder / "b.xlsx")
    study = folder.parent / "relnet.toml"
    study.write_text(
        '[[waves]]\nlabel = "1"\nreports = ["1/one.csv", "1/b.xlsx[Blad]"]\n' + RELATION
    )
    files = rn.read_survey(rn.read_study(study), warn=False).files["file"]
    assert list(files) == ["1/one.csv", "1/b.xlsx[Blad]"]


def test_nothing_is_said_beside_a_study(read, tmp_path):
    read(WAVES + RELATION, one=ONE, two=TWO)
    study = rn.read_study(tmp_path)
    for more in (
        {"roster": tmp_path / "one.csv"},
        {"mutual": ["x"]},
        {"missing": [9]},
        {"encoding": "cp1252"},
    ):
        with pytest.raises(rn.UsageError, match=next(iter(more))):
            rn.read_survey(study, **more)
    with pytest.raises(rn.UsageError):
        rn.read_survey(study, tmp_path / "one.csv")
    with pytest.warns(rn.RelnetWarning, match="roster"):
        rn.read_survey(study)


def test_the_path_of_a_study_file_is_no_source(tmp_path):
    path = tmp_path / "relnet.toml"
    path.write_text(WAVES)
    with pytest.raises(rn.UsageError, match="read_study"):
        rn.read_survey(path)


def test_a_register_of_one_wave_leaves_the_others_to_what_they_have(read):
    text = (
        '[[waves]]\nlabel = "1"\nreports = "one.csv"\nregister = "register.csv"\n'
        '[[waves]]\nlabel = "2"\nreports = "two.csv"\n' + RELATION
    )
    survey = read(
        text,
        one="respondent,actor,partner\na,A,B\n",
        two="respondent,actor,partner\na,A,B\nc,C,A\n",
        register="id\nA\nB\n",
    )
    answered = survey.roster[survey.roster["answered"]]
    assert answered.groupby("wave")["actor"].agg(list).to_dict() == {
        "1": ["A", "B"],
        "2": ["A", "C"],
    }
    assert survey.answered_by == "register + no_report=silent"
    (silent,) = [p for p in survey.problems if p.kind == "no report"]
    assert "wave '2'" in str(silent)


def test_who_names_nobody_did_answer(read):
    rows = "respondent,actor,partner,relation,value\na,A,B,x,1\nb,B,Niemand,,2\nc,C,geen,x,\n"
    text = '[[waves]]\nlabel = "1"\nreports = "one.csv"\n' + RELATION
    survey = read(text, one=rows)
    assert survey.roster.set_index("actor")["answered"].to_dict() == {
        "A": True,
        "B": True,
        "C": True,
    }


def test_one_to_whom_it_does_not_apply_leaves_a_colleague_to_speak(read):
    rows = "respondent,actor,partner,value\nx,A,B,3\ny,A,B,8\ny,A,C,8\nz,B,A,1\n"
    text = '[[waves]]\nlabel = "1"\nreports = "one.csv"\n[[relations]]\nname = "x"\nnot_applicable = 8\n'
    survey = read(text, one=rows)
    states = rn.states(rn.build_panel(survey)[0])
    assert (states.loc["A", "B"], states.loc["A", "C"]) == ("tie", "impossible")
