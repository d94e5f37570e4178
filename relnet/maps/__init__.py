"""Maps: networks over waves, drawn so that a reader sees what changed and what is unknown."""

from relnet.maps import svg, vis  # noqa: F401 - each registers its renderer
from relnet.maps.draw import draw
from relnet.maps.map import RENDERERS, Map
from relnet.maps.spec import MapActor, MapLayout, MapPlace, MapRelation, MapSpec, MapTie
from relnet.maps.view import View

__all__ = [
    "RENDERERS",
    "Map",
    "MapActor",
    "MapLayout",
    "MapPlace",
    "MapRelation",
    "MapSpec",
    "MapTie",
    "View",
    "draw",
]
