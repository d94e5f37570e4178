"""Problems are data: told in English and Dutch, compared, pickled; plain text is left as it is."""

import dataclasses
import io
import json
import pickle
import re
from functools import cache

import pandas as pd
import pytest
from click.testing import CliRunner

import relnet as rn
from relnet.cli import main
from relnet.problems import Problem, describe_problems, shortened
from relnet.readers.columns import SYNONYMS
from relnet.readers.layouts import READERS, Extract, frame
from relnet.wording import LANGUAGES, Phrase, Wording, in_words
from tests.catalogues import catalogue, placeholders, texts
from tests.intake.inputs import every_problem

DUTCH = Wording("nl")
ENGLISH = re.compile(
    r"\b(the|a|an|and|or|found|expected|row|rows|column|columns|wave|waves|actor|actors|reports|"
    r"roster|answer|nothing|nobody|more|taken|set|aside|file|sheet|with|without|for|not|no)\b"
)


def without_what_was_given(line):
    """A line without quoted names, places, options and what other programs say."""
    line = re.sub(r"file \d|^(table \d|unobserved cells|[\w\\.]+)(?=[: ])", "", line)
    return re.sub(
        r"'[^']*'|`[^`]*`|--\S+|\(field .*\)|\(I/O .*\)|\(embedded .*\)|\w+=\w+", "", line
    )


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        return every_problem(tmp_path_factory.mktemp("inputs"), patch)


@cache
def entries(language):
    return {entry.msgid: entry for entry in catalogue(language)}


def stem(problem):
    """What the keys of a problem's sentences begin with."""
    kind = re.sub(r"[ -]", "_", problem.kind)
    return ".".join(filter(None, ("problem", kind, problem.variant)))


def test_the_inputs_have_every_problem_that_there_is_a_sentence_for(problems):
    stems = {key.removesuffix(".found") for key in entries("en") if key.endswith(".found")}
    told = {name for name in stems if name.startswith("problem.")} - {"problem.plain"}
    assert {stem(problem) for problem in problems} == told


def test_each_kind_has_a_name_in_both_languages_and_the_english_one_is_the_kind(problems):
    names = {key for key in entries("en") if key.startswith("problem_kind.")}
    kinds = {problem.kind for problem in problems}
    assert names == {"problem_kind." + re.sub(r"[ -]", "_", kind) for kind in kinds}
    assert {Wording()(name) for name in names} == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_has_what_its_sentences_hold_and_no_more(problems, language):
    for problem in problems:
        parts = [entries(language)[f"{stem(problem)}.{part}"] for part in ("found", "expected")]
        held = {name for part in parts for name in placeholders(" ".join(texts(part)))}
        given = dict(problem.values)
        assert held == given.keys(), stem(problem)
        assert any(part.msgid_plural for part in parts) == ("n" in given), stem(problem)


def test_no_english_is_left_in_dutch(problems):
    for problem in problems:
        line = problem.describe(DUTCH)
        assert not ENGLISH.search(without_what_was_given(line)), line
        assert line != str(problem)


def test_every_role_of_a_column_has_a_word():
    for role in SYNONYMS:
        assert str(Phrase(f"word.role.{role}")) == f"the {role}"
        assert not ENGLISH.search(Phrase(f"word.role.{role}").describe(DUTCH))


def test_problems_are_values(problems):
    assert pickle.loads(pickle.dumps(problems)) == problems  # noqa: S301
    assert [dataclasses.replace(problem) for problem in problems] == problems
    assert len(set(problems)) < len(problems)
    error = rn.DataError(problems)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (again.problems, str(again)) == (error.problems, str(error))
    with pytest.raises(dataclasses.FrozenInstanceError):
        problems[0].kind = "other"


def test_names_counts_and_answers_are_written_as_the_language_does():
    names = shortened("ABCD", most=2)
    assert (str(names), in_words(names, DUTCH)) == ("A, B and 2 more", "A, B en nog 2")
    assert [in_words(2.5, Wording()), in_words(2.5, DUTCH)] == ["2.5", "2,5"]
    assert [in_words(1234, DUTCH), in_words(20_000_000, DUTCH)] == ["1234", "20.000.000"]
    assert describe_problems([Problem("no rows", file="a.csv")] * 3, 1, DUTCH) == (
        "a.csv: gevonden: geen rijen onder de kopregel; verwacht: een rij per melding\n"
        "… en nog 2: geen rijen in a.csv"
    )


def late(table, options):
    """A reader of another package: its problem is in plain text."""
    if table.header[0] != "late":
        return None
    problem = Problem("late answer", "an answer of {May}", "one of April", table.name, 2, "late")
    empty = frame({name: pd.Series(dtype=object) for name in ("wave", "respondent", "actor",
                   "partner", "relation", "value", "missing", "impossible", "row")})  # fmt: skip
    return Extract(table, empty, False, False, True, {}, 1, problems=(problem,) * 3)  # noqa: FBT003


def test_a_reader_of_another_package_speaks_for_itself(monkeypatch):
    monkeypatch.setitem(READERS._load(), "late", late)
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(io.StringIO("late\nMay\n"))
    problem = caught.value.problems[0]
    assert (problem.found, problem.expected) == ("an answer of {May}", "one of April")
    place = "file 1:2 column 'late'"
    assert str(problem) == f"{place}: found an answer of {{May}}, expected one of April"
    assert describe_problems(caught.value.problems, 1, DUTCH) == (
        "file 1:2 kolom 'late': gevonden: an answer of {May}; verwacht: one of April\n"
        "… en nog 2: late answer in file 1"
    )


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text("id\nZuid\nNoord\nOost\n")

    def run(text, *options):
        (tmp_path / "meting.csv").write_text(text)
        return CliRunner().invoke(main, ["check", "meting.csv", "--language", "nl", *options])

    return run


BAD = (
    "wave,source,target,weight\n1,Zuid,Noord,vaak\n1,Zuyd,Oost,1\n1,Zuid,Oost,7\n"
    "1,Noord,Oost,1\n1,Noord,Oost,2\n1,,Oost,1\n,Noord,Zuid,1\n"
)


def test_check_lists_errors_in_dutch_and_json_in_english(check):
    options = ("--roster", "roster.csv", "--scale", "1:5")
    result = check(BAD, *options)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "meting.csv:2 kolom 'weight': gevonden: 'vaak'; verwacht: een getal, of een code voor een ontbrekend antwoord",
        "meting.csv:3 kolom 'source': gevonden: 'Zuyd'; verwacht: een organisatie op de deelnemerslijst; misschien is 'Zuid' bedoeld?",
        "meting.csv:4 kolom 'weight': gevonden: 7; verwacht: een antwoord van 1 (zwakst) tot en met 5 (sterkst), of 0",
        "meting.csv:6 kolom 'weight': gevonden: 'Noord' over 'Oost': 2; verwacht: hetzelfde antwoord als in meting.csv:5",
        "meting.csv:7 kolom 'source': gevonden: niets; verwacht: een waarde voor de organisatie",
        "meting.csv:8 kolom 'wave': gevonden: niets; verwacht: een waarde voor de meting",
        "6 fouten",
    ]
    document = json.loads(check(BAD, *options, "--json").stdout)
    assert document["errors"][4] == {
        "severity": "error", "kind": "empty cell", "file": "meting.csv", "row": 7,
        "column": "source", "found": "nothing", "expected": "one for the actor",
    }  # fmt: skip


def test_check_lists_remarks_in_dutch_and_json_in_english(check):
    text = "source,target,remark\nZuid,Zuid,x\n" + "".join(f"Zuid,W{k},x\n" for k in range(50))
    result = check(text)
    assert result.exit_code == 0
    remarks = result.stdout.partition("opmerkingen:\n")[2].splitlines()
    assert remarks[:4] == [
        "meting.csv: niet gelezen kolommen: 'remark': ze spelen hier geen rol (--columns ROL=NAAM geeft ze er een)",
        "meting.csv: geen kolom met metingen: alle rijen tellen als meting '1'",
        "deelnemerslijst: niet opgegeven: daarom de 51 organisaties die ergens genoemd worden, bij elke meting",
        "meting.csv:2: 'Zuid' noemt zichzelf: terzijde gelegd",
    ]
    assert remarks[4].endswith("W10, W11 en nog 38")
    assert not any(ENGLISH.search(without_what_was_given(line)) for line in remarks)
    silent = check(text, "--no-report", "silent").stdout
    assert "en nog 10" in silent
    roster = json.loads(check(text, "--json").stdout)["warnings"][2]
    assert (roster["file"], roster["found"]) == ("roster", "none given")
    noted = CliRunner().invoke(main, ["measure", "meting.csv", "--language", "nl"]).stderr
    assert "let op: deelnemerslijst: niet opgegeven" in noted
