"""The history of each tie over all waves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.change.histories import (
    KNOWN_TIE,
    NO_TIE,
    SIGNS,
    TIE,
    UNOBSERVED,
    histories,
)
from relnet.change.waves import relations
from relnet.panel import Panel
from relnet.wording import expect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.change.histories import Histories

    Ints = NDArray[np.int64]
    Signs = NDArray[np.int8]

COLUMNS = ("relation", "source", "target", "history", "first", "last", "tied", "observed", "spells")


def trajectories(panel: Panel, relation: str | None = None) -> pd.DataFrame:
    """Return the history of each tie over all waves.

    Parameters
    ----------
    panel
        The panel.
    relation
        The relation; all of them without.

    Returns
    -------
    DataFrame
        ``relation, source, target, history, first, last, tied, observed, spells``, a row for each
        tie that is known in any wave. `history` has a sign for each wave: ``1`` a tie and ``0``
        none, both rated; ``+`` and ``-`` the same known by one report alone, which is in no
        rate; ``?`` unobserved, ``.`` not on the roster, ``x`` impossible. `first` and `last` are
        the waves in which it is first and last known, `tied` in how many it is, `observed` in
        how many its cell was rated, and `spells` how often it began: again after a wave in which
        it is not there, and not after one in which it is unobserved.

    Raises
    ------
    UsageError
        If it is no panel, or there is no such relation.

    See Also
    --------
    tie_survival : How long ties last.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> waves = [nx.Graph(ties) for ties in (["AB", "BC"], ["BC", "BD"], ["AB", "BC"])]
    >>> panel = rn.Panel(tuple(rn.from_networkx(g, wave=str(k)) for k, g in enumerate(waves)))
    >>> rn.trajectories(panel)[["source", "target", "history", "first", "last", "spells"]]
      source target history first last  spells
    0      A      B   1 . 1     0    2       2
    1      B      C   1 1 1     0    2       1
    2      B      D   . 1 .     1    1       1
    """
    expect(panel, Panel, "panel_only", function="trajectories")
    tables = [_table(name, histories(panel, name)) for name in relations(panel, relation)]
    return pd.concat(tables, ignore_index=True)


def _table(relation: str, found: Histories) -> pd.DataFrame:
    signs, waves = found.signs, np.array(found.waves, object)
    tied = (signs == TIE) | (signs == KNOWN_TIE)
    letters = np.array(list(SIGNS))[signs]
    table = pd.DataFrame({
        "relation": relation, "source": found.source, "target": found.target,
        "history": [" ".join(row) for row in letters],
        "first": waves[tied.argmax(axis=1)],
        "last": waves[len(waves) - 1 - tied[:, ::-1].argmax(axis=1)],
        "tied": tied.sum(axis=1),
        "observed": np.isin(signs, [TIE, NO_TIE]).sum(axis=1),
        "spells": _spells(signs, tied),
    })  # fmt: skip
    texts = [name for name in COLUMNS if name not in {"tied", "observed", "spells"}]
    return table[list(COLUMNS)].astype(dict.fromkeys(texts, "str"))


def _spells(signs: Signs, tied: NDArray[np.bool_]) -> Ints:
    """How often each tie began."""
    count = np.zeros(len(signs), np.int64)
    there = np.zeros(len(signs), np.bool_)
    for wave in range(signs.shape[1]):
        count += tied[:, wave] & ~there
        there = tied[:, wave] | (there & (signs[:, wave] == UNOBSERVED))
    return count
