"""A map is small enough to send by mail."""

import pytest

import relnet as rn
from tests.maps.regions import region


@pytest.mark.parametrize(
    ("actors", "waves", "most"),
    [
        (60, 4, 100_000),
        (300, 5, 250_000),
    ],
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_is_small(actors, waves, most, language):
    drawn = rn.draw(region(actors, waves), language=language)
    assert len(drawn.spec.actors) == actors
    assert drawn.renderer == "svg"
    assert len(drawn.html().encode()) <= most
