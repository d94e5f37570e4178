"""Column maps: what a person said of the columns of exports is read, kept and completed."""

import pandas as pd
import pytest

import relnet as rn
from relnet.readers.beside.column_map import ROLES
from relnet.wording import Wording

ROWS = pd.DataFrame(
    [
        ("a.csv", "Q1[SQ001]", "", "Samenwerking – SQ001", "samen", ""),
        ("a.csv", "Q1[SQ002]", "", "=cmd|'x'!A1", "samen", "GGD"),
    ],
    columns=list(ROLES),
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_read_as_it_was_written_in_either_language(tmp_path, language):
    path = rn.write_column_map(tmp_path / "c.xlsx", ROWS, words=Wording(language))
    known = rn.read_column_map(path)
    assert known.of("a.csv", "Q1[SQ002]") == ("samen", "GGD")
    assert known.of("a.csv", "Q1[SQ001]") == ("samen", "")
    assert known.of("b.csv", "Q1[SQ001]") == ("", "")


def test_what_a_person_said_stays_and_new_columns_are_added(tmp_path):
    path = rn.write_column_map(tmp_path / "c.xlsx", ROWS.assign(organisation=["Zorg", "-"]))
    more = pd.concat([ROWS.assign(organisation=""), ROWS.iloc[:1].assign(file="b.csv")])
    rn.write_column_map(path, more, path)
    known = rn.read_column_map(path)
    assert known.of("a.csv", "Q1[SQ001]").organisation == "Zorg"
    assert known.of("a.csv", "Q1[SQ002]").is_left_out
    assert ("b.csv", "Q1[SQ001]", "") in known.entries


def test_it_is_a_workbook(tmp_path):
    with pytest.raises(rn.UsageError, match="no workbook"):
        rn.write_column_map(tmp_path / "c.csv", ROWS)


def test_all_that_is_wrong_is_told_at_once():
    table = pd.DataFrame(
        [("a.csv", "Q1", "A"), ("a.csv", "Q1", "B"), ("", "Q2", "A"), ("a.csv", "", "A")],
        columns=["file", "column", "organisation"],
    )
    with pytest.raises(rn.DataError) as caught:
        rn.read_column_map(table)
    told = [(p.kind, p.row, p.column) for p in caught.value.problems]
    assert told == [
        ("rows that disagree", 3, "organisation"), ("empty cell", 4, "file"), ("empty cell", 5, "column"),
    ]  # fmt: skip
    with pytest.raises(rn.DataError, match="columns 'a'"):
        rn.read_column_map(pd.DataFrame({"a": [1]}))
