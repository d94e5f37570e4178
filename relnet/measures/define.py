"""What a measure is, and the registry of measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import pandas as pd

from relnet._registry import Registry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike

    from relnet.panel import Network

Level: TypeAlias = Literal["network", "actor"]


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A value, or one for each actor, with what it was computed over.

    Attributes
    ----------
    value
        A number, or an array of shape ``(n,)``; NaN where it is undefined or unknown.
    n, possible
        How many units (cells, dyads, triples) it was computed over, and how many there
        are; ``None`` stands for the rated and the possible cells of the network, or dyads
        where it is undirected.
    maximum
        The theoretical maximum by which the value was divided, where there is one.
    note
        Status where the value is NaN for a reason of its own, one or an array of them.
    """

    value: ArrayLike
    n: ArrayLike | None = None
    possible: ArrayLike | None = None
    maximum: float | None = None
    note: str | None = None


Function: TypeAlias = Callable[["Network"], "Figure | float | np.ndarray | pd.Series"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and what is to be known of it.

    Attributes
    ----------
    name
        Its name, lower snake case.
    level
        Whether it gives a number for a network or one for each actor.
    function
        Network → `Figure`, or a plain number, array or Series by actor.
    definition, source
        The formula in words, and who defined it.
    oracle
        What it is checked against.
    over
        The units it is computed over.
    rate
        Whether silence at random leaves its expected value alone.
    directed
        Whether it has a meaning only for directed networks.
    """

    name: str
    level: Level
    function: Function
    definition: str
    source: str
    oracle: str
    over: str
    rate: bool = False
    directed: bool = False


MEASURES: Registry[Measure] = Registry("measure", group="relnet.measures")
"""All measures by name."""


def measure(
    *,
    level: Level,
    definition: str,
    source: str,
    oracle: str,
    over: str = "known ties",
    rate: bool = False,
    directed: bool = False,
    name: str | None = None,
) -> Callable[[Function], Function]:
    """Register a function ``Network → Figure`` as a measure.

    Parameters
    ----------
    level
        ``"network"`` for a number, ``"actor"`` for one for each actor.
    definition, source, oracle
        The formula in words, who defined it, and what it is checked against.
    over
        The units that it is computed over.
    rate
        Whether silence at random leaves its expected value alone.
    directed
        Whether it has a meaning only for directed networks.
    name
        Its name; that of the function without.

    Returns
    -------
    callable
        A decorator that registers the function and returns it.

    Raises
    ------
    UsageError
        From the decorator, if the name is taken.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> @rn.register_measure(level="network", definition="ties / actors", source="by hand", oracle="none")
    ... def ties_per_actor(network):
    ...     return len(network.ties) / network.n
    >>> rn.measure(nx.cycle_graph(4), "ties_per_actor")["value"].tolist()
    [1.0]
    """

    def register(function: Function) -> Function:
        label = name or function.__name__
        MEASURES.add(
            label, Measure(label, level, function, definition, source, oracle, over, rate, directed)
        )
        return function

    return register


def ratio(part: float, whole: float) -> float:
    """Return part / whole; NaN, not an error, where there is nothing to divide by."""
    return part / whole if whole else float("nan")


def list_measures() -> pd.DataFrame:
    """Return the measures that are registered.

    Returns
    -------
    DataFrame
        ``measure, level, directed, rate, over, definition, source, oracle``.

    Examples
    --------
    >>> import relnet as rn
    >>> rn.list_measures().set_index("measure").loc["density", "level"]
    'network'
    """
    rows = [
        {
            "measure": m.name,
            "level": m.level,
            "directed": m.directed,
            "rate": m.rate,
            "over": m.over,
            "definition": m.definition,
            "source": m.source,
            "oracle": m.oracle,
        }
        for m in (MEASURES[name] for name in MEASURES)
    ]
    return pd.DataFrame(rows)
