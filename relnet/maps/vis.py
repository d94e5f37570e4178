"""The map on a canvas with vis-network, by way of pyvis: for dragging and physics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.maps.map import RENDERERS

if TYPE_CHECKING:
    from relnet.maps.spec import MapSpec


def pyvis_page(spec: MapSpec) -> str:
    """Return the page."""
    from relnet.maps.pyvis_network import VisNetwork  # noqa: PLC0415 - pyvis loads IPython

    return VisNetwork(spec).generate_html()


RENDERERS.add("pyvis", pyvis_page)
