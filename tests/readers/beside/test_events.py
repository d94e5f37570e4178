"""What happened to organisations, as it stands in a file."""

import io

import pandas as pd
import pytest

import relnet as rn
from relnet.problems import DataError
from relnet.readers.beside.events import EVENTS, read_events, shown_at

EDGES = "wave,source,target\n1,A,B\n2,C,X\n3,C,X\n"


def survey(events, **options):
    return rn.read_survey(io.StringIO(EDGES), events=io.StringIO(events), warn=False, **options)


def test_words_in_dutch_and_english_in_any_case():
    words = [word for several in EVENTS.values() for word in several]
    assert len(words) == len(set(words))
    rows = "Meting;Soort;Organisatie;Wordt;Datum\n2;FUSIE;A;C;1-1-2023\n2;Naamswijziging;B;D;\n2;opgegaan_in;E;C;\n3;vertrek;X;;\n"
    table = read_events(io.StringIO(rows))
    assert list(table) == ["wave", "event", "actor", "into", "date"]
    assert table["event"].tolist() == ["merge", "rename", "merge", "leave"]
    assert table["date"].tolist() == ["1-1-2023", "", "", ""]
    assert table["into"].tolist() == ["C", "D", "C", ""]


def test_all_that_is_wrong_is_told_at_once_with_its_row_and_column():
    rows = "wave;event;actor;into\n2;gone;A;C\n;merge;B;C\n2;split;A;\n2;rename;D;E\n2;rename;D;F\n"
    with pytest.raises(DataError) as caught:
        read_events(io.StringIO(rows))
    lines = str(caught.value).splitlines()
    assert [line.partition(", expected")[0] for line in lines] == [
        "events:2 column 'event': found 'gone'",
        "events:3 column 'wave': found nothing",
        "events:4 column 'into': found nothing",
        "events:6 column 'into': found something else that 'D' became",
    ]
    with pytest.raises(DataError, match="a column for wave and event in the events"):
        read_events(pd.DataFrame({"actor": ["A"]}))
    with pytest.raises(DataError, match="found 'gone'"):
        survey("wave,event,actor,into\n2,gone,A,C\n")


def test_who_joined_or_left_became_nothing_and_needs_no_column_for_it():
    table = read_events(pd.DataFrame({"wave": [2], "event": ["join"], "actor": ["A"]}))
    assert table.to_dict("records") == [{"wave": "2", "event": "join", "actor": "A", "into": ""}]


def test_a_survey_holds_its_events_and_hands_out_copies():
    plain = rn.read_survey(io.StringIO(EDGES), warn=False)
    told = survey("wave,event,actor,into\n2,merge,A,C\n2,merge,B,C\n")
    assert plain.events is None
    assert not plain.equals(told)
    assert not told.equals(plain)
    assert told.equals(survey("wave,event,actor,into\n2,merge,A,C\n2,merge,B,C\n"))
    table = told.events
    table["into"] = "Q"
    assert told.events["into"].tolist() == ["C", "C"]
    assert told.files.set_index("file").loc["events", ["rows", "used"]].tolist() == [2, 2]


def test_an_event_of_a_wave_that_is_not_read_shows_at_the_next_one():
    rows = "wave,event,actor,into\n2,merge,A,C\n3,rename,C,D\n4,leave,X,\n"
    assert survey(rows, waves=["1", "3"]).events["wave"].tolist() == ["3", "3"]
    read = survey(rows)
    assert read.events["wave"].tolist() == ["2", "3"]
    (late,) = [str(problem) for problem in read.problems if problem.kind == "later event"]
    assert late.startswith("events column 'wave': 1 row of wave '4': set aside")
    assert read.files.set_index("file").loc["events", "listed"] == 1


def test_waves_without_an_order_of_their_own_are_taken_as_they_are_named():
    assert shown_at(["autumn", "x"], ["spring", "winter"], ["spring", "autumn", "winter"]) == [
        "winter",
        "",
    ]
    assert shown_at(["1", "2"], ["3", "1"], ["1", "2", "3"]) == ["1", ""]


def test_a_column_that_is_named_for_the_waves_is_not_that_of_the_events():
    edges = io.StringIO("event,source,target\n1,A,B\n2,C,B\n")
    events = pd.DataFrame({"wave": [2], "event": ["rename"], "actor": ["A"], "into": ["C"]})
    read = rn.read_survey(edges, events=events, columns={"wave": "event"}, warn=False)
    assert read.events["event"].tolist() == ["rename"]


def test_a_part_of_a_panel_to_which_nothing_happened_has_a_table_of_events_too():
    panel = rn.build_panel(survey("wave,event,actor,into\n"))
    part = rn.subset(rn.subset(panel, waves=["2", "3"]), actors=["C", "X"])
    assert list(part.events) == ["wave", "event", "actor", "into"]
    assert part.events.empty
