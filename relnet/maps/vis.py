"""The map on a canvas with vis-network, by way of pyvis: for dragging and physics."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from relnet.maps.map import RENDERERS

if TYPE_CHECKING:
    from relnet.maps.spec import MapSpec


def pyvis_page(spec: MapSpec) -> str:
    """Return the page: vis-network is told nothing of actors and ties that are as the map has them."""
    from relnet.maps.pyvis_network import VisNetwork, page_of  # noqa: PLC0415 - pyvis loads IPython

    return page_of(spec, VisNetwork(replace(spec, actors=(), ties=())).drawn())


RENDERERS.add("pyvis", pyvis_page)
