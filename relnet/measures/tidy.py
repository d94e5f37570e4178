"""Values of measures as one table, long or wide."""

from __future__ import annotations

from itertools import accumulate
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
BY_ROW = ("value", "n", "coverage")


def stack(parts: list[dict[str, Cells]], *, grouped: bool) -> pd.DataFrame:
    """Return the parts below each other; what is one value in a part stands in all its rows.

    Groups are left out where none are asked for, what was filled in where nothing was treated.
    """
    unused = set() if grouped else {"group", "partner_group"}
    if all(part["treatment"] == "observed" for part in parts):
        unused.add("filled")
    names = [name for name in COLUMNS if name not in unused]
    if not parts:
        return pd.DataFrame(columns=names)
    sizes = [np.asarray(part["value"]).size for part in parts]
    columns = {name: _column(name, [part[name] for part in parts], sizes) for name in names}
    counts = {name: columns[name].astype(np.int64) for name in ("n", "known_outside")}
    return pd.DataFrame(columns | counts, copy=False)


def _column(name: str, given: list[Any], sizes: list[int]) -> Any:
    if name in TEXTS:
        return _texts(given, sizes)
    return np.concatenate(given) if name in BY_ROW else np.repeat(given, sizes)


def _texts(given: list[Cells], sizes: list[int]) -> pd.Index[str]:
    """Texts by their place among the different ones: names of actors, and others, made but once."""
    keys = [one if one is None or isinstance(one, str) else id(one) for one in given]
    apart = dict(zip(keys, given, strict=True))
    made = {
        key: pd.Index(one, dtype="str") for key, one in apart.items() if isinstance(one, pd.Index)
    }
    others = {
        key: [one] if one is None or isinstance(one, str) else list(np.asarray(one))
        for key, one in apart.items()
        if key not in made
    }
    lengths = {key: len(texts) for key, texts in (others | made).items()}
    starts = dict(zip(lengths, accumulate(lengths.values(), initial=0), strict=False))
    places = [
        starts[key] + np.arange(size) if isinstance(key, int) else np.full(size, starts[key])
        for key, size in zip(keys, sizes, strict=True)
    ]
    different = pd.Index([text for texts in others.values() for text in texts], dtype="str")
    return different.append(list(made.values())).take(np.concatenate(places))


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
