"""The cells of a change that are compared, for tables of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.change.align import align, stayers
from relnet.change.counts import compared

if TYPE_CHECKING:
    import pandas as pd

    from relnet.change.compare import Change
    from relnet.change.counts import Compared


def compared_cells(change: Change) -> tuple[pd.Index[str], Compared]:
    """Return the stayers of a change, and its cells and ties in terms of them."""
    everyone, (old, new) = align(change.before, change.after)
    stay = np.asarray(old.present & new.present)
    sides = stayers(old, stay), stayers(new, stay)
    return everyone[stay], compared(*sides, directed=change.before.directed)
