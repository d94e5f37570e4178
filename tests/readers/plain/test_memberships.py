"""Two-mode lists, as ties between those that share groups."""

import io
from itertools import combinations

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import relnet as rn
from relnet.readers.files import load
from relnet.readers.options import Options
from relnet.readers.plain.memberships import read_memberships

LIST = (
    "jaar;organisatie;programma\n2019;GGD Lindeland;Kansrijk\n2019;Huisartsen Noord;Kansrijk\n"
    "2019;GGD Lindeland;Vitaal\n2019;Huisartsen Noord;Vitaal\n2019;Gemeente Beek;Vitaal\n"
    "2021;GGD Lindeland;Vitaal\n2021;Stil Huis;\n"
)


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def ties(survey):
    reports = survey.reports.dropna(subset="partner")
    keys = zip(
        reports["wave"], reports["relation"], reports["actor"], reports["partner"], strict=True
    )
    return {
        (w, r, frozenset((a, b))): v for (w, r, a, b), v in zip(keys, reports["value"], strict=True)
    }


def test_ties_are_shared_memberships():
    survey = read(LIST)
    shared = "shared memberships"
    assert ties(survey) == {
        ("2019", shared, frozenset(("GGD Lindeland", "Huisartsen Noord"))): 2.0,
        ("2019", shared, frozenset(("GGD Lindeland", "Gemeente Beek"))): 1.0,
        ("2019", shared, frozenset(("Huisartsen Noord", "Gemeente Beek"))): 1.0,
    }
    assert survey.relations[0].directed is False
    assert survey.waves == ("2019", "2021")
    assert ("2021", shared) in survey.asked
    assert set(survey.roster["actor"]) == {
        "GGD Lindeland", "Huisartsen Noord", "Gemeente Beek", "Stil Huis"
    }  # fmt: skip


def test_what_was_made_of_them_is_told():
    told = [str(problem) for problem in read(LIST).problems]
    assert any("memberships of 2 groups: read as ties between members" in line for line in told)
    again = read(LIST + "2021;GGD Lindeland;Vitaal\n")
    assert any("1 row that says again who is in which group" in str(p) for p in again.problems)


def test_kinds_of_groups_are_relations():
    survey = read(
        "actor,group,kind\nA,P,bestuur\nB,P,bestuur\nA,Q,project\nB,Q,project\nC,Q,project\nD,,\n"
    )
    assert [relation.name for relation in survey.relations] == ["bestuur", "project"]
    assert ties(survey)["1", "project", frozenset("BC")] == 1.0


@pytest.mark.parametrize(
    "group", ["Groep", "PROJECT", "bestuur", "overleg", "commissie", "Coalitie"]
)
def test_groups_have_many_names(group):
    assert len(ties(read(f"organisatie;{group}\nA;x\nB;x\nA;y\n"))) == 1


def test_a_table_of_organisations_and_groups_is_read_where_it_is_named():
    text = ";P;Q;R\nA;1;0;x\nB;ja;1;\nC;0;1;\nD;;;\n"
    survey = read(text, layout="memberships")
    assert {frozenset(pair): v for (_, _, pair), v in ties(survey).items()} == {
        frozenset("AB"): 1.0, frozenset("BC"): 1.0
    }  # fmt: skip
    assert "D" in set(survey.roster["actor"])
    with pytest.raises(rn.DataError):
        read(text)
    with pytest.raises(rn.DataError, match=r"file 1:2 column 'Q': found 'soms'"):
        read(text.replace("A;1;0", "A;1;soms"), layout="memberships")


def test_a_table_of_the_literature(reference):
    path = reference / "chemg_policy" / "committee_twomode.csv"
    table = pd.read_csv(path, index_col=0)
    survey = rn.read_survey(path, layout="memberships", warn=False)
    network = rn.build_panel(survey)[0]
    expected = table.to_numpy() @ table.to_numpy().T
    np.fill_diagonal(expected, 0)
    found = rn.adjacency(network, strength=True).toarray()
    order = network.actors.get_indexer(table.index)
    assert (found[np.ix_(order, order)] == expected).all()
    assert len(network.ties) == 288


@given(
    st.lists(
        st.tuples(st.sampled_from("12"), st.sampled_from("ABCDE"), st.sampled_from("PQR")),
        min_size=1,
    )
)
def test_ties_are_as_strong_as_the_groups_that_both_are_in(rows):
    text = "wave,actor,group\n" + "".join(",".join(row) + "\n" for row in rows)
    expected = {}
    for wave, _, group in set(rows):
        inside = sorted({a for w, a, g in rows if (w, g) == (wave, group)})
        for pair in combinations(inside, 2):
            expected[wave, frozenset(pair), group] = 1
    counts = {}
    for wave, pair, _ in expected:
        counts[wave, pair] = counts.get((wave, pair), 0) + 1
    found = ties(read(text, layout="memberships"))
    assert {(wave, pair): value for (wave, _, pair), value in found.items()} == counts


@pytest.mark.parametrize(
    "text",
    [
        "organisation,project\nA,P\nB,P\n",
        "organisation,partner,project\nA,B,P\nA,C,P\n",
        "organisation,project,score\nA,P,3\nA,Q,4\n",
        "respondent,organisation,project\nann,A,P\nann,A,Q\n",
        "organisation,sector\nA,P\nA,Q\n",
    ],
)
def test_other_lists_are_left_to_others(text):
    (table,) = load(io.StringIO(text), name="a.csv")
    assert read_memberships(table, Options()) is None


def test_gaps_and_groups_that_are_too_large_are_refused(monkeypatch):
    with pytest.raises(rn.DataError, match=r"file 1:3 column 'organisatie': found nothing"):
        read("organisatie,programma\nA,P\n,P\nA,Q\n", layout="memberships")
    with pytest.raises(rn.DataError, match="no rows below the header"):
        read("organisatie,programma\n", layout="memberships")
    many = "organisatie,programma\n" + "".join(f"o{k},P\n" for k in range(7000)) + "o1,Q\n"
    with pytest.raises(rn.DataError, match=r"up to 7,?000 members"):
        read(many)
