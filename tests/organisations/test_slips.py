"""500 slips against 200 organisations: nothing is taken for what it is not; suggestions are good."""

import pytest

from tests.organisations.slips import figures, organisations, slips, strangers


@pytest.fixture(scope="module")
def found():
    return figures().set_index(["how", "choice"])


def of(found, way, choice):
    return found[found.index.get_level_values("choice").isin([choice])].loc[
        lambda rows: rows.index.get_level_values("how").str.startswith(way)
    ]


def test_the_slips_are_what_they_say():
    assert len(set(organisations())) == 200
    assert len(slips()) == 500
    assert slips().equals(slips())
    assert not set(strangers()) & set(organisations())


def test_no_name_is_matched_with_another_organisation(found):
    matched = found.loc[("relnet, matched", "only")]
    assert matched["precision"] == 1
    assert matched["given"] == matched["right"] > 250


def test_matching_finds_more_than_any_cutoff_of_rapidfuzz_that_makes_no_mistake(found):
    matched = found.loc[("relnet, matched", "only")]
    faultless = of(found, "rapidfuzz", "only").query("precision == 1")
    assert len(faultless) == 2
    assert (faultless["recall"] < matched["recall"]).all()


@pytest.mark.parametrize("choice", ["first 1", "first 3"])
def test_suggestions_are_better_than_those_of_rapidfuzz(found, choice):
    ours = found.loc[("relnet, suggested", choice)]
    theirs = of(found, "rapidfuzz", choice)
    assert len(theirs) == 2
    for figure in ("precision", "recall"):
        assert (theirs[figure] < ours[figure]).all()
    assert ours["recall"] > 0.95
