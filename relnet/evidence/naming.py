"""Who names whom, before the dyad rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells
    from relnet.panel import Network

    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]


class Naming(NamedTuple):
    """Whom each actor names: the cells of a row are what its own respondents say.

    Attributes
    ----------
    ties, known, rated, possible : Cells
        Partners that it names; of whom it is known whether it does; of whom that may be
        rated; of whom it could have been asked.
    answered : ndarray of bool, shape (n,)
        Who answered anything.
    """

    ties: Cells
    known: Cells
    rated: Cells
    possible: Cells
    answered: Flags


def naming(network: Network) -> Naming | None:
    """Return who names whom; ``None`` where the reports are not kept or each states a dyad.

    Of a relation asked from both ends an actor names a partner if it says so at either end.
    """
    reports = network.reports
    if not reports or (len(reports) == 1 and not network.directed):
        return None
    ends = [reports[0].T if network.rule.dyad == "receiver" else reports[0]]
    if len(reports) > 1 and network.directed:
        ends.append(reports[1].T)
    first, last = ends[0], ends[-1]
    possible = first.possible | last.possible
    return Naming(
        (first.ties | last.ties) & possible,
        (first.known | last.known) & possible,
        (first.rated | ~first.possible) & (last.rated | ~last.possible) & possible,
        possible,
        first.answered | last.answered,
    )
