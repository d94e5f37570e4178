"""Values of measures as one table, long or wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.measures.completions import KEYS
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Column = NDArray[np.generic]

Cells: TypeAlias = "Column | pd.Index[str] | str | float | None"
"""A column, or one value for all of its rows."""

COLUMNS = (*KEYS, "value", "n", "coverage", "status", "maximum", "known_outside", "treatment", "filled")  # fmt: skip
TEXTS = (*KEYS, "status", "treatment")


def stack(parts: list[dict[str, Cells]]) -> pd.DataFrame:
    """Return the parts below each other; what is one value in a part stands in all its rows."""
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    sizes = [np.asarray(part["value"]).size for part in parts]
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        given = [part[name] for part in parts]
        columns[name] = _texts(given, sizes) if name in TEXTS else _numbers(given, sizes)
    counts = {name: columns[name].astype(np.int64) for name in ("n", "known_outside")}
    return pd.DataFrame(columns | counts)


def _numbers(given: list[Any], sizes: list[int]) -> Column:
    return np.concatenate(
        [np.broadcast_to(one, size) for one, size in zip(given, sizes, strict=True)]
    )


def _texts(given: list[Cells], sizes: list[int]) -> pd.Index[str]:
    """Texts by their place among the different ones, each of which is made but once."""
    starts: dict[object, int] = {}
    different: list[object] = []
    places = []
    for one, size in zip(given, sizes, strict=True):
        whole = one is None or isinstance(one, str)
        key = one if whole else id(one)
        if key not in starts:
            starts[key] = len(different)
            different.extend([one] if whole else np.asarray(one, object))
        places.append(np.full(size, starts[key]) if whole else starts[key] + np.arange(size))
    return pd.Index(different, dtype="str").take(np.concatenate(places))


def widened(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return one column a measure; coarser values stand in every row that is a part of theirs."""
    kinds = sorted(_pivots(table), key=lambda rows: rows.index.nlevels, reverse=True)
    result = kinds[0].reset_index() if kinds else table.head(0)[["wave", "relation"]]
    for rows in kinds[1:]:
        index = [str(name) for name in rows.index.names]
        if not set(index) <= set(result.columns):
            raise UsageError(Phrase("usage.measure.wide"))
        alone = ~rows.index.isin(pd.MultiIndex.from_frame(result[index]))
        parts: list[pd.DataFrame] = [result.join(rows, on=index), rows[alone].reset_index()]
        result = pd.concat(parts, ignore_index=True)
    about = [key for key in KEYS if key in result]
    return result.reindex(columns=[*about, *names])


def _pivots(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows that are about the same kind of thing, one table a kind."""
    keys = [key for key in KEYS if key in table and key != "measure"]
    kind = table[keys].notna().to_numpy() @ (2 ** np.arange(len(keys)))
    for _, part in table.groupby(kind, sort=False):
        index = [key for key in keys if part[key].notna().any()]
        rows = part.pivot(index=index, columns="measure", values="value")
        order = pd.MultiIndex.from_frame(part[index].drop_duplicates())
        yield rows.reindex(order).rename_axis(columns=None)
