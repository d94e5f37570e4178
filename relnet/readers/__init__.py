"""From files as they are to tables of what is in them: one module for each file layout."""

from relnet.readers import long_list as _long_list
from relnet.readers import matrix as _matrix
from relnet.readers.events import read_events
from relnet.readers.matches import read_matches, write_matches
from relnet.readers.organisations import read_organisations

__all__ = ["read_events", "read_matches", "read_organisations", "write_matches"]
del _long_list, _matrix
