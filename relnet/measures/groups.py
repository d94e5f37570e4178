"""The groups that actors belong to, by one attribute or several together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel import Network

By: TypeAlias = "str | Sequence[str]"
JOINED = " × "
"""What stands between the values of several attributes."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """A group for each actor.

    Attributes
    ----------
    by : tuple of str
        The attributes.
    labels : tuple of str
        The groups, sorted.
    codes : ndarray of int64, shape (n,)
        Position of each actor's group; -1 where an attribute of it is unknown.
    """

    by: tuple[str, ...]
    labels: tuple[str, ...]
    codes: NDArray[np.int64]

    @property
    def k(self) -> int:
        """Number of groups."""
        return len(self.labels)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Number of actors in each group (shape ``(k,)``)."""
        return np.bincount(self.codes[self.codes >= 0], minlength=self.k)


def attributes(by: By | None) -> tuple[str, ...]:
    """Return the names of one attribute or several."""
    if by is None:
        return ()
    return (by,) if isinstance(by, str) else tuple(by)


def groups_of(network: Network, by: By) -> Groups:
    """Return the groups of the actors of a network.

    Parameters
    ----------
    network
        The network.
    by
        An attribute, or several: each combination of their values is then a group.

    Raises
    ------
    UsageError
        If the actors have no such attribute.

    Examples
    --------
    >>> import relnet as rn
    >>> network = rn.build_panel(rn.datasets.lindeland().survey, "projects")[0]
    >>> groups_of(network, "sector").labels[:2]
    ('elderly care', 'general practice')
    """
    names, table = attributes(by), network.attributes
    if not network.n:
        return Groups(names, (), np.empty(0, np.int64))
    for name in names:
        if name not in table:
            raise unknown("attribute", name, table.columns)
    parts = [table[name].astype("str").to_numpy(object) for name in names]
    known = np.logical_and.reduce([pd.notna(part) & (part != "") for part in parts])
    combined = pd.MultiIndex.from_arrays([part[known] for part in parts])
    places, found = pd.factorize(combined)
    texts = [JOINED.join(map(str, values)) for values in found]
    labels, order = np.unique(np.array(texts, str), return_inverse=True)
    codes = np.full(network.n, -1, np.int64)
    codes[known] = order[places]
    return Groups(names, tuple(str(label) for label in labels), codes)
