"""Every measure against independent programs, on the shipped region and on real networks."""

import pytest

from tests.measures.oracle.agreement import asked, differences
from tests.measures.oracle.networks import GROUPS, lindeland
from tests.measures.oracle.networks import reference as real

ORACLES = asked()
IDS = [f"{one.measure}-{one.program}" for one in ORACLES]


@pytest.mark.parametrize("one", ORACLES, ids=IDS)
def test_on_the_shipped_region(one):
    found = list(differences(one, lindeland(), GROUPS))
    assert max((apart for _, apart in found), default=0) <= one.tolerance


@pytest.mark.parametrize("one", ORACLES, ids=IDS)
def test_on_real_networks(one, reference):
    found = [
        apart for panel, by in real(reference).values() for _, apart in differences(one, panel, by)
    ]
    assert max(found, default=0) <= one.tolerance
