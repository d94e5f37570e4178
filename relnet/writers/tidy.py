"""Tidy tables: a panel as CSV, as a workbook, or as Parquet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import UsageError
from relnet.wording import Phrase
from relnet.writers.formats import TIES_AND_ACTORS, WRITERS, Format
from relnet.writers.tables import as_book, as_csv, tidy_actors, tidy_ties, unobserved_cells

if TYPE_CHECKING:
    from relnet.panel import Panel


def write_tidy_csv(panel: Panel) -> dict[str, bytes]:
    """Write the ties, and beside them the actors: a roster, and a register of who answered.

    Where it is but assumed that all answered, the actors have no column ``answered`` and are
    a roster alone.
    """
    return {"": as_csv(tidy_ties(panel)), "_actors.csv": as_csv(tidy_actors(panel))}


def write_tidy_workbook(panel: Panel) -> dict[str, bytes]:
    """Write the ties, the actors, the cells that were not observed, and what it is all of."""
    sheets = {
        "ties": tidy_ties(panel),
        "actors": tidy_actors(panel),
        "unobserved": unobserved_cells(panel),
        "about": _about(panel),
    }
    return {"": as_book(sheets)}


def _about(panel: Panel) -> pd.DataFrame:
    """What each network is."""
    return pd.DataFrame(
        {
            "wave": net.wave,
            "relation": net.relation,
            "directed": "yes" if net.directed else "no",
            "asked": "yes" if net.observation.asked else "no",
            "actors": net.n,
            "answered": int(net.observation.answered.sum()),
            "ties": net.keys.size if net.directed else net.keys.size // 2,
            "rule": str(net.rule),
            "lineage": "" if net.lineage is None else str(net.lineage),
        }
        for net in panel
    )


def write_parquet(panel: Panel) -> dict[str, bytes]:
    """Write the ties, and beside them the actors, with the types of their columns."""
    return {
        "": _as_parquet(tidy_ties(panel)),
        "_actors.parquet": _as_parquet(tidy_actors(panel)),
    }


def _as_parquet(table: pd.DataFrame) -> bytes:
    data = io.BytesIO()
    try:
        table.reset_index(drop=True).to_parquet(data, engine="pyarrow", index=False)
    except ImportError:
        raise UsageError(Phrase("usage.write.parquet", install="relnet[fast]")) from None
    return data.getvalue()


WRITERS.add("tidy csv", Format(endings=(".csv",), write=write_tidy_csv, holds=TIES_AND_ACTORS))
WRITERS.add(
    "tidy workbook",
    Format(endings=(".xlsx",), write=write_tidy_workbook, holds=TIES_AND_ACTORS | {"observation"}),
)
WRITERS.add("parquet", Format(endings=(".parquet",), write=write_parquet, holds=TIES_AND_ACTORS))
