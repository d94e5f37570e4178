"""What the writers write: the actors and ties of a panel as tables, and which parts it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.panel import to_pandas

if TYPE_CHECKING:
    from relnet.panel import Network, Panel


def ties_of(panel: Panel) -> pd.DataFrame:
    """Return the known ties: ``wave, relation, source, target, strength, directed``."""
    directed = {(net.wave, net.relation): net.directed for net in panel}
    ties = to_pandas(panel).drop(columns="rated")
    keys = zip(ties["wave"], ties["relation"], strict=True)
    return ties.assign(directed=[directed[key] for key in keys])


def actors_of(panel: Panel) -> pd.DataFrame:
    """Return the actors: ``wave, actor, answered`` and the attributes, one row a wave and actor.

    `answered` says whether an actor answered on any relation.
    """
    tables = [_actors(panel, wave) for wave in panel.waves]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _actors(panel: Panel, wave: str) -> pd.DataFrame:
    nets = [net for net in panel if net.wave == wave]
    answered = np.any([net.observation.answered for net in nets], axis=0)
    first = {"wave": wave, "actor": nets[0].actors.astype("str"), "answered": answered}
    return pd.DataFrame(first).join(nets[0].attributes.reset_index(drop=True))


def attributes_of(actors: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the attributes that are the same in each wave, and those that change.

    Parameters
    ----------
    actors
        As `actors_of` returns them.
    """
    names = [str(name) for name in actors if name not in {"wave", "actor", "answered"}]
    counts = actors.groupby("actor")[names].nunique(dropna=False) if names else pd.DataFrame()
    changing = [name for name in names if (counts[name] > 1).any()]
    return [name for name in names if name not in changing], changing


def parts_of(panel: Panel) -> set[str]:
    """Return which of `formats.PARTS` a panel has."""
    actors = actors_of(panel)
    fixed, changing = attributes_of(actors)
    nets = list(panel)
    present = {
        "names": True,
        "direction": not all(net.directed for net in nets),
        "strength": any((net.strength != 1).any() for net in nets),
        "attributes": bool(fixed),
        "attributes by wave": bool(changing),
        "answered": not actors["answered"].all(),
        "observation": any(_is_partly_seen(net) for net in nets),
        "events": panel.events is not None and len(panel.events) > 0,
        "rule": True,
        "lineage": any(net.lineage is not None and net.lineage.steps for net in nets),
    }
    return {part for part, has in present.items() if has}


def _is_partly_seen(network: Network) -> bool:
    """Whether some cells are unobserved or impossible."""
    seen = network.observation
    return len(seen.unknown) > 0 or len(seen.possible) < network.n * (network.n - 1)
