import csv
import datetime as dt
import io
import tomllib

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import relnet as rn
from relnet.datasets import lindeland, write_region
from relnet.propose import blank_study, start_study
from relnet.propose.recognise import recognise

TABLES = {
    "nl": {
        "antwoorden": ("invuller;organisatie;partner;relatie;frequentie\np;A;B;info;1\nq;B;A;info;2\n", "reports"),
        "lijst": ("organisatie;sector\nA;zorg\nB;wonen\n", "roster"),
        "respons": ("organisatie;beantwoord\nA;ja\nB;nee\n", "register"),
        "mensen": ("invuller;organisatie;laag\np;A;bestuur\nq;B;staf\n", "respondents"),
        "vragen": ("invuller;organisatie;item;waarde\np;A;vertrouwen;3\n", "items"),
        "paren": ("organisatie;partner;code\nA;B;structural_zero\n", "unobserved"),
        "fusies": ("jaar;gebeurtenis;organisatie;wordt\n2021;fusie;A;B\n", "events"),
        "kruis": (";A;B\nA;;1\nB;1;\n", "reports"),
        "vreemd": ("kleur;vorm\nrood;rond\n", ""),
    },
    "en": {
        "answers": ("respondent,actor,partner,relation,value\np,A,B,info,1\nq,B,A,info,2\n", "reports"),
        "edges": ("source\ttarget\nA\tB\n", "reports"),
        "people": ("respondent,organisation,layer\np,A,board\n", "respondents"),
        "list": ("id,sector\nA,care\nB,care\n", "roster"),
        "register": ("id,answered\nA,yes\nB,no\n", "register"),
        "ratings": ("respondent,partner,item,value\np,A,trust,3\n", "items"),
        "changes": ("wave,event,organisation,into\n2021,merge,A,B\n", "events"),
        "strange": ("colour,shape\nred,round\n", ""),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["files", "book"])
def test_each_kind_of_table_is_recognised(tmp_path, language, form):
    tables = TABLES[language]
    book = openpyxl.Workbook()
    for name, (text, _) in tables.items():
        if form == "files":
            (tmp_path / f"{name}.csv").write_text(text)
        else:
            sheet = book.create_sheet(name)
            for row in csv.reader(io.StringIO(text), delimiter=max(";,\t", key=text.count)):
                sheet.append(row)
    if form == "book":
        book.remove(book.worksheets[0])
        book.save(tmp_path / "meting 2021.xlsx")
    findings, problems = recognise(tmp_path)
    found = {f.path.removesuffix(".csv").rpartition("[")[2].removesuffix("]"): f for f in findings}
    assert {name: f.kind for name, f in found.items()} == {
        name: k for name, (_, k) in tables.items()
    }
    assert problems == []
    if form == "book":
        assert all(f.wave == "2021" for f in findings)


@pytest.mark.parametrize(("language", "without"), [("nl", ()), ("en", ("organisations.csv",))])
def test_lindeland_goes_from_its_files_to_a_clean_check_without_an_edit(
    tmp_path, language, without, invoke
):
    write_region(lindeland(language), tmp_path)
    for name in ("relnet.toml", *without):
        (tmp_path / name).unlink()
    start = start_study(tmp_path, language=language)
    kinds = {finding.path: finding.kind for finding in start.findings}
    assert kinds["reports.csv"] == "reports"
    assert kinds["respondents.csv"] == "respondents"
    survey = rn.read_survey(rn.read_study(start.study), warn=False)
    mine, theirs = rn.build_panel(survey), lindeland(language).survey
    assert survey.waves == theirs.waves
    assert [relation.name for relation in survey.relations] == [r.name for r in theirs.relations]
    assert len(survey.reports) == len(theirs.reports)
    assert len(mine) == len(rn.build_panel(theirs))
    invoke("check", str(tmp_path))


TEXT = st.text(
    st.sampled_from("aB \"'\\\n\r\t=#[]{},;%|*?:é\x1f\x7f\x9b\u2028\u202e\ufeff\U000e0001"),
    max_size=8,
)
NASTY = st.sampled_from(
    ['"""', "'''", '"\n[privacy]\nrespondents = "coded"\n#', "\\", "{{ title }}", "{% raw %}", "=1+1", "]]", "x\n# x",
     '"]\n[[waves]]\nlabel = "9', "\\u0000", "a\rb", "\x1b[31m", "-", "@x", "2023\nlabel"]
)  # fmt: skip


@settings(max_examples=15, phases=[Phase.generate])
@given(st.data())
def test_nothing_in_files_gets_out_of_its_quotation_marks(tmp_path_factory, data):
    hostile = (TEXT | NASTY | NASTY.map(lambda text: f"x{text}")).map(str.strip)
    folder = tmp_path_factory.mktemp("x")
    some = st.lists(hostile, min_size=3, max_size=3)
    relations, answers, names, layers, items, heads = (data.draw(some) for _ in range(6))
    tables = {
        "a.csv": [("wave", "respondent", "actor", "partner", "relation", "value", heads[0]),
                  *((w, "p", names[k], names[k - 1], relations[k], answers[k], "x") for k in range(3) for w in (1, 2))],
        "p.csv": [("respondent", "actor", "layer"), *(("p", names[k], layers[k]) for k in range(3))],
        "i.csv": [("wave", "respondent", "actor", "item", "value"), *((1, "p", names[k], items[k], answers[k]) for k in range(3))],
        "u.csv": [("kleur", *heads), ("x", *heads)],
        f"{data.draw(hostile).replace('/', '').encode()[:80].decode('utf-8', 'ignore')}.csv": [("source", "target"), ("A", "B")],
    }  # fmt: skip
    for name, rows in tables.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    start = start_study(folder, language=data.draw(st.sampled_from(["nl", "en"])))
    text = start.study.read_bytes().decode("utf-8")
    values = tomllib.loads(text)
    assert set(values) <= {"title", "language", "waves", "files", "organisations", "relations", "items",
                           "layers", "response", "privacy"}  # fmt: skip
    assert values["privacy"] == {"respondents": "as given"}
    assert values["title"] == folder.name
    keys = {"name", "names", "directed", "scale", "dont_know", "not_applicable"}
    assert all(set(relation) <= keys for relation in values.get("relations", []))
    read = {
        text
        for finding in start.findings
        if "relation" in finding.rows
        for text in finding.rows["relation"]
    }
    known = {"relation"} | read
    assert {
        name for one in values.get("relations", []) for name in (one["name"], *one.get("names", ()))
    } <= known
    named = {
        path
        for wave in values["waves"]
        for key in ("reports", "items")
        for path in wave.get(key, ())
    }
    named |= {path for paths in values.get("files", {}).values() for path in paths}
    assert named <= {finding.path for finding in start.findings}
    assert all(c.isprintable() or c == "\n" for c in text)


def test_nothing_that_exists_is_written_over(tmp_path):
    (tmp_path / "a.csv").write_text("jaar;organisatie;partner\n2021;A;B\n2023;B;A\n")
    (tmp_path / "organisaties.xlsx").write_bytes(b"of mine")
    start = start_study(tmp_path, language="nl")
    assert start.written == (tmp_path / "relnet.toml",)
    assert (tmp_path / "organisaties.xlsx").read_bytes() == b"of mine"
    before = start.study.read_bytes()
    for write in (start_study, blank_study):
        with pytest.raises(rn.UsageError, match="left as it is"):
            write(tmp_path, language="nl")
    start.study.unlink()
    (tmp_path / "meting.xlsx").write_bytes(b"mine too")
    with pytest.raises(rn.UsageError, match="left as it is"):
        blank_study(tmp_path, language="nl")
    assert (tmp_path / "meting.xlsx").read_bytes() == b"mine too"
    assert not start.study.exists()
    assert b'label = "2023"' in before


def test_a_folder_with_nothing_to_read(tmp_path):
    with pytest.raises(rn.UsageError, match="no folder"):
        start_study(tmp_path / "no")
    (tmp_path / "notes.docx").write_bytes(b"x")
    with pytest.raises(rn.UsageError, match="--template"):
        start_study(tmp_path)


FILLED = {
    "nl": {"organisaties": [("a", "Alfa"), ("b", "Beta"), ("c", "Gamma")],
           "gebeurtenissen": [("2027", None, "fusie", "Beta", "Gamma")],
           "respons": [("2025", "Alfa", "ja"), ("2025", "Beta", "nee"), ("2025", "Gamma", "ja")],
           "antwoorden": [("2025", "p", "Alfa", "Beta", "relation", 2), ("2025", "q", "c", "Alfa", "relation", 1)]},
    "en": {"organisations": [("a", "Alfa"), ("b", "Beta"), ("c", "Gamma")],
           "events": [(None, dt.date(2027, 1, 1), "merge", "Beta", "Gamma")],
           "response": [("2025", "Alfa", "yes"), ("2025", "Beta", "no"), ("2025", "Gamma", "yes")],
           "answers": [("2025", "p", "Alfa", "Beta", "relation", 2), ("2025", "q", "c", "Alfa", "relation", 1)]},
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_blank_workbook_that_is_filled_in_is_clean(tmp_path, language, invoke):
    start = blank_study(tmp_path / "new", language=language)
    (_, path) = start.written
    book = openpyxl.load_workbook(path)
    for (title, rows), own in zip(FILLED[language].items(), (True, False, True, True), strict=True):
        if own:
            for row in rows:
                book[title].append(row)
    book.save(path)
    invoke("check", str(tmp_path / "new"))
    survey = rn.read_survey(rn.read_study(tmp_path / "new"), warn=False)
    assert survey.roster[["actor", "answered"]].to_numpy().tolist() == [
        ["Alfa", True], ["Beta", False], ["Gamma", True]
    ]  # fmt: skip
    assert list(survey.reports["actor"]) == ["Alfa", "Gamma"]
    questions = start.study.read_text().count({"nl": "# VRAAG:", "en": "# QUESTION:"}[language])
    assert start.questions == questions > 0


ASKED = "no file says who answered"
MATRIX = ";A;B\nA;;1\nB;0;\n"
LONG = "invuller;organisatie;partner\np;A;B\n"
PAIRS = "source;target\nA;B\n"


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ({"2021.csv": PAIRS}, "2021.csv"),
        ({"answers.csv": PAIRS}, "answers.csv"),
        ({"2021.csv": PAIRS, "2023.csv": LONG, "2025.csv": MATRIX}, "2021.csv"),
        ({"2021 pairs.csv": PAIRS, "2021 matrix.csv": MATRIX}, ""),
        ({"2021.csv": PAIRS, "2021 register.csv": "id,answered\nA,yes\nB,no\n"}, ""),
        ({"2021.csv": PAIRS, "2023.csv": PAIRS, "2023 register.csv": "id,answered\nA,1\n"}, "2021.csv"),
        ({"all.csv": "wave;source;target\n1;A;B\n2;B;A\n", "register.csv": "wave,id,answered\n1,A,1\n2,A,1\n"}, ""),
        ({"2023.csv": LONG, "2025.csv": MATRIX}, ""),
    ],
)  # fmt: skip
def test_it_is_asked_who_answered_where_nothing_shows_it(tmp_path, files, asked):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    text = start_study(tmp_path, language="en").study.read_text()
    question = " ".join(line.lstrip("# ") for line in text.splitlines()).partition(ASKED)[2]
    assert question.partition(". Did")[0].removeprefix(" in the wave of ") == asked
    (line,) = [line for line in text.splitlines() if "no_report =" in line]
    assert line == ('# no_report = "silent"' if asked else '# no_report = "nobody"')


def test_who_names_nobody_names_no_organisation(tmp_path):
    text = "invuller;organisatie;partner;sterkte\np;Anker;Brug;1\nq;Brug;Niemand;\nr;Cirkel;geen;\n"
    (tmp_path / "2023.csv").write_text(text)
    start_study(tmp_path, language="nl")
    book = openpyxl.load_workbook(tmp_path / "organisaties.xlsx")
    names = [row[1] for row in book["organisaties"].iter_rows(min_row=2, values_only=True)]
    assert names == ["Anker", "Brug", "Cirkel"]
