"""The map as SVG with a little script: small, and every actor within reach of a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.maps.map import RENDERERS
from relnet.maps.page import page, script

if TYPE_CHECKING:
    from relnet.maps.spec import MapSpec


def svg_page(spec: MapSpec) -> str:
    """Return the page."""
    return page(spec, [script("svg")])


RENDERERS.add("svg", svg_page)
