"""The layouts and formats that are read, as a table."""

from __future__ import annotations

from inspect import getdoc

import pandas as pd

from relnet.readers.layouts import FORMATS, READERS


def list_layouts() -> pd.DataFrame:
    """Return the layouts that can be named where a file is not recognised.

    Returns
    -------
    DataFrame
        ``layout, reads, description``: `reads` is ``"file"`` for a format of a whole file
        and ``"table"`` for a layout of one table, in the order in which they are tried.

    Examples
    --------
    >>> list_layouts().query("layout == 'matrix'")["reads"].item()
    'table'
    """
    rows = [
        (name, kind, (getdoc(registry[name]) or "").split("\n", maxsplit=1)[0])
        for kind, registry in (("file", FORMATS), ("table", READERS))
        for name in registry
    ]
    return pd.DataFrame(rows, columns=["layout", "reads", "description"])
