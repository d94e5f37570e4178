"""The groups that actors belong to, by one attribute or several together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.panel import Network, Panel

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
        The groups, sorted; by their values where these are all numbers.
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
    texts = [JOINED.join(values) for values in found]
    labels = _sorted(dict(zip(texts, found, strict=True)))
    place = {label: k for k, label in enumerate(labels)}
    codes = np.full(network.n, -1, np.int64)
    codes[known] = np.array([place[text] for text in texts], np.int64)[places]
    return Groups(names, labels, codes)


def _sorted(values: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The labels in the order of the values of each attribute: numbers by size, or texts."""
    numeric = [all(map(_is_number, column)) for column in zip(*values.values(), strict=True)]

    def key(label: str) -> tuple[list[float | str], str]:
        parts = zip(values[label], numeric, strict=True)
        return [float(value) if number else value for value, number in parts], label

    return tuple(sorted(values, key=key))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def in_no_group(panel: Panel, by: By | None, within: By | None = None) -> dict[str, list[str]]:
    """Return, by wave, the actors of which one of these attributes is not known.

    Parameters
    ----------
    panel
        The panel.
    by, within
        Attributes that make groups; either may be left out.

    Raises
    ------
    UsageError
        If the actors have no such attribute.
    """
    names = (*attributes(by), *attributes(within))
    found: dict[str, dict[str, None]] = {}
    for network in panel if names else ():
        outside = network.actors[groups_of(network, names).codes < 0]
        found.setdefault(network.wave, {}).update(dict.fromkeys(outside))
    return {wave: list(actors) for wave, actors in found.items() if actors}
