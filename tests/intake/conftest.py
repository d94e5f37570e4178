"""What the tests of studies share: surveys read or refused, a workbook of organisations."""

import openpyxl
import pandas as pd
import pytest

import relnet as rn


@pytest.fixture
def read(tmp_path):
    """Read the survey of a study file and the files beside it, given as text."""

    def read(text, waves=None, encoding="utf-8", **files):
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_text(content, encoding=encoding)
        (tmp_path / "relnet.toml").write_text(text)
        return rn.read_survey(rn.read_study(tmp_path), waves=waves, warn=False)

    return read


@pytest.fixture
def refused(read):
    """The errors of such a survey."""

    def refused(text, **files):
        with pytest.raises(rn.DataError) as caught:
            read(text, **files)
        return [(p.kind, p.file, p.row, p.column) for p in caught.value.problems]

    return refused


def rows(survey):
    """The reports as tuples, as text but for the values."""
    table = survey.reports.astype(dict.fromkeys(survey.reports, "object"))
    return [
        tuple(None if pd.isna(cell) else cell for cell in row[1:])
        for row in table[["wave", "actor", "partner", "relation", "value"]].itertuples()
    ]


def members(survey):
    return survey.roster.groupby("wave", sort=False)["actor"].agg(" ".join).to_dict()


def kinds(survey):
    return {problem.kind for problem in survey.problems}


WAVES = """\
[[waves]]
label = "1"
reports = "one.csv"
[[waves]]
label = "2"
reports = "two.csv"
"""
RELATION = '[[relations]]\nname = "x"\n'
ONE = "actor,partner\nA,B\n"
TWO = "actor,partner\nB,A\n"


BOOK = '[organisations]\nfile = "book.xlsx"\nroster = true\n'


@pytest.fixture
def book(tmp_path):
    """Write the workbook of organisations: names, further names and what happened."""

    def book(names, events=(), further=()):
        workbook = openpyxl.Workbook()
        for title, rows in (
            ("organisations", [("id", "name"), *((f"o{k}", name) for k, name in enumerate(names))]),
            ("names", [("id", "name", "first", "last"), *further]),
            ("events", [("wave", "date", "event", "organisation", "into"), *events]),
        ):
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.remove(workbook.worksheets[0])
        workbook.save(tmp_path / "book.xlsx")

    return book
