"""Structural holes around each actor: constraint, effective size, efficiency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.holes import constraint as constraint_of
from relnet.engine.holes import effective_size as size_of
from relnet.engine.holes import partners
from relnet.measures.define import Figure, measure
from relnet.measures.known import by_strength, known, strengths

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.panel import Network

    Floats = NDArray[np.float64]

_CONSTRAINT = (
    "Σⱼ (pᵢⱼ + Σ_q pᵢ_q p_qⱼ)² over its partners j, pᵢⱼ = (zᵢⱼ + zⱼᵢ) / Σₖ (zᵢₖ + zₖᵢ), z = {}; "
    "undefined without a partner"
)
_SIZE = (
    "Σⱼ (1 − Σ_q pᵢ_q mⱼ_q) over its partners j, q another than i and j, p as in constraint, "
    "mⱼ_q = (zⱼ_q + z_qⱼ) / maxₖ (zⱼₖ + zₖⱼ), z = {}; undefined without a partner"
)
_TIES, _STRENGTH = "1 for a tie", "its strength"
_BURT = "Burt 1992"


def _efficiency(ties: sparse.csr_array) -> Floats:
    many = partners(ties)
    nothing = np.full(many.size, np.nan)
    return np.asarray(np.divide(size_of(ties), many, out=nothing, where=many > 0))


@measure(level="actor", source=_BURT, oracle="igraph; networkx",
         definition=_CONSTRAINT.format(_TIES), unit="index")  # fmt: skip
def constraint(network: Network) -> Figure:
    """How far the ties of each actor lead to the same partners."""
    return known(network, constraint_of(network.known_ties))


@measure(level="actor", source=_BURT, oracle="igraph; networkx", weighted=True,
         definition=_CONSTRAINT.format(_STRENGTH), unit="index")  # fmt: skip
def constraint_weighted(network: Network) -> Figure:
    """Constraint by strength."""
    return by_strength(network, lambda: constraint_of(strengths(network)))


@measure(level="actor", source=_BURT, unit="partners", definition=_SIZE.format(_TIES),
         oracle="networkx with nodes=list(G); by definition")  # fmt: skip
def effective_size(network: Network) -> Figure:
    """Partners of each actor, less what they overlap."""
    return known(network, size_of(network.known_ties))


@measure(level="actor", source=_BURT, unit="partners", definition=_SIZE.format(_STRENGTH),
         oracle="networkx with nodes=list(G); by definition", weighted=True)  # fmt: skip
def effective_size_weighted(network: Network) -> Figure:
    """Effective size by strength."""
    return by_strength(network, lambda: size_of(strengths(network)))


@measure(level="actor", source=_BURT, definition="effective size / number of partners",
         oracle="networkx with nodes=list(G); by definition", unit="share")  # fmt: skip
def efficiency(network: Network) -> Figure:
    """Effective size as a share of the partners."""
    return known(network, _efficiency(network.known_ties))


@measure(level="actor", source=_BURT, definition="weighted effective size / number of partners",
         oracle="networkx with nodes=list(G); by definition", weighted=True, unit="share")  # fmt: skip
def efficiency_weighted(network: Network) -> Figure:
    """Weighted effective size as a share of the partners."""
    return by_strength(network, lambda: _efficiency(strengths(network)))
