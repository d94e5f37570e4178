"""Bounds of what is confirmed, against every completion of the reports."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from tests.silence.brute import blanked, ends, full, network_of, one_of
from tests.silence.test_needed import reports


def confirmed(pairs, values):
    """Ties that both report / ties that either reports."""
    said = [[values.get(where, value) for _, where, value in pair] for pair in pairs]
    both = sum(one != 0 and other != 0 for one, other in said)
    either = sum(one != 0 or other != 0 for one, other in said)
    return both / either if either else np.nan


@pytest.mark.parametrize("rule", ["either", "both", "either, two questions"])
@given(data=st.data())
@one_of(10)
def test_the_ends_over_every_completion_of_the_reports(rule, data):
    parts = data.draw(blanked(data.draw(full(rule, 3))))
    network = network_of(parts, rule)
    cells = reports(parts, rule)
    pairs = [said for (i, j), said in cells.items() if len(said) == 2 and (network.directed or i < j)]  # fmt: skip
    missing = sorted({where for pair in pairs for _, where, value in pair if value is None})
    if len(missing) > 8:
        return
    values = [
        [confirmed(pairs, dict(zip(missing, codes, strict=True)))]
        for codes in itertools.product((0, 1), repeat=len(missing))
    ]
    low, high, excluded = ends(np.array(values))
    row = rn.bounds(network, "confirmation_rate").iloc[0]
    assert [row["low"], row["high"]] == pytest.approx([*low, *high], nan_ok=True)
    assert row["excluded"] == pytest.approx(excluded[0])


def test_one_report_cannot_be_confirmed():
    panel = rn.build_panel(rn.datasets.lindeland().survey)
    one, two = (rn.bounds(panel["2025", name], "confirmation_rate").iloc[0] for name in ("referral", "projects"))  # fmt: skip
    assert one[["status", "kind"]].fillna("none").tolist() == ["not applicable", "none"]
    assert two["low"] < two["value"] < two["high"]
