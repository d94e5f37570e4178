"""From files as they are to tables of what is in them: one module for each file layout."""

from relnet.readers import registered as _registered
from relnet.readers.beside.column_map import read_column_map, write_column_map
from relnet.readers.beside.events import read_events
from relnet.readers.beside.matches import read_matches, write_matches
from relnet.readers.beside.organisations import read_organisations
from relnet.readers.known import list_layouts

__all__ = [
    "list_layouts",
    "read_column_map",
    "read_events",
    "read_matches",
    "read_organisations",
    "write_column_map",
    "write_matches",
]
del _registered
