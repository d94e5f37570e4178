"""What opening a source comes to."""

import pytest

from relnet.problems import DataError
from relnet.readers.files import open_file


def variant(source, **options):
    """Why a source is refused."""
    with pytest.raises(DataError) as caught:
        _ = open_file(source, name="x", **options).tables
    return caught.value.problems[0].variant


def cells(table):
    return table.cells.to_numpy(object).tolist(), table.rows.tolist()
