"""Lindeland reads the same, whatever its surveys come in."""

import dataclasses

import pytest

import relnet as rn
from relnet.datasets import lindeland, write_region
from relnet.datasets.layouts import PLATFORMS


def finished(region):
    """The region of those who finished."""
    people = region.respondents
    done = set(people.loc[people["completed"] == "yes", "respondent"])
    tables = {
        name: table[table["respondent"].isin(done)].reset_index(drop=True)
        if "respondent" in table
        else table
        for name, table in region._tables.items()
    }
    return dataclasses.replace(region, _tables=tables)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("layout", PLATFORMS)
def test_an_export_of_a_platform_is_the_same_survey(layout, language, tmp_path):
    region = lindeland(language)
    held = finished(region) if PLATFORMS[layout].finished_only else region
    write_region(held, tmp_path / "long")
    write_region(region, tmp_path / "made", layout=layout)
    expected = rn.read_survey(rn.read_study(tmp_path / "long"), warn=False)
    survey = rn.read_survey(rn.read_study(tmp_path / "made"), warn=False)
    assert survey.equals(expected)
    assert {p.kind for p in survey.problems} <= {p.kind for p in expected.problems}


def test_the_exports_are_written_the_same_each_time(tmp_path):
    for layout in PLATFORMS:
        first = write_region(lindeland(), tmp_path / "a", layout=layout)
        second = write_region(lindeland(), tmp_path / "b", layout=layout)
        for one, other in zip(first, second, strict=True):
            assert one.read_bytes() == other.read_bytes()


def test_a_layout_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(rn.UsageError, match="did you mean 'qualtrics'"):
        write_region(lindeland(), tmp_path, layout="qualtric")
