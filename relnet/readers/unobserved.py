"""What was asked, and which cells were stated to be unobserved or impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.readers.layouts import DEFAULT_RELATION

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relnet.readers.beside import Beside
    from relnet.readers.layouts import Extract


def stated_cells(used: pd.DataFrame, beside: Beside, order: Sequence[str]) -> pd.DataFrame:
    """Cells stated to be unobserved or impossible, by list or by code."""
    columns = ["wave", "relation", "actor", "partner", "state"]
    coded = used.loc[used["impossible"].to_numpy(), columns[:-1]].assign(state="impossible")
    parts = [coded]
    if beside.unobserved is not None:
        listed = beside.unobserved
        if "wave" not in listed:
            listed = pd.DataFrame({"wave": list(order)}).merge(listed, how="cross")
        parts.append(listed.loc[listed["wave"].isin(order), columns])
    cells = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
    return cells[cells["actor"] != cells["partner"]].reset_index(drop=True)


def blank(
    roster: pd.DataFrame,
    used: pd.DataFrame,
    cells: pd.DataFrame,
    asked: Collection[tuple[str, str]],
) -> np.ndarray:
    """Actors of whom every cell is stated to be unobserved: they did not answer."""
    missing = used.loc[used["missing"].to_numpy(), ["wave", "relation", "actor", "partner"]]
    gone = pd.concat([missing, cells[cells["state"] == "unobserved"].drop(columns="state")])
    pairs = pd.DataFrame(list(asked), columns=["wave", "relation"])
    everywhere = gone[gone["relation"] == ""].drop(columns="relation").merge(pairs, on="wave")
    gone = pd.concat([gone[gone["relation"] != ""], everywhere]).drop_duplicates()
    counts = gone.groupby(["wave", "actor"]).size()
    eligible = roster.groupby("wave")["actor"].transform("size").to_numpy() - 1
    questions = roster["wave"].map(pairs["wave"].value_counts()).fillna(0).to_numpy()
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    unseen = counts.reindex(who, fill_value=0).to_numpy()
    return np.asarray((unseen > 0) & (unseen >= eligible * questions))


def without_rows(
    roster: pd.DataFrame, extracts: Sequence[Extract], labels: Mapping[str, str]
) -> np.ndarray:
    """Actors that a matrix names in its columns and gives no row."""
    pairs = [(labels[extract.table.name], name) for extract in extracts for name in extract.absent]
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    return np.asarray(who.isin(pairs)) if pairs else np.zeros(len(roster), np.bool_)


def asked_relations(
    used: pd.DataFrame,
    extracts: Sequence[Extract],
    labels: Mapping[str, str],
    order: Sequence[str],
) -> frozenset[tuple[str, str]]:
    """Waves and relations with any report; a matrix of zeros is one too."""
    rows = used[["wave", "relation"]].drop_duplicates().itertuples(index=False, name=None)
    pairs = [(str(wave), str(relation)) for wave, relation in rows]
    matrices = [extract.table.name for extract in extracts if extract.named and extract.asked]
    pairs += [(labels[name], DEFAULT_RELATION) for name in matrices]
    return frozenset(pair for pair in pairs if pair[0] in order)
