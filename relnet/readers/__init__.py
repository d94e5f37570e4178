"""From files as they are to a `Survey`: one module for each file layout."""

from relnet.readers import long_list as _long_list
from relnet.readers import matrix as _matrix
from relnet.readers.read import read_survey

__all__ = ["read_survey"]
del _long_list, _matrix
