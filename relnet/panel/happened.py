"""What happened to the organisations, held against the waves and rosters of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.readers.beside.events import shown_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from relnet.panel.network import Network


def rosters(networks: Iterable[Network]) -> dict[str, set[str]]:
    """Return who is on the roster of each wave."""
    found: dict[str, set[str]] = {}
    for network in networks:
        found.setdefault(network.wave, set()).update(network.actors)
    return found


def kept_events(
    events: pd.DataFrame | None, before: Sequence[Network], after: Sequence[Network]
) -> pd.DataFrame | None:
    """Return the events of a part of a panel.

    An event of a wave that is left out shows at the next one; one of an organisation that is
    left out is left out with it.

    Parameters
    ----------
    events
        Of the panel.
    before, after
        The networks of the panel, and those of its part.
    """
    if events is None:
        return None
    whole, kept = rosters(before), rosters(after)
    order = list(kept)
    shown = shown_at([str(wave) for wave in events["wave"]], order, list(whole))
    moved = events.assign(wave=pd.Series(shown, events.index, dtype="str"))
    gone = {wave: whole[wave] - kept[wave] for wave in order}
    previous = dict(zip(order[1:], order, strict=False))
    there = [
        wave != "" and actor not in gone.get(previous.get(wave, ""), ()) and into not in gone[wave]
        for wave, actor, into in moved[["wave", "actor", "into"]].itertuples(index=False)
    ]
    return moved[np.array(there, np.bool_)].reset_index(drop=True)
