"""What happened, as it is shown: events, the lineage of networks and milestones."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.readers.beside.events import EVENTS
from relnet.survey.milestones import COLUMNS as MILESTONES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from relnet.panel import Lineage, Panel, Step
    from relnet.privacy.names import Key
    from relnet.privacy.settings import Privacy
    from relnet.privacy.texts import Hidden

COLUMNS = ("wave", "event", "actor", "into")
_ENDS = ["actor", "into"]


def events_shown(panel: Panel, key: Key, gone: Collection[str]) -> pd.DataFrame | None:
    """Return the events without those that name who is left out.

    With pseudonyms they have no day, which would tell who it was, and are in another order.
    """
    events = panel.events
    if events is None:
        return None
    names = events[_ENDS]
    kept = ~names.isin(list(gone)).any(axis=1) & events["event"].isin(list(EVENTS))
    columns = [*COLUMNS, *(["date"] if "date" in events and not key.hides else [])]
    rows = events.loc[kept, columns].reset_index(drop=True)
    if not key.hides:
        return rows
    called = {name: key.of(name) for name in {*rows["actor"], *rows["into"]} & {*key.names}}
    rows = rows.assign(**{end: rows[end].map(called).fillna("") for end in _ENDS})
    place = rows["wave"].map({wave: k for k, wave in enumerate(panel.waves)})
    order = rows.assign(place=place).sort_values(["place", "event", *_ENDS]).index
    return pd.DataFrame({name: _anew(rows[name][order]) for name in COLUMNS})


def _anew(column: pd.Series[Any]) -> pd.Series[Any]:
    """A column of which nothing is left but its values."""
    return pd.Series(column.tolist(), dtype=column.dtype)


def lineage_shown(
    lineage: Lineage | None, key: Key, gone: Collection[str], privacy: Privacy, *, directed: bool
) -> Lineage | None:
    """Return in terms of which organisations a network is, without what is hidden of that."""
    if lineage is None:
        return None
    if not privacy.events:
        return replace(lineage, steps=(), _internalised=None)
    kept = (step for step in lineage.steps if not step.names & {*gone})
    steps = _in_order((_called(step, key) for step in kept), key)
    inside = lineage._internalised  # noqa: SLF001 - None and an empty table are not the same
    if inside is not None:
        inside = _inside(inside, key, gone, privacy, directed=directed)
    return replace(lineage, steps=steps, _internalised=inside)


def _called(step: Step, key: Key) -> Step:
    return replace(step, actors=key.all_of(step.actors), into=key.all_of(step.into))


def _in_order(steps: Iterable[Step], key: Key) -> tuple[Step, ...]:
    """The steps, those of one wave in the order of their pseudonyms."""
    if not key.hides:
        return tuple(steps)
    waves = groupby(steps, key=lambda step: (step.wave, step.undone))
    return tuple(
        step for _, some in waves for step in sorted(some, key=lambda step: (step.event, step.ends))
    )


def _inside(
    ties: pd.DataFrame, key: Key, gone: Collection[str], privacy: Privacy, *, directed: bool
) -> pd.DataFrame:
    """The ties that fell inside one organisation, under other names."""
    ends = ["actor", "source", "target"]
    rows = ties[~ties[ends].isin(list(gone)).any(axis=1)]
    table = pd.DataFrame(
        {end: pd.Series([key.of(str(name)) for name in rows[end]], dtype="str") for end in ends}
    )
    strength = rows["strength"].to_numpy(float) if privacy.strengths else np.ones(len(rows))
    table = table.assign(strength=np.array(strength))
    if not key.hides:
        return table
    if not directed:
        table[ends[1:]] = np.sort(table[ends[1:]].to_numpy(object), axis=1)
    return table.sort_values(ends, ignore_index=True)


def milestones_shown(panel: Panel, hidden: Hidden) -> pd.DataFrame:
    """Return the milestones without those that name somebody who is hidden."""
    table = panel.milestones
    texts = table[["title", "title_nl", "title_en"]]
    told = [any(map(hidden.is_told, map(str, row))) for row in texts.itertuples(index=False)]
    kept = table[~np.array(told, np.bool_)]
    return pd.DataFrame({name: _anew(kept[name]) for name in MILESTONES})
