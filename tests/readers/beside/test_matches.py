import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.readers.beside.matches import Matches, read_matches, write_matches
from relnet.readers.beside.organisations import read_organisations
from relnet.wording import Wording
from tests.intake.organisation_inputs import LISTED, MATCHES, problems_of_matches

KNOWN = read_organisations(io.StringIO(LISTED))
OPEN = pd.DataFrame(
    {"name": ["Huis Nord", "Klaas", "Zuid"], "wave": ["1", "1", "2"],
     "found_at": ["a.csv:2", "a.csv:3", "b.csv:9"], "times": [3, 1, 2]}
)  # fmt: skip
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "-2",
    "+31",
    "'=x",
    "a\x07b",
    "#N/A",
    'q"u;o,te',
    "two\nlines",
    "-",
    "'",
)


def rows(path):
    sheet = openpyxl.load_workbook(path).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def confirm(path, answers):
    """Fill in the file as a person would."""
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        row[1].value = answers.get(row[0].value, row[1].value)
    book.save(path)


def test_what_is_open_is_written_with_suggestions(tmp_path):
    path = write_matches(tmp_path / "names.xlsx", OPEN, KNOWN)
    assert rows(path) == [
        [
            "name",
            "organisation",
            "suggestion",
            "score",
            "other suggestions",
            "wave",
            "found at",
            "times",
        ],
        ["Huis Nord", None, "Huis Noord", rows(path)[1][3], "Huis Zuid", "1", "a.csv:2", 3],
        ["Klaas", None, None, None, None, "1", "a.csv:3", 1],
        ["Zuid", None, "Huis Zuid", rows(path)[3][3], None, "2", "b.csv:9", 2],
    ]
    assert rows(path)[1][3] > 80
    assert dict(read_matches(path, KNOWN).actors) == {}


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_what_a_person_filled_in_is_kept_and_what_is_new_is_added(tmp_path, suffix):
    path = tmp_path / f"names.{suffix}"
    earlier = io.StringIO(
        "remark;naam;organisatie;meting;=odd\nsure;Huis Nord;a;;1\n;Klaas;-;1;\n?;Zuid;;2;x\n"
    )
    write_matches(path, OPEN, KNOWN, earlier, words=Wording("nl"))
    more = pd.DataFrame({"name": ["Zuid", "Huis Nord", "NEW", "NEW"], "wave": ["3", "9", "1", "1"]})
    write_matches(path, more, KNOWN, path, words=Wording("nl"))
    table = (
        pd.read_csv(path, dtype=str)
        if suffix == "csv"
        else pd.read_excel(path, dtype=str, engine="openpyxl")
    )
    assert table["naam"].tolist() == ["Zuid", "Zuid", "NEW", "Huis Nord", "Klaas"]
    assert table["organisatie"].fillna("").tolist() == ["", "", "", "a", "-"]
    assert table["remark"].fillna("").tolist() == ["?", "", "", "sure", ""]
    assert table.iloc[:, -1].fillna("").tolist() == ["x", "", "", "1", ""]
    assert dict(read_matches(path, KNOWN).actors) == {
        ("", "Huis Nord"): "Huis Noord", ("1", "Klaas"): None
    }  # fmt: skip


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_writing_again_with_nothing_new_changes_nothing(tmp_path, suffix):
    first = write_matches(tmp_path / f"first.{suffix}", OPEN, KNOWN)
    again = write_matches(tmp_path / f"again.{suffix}", OPEN, KNOWN, first)
    assert first.read_bytes() == again.read_bytes()


def test_both_languages_are_read_and_the_one_asked_for_is_written(tmp_path):
    dutch = write_matches(tmp_path / "nl.csv", OPEN, KNOWN, words=Wording("nl"))
    english = write_matches(tmp_path / "en.csv", OPEN, KNOWN, dutch)
    heading = "naam,organisatie,suggestie,score,andere suggesties,meting,gevonden in,aantal keren"
    assert dutch.read_text().splitlines()[0] == heading
    assert english.read_bytes() == write_matches(tmp_path / "new.csv", OPEN, KNOWN).read_bytes()


def test_answers_are_ids_or_names_in_any_spelling(tmp_path):
    path = write_matches(tmp_path / "names.xlsx", OPEN, KNOWN)
    confirm(path, {"Huis Nord": "huis noord", "Klaas": "–", "Zuid": "b"})
    found = read_matches(path, KNOWN)
    assert isinstance(found, Matches)
    assert dict(found.actors) == {
        ("1", "Huis Nord"): "Huis Noord", ("1", "Klaas"): None, ("2", "Zuid"): "Huis Zuid"
    }  # fmt: skip
    assert found.actors["1", " Huis\nNord "] == "Huis Noord"
    assert ("2", "Klaas") not in found.actors


def test_a_name_may_be_confirmed_twice_the_same():
    text = "name,organisation,wave\nx,a,\nx,HN,\nx,b,2\n"
    found = read_matches(io.StringIO(text), KNOWN).actors
    assert dict(found) == {("", "x"): "Huis Noord", ("2", "x"): "Huis Zuid"}


def test_all_problems_at_once():
    assert [(problem.row, problem.kind) for problem in problems_of_matches(MATCHES[0])] == [
        (3, "rows that disagree"), (5, "rows that disagree"), (6, "empty cell"),
        (7, "unknown organisation"), (8, "unknown organisation"),
    ]  # fmt: skip
    disagree = str(problems_of_matches(MATCHES[0])[1])
    assert "'y' as 'Huis Zuid', and as none of ours in matches:4" in disagree


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_hostile_names_stay_text_and_are_found_again(tmp_path, suffix):
    names = pd.DataFrame({"name": HOSTILE, "wave": "=2", "found_at": "=cmd|' /C calc'!A0"})
    path = write_matches(tmp_path / f"names.{suffix}", names, KNOWN)
    again = write_matches(tmp_path / f"again.{suffix}", names, KNOWN, path)
    assert again.read_bytes() == path.read_bytes()
    if suffix == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(path).active for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        confirm(path, dict.fromkeys([row[0] for row in rows(path)[1:]], "a"))
    else:
        lines = path.read_text().splitlines()
        assert not any(line.startswith(("=", "@", "+", "-2")) for line in lines)
        assert ",=" not in path.read_text()
        path.write_text(
            "\n".join([lines[0], *(line.replace(",,", ",a,", 1) for line in lines[1:])])
        )
    found = read_matches(path, KNOWN).actors
    assert all((wave, name) in found for wave in ["=2", "'=2"] for name in HOSTILE)


@given(
    st.lists(
        st.text(min_size=1).filter(lambda text: text.strip(" \t\r\n\xa0")),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_whatever_the_names_writing_again_adds_nothing(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("names")
    table = pd.DataFrame({"name": names})
    for suffix in ("csv", "xlsx"):
        path = write_matches(folder / f"names.{suffix}", table, KNOWN)
        assert (
            write_matches(folder / f"again.{suffix}", table, KNOWN, path).read_bytes()
            == path.read_bytes()
        )


def test_what_cannot_be_written_or_read(tmp_path):
    with pytest.raises(
        rn.UsageError, match=r"'names.txt': names to be confirmed .* \.xlsx or \.csv"
    ):
        write_matches(tmp_path / "names.txt", OPEN, KNOWN)
    with pytest.raises(rn.DataError, match="column for name and organisation"):
        write_matches(tmp_path / "names.csv", OPEN, KNOWN, io.StringIO("a,b\n1,2\n"))
    assert not list(tmp_path.iterdir())
