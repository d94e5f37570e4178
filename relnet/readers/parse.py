"""Separated text as columns: by pyarrow where it is installed and quick, else by pandas."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.readers.coded import from_codes
from relnet.readers.split import split_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ROWS_AT_ONCE = 250_000
"""How many rows are held as text at a time."""
BYTES_AT_ONCE = 8 * 1024**2
"""How long a row may be for pyarrow, which parses as much at a time."""


class Uneven(Exception):  # noqa: N818 - the caller makes it an error
    """Rows that are not of equal length, a quote that is never closed, or a first row of blanks."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.empty = "No columns" in message
        self.unclosed = "EOF inside string" in message
        where = re.search(r"starting at row (\d+)", message)
        self.row = int(where[1]) + 1 if where and self.unclosed else None


def read_columns(text: str, separator: str) -> list[pd.Categorical]:
    """Return the columns of separated text, leading blanks of cells left out.

    Raises
    ------
    Uneven
        If a row is longer than the first, or a quote is never closed.
    """
    data = text.encode()
    return quick_columns(data, separator) or _by_pandas(data, separator)


def quick_columns(data: bytes | memoryview, separator: str) -> list[pd.Categorical] | None:
    """Return the columns of UTF-8 text whose cells need no quotes; ``None`` for any other."""
    return split_columns(data, separator) or _by_pyarrow(bytes(data), separator)


def _by_pyarrow(data: bytes, separator: str) -> list[pd.Categorical] | None:
    plain = len(separator) == 1 and not any(mark in data for mark in (b'"', b"\0"))
    if not plain or (b"\r" in data and data.count(b"\r") != data.count(b"\r\n")):
        return None
    try:
        import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore] # noqa: PLC0415 - an extra
        from pyarrow import csv  # type: ignore[import-untyped, import-not-found, unused-ignore] # noqa: PLC0415
    except ImportError:
        return None
    width = re.match(rb"[^\r\n]*", data)[0].count(separator.encode()) + 1  # type: ignore[index]
    kind = pa.dictionary(pa.int32(), pa.string())
    filled = len(data)
    while filled > 1 and data[filled - 1] in b"\r\n":
        filled -= 1
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(data).slice(0, filled)),
            csv.ReadOptions(autogenerate_column_names=True, block_size=BYTES_AT_ONCE),
            csv.ParseOptions(delimiter=separator, quote_char=False, ignore_empty_lines=False),
            csv.ConvertOptions(
                column_types={f"f{k}": kind for k in range(width)}, strings_can_be_null=False
            ),
        )
    except MemoryError:  # which pyarrow has as its own too
        raise
    except pa.ArrowException:
        return None  # rows of unequal length, which pandas tells of
    return [_from_arrow(column.unify_dictionaries().chunks) for column in table.columns]


def _from_arrow(chunks: Sequence[Any]) -> pd.Categorical:
    """One column of the chunks of an array whose dictionaries are the same."""
    texts = chunks[0].dictionary.to_pylist()
    kind = np.min_scalar_type(-len(texts))
    return from_codes(np.concatenate([c.indices.to_numpy().astype(kind) for c in chunks]), texts)


def _by_pandas(data: bytes, separator: str) -> list[pd.Categorical]:
    columns: list[_Column] = []
    try:
        with pd.read_csv(
            io.BytesIO(data),
            sep=separator,
            header=None,
            dtype=object,
            na_filter=False,
            skip_blank_lines=False,
            skipinitialspace=True,
            engine="c",
            chunksize=ROWS_AT_ONCE,
        ) as chunks:
            for chunk in chunks:
                columns = columns or [_Column() for _ in range(chunk.shape[1])]
                if chunk.shape[1] != len(columns):
                    raise Uneven
                for k, column in enumerate(columns):
                    column.add(chunk.iloc[:, k].to_numpy(object))
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        if "out of memory" in str(error):
            raise MemoryError from None
        raise Uneven(str(error)) from None
    return [from_codes(np.concatenate(column.codes), column.places) for column in columns]


class _Column:
    """A column that grows: the codes of its rows so far, and text → code."""

    def __init__(self) -> None:
        self.codes: list[NDArray[Any]] = []
        self.places: dict[str, int] = {}

    def add(self, texts: NDArray[np.object_]) -> None:
        """Append rows."""
        codes, distinct = pd.factorize(texts)
        own = [self.places.setdefault(text, len(self.places)) for text in distinct]
        self.codes.append(np.array(own, np.min_scalar_type(-len(self.places)))[codes])
