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

Level: TypeAlias = Literal["network", "actor", "group", "pair"]
"""A number for a network; one for each actor, each group or each pair of groups."""
COUNTS = frozenset({"actors", "ties", "dyads", "triads", "components", "steps", "paths", "0 or 1"})
"""Units of values that are whole numbers."""
DOCS = "generated/measures.html"
"""Page of the documentation on which every measure has a row of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A value, or one for each actor, with what it was computed over.

    Attributes
    ----------
    value
        A number, or an array of shape ``(n,)`` by actor, ``(k,)`` by group or ``(k, k)``
        from group to group; NaN where it is undefined or unknown.
    n, possible
        How many units (cells, dyads, triples) it was computed over, and how many there
        are, in the shape of the value or one for all; ``None`` stands for the rated and the
        possible cells of the network, or dyads where it is undirected.
    maximum
        The theoretical maximum by which the value was divided, where there is one.
    note
        Status where the value is NaN for a reason of its own, one or an array of them.
    """

    value: ArrayLike
    n: ArrayLike | None = None
    possible: ArrayLike | None = None
    maximum: float | None = None
    note: ArrayLike | None = None


Function: TypeAlias = Callable[..., "Figure | float | np.ndarray | pd.Series"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure and what is to be known of it.

    Attributes
    ----------
    name
        Its name, lower snake case.
    level
        Whether it gives a number for a network, or one for each actor, group or pair of
        groups.
    function
        Network → `Figure`, or a plain number, array or Series by actor; with `by`, of a
        network and its `Groups`; with `together`, of the networks of several relations.
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
    unit
        What its values count, one of `COUNTS` where they are whole numbers; or what else they
        are, such as a share.
    weighted
        Whether it uses the strengths of the ties.
    by
        Whether it needs the groups that the actors belong to.
    together
        Whether it needs several relations of one wave.
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
    unit: str = ""
    weighted: bool = False
    by: bool = False
    together: bool = False

    @property
    def counts(self) -> bool:
        """Whether its values are whole numbers."""
        return self.unit in COUNTS

    @property
    def about_the_asked(self) -> bool:
        """Whether it is about who and what could be observed, known even if nothing was."""
        return self.over.startswith(("roster", "possible cells"))

    @property
    def docs(self) -> str:
        """Where the documentation defines it, from its first page on."""
        return f"{DOCS}#{self.name}"


MEASURES: Registry[Measure] = Registry("measure", group="relnet.measures")
"""All measures by name."""


def measure(  # noqa: PLR0913 - all that is to be known of a measure
    *,
    level: Level,
    definition: str,
    source: str,
    oracle: str,
    over: str = "known ties",
    rate: bool = False,
    directed: bool = False,
    unit: str = "",
    weighted: bool = False,
    by: bool = False,
    together: bool = False,
    name: str | None = None,
) -> Callable[[Function], Function]:
    """Register a function ``Network → Figure`` as a measure.

    Parameters
    ----------
    level
        ``"network"`` for a number, ``"actor"`` for one for each actor, ``"group"`` and
        ``"pair"`` for one for each group or pair of groups.
    definition, source, oracle
        The formula in words, who defined it, and what it is checked against.
    over
        The units that it is computed over.
    rate
        Whether silence at random leaves its expected value alone.
    directed
        Whether it has a meaning only for directed networks.
    unit
        What its values count, one of `COUNTS` where they are whole numbers; or what else they
        are, such as ``"share"`` or ``"index"``; empty where it is not said.
    weighted
        Whether it uses the strengths of the ties.
    by
        Whether the function is called as ``function(network, groups)``, with the groups
        that the actors belong to.
    together
        Whether the function is called with a tuple of networks: all relations of a wave.
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
        kinds = (rate, directed, unit, weighted, by, together)
        made = Measure(label, level, function, definition, source, oracle, over, *kinds)
        MEASURES.add(label, made)
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
        ``measure, level, directed, rate, weighted, by, together, unit, over, definition,
        source, oracle, docs``.

    Examples
    --------
    >>> import relnet as rn
    >>> rn.list_measures().set_index("measure").loc["density", "level"]
    'network'
    """
    return pd.DataFrame([_listed(MEASURES[name]) for name in MEASURES])


LISTED = (
    "level", "directed", "rate", "weighted", "by", "together", "unit", "over", "definition",
    "source", "oracle", "docs",
)  # fmt: skip


def _listed(measure: Measure) -> dict[str, str | bool]:
    return {"measure": measure.name} | {name: getattr(measure, name) for name in LISTED}
