"""The map as SVG with a little script: small, and every actor within reach of a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.maps.map import RENDERERS
from relnet.maps.page import page, script_of, scripts

if TYPE_CHECKING:
    from relnet.maps.spec import MapSpec

SCRIPTS = scripts("svg.js")


def svg_page(spec: MapSpec) -> str:
    """Return the page."""
    return page(spec, [script_of("svg.js")])


RENDERERS.add("svg", svg_page)
