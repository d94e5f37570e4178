"""The cells of two networks that are compared: those among the actors of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.change.align import stayers
from relnet.change.counts import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from relnet.change.align import View
    from relnet.change.counts import Compared


def in_both(views: Sequence[View]) -> NDArray[np.bool_]:
    """Which actors are in both of two views (shape ``(n,)``)."""
    before, after = views
    return before.present & after.present


def compared_cells(views: Sequence[View], *, directed: bool) -> Compared:
    """Return the cells rated in both of two views, and the ties in them, in terms of these actors."""
    stay = in_both(views)
    before, after = (stayers(view, stay) for view in views)
    return compared(before, after, directed=directed)
