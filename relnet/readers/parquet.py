"""Tables in Parquet files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from relnet.problems import DataError
from relnet.readers.bounds import MOST_BYTES, bounds, too_large
from relnet.readers.tables import frame_table
from relnet.readers.text import refusal

if TYPE_CHECKING:
    from relnet.readers.tables import Table

MAGIC = b"PAR1"


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
        about = parquet.read_metadata(io.BytesIO(data))
        groups = [about.row_group(k) for k in range(about.num_row_groups)]
        values = sum(g.column(k).num_values for g in groups for k in range(g.num_columns))
        cells = max(about.num_rows * about.num_columns, values)
        if too_large(about.num_rows, cells) or sum(g.total_byte_size for g in groups) > MOST_BYTES:
            raise refusal(name, "large_table", bounds())
        frame = parquet.ParquetFile(io.BytesIO(data), read_dictionary=_texts(about)).read()
        frame = frame.to_pandas()
    except (DataError, MemoryError):
        raise
    except (
        pa.ArrowException,
        OSError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
    ) as error:
        raise refusal(name, "damaged_parquet", {"reason": type(error).__name__}) from None
    return frame_table(frame, name)


def _texts(about: Any) -> list[str]:
    """The columns of text: of each text that stands in many rows one is kept."""
    columns = [about.schema.column(k) for k in range(about.num_columns)]
    return [c.path for c in columns if c.physical_type == "BYTE_ARRAY"]
