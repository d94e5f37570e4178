"""Wide nominations: numbered columns that name partners."""

import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.readers.exports.nominations import decode_nominations
from relnet.readers.exports.slots import numbered
from relnet.readers.files import load
from relnet.readers.options import Options

WIDE = """\
organisatie,sector,Noem organisatie 1,Noem organisatie 2,Noem organisatie 3,freq1,freq2,freq3
GGD,zorg,Beek,Huis,,3,2,
Beek,overheid,GGD,,,1,,
Huis,zorg,,,,,,
"""


def table(text):
    (found,) = load(io.StringIO(text), name="wide.csv")
    return found


def decoded(text, **options):
    return decode_nominations(table(text), Options(**options))


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def ties(survey):
    return {
        (r.actor, r.partner, r.relation)
        for r in survey.reports.dropna(subset="partner").itertuples()
    }


def test_numbered_columns_are_one_question():
    survey = read(WIDE)
    assert ties(survey) == {
        ("GGD", "Beek", "Noem organisatie"),
        ("GGD", "Huis", "Noem organisatie"),
        ("Beek", "GGD", "Noem organisatie"),
    }


def test_other_columns_and_rows_without_names_are_told():
    told = {p.kind: str(p) for p in decoded(WIDE).problems}
    assert set(told) == {"unused columns", "rows that name nobody"}
    assert "'sector', 'freq1', 'freq2', 'freq3'" in told["unused columns"]
    assert "wide.csv:4" in told["rows that name nobody"]


@pytest.mark.parametrize(
    ("header", "groups"),
    [
        ("net1_1 net1_2 net2_1 net2_2", {"net1": 2, "net2": 2}),
        ("partner1 partner2 partner3", {"partner": 3}),
        ("nominatie_01 nominatie_02", {"nominatie": 2}),
        ("naam_0 naam_1", {"naam": 2}),
        ("partner1_naam partner2_naam partner1_freq", {"partner": 2}),
        ("net1_1_freq net1_2_freq", {}),
        ("partner2 partner1", {}),
        ("partner5 partner6", {}),
        ("q1 r2", {}),
        ("1 2 3", {}),
    ],
)
def test_only_columns_that_count_up_belong_together(header, groups):
    assert {slots.stem: len(slots.columns) for slots in numbered(header.split())} == groups


def test_ordinals_count_too():
    assert numbered(["1e organisatie", "2e organisatie"])[0].stem == "organisatie"


@pytest.mark.parametrize(
    "text",
    [
        "id,stelling_1,stelling_2\n1,4,5\n2,3,3\n3,1,2\n",
        "id,contact_1,contact_2,contact_3\n1,4,4,0\n2,3,3,0\n3,1,2,1\n",
        "id,contact_1,contact_2\n1,vaak,vaak\n2,nooit,nooit\n3,soms,soms\n",
        "id,name_rank_1,name_rank_2\n1,1,2\n2,2,1\n",
        "partner1,partner2\nA,B\n",
        "actor,partner\nA,B\n",
    ],
)
def test_ratings_and_other_tables_are_no_nominations(text):
    assert decoded(text) is None


def test_the_layout_may_be_named():
    text = "id,keuze_1,keuze_2\nA,X,Y\nB,Z,X\n"
    assert decoded(text) is None
    assert ties(read(text, layout="nominations")) == {
        ("A", "X", "keuze"), ("A", "Y", "keuze"), ("B", "Z", "keuze"), ("B", "X", "keuze"),
    }  # fmt: skip


def test_numbers_are_names_where_they_are_called_so():
    text = "id,nom_1,nom_2\n1,2,3\n2,1,9\n3,4,1\n4,1,2\n"
    survey = read(text, missing=[9])
    assert ties(survey) == {
        ("1", "2", "nom"), ("1", "3", "nom"), ("2", "1", "nom"), ("3", "4", "nom"),
        ("3", "1", "nom"), ("4", "1", "nom"), ("4", "2", "nom"),
    }  # fmt: skip


def test_names_may_be_unique_within_a_group_only():
    text = "regio,id,nom_1,nom_2\nN,1,2,3\nN,2,1,3\nZ,1,3,2\nZ,3,1,4\n"
    survey = read(text, columns={"actor": "id", "within": "regio"})
    assert ties(survey) >= {("N/1", "N/2", "nom"), ("Z/1", "Z/3", "nom"), ("Z/3", "Z/4", "nom")}
    assert all(actor[0] == partner[0] for actor, partner, _ in ties(survey))


def test_waves_and_layers_of_the_rows():
    text = "meting,organisatie,partner1,partner2\n1,A,B,C\n1,B,A,C\n2,A,C,B\n2,C,B,A\n"
    survey = read(text)
    assert survey.waves == ("1", "2")
    assert ("A", "C", "partner") in ties(survey)


def test_who_did_not_finish_is_told_by_a_column():
    text = "organisatie,ingevuld,partner1,partner2\nA,ja,B,C\nB,nee,,\nC,ja,A,B\n"
    assert decoded(text, columns={"completed": "ingevuld"}).completed.tolist() == [
        True, False, True,
    ]  # fmt: skip


def test_a_study_says_which_question_it_is(tmp_path):
    (tmp_path / "one.csv").write_text("organisatie,keuze1,keuze2\nA,B,\nB,A,C\nC,,\n")
    (tmp_path / "relnet.toml").write_text(
        '[[waves]]\nlabel = "1"\nreports = "one.csv"\n'
        '[[relations]]\nname = "advice"\nnames = ["keuze"]\n'
    )
    survey = rn.read_survey(rn.read_study(tmp_path), warn=False)
    assert ties(survey) == {("A", "B", "advice"), ("B", "A", "advice"), ("B", "C", "advice")}


@given(
    st.lists(
        st.lists(st.integers(0, 9), unique=True, min_size=3, max_size=3), min_size=4, max_size=8
    )
)
def test_every_name_is_read(rows):
    own = [f"org {chr(65 + k)}" for k in range(10)]
    frame = pd.DataFrame([[own[k] for k in row] for row in rows]).add_prefix("partner")
    frame.insert(0, "organisatie", own[: len(rows)])
    (found,) = load(frame, name="wide")
    export = decode_nominations(found, Options(layout="nominations"))
    assert len(export.asked) == 3
    assert np.array_equal(
        export.table.cells.iloc[1:, 1:].to_numpy(object), frame.iloc[:, 1:].to_numpy(object)
    )


def test_the_physicians_of_four_cities(reference):
    survey = rn.read_survey(
        reference / "medical_innovation" / "raw" / "survey_wide.csv",
        columns={"actor": "id", "within": "city"},
        missing=["NA"],
        warn=False,
    )
    found = {}
    for relation in ("net1", "net2", "net3"):
        (network,) = rn.build_panel(survey, relation)
        known, answered = network.known_ties, network.observation.answered
        found[relation] = (int(known.sum()), int(known[answered][:, answered].sum()))
    assert found == {"net1": (286, 161), "net2": (337, 165), "net3": (289, 124)}
