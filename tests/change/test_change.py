"""A change makes its tables when they are asked for."""

import pickle
from dataclasses import fields, replace

import pandas as pd
import pytest

import relnet as rn

TABLES = (
    "composition",
    "counts",
    "ties",
    "actors",
    "man",
    "internalised",
    "completions",
    "imputed",
)


@pytest.fixture
def change(lindeland):
    return rn.compare(lindeland["2019", "referral"], lindeland["2021", "referral"])


@pytest.fixture(scope="module")
def lindeland():
    return rn.build_panel(rn.datasets.lindeland().survey)


def test_nothing_is_made_before_it_is_asked_for_and_then_once(change):
    stated = {one.name for one in fields(change)}
    assert set(vars(change)) == stated
    assert len(change.composition)
    assert not {"_ties", "_counts", "_actors", "_man"} & set(vars(change))
    assert change.ties is not change.ties
    assert change._ties is change._ties


def test_a_copy_has_the_same_tables_and_carries_none(change):
    made = {name: getattr(change, name) for name in TABLES}
    copy = pickle.loads(pickle.dumps(change))  # noqa: S301 - ours
    assert set(vars(copy)) == {one.name for one in fields(change)}
    assert copy.equals(change)
    for name, table in made.items():
        pd.testing.assert_frame_equal(getattr(copy, name), table)


def test_another_network_in_its_place_makes_other_tables(change, lindeland):
    assert len(change.ties)
    other = replace(change, after=lindeland["2023", "referral"])
    assert not other.equals(change)
    straight = rn.compare(lindeland["2019", "referral"], lindeland["2023", "referral"])
    pd.testing.assert_frame_equal(other.ties, straight.ties)
    pd.testing.assert_frame_equal(other.counts, straight.counts)


def test_a_table_that_is_changed_leaves_the_change_alone(change):
    table = change.counts
    table["n11"] = -1
    assert (change.counts["n11"] >= 0).all()
