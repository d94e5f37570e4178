import tomllib

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.problems import describe_problems
from relnet.rules import Scale, TieRule
from relnet.study.codes import numbers, scale_of, values
from relnet.study.files import found_files
from relnet.study.rule import tie_rule
from relnet.study.schema import shown
from relnet.wording import Wording
from tests.intake.studies import FILES, NO_WAVES, SHAPE

MINIMAL = 'files.reports = "answers.csv"\n[[waves]]\nlabel = 2023\n'


@pytest.fixture
def read(tmp_path):
    """Read a study file with this text, beside the files of the studies with problems."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)

    def read(text, name="relnet.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return rn.read_study(tmp_path / name if name != "relnet.toml" else tmp_path)

    return read


def places(read, text):
    with pytest.raises(rn.DataError) as caught:
        read(text)
    assert all(problem.file == "relnet.toml" for problem in caught.value.problems)
    assert describe_problems(caught.value.problems, 99, Wording("nl"))
    return [(problem.row, problem.column, problem.kind) for problem in caught.value.problems]


def test_all_that_is_wrong_is_told_at_once_with_key_and_line(read):
    assert places(read, SHAPE) == [
        (1, "titel", "unknown key"),
        (2, "language", "wrong value"),
        (3, None, "line that cannot be read"),
        (4, None, "line that cannot be read"),
        (6, "files.reports", "absent file"),
        (6, "files.reports", "absent file"),
        (7, "files.roster[1]", "wrong value"),
        (9, "reading.layout", "unknown name"),
        (10, "reading.encoding", "unknown encoding"),
        (11, "reading.columns.wav", "unknown name"),
        (11, "reading.columns.zzz", "unknown name"),
        (16, "waves[2].label", "name twice"),
        (17, "waves[2].date", "waves out of order"),
        (18, "waves[3].label", "missing key"),
        (19, "waves[3].date", "wrong value"),
        (20, "relations[1].name", "missing key"),
        (22, "relations[1].directed", "wrong value"),
        (23, "relations[1].scale[5].code", "missing key"),
        (23, "relations[1].scale[4]", "answer twice"),
        (24, "relations[1].dont_know", "code with two meanings"),
        (25, "relations[1].zzzzz", "unknown key"),
        (29, "relations[2].scale", "scale out of order"),
        (30, "relations[2].rule.layers", "unknown name"),
        (30, "relations[2].rule.at_least", "code off the scale"),
        (31, "relations[2].waves.9", "unknown name"),
        (32, "relations[2].waves.9.most", "wrong value"),
        (36, "relations[3].rule.dyad", "rule that does not fit"),
        (40, "relations[4].rule.dyad", "rule that does not fit"),
        (43, "relations[5].rule", "rule that does not fit"),
        (47, "organisations.events", "no file of organisations"),
        (48, "milestones[1].date", "missing key"),
        (49, "milestones[1].title", "missing key"),
        (50, "milestones[2].title", "missing key"),
        (51, "milestones[2].date", "wrong value"),
        (53, "story[1].text", "missing key"),
    ]
    assert places(read, NO_WAVES) == [
        (1, "waves", "missing key"),
        (1, "files", "no file of answers"),
    ]


RELATION = MINIMAL + '[[relations]]\nname = "x"\n'


@pytest.mark.parametrize(("text", "expected"), [
    ("waves = 3", [(1, "waves", "wrong value"), (1, "files", "no file of answers")]),
    ('files.reports = "answers.csv"\nwaves = []', [(2, "waves", "missing key")]),
    ("path = '/'\n" + MINIMAL, [(1, "path", "unknown key")]),
    (MINIMAL + "[[relations]]\nname = ' '", [(5, "relations[1].name", "missing key")]),
    (MINIMAL.replace("2023", "''"), [(3, "waves[1].label", "missing key")]),
    (MINIMAL + "names = [1, true, 'x', false]", [(4, "waves[1].names[2]", "wrong value"), (4, "waves[1].names[4]", "wrong value")]),
    (MINIMAL + "[reading]\nencoding = 'a\\u0000'\nrelation = 'y'", [(5, "reading.encoding", "unknown encoding")]),
    (MINIMAL.replace("answers.csv", "**a"), [(1, "files.reports", "absent file")]),
    (MINIMAL.replace("answers.csv", "/*"), [(1, "files.reports", "absent file")]),
    (RELATION + "scale = [true, [1]]", [(6, "relations[1].scale[2].code", "wrong value"), (6, "relations[1].scale[1].code", "wrong value")]),
    (RELATION + "scale = [\n 1,\n 2,\n { code = 3, nl = '2' },\n]", [(9, "relations[1].scale[3]", "answer twice")]),
    (RELATION + "rule.at_least = 'weekly'", [(6, "relations[1].rule.at_least", "code off the scale")]),
    (RELATION + "[rule]\nat_least = 3\n[[relations]]\nname = 'y'\nscale = [1, 2]", [(7, "rule.at_least", "code off the scale")]),
    (RELATION + "rule.respondents = 'weighted'", [(6, "relations[1].rule", "rule that does not fit")]),
    (RELATION + "names = 'X '\n[[relations]]\nname = 'x'", [(8, "relations[2].name", "name twice")]),
    ("x = " + "[" * 300 + "]" * 300 + "\n" + MINIMAL, [(1, None, "line that cannot be read")]),
    (MINIMAL + "reports = ['a*.csv', 'answers.csv', 'one.csv']", [(4, "waves[1].reports", "name twice"), (4, "waves[1].reports", "name twice")]),
    (MINIMAL + "[organisations]\nfile = 'lijst.csv'\nmatches = 'n*.csv'", [(6, "organisations.matches", "absent file")]),
    (MINIMAL + "[[story]]\nwaves = '2023'", [(4, "story[1].text", "missing key")]),
    (MINIMAL + "[[story]]\ntext = 'x'\nwaves = ['2032']", [(6, "story[1].waves", "unknown name")]),
    (MINIMAL + "[[story]]\ntext = 'x'\nfocsu = 'A'", [(6, "story[1].focsu", "unknown key")]),
    (MINIMAL + "[[story]]\ntext = 'x'\nreach = 'far'", [(6, "story[1].reach", "wrong value")]),
    (MINIMAL + "[groups]\ncoalition = 3", [(5, "groups.coalition[1]", "wrong value")]),
    ("files.milestones = 'm.csv'\n" + MINIMAL, [(1, "files.milestones", "absent file")]),
    ("files.milestones = 'a*.csv'\n" + MINIMAL, [(1, "files.milestones", "absent file")]),
    (MINIMAL + "milestones = ['a']", [(4, "waves[1].milestones", "unknown key")]),
    ("milestones = ['a']\n" + MINIMAL, [(1, "milestones[1]", "wrong value")]),
    ("milestones = 'a.csv'\n" + MINIMAL, [(1, "milestones", "wrong value")]),
    (MINIMAL + "[[milestones]]\ndate = 2022-06-20\ntitle = { nl = ' ', fr = 'x' }", [(6, "milestones[1].title.fr", "unknown key")]),
    (MINIMAL + "[[milestones]]\ndate = 2022-06-20\ntitle = { nl = '' }", [(6, "milestones[1].title", "missing key")]),
    (MINIMAL + "[[milestones]]\ndate = 2022-13-20\ntitle = 2", [(5, None, "line that cannot be read"), (4, "milestones[1].date", "missing key")]),
    ("x = " + "[" * 3000 + "\n" + MINIMAL, [(1, None, "line that cannot be read")]),
])  # fmt: skip
def test_one_mistake_is_told_once(read, text, expected):
    found = places(read, text)
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_what_is_nearly_right_is_suggested(read):
    with pytest.raises(rn.DataError) as caught:
        read(SHAPE)
    told = {problem.column: problem.expected for problem in caught.value.problems}
    assert told["titel"] == "perhaps 'title'"
    assert told["reading.layout"] == "perhaps 'long list'"
    assert told["reading.columns.wav"] == "perhaps 'wave'"
    assert told["relations[2].rule.layers"] == "one of 'management'"


def test_short_forms_say_the_same_as_long_ones(read):
    short = MINIMAL + (
        'names = 1\n[[relations]]\nname = 7\nnames = "y"\nlabel = "Verwijzen"\nscale = [1, 2]\n'
        'dont_know = 9\n[[layers]]\nname = "board"\nnames = [1, 2]\n[rule]\nlayers = "board"\n'
    )
    full = (
        '[files]\nreports = ["answers.csv"]\n[[waves]]\nlabel = "2023"\nnames = ["1"]\n[[relations]]\n'
        'name = "7"\nnames = ["y"]\nlabel = { nl = "Verwijzen" }\nscale = [{ code = 1 }, { code = 2 }]\n'
        'dont_know = [9]\n[[layers]]\nname = "board"\nnames = ["1", "2"]\n[rule]\nlayers = ["board"]\n'
    )
    assert read(short) == read(full)
    assert read('language = "en"\n' + short).relations[0].label == rn.study.study.Texts(
        en="Verwijzen"
    )


def relation(read, text):
    return read(RELATION + text).relations[0]


@pytest.mark.parametrize(("text", "known", "ends"), [
    ("scale = [1, 2, 3, 4]", {"1": 1, "2": 2, "3": 3, "4": 4}, Scale(1, 4)),
    ("scale = [0, 1, 2]", {"0": 0, "1": 1, "2": 2}, Scale(1, 2)),
    ("scale = [4, 3, 1]", {"4": 4, "3": 3, "1": 1}, Scale(4, 1)),
    ("scale = [1, 2, 3]\nreversed = true", {"3": 3, "2": 2, "1": 1}, Scale(3, 1)),
    ("scale = ['Ééns', 'vaak']", {"eens": 1, "vaak": 2}, Scale(1, 2)),
    ("scale = ['vaak', 'eens']\nreversed = true", {"eens": 1, "vaak": 2}, Scale(1, 2)),
    ("scale = ['1,5', 2.5]", {"1,5": 1.5, "2.5": 2.5}, Scale(1.5, 2.5)),
    ("scale = [{ code = 2, nl = ' Per  Week', en = 'Weekly' }, 3]", {"2": 2, "per week": 2, "weekly": 2, "3": 3}, Scale(2, 3)),
    ("scale = [1]", {"1": 1}, None),
])  # fmt: skip
def test_the_answers_of_a_question_as_numbers(read, text, known, ends):
    question = relation(read, text)
    assert values(question) == known
    assert sorted(set(known.values())) == sorted(numbers(question))
    assert scale_of(question) == ends


def test_a_relation_has_the_rule_of_the_study_but_for_what_it_says_itself(read):
    study = read(
        MINIMAL
        + '[[layers]]\nname = "board"\n[[layers]]\nname = "staff"\n[rule]\nrespondents = "weighted"\n'
        'weights = { board = 2, staff = 1 }\nat_least = 2\ndyad = "both"\n'
        '[[relations]]\nname = "a"\n'
        '[[relations]]\nname = "b"\nrule = { respondents = "max", dyad = "either" }\n'
        '[[relations]]\nname = "c"\nscale = [{ code = 1, en = "yearly" }, { code = 2, en = "weekly" }]\n'
        'rule = { at_least = "Weekly ", layers = "board" }\n'
        '[[relations]]\nname = "d"\ndirected = true\nscale = ["x", "y", 2]\nrule = { respondents = "any", tie_codes = ["Y", "x"] }\n'
    )
    weights = {"board": 2.0, "staff": 1.0}
    weighted = {"respondents": "weighted", "weights": weights}
    assert [tie_rule(study, one) for one in study.relations] == [
        TieRule(**weighted, at_least=2, dyad="both"),
        TieRule(respondents="max", at_least=2, dyad="either"),
        TieRule(**weighted, at_least=2, layers=("board",), dyad="both"),
        TieRule(tie_values=(2, 1)),
    ]


def test_files_by_pattern_and_by_sheet(read, tmp_path):
    (tmp_path / "2023").mkdir()
    for name in ("b.csv", "a.csv", ".c.csv", "~$d.csv", "e.txt"):
        (tmp_path / "2023" / name).write_text("actor,partner\nA,B\n")
    openpyxl.Workbook().save(tmp_path / "2023" / "Boek.XLSX")
    study = read('[[waves]]\nlabel = 1\nreports = ["2023/*.csv", "2023/Boek.XLSX[Blad 1]"]\n')
    folder = tmp_path / "2023"
    assert [found_files(study, text) for text in (*study.waves[0].reports, "2023", "2023/x*", "a.csv")] == [
        [f"{folder / 'a.csv'}", f"{folder / 'b.csv'}"], [f"{folder / 'Boek.XLSX'}[Blad 1]"], [], [], []
    ]  # fmt: skip


def test_a_study_file_may_have_any_name_and_must_be_there(read, tmp_path):
    assert read(MINIMAL, "Onze studie.TOML") == rn.read_study(str(tmp_path / "Onze studie.TOML"))
    (tmp_path / "relnet.toml").write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())
    assert rn.read_study(tmp_path).waves == read(MINIMAL).waves
    for path in (tmp_path / "no", tmp_path / "2023"):
        with pytest.raises(rn.UsageError, match="no study file"):
            rn.read_study(path)
    for data, row in ((b"\n\n#\xe9", 3), (b"#" * 5_000_001, None)):
        (tmp_path / "relnet.toml").write_bytes(data)
        with pytest.raises(rn.DataError) as caught:
            rn.read_study(tmp_path)
        assert [p.row for p in caught.value.problems] == [row]


def test_paths_are_shown_as_people_write_them():
    assert shown(("relations", 1, "waves", "2023", "most")) == "relations[2].waves.2023.most"


FULL = """\
title = "x"
language = "en"
[files]
reports = ["answers.csv"]
[reading]
encoding = "cp1252"
columns = { wave = "jaar" }
missing = [9, "x"]
relation = "a"
[[waves]]
label = "1"
names = ["first"]
date = 2021-01-01
respondents = "people.csv"
[[waves]]
label = 2
date = 2023-01-01
[[relations]]
name = "a"
label = { nl = "A", en = "B" }
directed = false
scale = [{ code = 1, nl = "weinig" }, { code = 2, nl = "veel" }]
dont_know = 8
rule = { at_least = "veel", dyad = "either", respondents = "weighted", weights = { board = 1 } }
waves.1 = { most = 3, question.en = "other" }
[[items]]
name = "trust"
about = "own"
[[layers]]
name = "board"
[response]
repeated = "last"
[privacy]
respondents = "coded"
[organisations]
file = "lijst.csv"
roster = true
"""
STRANGE = st.sampled_from(
    ["1", "-1.5", "true", "nan", "inf", '""', '"\\u0000"', '"**a"', "[]", "{}", "[[]]", "[{}]", "[1, 'a', {}]",
     "2021-01-01", "2021-01-01T00:00:00Z", "10:00:00", "{ nl = 3 }", "'a'", "{ a = { b = [1] } }", "1e999"]
)  # fmt: skip


def test_the_whole_study_is_right(read):
    assert read(FULL).relations[0].waves["1"].most == 3


@given(st.data())
def test_whatever_stands_in_it_a_study_file_is_read_or_told_of(tmp_path_factory, data):
    """Also with `read_survey`: what is left of the files is problems, never a traceback."""
    folder = tmp_path_factory.getbasetemp() / "fuzz"
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    lines = FULL.splitlines()
    for k in data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=4)):
        key, equals, _ = lines[k].partition(" = ")
        change = data.draw(st.sampled_from(["drop", "double", "value"]))
        if change == "value" and equals:
            lines[k] = f"{key} = {data.draw(STRANGE)}"
        else:
            lines[k] = {"drop": "", "double": f"{lines[k]}\n{lines[k]}"}.get(
                change, f"# {lines[k]}"
            )
    (folder / "relnet.toml").write_text("\n".join(lines))
    try:
        study = rn.read_study(folder)
        tomllib.loads("\n".join(lines))
        rn.read_survey(study, warn=False)
    except (rn.DataError, rn.UsageError) as error:
        assert isinstance(error, rn.UsageError) or describe_problems(
            error.problems, 9, Wording("nl")
        )
