"""Tables in Parquet files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from relnet.problems import DataError
from relnet.readers.tables import frame_table
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from relnet.readers.tables import Table

MAGIC = b"PAR1"
MOST_CELLS = 200_000_000
MOST_BYTES = 4 * 1024**3
"""The largest table that is read: a small file can unpack to an endless one."""


def parquet_table(data: bytes, name: str) -> Table:
    """Return the table in a Parquet file.

    Raises
    ------
    DataError
        If pyarrow is not installed, the file is damaged, or the table is too large.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise refusal(name, "no_arrow", {"command": '`pip install "relnet[fast]"`'}) from None
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        about = file.metadata
        size = sum(about.row_group(k).total_byte_size for k in range(about.num_row_groups))
        if about.num_rows * about.num_columns > MOST_CELLS or size > MOST_BYTES:
            raise refusal(name, "large_sheet", {"cells": MOST_CELLS})
        frame = file.read().to_pandas()
    except DataError:
        raise
    except (pa.ArrowException, OSError, ValueError, TypeError) as error:
        raise refusal(name, "damaged_parquet", {"reason": type(error).__name__}) from None
    return frame_table(frame, name)
