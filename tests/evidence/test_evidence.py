"""What holds for all evidence: degenerate networks, silence, and the object it comes in."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import relnet as rn
from tests.evidence.cases import DEGENERATE, network_of, nobody, survey
from tests.strategies import answered, survey_of

FOUND = {
    "governance": rn.governance,
    "vulnerability": lambda source: rn.vulnerability(source, "sector", draws=20),
    "cross-sector": lambda source: rn.cross_sector(source, draws=20),
    "participation": lambda source: rn.participation(source, "sector"),
}
UNKNOWN = {
    "unobserved",
    "undefined",
    "not asked",
    "not given",
    "not applicable",
    "reports not kept",
}


def with_sectors(read):
    kinds = [f"s{k % 2}" for k in range(len(read.roster))]
    object.__setattr__(read, "_roster", read.roster.assign(sector=kinds))
    return read


def values(found):
    """The rows with a value, of all tables."""
    for name in found:
        table = found[name]
        if "value" in table:
            yield table


def check(found):
    assert next(iter(found)) == "basis"
    for name in found:
        numbers = found[name].select_dtypes("number").astype(float)
        assert not np.isinf(numbers.to_numpy()).any(), name
        if "coverage" in found[name]:
            assert found[name]["coverage"].dropna().between(0, 1).all()
    for table in values(found):
        absent = table["value"].isna()
        assert set(table.loc[absent, "status"].str.split(",").str[0]) <= UNKNOWN
        assert not set(table.loc[~absent, "status"].str.split(",").str[0]) & UNKNOWN


@pytest.mark.parametrize("about", FOUND)
@pytest.mark.parametrize("kind", DEGENERATE)
def test_degenerate_networks_give_evidence_or_say_why_not(about, kind):
    found = FOUND[about](network_of(DEGENERATE[kind].copy()))
    check(found)
    assert found.about == about
    assert set(found["basis"]["status"]) <= {"complete", "undefined"}


@pytest.mark.parametrize("about", FOUND)
def test_where_nobody_answered_nothing_is_known(about):
    found = FOUND[about](nobody())
    check(found)
    for table in values(found):
        of_the_roster = table["figure"].isin(["actors", "answered", "groups"])
        known = table[table["value"].notna() & ~of_the_roster]
        assert not set(known["status"]) & {"complete"}


@settings(max_examples=8, deadline=None)
@given(answered(5), answered(5))
def test_four_states_and_two_waves_give_evidence_that_says_over_what(first, second):
    panel = rn.build_panel(with_sectors(survey_of(first, second)))
    for find in FOUND.values():
        check(find(panel))


@pytest.mark.parametrize("about", FOUND)
def test_a_wave_in_which_nothing_was_asked_says_so(about):
    rows = pd.DataFrame({"wave": [1, 1, 2], "source": ["A", "B", "A"], "target": ["B", "A", "B"],
                         "relation": ["x", "y", "x"]})  # fmt: skip
    roster = pd.DataFrame({"id": ["A", "B"], "sector": ["s", "t"]})
    found = FOUND[about](rn.read_survey(rows, roster=roster, warn=False))
    for name in found:
        if {"wave", "relation", "status"} <= set(found[name]):
            own = found[name].query("wave == '2' and relation == 'y'")
            if about == "governance":
                own = own[own.get("figure", pd.Series("", own.index)).ne("goal_rating")]
            assert set(own["status"]) <= {"not asked", "not given", "not applicable"}, name
    check(found)


def grouped_by(found):
    """What of the tables depends on the groups."""
    return {
        name: found[name]
        for name in found
        if "group" in found[name] or name in {"figures", "removals"}
    }


@pytest.mark.parametrize("about", [*FOUND, "layers"])
def test_the_groups_are_the_sectors_where_there_are_any_whatever_the_case(about):
    """Without `by`: the attribute sector, Sector or SECTOR; none where there is none."""
    find = {
        "governance": rn.governance,
        "vulnerability": lambda source, **by: rn.vulnerability(source, draws=20, **by),
        "cross-sector": lambda source, **by: rn.cross_sector(source, draws=20, **by),
        "participation": rn.participation,
        "layers": rn.layer_gaps,
    }[about]
    asked = layered if about == "layers" else lambda **how: rn.build_panel(survey(**how))
    named = grouped_by(find(asked(), by="sector"))
    for attribute in ("sector", "Sector", "SECTOR"):
        usual = grouped_by(find(asked(attribute=attribute)))
        assert usual.keys() == named.keys()
        for name, table in named.items():
            pd.testing.assert_frame_equal(usual[name], table)
    if about == "cross-sector":
        with pytest.raises(rn.UsageError, match="unknown attribute 'sector'"):
            find(asked(attribute="branch"))
    else:
        none = grouped_by(find(asked(attribute="branch")))
        for name, table in grouped_by(find(asked(), by=None)).items():
            pd.testing.assert_frame_equal(none[name], table)
    with pytest.raises(rn.UsageError, match="unknown attribute 'Sector'; did you mean 'sector'"):
        find(asked(), by="Sector")


def layered(attribute="sector"):
    people = {"a": ("A", "board"), "b": ("A", "staff"), "c": ("B", "board"), "d": ("B", "staff")}
    rows = [(who, actor, "B" if actor == "A" else "A") for who, (actor, _) in people.items()]
    return rn.read_survey(
        pd.DataFrame(rows, columns=["respondent", "actor", "partner"]),
        roster=pd.DataFrame({"id": list("ABC"), attribute: ["x", "x", "y"]}),
        respondents=pd.DataFrame(
            [(who, *where) for who, where in people.items()],
            columns=["respondent", "actor", "layer"],
        ),
        warn=False,
    )


def test_a_graph_without_sectors_gives_evidence_without_groups():
    network = rn.from_networkx(nx.path_graph(3))
    for find in (rn.governance, rn.vulnerability, rn.participation):
        check(find(network))
    told = rn.governance(network)["figures"].set_index("figure")["status"]
    assert told["cross_group_share"] == "not given"


def test_what_it_is_computed_from_is_a_survey_a_panel_or_a_network():
    read = survey()
    panel = rn.build_panel(read)
    for about, find in FOUND.items():
        of_survey, of_panel, of_network = (find(source) for source in (read, panel, panel[0]))
        tables = [
            name for name in of_panel if name not in {"figures", "respondents", "actors", "groups"}
        ]
        for name in tables:
            pd.testing.assert_frame_equal(of_survey[name], of_panel[name])
        assert of_panel.equals(of_network), about
        with pytest.raises(rn.UsageError, match="survey, a panel or a network, not from a list"):
            find([])
    with pytest.raises(rn.UsageError, match="survey must be a survey, not a Panel"):
        rn.vulnerability(panel, survey=panel)


def test_it_shows_what_it_is_and_gives_its_tables():
    found = rn.participation(survey())
    assert repr(found) == (
        "<Evidence: participation; basis (1 row), actors (6 rows), groups (4 rows), courses (6 rows)>"
    )
    assert len(found) == 4
    assert found.names == tuple(found)
    assert "<p>courses</p>" in found._repr_html_()
    assert found.equals(rn.participation(survey()))
    assert not found.equals(rn.participation(survey(silent=())))
    assert not found.equals(rn.vulnerability(survey()))
    with pytest.raises(rn.UsageError, match="unknown table 'actor'; did you mean 'actors'"):
        found["actor"]
    table = found["actors"]
    table.loc[0, "actor"] = "changed"
    assert found["actors"].loc[0, "actor"] == "A"


def test_a_treatment_shows_in_what_it_rests_on():
    panel = rn.build_panel(survey(mutual=True))
    found = rn.vulnerability(rn.treat(panel, "null"))
    assert set(found["figures"]["status"]) == {"treated", "not applicable"}
    actors = found["actors"].set_index("actor")
    assert actors.loc[["E", "F"], "partners"].tolist() == [0, 0]
    assert actors["certain"].all()
