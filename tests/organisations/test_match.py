import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.organisations import match_names, normal_form, suggest_names
from relnet.readers.beside.organisations import read_organisations


def known(*names, **options):
    return read_organisations(pd.DataFrame({"name": names}), **options)


def how(name, organisations, **options):
    (row,) = match_names([name], organisations, **options).fillna("").to_numpy().tolist()
    return row[1:]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Stichting Zorg & Welzijn", "welzijn zorg"),
        ("ZORG EN WELZIJN b.v.", "welzijn zorg"),
        ("Zorg and Welzijn Ltd.", "welzijn zorg"),
        ("V.O.F. De Übung", "de ubung"),
        ("Coöperatieve Vereniging Één, u.a.", "een"),
        ("'t Erf", "erf t"),
        ("G.G.D. Zuid-Limburg", "ggd limburg zuid"),
        ("Stichting", "stichting"),
        ("St. & Co", "co"),
        ("---", "---"),
        ("ĳsvogel", "ijsvogel"),
        ("日本", "日本"),
    ],
)
def test_normal_forms(name, form):
    assert normal_form(name) == form


@given(st.text(min_size=1).filter(str.strip))
def test_a_normal_form_is_its_own_and_case_makes_no_difference(name):
    form = normal_form(name)
    assert normal_form(form) == form
    assert normal_form(f" {name}  ") == form


@given(
    st.lists(st.sampled_from(["zorg", "welzijn", "noord", "zuid", "1", "12"]), min_size=1),
    st.randoms(),
)
def test_the_order_of_the_words_makes_no_difference(words, rng):
    shuffled = rng.sample(words, len(words))
    assert normal_form(" ".join(words)) == normal_form(", ".join(shuffled).upper())


def test_each_way_to_be_found():
    names = known("GGD Zuid-Limburg", "Stichting Zorg en Welzijn Dal", "Welzijn en Zorg Dal B.V.")
    ours = "GGD Zuid-Limburg"
    assert how(ours, names) == [ours, "exact"]
    for name in (
        "ggd zuidlimburg",
        "Zuid-Limburg GGD",
        "GGD Zuid Limburg BV",
        " GGD  Zúid-Limburg",
    ):
        assert how(name, names) == [ours, "normalised"], name
    for name in ("GGD Zuid-Limbrug", "GGD", "GGD ZL", "Limburg-Noord GGD", "", "!"):
        assert how(name, names) == ["", "none"], name
    assert how("Dal: Zorg & Welzijn", names) == ["", "ambiguous"]
    assert how("stichting zorg en welzijn dal", names)[0] == "Stichting Zorg en Welzijn Dal"
    assert how("WELZIJN EN ZORG DAL BV", names)[0] == "Welzijn en Zorg Dal B.V."


def test_an_accent_in_two_signs_is_the_same_accent():
    assert how("Cafe\u0301", known("Café")) == ["Café", "exact"]


def test_names_that_hold_for_some_waves():
    table = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"]})
    more = pd.DataFrame(
        {"id": ["a", "b"], "name": ["Noord", "Noord"], "first": ["", "2023"], "last": ["2021", ""]}
    )
    names = read_organisations(table, names=more)
    assert how("Noord", names, wave="2019") == ["A", "exact"]
    assert how("noord", names, wave="2025") == ["B", "normalised"]
    assert how("Noord", names, wave="2022") == ["", "none"]
    assert how("Noord", names) == ["", "ambiguous"]
    assert how("a", names, wave="2025") == ["A", "exact"]


def test_waves_that_are_no_numbers_need_their_order():
    table = pd.DataFrame({"id": ["a"], "name": ["A"]})
    names = read_organisations(
        table, names=pd.DataFrame({"id": ["a"], "name": ["N"], "last": ["spring"]})
    )
    order = ["spring", "autumn"]
    assert how("N", names, wave="spring", order=order) == ["A", "exact"]
    assert how("N", names, wave="autumn", order=order) == ["", "none"]
    with pytest.raises(rn.UsageError, match="unknown wave 'autumn'"):
        match_names(["N"], names, wave="autumn")


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_text_is_answered_in_its_place(texts):
    names = known("GGD Zuid-Limburg", "!!!", "Zorg 1")
    found = match_names(texts, names)
    assert found["name"].tolist() == texts
    best = suggest_names(texts, names, at_least=0)
    assert set(best["name"]) <= set(texts)
    assert best["score"].between(0, 100).all()


def test_what_is_suggested_first():
    names = known(
        "GGD Zuid-Limburg", "GGD Zeeland", "Huisartsen Zuid-Limburg", "Wijkteam 12", "Wijkteam 1"
    )
    for name, actor in {
        "GGD ZL": "GGD Zuid-Limburg",
        "ggd zuidlimbrug": "GGD Zuid-Limburg",
        "Zuid-Limburg, huisarts.": "Huisartsen Zuid-Limburg",
        "Wijktaem 12": "Wijkteam 12",
        "Gemeentelijke Gezondheidsdienst Zeeland": "GGD Zeeland",
    }.items():
        best = suggest_names([name], names)
        assert best["actor"].tolist()[0] == actor, name
        assert best["rank"].tolist() == list(range(1, len(best) + 1))
        assert best["score"].is_monotonic_decreasing


def test_an_organisation_is_suggested_once_whatever_its_names():
    table = pd.DataFrame(
        {"name": ["GGD Zuid", "Rode Kruis"], "aliases": ["GGD Zuidoost|GGD Z.", ""]}
    )
    best = suggest_names(["GGD Zuidooost"], read_organisations(table), at_least=0)
    assert best["actor"].tolist() == ["GGD Zuid", "Rode Kruis"]
    assert best["score"].tolist()[0] > 90


def test_numbers_are_the_same_or_not():
    best = suggest_names(["Team 12"], known("Team 11", "Team 12", "Team 21"), most=1)
    assert best[["actor", "score"]].to_numpy().tolist() == [["Team 12", 100.0]]


def test_nothing_to_compare():
    none = suggest_names([], known("A"))
    assert none.columns.tolist() == ["name", "rank", "actor", "score"]
    assert match_names([], known("A")).empty
    with pytest.raises(rn.UsageError, match="match_names takes organisations, not str 'A'"):
        match_names(["A"], "A")


def test_two_thousand_names_against_two_thousand_take_seconds():
    listed = [f"Zorggroep {k:04d} {chr(97 + k % 26) * 3}dorp" for k in range(2000)]
    best = suggest_names([name.replace("groep", "grop") for name in listed], known(*listed), most=1)
    assert best["actor"].tolist() == listed
