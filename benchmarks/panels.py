"""Synthetic panels of partner relations, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pandas as pd

SIZES = {  # actors × waves: ties a wave
    (60, 6): 283,
    (500, 12): 6_000,
    (2_000, 6): 30_000,
}
SURVIVAL = 0.8


def edges(actors: int, waves: int, seed: int = 20240501) -> pd.DataFrame:
    """Edge list ``wave, source, target, weight``: skewed popularity, reciprocity, turnover."""
    rng = np.random.default_rng(seed + actors)
    ties = SIZES[actors, waves]
    popularity = rng.lognormal(0, 0.9, actors)
    popularity /= popularity.sum()
    current = np.empty(0, np.int64)
    parts = []
    for wave in range(waves):
        current = current[rng.random(current.size) < SURVIVAL]
        while current.size < ties:
            source = rng.integers(0, actors, ties)
            target = rng.choice(actors, ties, p=popularity)
            back = rng.random(ties) < 0.35
            new = np.r_[source * actors + target, (target * actors + source)[back]]
            new = rng.permutation(np.setdiff1d(new[new % (actors + 1) != 0], current))
            current = np.r_[current, new[: ties - current.size]]
        keys = np.sort(current)
        parts.append(
            pd.DataFrame(
                {
                    "wave": wave,
                    "source": [f"org-{k:06d}" for k in keys // actors],
                    "target": [f"org-{k:06d}" for k in keys % actors],
                    "weight": keys % 5 + 1,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def spread_out(actors: int, waves: int, partners: float = 6.0, seed: int = 1) -> pd.DataFrame:
    """Undirected ties in eight sectors, most of them within, a quarter redrawn each wave."""
    rng = np.random.default_rng(seed)
    sector = np.arange(actors) % 8
    inside = partners * 6 / actors
    chance = np.where(sector[:, None] == sector, min(inside, 0.6), inside / 20)
    source, target = np.triu_indices(actors, 1)
    chance = chance[source, target]
    ties = rng.random(chance.size) < chance
    parts = []
    for wave in range(waves):
        redrawn = rng.random(chance.size) < 0.25
        ties = np.where(redrawn, rng.random(chance.size) < chance, ties)
        names = [[f"org-{k:03d}" for k in ends[ties]] for ends in (source, target)]
        parts.append(pd.DataFrame({"wave": wave, "source": names[0], "target": names[1]}))
    return pd.concat(parts, ignore_index=True)
