"""What the writers write: the actors and ties of a panel as tables, and which parts it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.panel import to_pandas
from relnet.writers.plain_columns import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.panel import Network, Panel


OWN = ("wave", "actor", "answered")
"""The first columns of a table of actors."""


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
    if not tables:
        return pd.DataFrame(columns=list(OWN))
    actors = pd.concat(tables, ignore_index=True)
    return actors.assign(**{name: plain(actors[name]) for name in actors.columns[len(OWN) :]})


def _actors(panel: Panel, wave: str) -> pd.DataFrame:
    nets = [net for net in panel if net.wave == wave]
    answered = np.any([net.observation.answered for net in nets], axis=0)
    first = {"wave": wave, "actor": nets[0].actors.astype("str"), "answered": answered}
    attributes = nets[0].attributes.reset_index(drop=True)
    attributes.columns = [_own_name(str(name), attributes.columns) for name in attributes]
    return pd.DataFrame(first).join(attributes)


def _own_name(name: str, others: pd.Index[Any]) -> str:
    """The name of an attribute, with an underscore behind it where a column of ours is called so."""
    while name in OWN:
        name += "_"
        while name in others:
            name += "_"
    return name


def is_assumed(panel: Panel) -> bool:
    """Whether all are but taken to have answered: no file says so, nor would a reader doubt it."""
    return all(net.response_assumed and net.observation.answered.all() for net in panel)


def attributes_of(actors: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the attributes that are the same in each wave, and those that change.

    Parameters
    ----------
    actors
        As `actors_of` returns them.
    """
    names = [str(name) for name in actors if name not in OWN]
    counts = actors.groupby("actor")[names].nunique(dropna=False) if names else pd.DataFrame()
    changing = [name for name in names if (counts[name] > 1).any()]
    return [name for name in names if name not in changing], changing


def written_by_wave(actors: pd.DataFrame, waves: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the attributes that stand once in a file, and those that stand as ``name@wave``.

    One that is called so itself stands by wave too: it would be taken for another.
    """
    fixed, changing = attributes_of(actors)
    odd = [name for name in fixed if any(name.endswith(f"@{wave}") for wave in waves)]
    return [name for name in fixed if name not in odd], [*changing, *odd]


def parts_of(panel: Panel) -> set[str]:
    """Return which of `formats.PARTS` a panel has."""
    actors = actors_of(panel)
    fixed, changing = attributes_of(actors)
    nets = list(panel)
    present = {
        "names": True,
        "direction": not all(net.directed for net in nets),
        "strength": any((net.strength != 1).any() for net in nets),
        "assumed": any(net.response_assumed for net in nets) and not is_assumed(panel),
        "attributes": bool(fixed),
        "attributes by wave": bool(changing),
        "answered": not actors["answered"].all(),
        "observation": any(_is_partly_seen(net) for net in nets),
        "events": panel.events is not None and len(panel.events) > 0,
        "milestones": len(panel.milestones) > 0,
        "rule": True,
        "lineage": any(net.lineage is not None and net.lineage.steps for net in nets),
    }
    return {part for part, has in present.items() if has}


def _is_partly_seen(network: Network) -> bool:
    """Whether some cells are unobserved or impossible."""
    seen = network.observation
    return len(seen.unknown) > 0 or len(seen.possible) < network.n * (network.n - 1)
