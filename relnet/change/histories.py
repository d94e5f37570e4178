"""What is known of each tie in every wave of a relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from relnet.change.align import align
from relnet.change.ties import STATES, cell_states

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from relnet.change.align import View
    from relnet.panel import Network, Panel

    Keys = NDArray[np.int64]
    Signs = NDArray[np.int8]

SIGNS = "1+0-?.x"
"""Tie, no tie (rated, or known by one report alone), unobserved, not on the roster, impossible."""
TIE, KNOWN_TIE, NO_TIE, KNOWN_NO_TIE, UNOBSERVED, ABSENT, IMPOSSIBLE = range(len(SIGNS))
_PLACES = np.array([
    {"tie": KNOWN_TIE, "absent": ABSENT, "unobserved": UNOBSERVED, "no tie": KNOWN_NO_TIE,
     "impossible": IMPOSSIBLE}[state] for state in STATES
])  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """Every tie that is known in any wave of one relation.

    Attributes
    ----------
    waves : tuple of str
        In order.
    source, target : pandas.Index, shape (m,)
        The ends of each tie; an undirected one stands once.
    signs : ndarray of int8, shape (m, waves)
        Position in `SIGNS` of what is known of it in each wave.
    """

    waves: tuple[str, ...]
    source: pd.Index[str]
    target: pd.Index[str]
    signs: Signs


def histories(panel: Panel, relation: str) -> Histories:
    """Return what is known of the ties of one relation in every wave."""
    networks: list[Network] = [net for net in panel if net.relation == relation]
    everyone, views = align(*networks)
    keys = np.unique(np.concatenate([view.keys for view in views]))
    source, target = np.divmod(keys, max(len(everyone), 1))
    if not networks[0].directed:
        once = source < target
        keys, source, target = keys[once], source[once], target[once]
    signs = np.stack([_signs(keys, view) for view in views], axis=1)
    return Histories(panel.waves, everyone[source], everyone[target], signs)


def _signs(keys: Keys, view: View) -> Signs:
    """What is known of each cell in one wave."""
    states, _ = cell_states(keys, view)
    places = _PLACES[states]
    rated = view.seen.rated.contains(keys)
    alone = np.isin(places, [KNOWN_TIE, KNOWN_NO_TIE])
    return np.where(rated & alone, places - 1, places).astype(np.int8)
