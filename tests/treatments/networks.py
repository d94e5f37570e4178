"""Networks of which the truth is known, and the same with silent actors."""

import numpy as np
import pandas as pd

import relnet as rn
from relnet.engine.cells import Cells


def network(ties, answered, wave="1", *, attributes=None, strength=None):
    """A directed network of a matrix, of which the silent actors' rows are unknown."""
    n = len(ties)
    everything, rows = Cells.everything(n), Cells.from_rows(np.asarray(answered))
    known = np.where(np.asarray(answered)[:, None], ties, 0)
    keys = np.flatnonzero(known.ravel())
    power = np.ones(keys.size) if strength is None else strength.ravel()[keys].astype(float)
    actors = pd.Index([f"o{k:03}" for k in range(n)], name="actor", dtype="str")
    table = pd.DataFrame(attributes or {}, index=actors)
    seen = rn.Observation(everything, rows & everything, everything - rows, np.asarray(answered))
    rule = rn.TieRule(dyad="sender")
    return rn.Network(
        actors, wave, "r", True, keys, power, seen, rule, _attributes=table  # noqa: FBT003
    )  # fmt: skip


def two_waves(rng, n, *, spread=0.6):
    """Two waves with reciprocity and actors more and less active; a tie persists with .6."""
    push, pull = rng.normal(0, spread, n), rng.normal(0, spread, n)
    score = -2.2 + push[:, None] + pull[None, :]
    upper = np.triu(rng.random((n, n)) < 0.12, 1)
    first = ((upper | upper.T) & (rng.random((n, n)) < 0.8)) | (
        rng.random((n, n)) < 1 / (1 + np.exp(-score))
    )
    second = np.where(first, rng.random((n, n)) < 0.6, rng.random((n, n)) < 0.07)
    for wave in (first, second):
        np.fill_diagonal(wave, 0)
    return first.astype(int), second.astype(int)


def rates(panel):
    """Density and reciprocity of each wave, and the rates of change."""
    names = ["density", *(["reciprocity_edgewise"] if panel[0].directed else [])]
    values = [list(rn.measure(net, *names)["value"]) for net in panel]
    if len(panel) > 1:
        counts = rn.compare(panel[0], panel[1]).counts.loc["stayers"]
        values.append(counts[["jaccard", "formation", "dissolution"]].astype(float).tolist())
    return np.concatenate(values)
