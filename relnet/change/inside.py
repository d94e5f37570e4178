"""In terms of which organisations two waves are, and the ties inside one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.wording import Phrase

if TYPE_CHECKING:
    from relnet.panel import Network, Step

COLUMNS = ("actor", "source", "target", "status")


def check_terms(before: Network, after: Network) -> None:
    """Refuse networks that are in terms of different organisations.

    A network that is in terms of its own organisations fits one that is in terms of its wave.

    Raises
    ------
    UsageError
        If they are, or their ties were pooled in different ways.
    """
    old, new = before.lineage, after.lineage
    if old is not None and new is not None:
        fits = (old.terms, old.strength) == (new.terms, new.strength)
    else:
        fits = _fits(before, after) and _fits(after, before)
    if not fits:
        given = {"before": _described(before), "after": _described(after)}
        raise UsageError(Phrase("usage.compare.terms", **given))


def _fits(one: Network, other: Network) -> bool:
    """Whether what was applied to a network is for the wave of one to which nothing was."""
    lineage = one.lineage
    return lineage is None or not lineage.steps or lineage.terms == other.wave


def _described(network: Network) -> Phrase:
    if network.lineage is None:
        return Phrase("word.terms.own")
    strength = network.lineage.strength
    return Phrase("word.terms.of", terms=network.lineage.terms, strength=strength)


def terms(before: Network, after: Network) -> str | None:
    """Return in terms of which organisations both are; ``None`` where nothing was applied."""
    told = [net.lineage.terms for net in (before, after) if net.lineage and net.lineage.steps]
    return told[0] if told else None


def steps(before: Network, after: Network) -> tuple[Step, ...]:
    """Return the events that were applied to either, each once."""
    both = [step for net in (before, after) if net.lineage for step in net.lineage.steps]
    return tuple(dict.fromkeys(both))


def internalised(before: Network, after: Network) -> pd.DataFrame:
    """Return the ties that fell inside one organisation: ``actor, source, target, status``."""
    keys = list(COLUMNS[:3])
    old, new = (
        network.lineage.internalised[keys] if network.lineage else pd.DataFrame(columns=keys)
        for network in (before, after)
    )
    table = pd.concat([old, new], ignore_index=True).astype("str")
    ends = np.sort(table[["source", "target"]].to_numpy(object), axis=1)
    pairs = (
        table[keys] if before.directed else table[["actor"]].assign(low=ends[:, 0], high=ends[:, 1])
    )
    status = np.repeat(["internalised", "internal"], [len(old), len(new)])
    table["status"] = pd.Series(status, table.index, dtype="str")
    return table[~pairs.duplicated()].reset_index(drop=True)
