"""What may explain a network, as square tables over its actors: for `mrqap` and `qap`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.inference.square import square
from relnet.measures.groups import groups_of
from relnet.panel import Network
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.measures.groups import By


def cells(network: Network, *, strength: bool = False) -> pd.DataFrame:
    """Return the cells of a network: a tie or not, where that is rated.

    Parameters
    ----------
    network
        The network.
    strength
        Whether a tie has its strength, not 1.

    Returns
    -------
    DataFrame, shape (n, n)
        Senders in rows; NaN where a cell is not rated, and on the diagonal.

    Raises
    ------
    UsageError
        If it is no network.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> cells(rn.from_networkx(nx.DiGraph([("A", "B")])))
         A    B
    A  NaN  1.0
    B  0.0  NaN
    """
    found = square(expect(network, Network, "network", function="cells"))
    return _table(network, found.strengths if strength else found.values)  # noqa: PD011 - of a Square


def reciprocal(network: Network, *, strength: bool = False) -> pd.DataFrame:
    """Return the cells of a network the other way round: whether j has a tie to i.

    Parameters
    ----------
    network
        A directed network.
    strength
        Whether a tie has its strength, not 1.

    Returns
    -------
    DataFrame, shape (n, n)
        NaN where the cell (j, i) is not rated, and on the diagonal.

    Raises
    ------
    UsageError
        If it is no directed network.
    """
    if not expect(network, Network, "network", function="reciprocal").directed:
        raise UsageError(Phrase("usage.inference.needs_directed", measure="reciprocal"))
    return cells(network, strength=strength).T


def same(network: Network, attribute: By) -> pd.DataFrame:
    """Return whether both actors have the same value of an attribute.

    Parameters
    ----------
    network
        The network.
    attribute
        The attribute, or several that all have to be the same.

    Returns
    -------
    DataFrame, shape (n, n)
        1 or 0; NaN where it is unknown of either, and on the diagonal.

    Raises
    ------
    UsageError
        If it is no network, or the actors have no such attribute.

    Examples
    --------
    >>> import relnet as rn
    >>> network = rn.build_panel(rn.datasets.lindeland().survey, "projects")[0]
    >>> int(same(network, "sector").sum().sum())
    226
    """
    codes = groups_of(expect(network, Network, "network", function="same"), attribute).codes
    values = (codes[:, None] == codes).astype(float)
    values[codes < 0] = values[:, codes < 0] = np.nan
    return _table(network, values)


def difference(network: Network, attribute: str) -> pd.DataFrame:
    """Return how far the values of both actors are apart, whichever is the larger.

    Parameters
    ----------
    network
        The network.
    attribute
        An attribute that is a number.

    Returns
    -------
    DataFrame, shape (n, n)
        ``|x_i − x_j|``; NaN where it is unknown of either, and on the diagonal.

    Raises
    ------
    UsageError
        If it is no network, or the actors have no such attribute or one that is no number.
    """
    values = numbers_of(network, attribute, "difference")
    return _table(network, np.abs(values[:, None] - values))


def sent(network: Network, attribute: str) -> pd.DataFrame:
    """Return the value of the sender in each cell: whether those with more of it name more.

    Parameters
    ----------
    network
        The network.
    attribute
        An attribute that is a number.

    Returns
    -------
    DataFrame, shape (n, n)
        x_i; NaN where it is unknown, and on the diagonal.

    Raises
    ------
    UsageError
        If it is no network, or the actors have no such attribute or one that is no number.
    """
    values = numbers_of(network, attribute, "sent")
    return _table(network, np.repeat(values[:, None], values.size, axis=1))


def received(network: Network, attribute: str) -> pd.DataFrame:
    """Return the value of the receiver in each cell: whether those with more of it are named more.

    Parameters
    ----------
    network
        The network.
    attribute
        An attribute that is a number.

    Returns
    -------
    DataFrame, shape (n, n)
        x_j; NaN where it is unknown, and on the diagonal.

    Raises
    ------
    UsageError
        If it is no network, or the actors have no such attribute or one that is no number.
    """
    values = numbers_of(network, attribute, "received")
    return _table(network, np.repeat(values[None], values.size, axis=0))


def numbers_of(
    network: Network, attribute: str, function: str, instead: str = "`same`"
) -> NDArray[np.float64]:
    """Return the values of an attribute, NaN where it is unknown (shape ``(n,)``).

    Parameters
    ----------
    network
        The network.
    attribute
        An attribute that is a number.
    function
        What asks for it.
    instead
        What takes attributes that are no numbers.

    Raises
    ------
    UsageError
        If it is no network, or the actors have no such attribute or one that is no number.
    """
    table = expect(network, Network, "network", function=function).attributes
    if expect(attribute, str, "attribute_name") not in table:
        raise unknown("attribute", attribute, table.columns)
    known = table[attribute].where(table[attribute].astype("str") != "")
    values = pd.to_numeric(known, errors="coerce").astype(float).replace([np.inf, -np.inf], np.nan)
    wrong = known.notna() & values.isna()
    if wrong.any():
        actor, value = wrong.idxmax(), quoted(known[wrong].iloc[0])
        named = {
            "attribute": quoted(attribute),
            "actor": quoted(actor),
            "value": value,
            "instead": instead,
        }
        raise UsageError(Phrase("usage.inference.not_a_number", **named))
    return np.asarray(values, np.float64)


def _table(network: Network, values: NDArray[np.float64]) -> pd.DataFrame:
    np.fill_diagonal(values, np.nan)
    return pd.DataFrame(values, network.actors.rename(None), network.actors.rename(None))
