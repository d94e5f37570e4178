"""`relnet init` knows the exports of survey platforms, and asks what they do not say."""

import pytest

import relnet as rn
from relnet.datasets import lindeland, write_region

KEPT = {"roster.csv"}


def started(folder, layout):
    """A folder with the exports and a roster, and what is proposed for it."""
    for path in write_region(lindeland("nl"), folder, layout=layout):
        if path.name not in KEPT and not path.name.startswith(layout.split()[0]):
            path.unlink()
    rn.start_study(folder)
    return (folder / "relnet.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("layout", "own"),
    [
        ("qualtrics", "ORG"),
        ("limesurvey text", "Namens welke organisatie antwoordt u?"),
        ("google forms", "Namens welke organisatie antwoordt u?"),
        ("microsoft forms", "Namens welke organisatie antwoordt u?"),
    ],
)
def test_an_export_is_answers_and_its_questions_are_proposed(tmp_path, layout, own):
    text = started(tmp_path, layout)
    assert text.count("reports = [") == 4
    assert f'columns = {{ actor = "{own}" }}' in text
    assert "column_map" not in text
    assert 'nl = "geen contact"' in text or '"geen contact"' in text
    assert text.count("[[relations]]") >= 6
    assert "Ouderenzorg Lindeveen" in known(tmp_path)


def test_codes_get_a_column_map(tmp_path):
    text = started(tmp_path, "limesurvey codes")
    assert 'column_map = "kolommen.xlsx"' in text
    assert 'columns = { actor = "ORG" }' in text
    assert 'roster = ["roster.csv"]' in text
    names = known(tmp_path)
    assert "Ouderenzorg Lindeveen" in names
    assert not any(name.startswith("SQ") for name in names)


def known(folder):
    """The names in the workbook of organisations."""
    return set(rn.read_organisations(folder / "organisaties.xlsx").table["name"])
