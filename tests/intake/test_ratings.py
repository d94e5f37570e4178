"""Ratings of organisations that are read without a study file."""

import io

import pandas as pd
import pytest

import relnet as rn

ANSWERS = "wave,respondent,actor,partner\n1,ann,A,B\n1,bob,A,B\n1,cas,B,A\n2,ann,A,B\n2,cas,B,A\n"
RATINGS = """wave,respondent,partner,item,value
1,ann,B,reliable,2
1,ann,B,open,5
1,cas,A,reliable,3
1,cas,A,open,4
2,cas,A,reliable,5
2,cas,A,open,9
"""
TRUST = {"trust": ["reliable", "open"]}


def read(items, **options):
    return rn.read_survey(io.StringIO(ANSWERS), items=items, warn=False, **options)


def pieces(form, folder):
    table = pd.read_csv(io.StringIO(RATINGS), dtype=str)
    parts = [table[table["wave"] == wave] for wave in ("2", "1")]
    if form == "table":
        return table
    if form == "tables":
        return parts
    paths = [folder / f"{k}.csv" for k in range(len(parts))]
    for path, part in zip(paths, parts, strict=True):
        part.to_csv(path, index=False)
    if form == "files":
        return tuple(paths)
    with pd.ExcelWriter(folder / "book.xlsx") as book:
        table.to_excel(book, sheet_name="ratings", index=False)
    return f"{folder / 'book.xlsx'}[ratings]"


@pytest.mark.parametrize("form", ["table", "tables", "files", "sheet"])
def test_ratings_come_from_one_source_or_several(form, tmp_path):
    survey = read(pieces(form, tmp_path), missing=["9"])
    assert survey.equals(read(io.StringIO(RATINGS), missing=["9"]))
    rows = survey.items[["wave", "respondent", "actor", "partner", "item", "value"]]
    assert rows.to_numpy().tolist() == [
        ["1", "ann", "A", "B", "open", 5.0], ["1", "ann", "A", "B", "reliable", 2.0],
        ["1", "cas", "B", "A", "open", 4.0], ["1", "cas", "B", "A", "reliable", 3.0],
        ["2", "cas", "B", "A", "reliable", 5.0],
    ]  # fmt: skip


def test_composites_need_no_study_file():
    table = rn.composites(read(io.StringIO(RATINGS), missing=["9"]), TRUST, scale=rn.Scale(1, 5))
    ties = table[table["weighting"] == "ties"].set_index("wave")
    assert ties.loc["1", ["value", "score", "n"]].tolist() == [3.5, 62.5, 2]
    assert ties.loc["2", "status"].startswith("not asked")  # nobody rated how open they are


def test_they_are_as_a_study_reads_them(tmp_path):
    (tmp_path / "answers.csv").write_text(ANSWERS)
    (tmp_path / "ratings.csv").write_text(RATINGS)
    waves = "".join(f'[[waves]]\nlabel = "{wave}"\n' for wave in "12")
    (tmp_path / "relnet.toml").write_text(
        'files = { reports = "answers.csv", items = "ratings.csv" }\nreading.missing = [9]\n'
        + waves
    )
    study = rn.read_study(tmp_path)
    expected = rn.read_survey(study, warn=False).items
    pd.testing.assert_frame_equal(read(io.StringIO(RATINGS), missing=["9"]).items, expected)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("wave,", "w,"), "no column of waves in the ratings"),
        (("2,cas,A,open,9", "2,cas,Q,open,9"), "found 'Q', expected an actor on the roster"),
        (("2,cas,A,open,9", "2,cas,A,open,x"), "'x'"),
        (("item", "question"), "expected a column for item"),
    ],
)
def test_what_is_wrong_with_them_is_said(change, said):
    roster = pd.DataFrame({"id": ["A", "B"]})
    with pytest.raises(rn.DataError, match="items") as caught:
        read(io.StringIO(RATINGS.replace(*change)), roster=roster)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", ["items", "roster"])
def test_a_study_says_itself_which_lists_there_are(tmp_path, name):
    (tmp_path / "answers.csv").write_text(ANSWERS)
    (tmp_path / "relnet.toml").write_text('[[waves]]\nlabel = "1"\nreports = "answers.csv"\n')
    table = pd.read_csv(io.StringIO(RATINGS))
    with pytest.raises(rn.UsageError, match=name):
        rn.read_survey(rn.read_study(tmp_path), **{name: table})
