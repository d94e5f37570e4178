"""Lindeland reads the same, whatever its surveys come in."""

import dataclasses

import pandas as pd
import pytest

import relnet as rn
from relnet.datasets import lindeland, write_region
from relnet.datasets.layouts import NETWORKS, PLATFORMS, held, reported
from relnet.datasets.study_file import Made, study_text

REMARKS = {"unknown completion", "columns of one question", "question not read", "nobody named",
           "unused columns"}  # fmt: skip
"""What only an export has."""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("layout", PLATFORMS)
def test_an_export_of_a_platform_is_the_same_survey(layout, language, tmp_path):
    region = lindeland(language)
    write_region(held(region, layout), tmp_path / "long")
    write_region(region, tmp_path / "made", layout=layout)
    expected = rn.read_survey(rn.read_study(tmp_path / "long"), warn=False)
    survey = rn.read_survey(rn.read_study(tmp_path / "made"), warn=False)
    assert survey.equals(expected)
    known = {p.kind for p in expected.problems}
    assert {p.kind for p in survey.problems} <= known | REMARKS


def rows(survey):
    """The reports in an order of their own."""
    table = survey.reports.astype(dict.fromkeys(("wave", "actor", "partner", "relation"), "str"))
    return table.sort_values(list(table.columns)).reset_index(drop=True)


@pytest.mark.parametrize("layout", NETWORKS)
def test_a_format_of_networks_holds_what_organisations_report(layout, tmp_path):
    region = lindeland()
    write_region(region, tmp_path)
    reports = rn.to_pandas(reported(region)).rename(columns={"strength": "value"})
    reports.drop(columns="rated").to_csv(tmp_path / "reports.csv", index=False)
    made = Made(reports={"": "reports.csv"}, people=True)
    (tmp_path / "relnet.toml").write_text(study_text(region, made))
    expected = rn.read_survey(rn.read_study(tmp_path), warn=False)
    write_region(region, tmp_path / "made", layout=layout)
    survey = rn.read_survey(rn.read_study(tmp_path / "made"), warn=False)
    if layout == "ucinet dl":  # a matrix holds missing cells, also of those who did not answer
        silent = survey.reports["value"].isna()
        survey = dataclasses.replace(survey, _reports=survey.reports[~silent])
    pd.testing.assert_frame_equal(rows(survey), rows(expected))
    same = {"_reports": expected._reports, "problems": expected.problems}
    assert dataclasses.replace(survey, **same).equals(expected)
    assert rn.build_panel(survey).equals(rn.build_panel(expected))


def test_the_exports_are_written_the_same_each_time(tmp_path):
    for layout in PLATFORMS:
        first = write_region(lindeland(), tmp_path / "a", layout=layout)
        second = write_region(lindeland(), tmp_path / "b", layout=layout)
        for one, other in zip(first, second, strict=True):
            assert one.read_bytes() == other.read_bytes()


def test_a_layout_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(rn.UsageError, match="did you mean 'qualtrics'"):
        write_region(lindeland(), tmp_path, layout="qualtric")
