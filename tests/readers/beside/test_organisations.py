import datetime as dt
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.readers.beside.organisations import read_organisations
from relnet.wording import Wording
from tests.intake.organisation_inputs import LISTED, REFUSED, problems_of, workbook

SHEETS = {
    "nl": {
        "Organisaties": [["id", "naam", "andere namen", "name_en", "sector", "fte"],
                         ["a", "Huis Noord", "HN; Noordhuis", "North House", "zorg", 12.5],
                         ["b", "Huis Zuid", None, None, "wonen", 3],
                         ["c", "Huis", None, "House", None, None]],
        "namen": [["organisatie", "naam", "van", "tot en met"], ["HN", "Het Huis", None, 2021],
                  ["b", "Het Huis", 2023, None]],
        "Kenmerken per meting": [["id", "naam", "meting", "bedden"], ["b", "Huis Zuid", 2023, 7]],
        "gebeurtenissen": [["datum", "gebeurtenis", "organisatie", "opgegaan in"],
                           [dt.datetime(2022, 1, 1), "Fusie", "HN", None],  # noqa: DTZ001
                           ["2-1-2022", "hernoemd", "huis zuid", "House"]],
        "(kladblok)": [["#N/B is no matter"]],
        "Toelichting": [["Vul in …"]],
    },
}  # fmt: skip


def test_a_workbook_in_dutch(tmp_path):
    sheets = SHEETS["nl"] | {}
    sheets["gebeurtenissen"][1][3] = "c"
    found = read_organisations(workbook(tmp_path, **sheets))
    assert found.table.astype(object).fillna("").to_dict("list") == {
        "id": ["a", "b", "c"], "name": ["Huis Noord", "Huis Zuid", "Huis"],
        "sector": ["zorg", "wonen", ""], "fte": [12.5, 3.0, ""],
    }  # fmt: skip
    assert found.names.to_numpy().tolist() == [
        ["a", "Huis Noord", "", ""], ["a", "North House", "", ""], ["a", "HN", "", ""],
        ["a", "Noordhuis", "", ""], ["a", "Het Huis", "", "2021"], ["b", "Huis Zuid", "", ""],
        ["b", "Het Huis", "2023", ""], ["c", "Huis", "", ""], ["c", "House", "", ""],
    ]  # fmt: skip
    assert found.attributes.to_dict("list") == {"id": ["b"], "wave": ["2023"], "bedden": [7]}
    assert found.events.astype(str).to_numpy().tolist() == [
        ["2022-01-01", "", "merge", "Huis Noord", "Huis"],
        ["2022-01-02", "", "rename", "Huis Zuid", "Huis"],
    ]


def test_files_tables_and_english_words_say_the_same(tmp_path):
    dutch = read_organisations(
        io.StringIO("id;naam;aliassen;sector\na;A;x|y;z\n"),
        events=io.StringIO("jaar;gebeurtenis;organisatie;wordt\n2023;splitsing;x;a|A\n"),
    )
    english = pd.DataFrame({"id": ["a"], "name": ["A"], "other names": ["x\ny"], "sector": ["z"]})
    file = tmp_path / "events.csv"
    file.write_text("wave,event,actor,into\n2023,split,Y,a\n")
    assert read_organisations(english, events=file).equals(dutch)


def test_only_names_are_needed():
    found = read_organisations(pd.DataFrame({"organisation": ["A", "B"]}))
    assert found.table.to_numpy().tolist() == [["A", "A"], ["B", "B"]]
    assert (len(found.names), len(found.attributes), len(found.events)) == (2, 0, 0)
    assert str(found.events["date"].dtype).startswith("datetime64")


def test_a_single_sheet_has_any_title_and_a_column_any_name(tmp_path):
    path = workbook(tmp_path, Blad1=[["wie", "code"], ["A", 7]], notes=[["x"]])
    found = read_organisations(path, columns={"name": "wie"})
    assert found.table.to_numpy().tolist() == [["7", "A"]]
    with pytest.raises(rn.UsageError, match="unknown column role 'nam'; did you mean 'name'"):
        read_organisations(path, columns={"nam": "wie"})


def test_a_preferred_name_may_have_its_waves_too():
    names = pd.DataFrame({"id": ["a"], "name": ["A"], "first": ["2023"]})
    found = read_organisations(pd.DataFrame({"id": ["a"], "name": ["A"]}), names=names)
    assert found.names.to_numpy().tolist() == [["a", "A", "2023", ""]]


def test_columns_beside_are_attributes_and_keep_clear_of_what_is_known_of_actors():
    table = pd.DataFrame(
        {"naam": ["A"], "answered": ["x"], "wave": [2], "label": ["l"], "actor": ["y"]}
    )
    found = read_organisations(table)
    assert found.table.columns.tolist() == ["id", "name", "answered_", "wave_", "label", "actor_"]


@pytest.mark.parametrize(
    ("day", "read"),
    [("2023-01-31", True), ("31-1-2023", True), ("31/01/2023", True), ("44957", True),
     ("2023-01-31T00:00:00", True), ("2023-01-31 09:30", True), ("2023", False), ("31-2-2023", False),
     ("2023-01", False), ("1-31-2023", False), ("soon", False)],
)  # fmt: skip
def test_days(day, read):
    events = pd.DataFrame({"date": [day], "event": "leave", "actor": "A"})
    options = {"events": events}
    if read:
        found = read_organisations(pd.DataFrame({"name": ["A"]}), **options).events["date"]
        assert found.dt.strftime("%Y-%m-%d").tolist() == ["2023-01-31"]
    else:
        with pytest.raises(rn.DataError, match="expected a day, such as 2023-01-31 or 31-1-2023"):
            read_organisations(pd.DataFrame({"name": ["A"]}), **options)


def test_all_problems_of_all_files_at_once():
    text, options = REFUSED[3]
    found = problems_of(text, **options)
    places = [(problem.file, problem.row, problem.column) for problem in found]
    assert places == [
        ("names", 3, "naam"), ("names", 4, "id"), ("names", 5, "id"), ("names", 6, "id"),
        ("names", 7, "naam"), ("attributes", 3, "organisatie"), ("attributes", 4, "organisatie"),
        ("attributes", 5, "meting"), ("events", 2, "wordt"), ("events", 2, "datum"),
        ("events", 3, "datum"), ("events", 3, "wordt"), ("events", 4, "gebeurtenis"),
        ("events", 5, "organisatie"), ("events", 5, "wordt"), ("events", 6, "wordt"),
        ("events", 7, "gebeurtenis"),
    ]  # fmt: skip
    assert str(found[1]) == (
        "names:4 column 'id': found 'Huis Nord', expected an id or a name of the list of "
        "organisations; did you mean 'Huis Noord'?"
    )
    assert "misschien is 'Huis Noord' bedoeld?" in found[1].describe(Wording("nl"))


def test_ids_and_preferred_names_are_of_one_organisation():
    assert [str(problem) for problem in problems_of(REFUSED[0][0])][:2] == [
        "organisations:3 column 'id': found 'a', as in organisations:2, expected another id for each organisation",
        "organisations:3 column 'name': found 'Huis Noord', as in organisations:2, expected another name for each organisation",
    ]
    shared = problems_of(REFUSED[1][0])
    assert [(problem.kind, problem.row) for problem in shared] == [("two organisations", 3)] * 2


def test_a_sheet_that_is_not_known_is_named(tmp_path):
    path = workbook(tmp_path, organisaties=[["naam"], ["A"]], Blad2=[["x"]], kenmerken=[["id"]])
    with pytest.raises(rn.DataError) as caught:
        read_organisations(path)
    assert [(p.kind, p.file) for p in caught.value.problems] == [
        ("unknown sheet", "organisations.xlsx[Blad2]"),
        ("missing column", "organisations.xlsx[kenmerken]"),
    ]


@pytest.mark.parametrize(
    ("waves", "shared"),
    [
        (("", "2021", "2022", ""), False),
        (("", "2021", "2021", ""), True),
        (("2023", "", "", "2022"), False),
        (("", "spring", "autumn", ""), False),
        (("", "spring", "spring", ""), True),
        (("", "1-5-2021", "2-5-2021", ""), False),
        (("2021", "", "2023", ""), True),
        (("", "", "2023", ""), True),
        (("", "10", "9", ""), True),
    ],
)
def test_a_name_is_of_one_organisation_in_each_wave(waves, shared):
    first, last, then, until = waves
    names = f"id;name;first;last\na;N;{first};{last}\nb;N;{then};{until}\n"
    found = problems_of(LISTED, names=names)
    assert bool(found) == shared
    if shared:
        assert str(found[0]) == (
            "names:3 column 'name': found 'N' for 'Huis Zuid', and for 'Huis Noord' in names:2, "
            "expected one organisation of that name in each wave"
        )


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=15),
        min_size=1,
        max_size=5,
    )
)
def test_hostile_names_are_kept_or_refused_as_a_problem(names):
    try:
        found = read_organisations(pd.DataFrame({"name": names}))
    except rn.DataError:
        return
    assert set(found.table["name"]) == set(found.names["name"])
    assert "\x1b" not in repr(found)
