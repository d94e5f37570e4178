"""Fixtures of the tests that open a map."""

import pytest

import relnet as rn
from tests.maps.regions import lindeland_panel


@pytest.fixture
def page(open_page):
    drawn = rn.draw(lindeland_panel(), title="Lindeland")
    return open_page(drawn.html(), viewport={"width": 1366, "height": 900})
