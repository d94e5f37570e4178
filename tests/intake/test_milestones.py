"""What happened in the region: read, and placed between the waves."""

import datetime as dt
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.survey import between_waves, kept_milestones, titles_in
from relnet.survey.milestones import placed_milestones, stated_milestones

EDGES = "wave,source,target\n2021,A,B\n2023,B,A\n2025,A,B\n"
STUDY = """\
language = "en"
files.reports = "answers.csv"
files.milestones = "milestones.csv"
waves = [
  { label = "2021", date = 2021-05-17 },
  { label = "2023", date = 2023-05-15 },
  { label = "2025" DATE },
]
[[milestones]]
date = 2024-06-01
title = "New law"
[[milestones]]
date = 2022-06-20
title = { nl = "Regiopact", en = "Regional pact" }
"""
FILE = "datum;titel_nl;titel_en\n15-5-2023;Dag zelf;\n2020-01-01;Begin;Start\n"


def read(text, **options):
    options.setdefault("milestones", io.StringIO(text))
    return rn.read_survey(io.StringIO(EDGES), warn=False, **options)


@pytest.fixture
def surveyed(tmp_path):
    def made(date=", date = 2025-05-19", waves=None):
        (tmp_path / "answers.csv").write_text(EDGES)
        (tmp_path / "milestones.csv").write_text(FILE)
        (tmp_path / "relnet.toml").write_text(STUDY.replace("DATE", date))
        return rn.read_survey(rn.read_study(tmp_path), waves=waves, warn=False)

    return made


def told(survey):
    rows = survey.milestones[["title", "follows", "precedes"]]
    return [tuple(row) for row in rows.astype(object).where(rows.notna(), None).to_numpy()]


def test_those_of_the_study_file_and_of_a_table_are_placed_by_the_dates_of_the_waves(surveyed):
    survey = surveyed()
    assert told(survey) == [
        ("Start", "", "2021"),
        ("Regional pact", "2021", "2023"),
        ("Dag zelf", "2023", "2025"),
        ("New law", "2023", "2025"),
    ]
    assert survey.milestones["date"].dt.date.tolist()[:2] == [
        dt.date(2020, 1, 1), dt.date(2022, 6, 20),
    ]  # fmt: skip
    assert titles_in(survey.milestones, "nl") == ["Begin", "Regiopact", "Dag zelf", "New law"]
    assert "milestones.csv" in set(survey.files["file"])
    assert rn.build_panel(survey).milestones.equals(survey.milestones)


def test_a_wave_without_a_date_leaves_open_what_it_could_decide(surveyed):
    assert told(surveyed(date="")) == [
        ("Start", "", "2021"),
        ("Regional pact", "2021", "2023"),
        ("Dag zelf", None, None),
        ("New law", None, None),
    ]


def test_they_fall_between_the_waves_that_are_read(surveyed):
    assert told(surveyed(waves=["2021", "2025"])) == [
        ("Start", "", "2021"),
        ("Regional pact", "2021", "2025"),
        ("Dag zelf", "2021", "2025"),
        ("New law", "2021", "2025"),
    ]


def test_without_a_study_their_place_is_not_known():
    survey = read("date,title\n2022-06-20,Pact\n2022-06-20,Pact\n2019-01-01,Start\n")
    assert told(survey) == [("Start", None, None), ("Pact", None, None)]
    frame = pd.DataFrame({"date": [pd.Timestamp("2022-06-20")], "mijlpaal": ["Pact"]})
    assert told(read("", milestones=frame)) == [("Pact", None, None)]
    assert read("", milestones=None).milestones.empty


def test_a_survey_with_other_milestones_is_another_one():
    first, second = (read(f"date,title\n2022-06-20,{title}\n") for title in ("Pact", "Law"))
    assert first.equals(first)
    assert not first.equals(second)
    panels = [rn.build_panel(survey) for survey in (first, second)]
    assert not panels[0].equals(panels[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date,title\n2022-06-20,\n,Pact\nsoon,Pact\n2022-02-30,Pact\n", [
            "milestones:2 column 'title': found nothing, expected one for the title",
            "milestones:3 column 'date': found nothing, expected one for the date",
            "milestones:4 column 'date': found 'soon', expected a day, such as 2023-01-31 or 31-1-2023",
            "milestones:5 column 'date': found '2022-02-30', expected a day, such as 2023-01-31 or 31-1-2023",
        ]),
        ("datum,titel_nl,titel_en\n2022-06-20,,\n", [
            "milestones:2 column 'titel_nl': found nothing, expected one for the title in Dutch",
        ]),
        ("x,y\n1,2\n", [
            "milestones:1: found columns 'x', 'y', expected a column for date and title (or title_nl, title_en) in the milestones",
        ]),
        ("date,date,title\n2022-06-20,2022-06-21,Pact\n", [
            "milestones:1 column 'date': found 2 columns of this name, expected one column for the date",
        ]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_is_told_at_once(text, expected):
    with pytest.raises(rn.DataError) as caught:
        read(text)
    assert [str(problem) for problem in caught.value.problems] == expected


def test_columns_that_are_not_read_are_told():
    survey = read("date,title,remark\n2022-06-20,Pact,long ago\n")
    assert any("'remark'" in str(problem) for problem in survey.problems)


days = st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 12))


@given(st.lists(days, unique=True, max_size=4), st.lists(days, max_size=5), st.data())
def test_what_is_told_of_a_place_holds_whatever_the_dates_that_are_not_known(held, happened, data):
    held = sorted(held)
    waves = [f"w{k}" for k in range(len(held))]
    stated = stated_milestones((day, f"m{k}", "", "") for k, day in enumerate(happened))
    whole = placed_milestones(stated, waves, held)
    for day, follows, precedes in whole[["date", "follows", "precedes"]].to_numpy():
        place = sum(one <= pd.Timestamp(day).date() for one in held)
        assert (follows, precedes) == (["", *waves][place], [*waves, ""][place])
    hidden = [None if data.draw(st.booleans()) else day for day in held]
    part = placed_milestones(stated, waves, hidden)
    known = part["follows"].notna()
    assert part[known].equals(whole[known])
    assert (part["follows"].notna() == part["precedes"].notna()).all()


@given(st.lists(days, unique=True, min_size=2, max_size=5), st.lists(days, max_size=5), st.data())
def test_between_two_waves_are_those_later_than_the_one_and_not_the_other(held, happened, data):
    held = sorted(held)
    waves = [f"w{k}" for k in range(len(held))]
    stated = stated_milestones((day, f"m{k}", "", "") for k, day in enumerate(happened))
    whole = placed_milestones(stated, waves, held)
    first, last = sorted(data.draw(st.sets(st.integers(0, len(held) - 1), min_size=2, max_size=2)))
    inside = between_waves(whole, waves, waves[first], waves[last])
    dates = whole["date"].dt.date
    assert inside.tolist() == [held[first] <= day < held[last] for day in dates]
    kept = kept_milestones(whole, waves, [waves[first], waves[last]])
    assert between_waves(kept, [waves[first], waves[last]], waves[first], waves[last]).tolist() == (
        inside.tolist()
    )
