"""What was asked, and which cells were stated to be unobserved or impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.intake.rows import among, distinct_rows, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relnet.intake.beside import Beside
    from relnet.readers.layouts import Extract


def settle_impossible(reports: pd.DataFrame) -> pd.DataFrame:
    """Return the reports of which a cell is impossible only where no colleague answers it.

    One who says that a partner does not apply has no voice where another answers.
    """
    keys = ["wave", "relation", "actor", "partner"]
    impossible = reports["impossible"].to_numpy(bool)
    if not impossible.any():
        return reports
    given = ~impossible & ~reports["missing"].to_numpy(bool)
    beside = np.zeros(len(reports), np.bool_)
    beside[impossible] = among(reports[impossible], reports[given], keys)
    return reports.assign(
        impossible=impossible & ~beside, missing=reports["missing"].to_numpy(bool) | beside
    )


def stated_cells(used: pd.DataFrame, beside: Beside, order: Sequence[str]) -> pd.DataFrame:
    """Cells stated to be unobserved or impossible, by list or by code."""
    columns = ["wave", "relation", "actor", "partner", "state"]
    coded = plain(used.loc[used["impossible"].to_numpy(bool), columns[:-1]]).assign(
        state="impossible"
    )
    parts = [coded]
    listed = beside.whole("unobserved", order)
    if listed is not None:
        parts.append(listed.loc[listed["wave"].isin(order), columns])
    cells = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
    return cells[cells["actor"] != cells["partner"]].reset_index(drop=True).astype("str")


def blank(
    roster: pd.DataFrame,
    used: pd.DataFrame,
    cells: pd.DataFrame,
    asked: Collection[tuple[str, str]],
    dyads: Collection[str],
) -> np.ndarray:
    """Flag the actors of whom no cell of what was asked is observed: they did not answer.

    Parameters
    ----------
    roster
        ``wave, actor``.
    used
        The reports.
    cells
        Cells stated to be unobserved or impossible.
    asked
        Waves and relations that were asked.
    dyads
        Relations whose rows state dyads: a cell of theirs is one of both partners.
    """
    keys = ["wave", "relation", "actor", "partner"]
    missing = used["missing"].to_numpy(bool)
    silent = used.loc[missing, keys]
    silent = plain(silent[~among(silent, used[~missing], keys)])  # no colleague speaks either
    pairs = pd.DataFrame(list(asked), columns=["wave", "relation"])
    stated = cells[keys]
    everywhere = stated[stated["relation"] == ""].drop(columns="relation").merge(pairs, on="wave")
    gone = pd.concat([silent, stated, everywhere]).merge(pairs, on=["wave", "relation"])
    mirrored = gone[gone["relation"].isin(list(dyads))]
    mirrored = mirrored.rename(columns={"actor": "partner", "partner": "actor"})
    counts = pd.concat([gone, mirrored[keys]]).drop_duplicates().groupby(["wave", "actor"]).size()
    eligible = roster.groupby("wave")["actor"].transform("size").to_numpy() - 1
    questions = roster["wave"].map(pairs["wave"].value_counts()).fillna(0).to_numpy()
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    unseen = counts.reindex(who, fill_value=0).to_numpy()
    return np.asarray((unseen > 0) & (unseen >= eligible * questions))


def shown_silent(
    roster: pd.DataFrame,
    given: pd.DataFrame,
    reporting: pd.MultiIndex,
    extracts: Sequence[Extract],
    labels: Mapping[str, str],
) -> np.ndarray:
    """Flag the actors whom a matrix gives no row, or an empty one, and no other file a report.

    Parameters
    ----------
    roster
        ``wave, actor``.
    given
        The reports with an answer: one without a row may have its own in another file.
    reporting
        ``(wave, actor)`` of those with a report, or on whom an undirected tie is stated: that
        fills an empty row.
    extracts, labels
        The tables, and the waves of those that do not say.
    """
    absent, empty = (
        [(labels[e.table.name], name) for e in extracts for name in getattr(e, what)]
        for what in ("absent", "empty")
    )
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    flags = np.zeros(len(who), np.bool_)
    if absent:
        own = pd.MultiIndex.from_frame(distinct_rows(given, ["wave", "actor"]))
        flags |= np.asarray(who.isin(absent) & ~who.isin(own))
    if empty:
        flags |= np.asarray(who.isin(empty) & ~who.isin(reporting))
    return flags


def asked_relations(
    used: pd.DataFrame,
    extracts: Sequence[Extract],
    labels: Mapping[str, str],
    order: Sequence[str],
) -> frozenset[tuple[str, str]]:
    """Waves and relations with any report; a matrix of zeros is one too."""
    rows = distinct_rows(used, ["wave", "relation"])
    pairs = list(rows.itertuples(index=False, name=None))
    pairs += [
        (labels[extract.table.name], relation)
        for extract in extracts
        if extract.asked and extract.table.name in labels
        for relation in extract.relations
    ]
    return frozenset(pair for pair in pairs if pair[0] in order)
