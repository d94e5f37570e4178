from datetime import date
from importlib.resources import files
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.organisations import attributes_in, members, placed
from relnet.readers.beside.organisations import read_organisations

WAVES = {"1": date(2021, 5, 1), "2": date(2022, 5, 1), "3": date(2023, 5, 1)}
UNDATED = dict.fromkeys(WAVES)


def known(names, *events):
    rows = pd.DataFrame(events, columns=["wave", "event", "actor", "into"]) if events else None
    return read_organisations(pd.DataFrame({"name": list(names)}), events=rows)


def there(organisations, waves=UNDATED):
    found = members(organisations, waves)
    return ["".join(found.loc[found["wave"] == wave, "actor"]) for wave in waves]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], ["ABCD", "ABCD", "ABCD"]),
        ([("2", "join", "A", "")], ["BCD", "ABCD", "ABCD"]),
        ([("2", "leave", "A", "")], ["ABCD", "BCD", "BCD"]),
        ([("2", "leave", "A", ""), ("3", "join", "A", "")], ["ABCD", "BCD", "ABCD"]),
        ([("2", "join", "A", ""), ("3", "leave", "A", "")], ["BCD", "ABCD", "BCD"]),
        ([("2", "rename", "A", "D")], ["ABC", "BCD", "BCD"]),
        ([("2", "merge", "A", "C"), ("2", "merge", "B", "C")], ["ABD", "CD", "CD"]),
        ([("2", "merge", "A", "A"), ("2", "merge", "B", "A")], ["ABCD", "ACD", "ACD"]),
        ([("2", "split", "A", "B|C")], ["AD", "BCD", "BCD"]),
        ([("2", "split", "A", "A|C")], ["ABD", "ABCD", "ABCD"]),
        ([("2", "rename", "A", "B"), ("3", "rename", "B", "C")], ["AD", "BD", "CD"]),
        ([("2", "rename", "A", "B"), ("2", "rename", "B", "C")], ["AD", "CD", "CD"]),
        ([("1", "rename", "A", "B")], ["BCD", "BCD", "BCD"]),
        ([("2", "merge", "A", "C"), ("2", "merge", "B", "C"), ("3", "split", "C", "A|D")],
         ["AB", "C", "AD"]),
    ],
)  # fmt: skip
def test_who_there_is_by_hand(events, expected):
    for order in (events, events[::-1]):
        assert there(known("ABCD", *order)) == expected


def test_dates_tell_the_turns_of_one_wave_apart():
    table = pd.DataFrame({"name": ["A", "B"]})
    rows = [("2021-06-01", "leave", "A"), ("2021-09-01", "join", "A"),
            ("2021-06-01", "join", "B"), ("2021-09-01", "leave", "B")]  # fmt: skip
    events = pd.DataFrame(rows, columns=["date", "event", "actor"])
    assert there(read_organisations(table, events=events), WAVES) == ["A", "A", "A"]


def test_what_happens_after_the_last_wave_has_not_yet_happened():
    table = pd.DataFrame({"name": ["A", "B", "C"]})
    rows = [("2024-01-01", "rename", "A", "B"), ("2024-01-01", "join", "C", "")]
    late = read_organisations(
        table, events=pd.DataFrame(rows, columns=["date", "event", "actor", "into"])
    )
    assert placed(late, WAVES)["wave"].tolist() == ["", ""]
    assert there(late, WAVES) == ["A", "A", "A"]


@pytest.mark.parametrize(
    ("day", "wave"),
    [
        ("2020-01-01", "1"),
        ("2021-05-01", "1"),
        ("2021-05-02", "2"),
        ("1-5-2023", "3"),
        ("2023-05-02", ""),
    ],
)
def test_an_event_shows_at_the_first_wave_on_or_after_its_day(day, wave):
    events = pd.DataFrame({"date": [day], "event": "leave", "actor": "A"})
    organisations = read_organisations(pd.DataFrame({"name": ["A"]}), events=events)
    assert placed(organisations, WAVES)["wave"].tolist() == [wave]


def test_a_stated_wave_goes_before_the_day():
    events = pd.DataFrame({"date": ["2020-01-01"], "wave": "3", "event": "leave", "actor": "A"})
    organisations = read_organisations(pd.DataFrame({"name": ["A"]}), events=events)
    assert placed(organisations, WAVES)["wave"].tolist() == ["3"]


def test_events_without_a_place_are_named():
    def refused(waves, **event):
        events = pd.DataFrame({"event": ["fusie"], "actor": "A", "into": "B", **event})
        placed(read_organisations(pd.DataFrame({"name": ["A", "B"]}), events=events), waves)

    with pytest.raises(rn.UsageError, match=r"'A' \(merger\): this event has neither"):
        refused(WAVES)
    with pytest.raises(rn.UsageError, match=r"'A' \(merger, 2021-01-01\): .* date of every wave"):
        refused(UNDATED, date="2021-01-01")
    with pytest.raises(rn.UsageError, match=r"'A' \(merger\): unknown wave '9'; known: '1', '2'"):
        refused(WAVES, wave="9")


def test_the_events_of_the_region_give_its_roster_by_wave_and_by_day():
    folder = files("relnet.datasets") / "data"
    tables = {
        name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("organisations", "events", "waves", "roster")
    }
    waves = {w: date.fromisoformat(day) for w, day in tables["waves"].to_numpy().tolist()}
    undated = tables["events"].drop(columns="wave")
    for events in (tables["events"], undated):
        known = read_organisations(tables["organisations"], events=events)
        found = members(known, waves)
        name = known.table.set_index("id")["name"]
        listed = zip(tables["roster"]["wave"], tables["roster"]["id"].map(name), strict=True)
        assert set(found.itertuples(index=False, name=None)) == set(listed)


DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))
EVENTS = st.lists(
    st.one_of(
        st.tuples(DAYS, st.sampled_from(["join", "leave"]), st.sampled_from("ABCDE"), st.just("")),
        st.tuples(DAYS, st.just("split"), st.sampled_from("ABCDE"), st.sampled_from("ABCDE")),
    ),
    max_size=6,
)


@given(EVENTS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(events, rng):
    def found(rows):
        table = pd.DataFrame(rows, columns=["date", "event", "actor", "into"])
        table["date"] = table["date"].astype(str)
        return there(
            read_organisations(
                pd.DataFrame({"name": list("ABCDE")}), events=table if rows else None
            ),
            WAVES,
        )

    assert found(events) == found(rng.sample(events, len(events)))


@given(st.lists(st.sampled_from("ABCDE"), min_size=2, max_size=5, unique=True), st.integers(0, 2))
def test_in_a_chain_of_names_there_is_always_one(names, start):
    waves = [str(k + 1) for k in range(3)]
    events = [
        (waves[min(start + k, 2)], "rename", old, new)
        for k, (old, new) in enumerate(pairwise(names))
    ]
    found = members(known("ABCDE", *events), UNDATED)
    chain = found[found["actor"].isin(names)]
    assert chain.groupby("wave").size().tolist() == [1, 1, 1]


def test_attributes_of_a_wave_come_in_place_of_the_fixed_ones():
    organisations = read_organisations(
        pd.DataFrame(
            {"id": ["a", "b"], "name": ["A", "B"], "size": ["1", "2"], "sector": ["x", ""]}
        ),
        attributes=pd.DataFrame(
            {
                "id": ["a", "B"],
                "wave": ["1", "2"],
                "size": ["", "5"],
                "sector": ["y", "z"],
                "beds": ["3", ""],
            }
        ),
    )
    assert attributes_in(organisations, "1").astype(object).fillna("").to_dict("index") == {
        "A": {"size": 1, "sector": "y", "beds": 3},
        "B": {"size": 2, "sector": "", "beds": ""},
    }
    assert attributes_in(organisations, "2")["size"].tolist() == [1, 5]
    assert attributes_in(organisations, "9")["size"].tolist() == [1, 2]


def test_tables_are_copies_and_organisations_compare():
    one, other = known("AB"), known("AB")
    for name in ("table", "names", "attributes", "events"):
        table = getattr(one, name)
        table["name"] = "changed"
    assert one.equals(other)
    assert not one.equals(known("AC"))
    assert (len(one), repr(one)) == (
        2, "<Organisations: 2, 2 names, 0 events; attributes none; by wave none>"
    )  # fmt: skip
    assert "<table" in one._repr_html_()
    assert "&lt;b&gt;" in known(["<b>"])._repr_html_()
