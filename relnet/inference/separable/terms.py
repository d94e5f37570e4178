"""What makes a tie more or less likely to form or to persist: the terms of a model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from relnet._registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from relnet.inference.both import Both
    from relnet.inference.separable.chains import Chains

    Floats = NDArray[np.floating[Any]]

Applies = Literal["directed", "undirected", "both"]
Reach = Literal["dyad", "network"]


class Term(ABC):
    """A term of a model: `Given`, or `Tied` where it depends on other ties.

    Attributes
    ----------
    applies : {"directed", "undirected", "both"}
        For which relations it has a meaning.
    name : str
        What its coefficient is called.
    """

    applies: ClassVar[Applies] = "both"

    @property
    @abstractmethod
    def name(self) -> str:
        """What the coefficient is called."""


class Given(Term):
    """A term that depends on no other ties: covariates."""

    @abstractmethod
    def values(self, both: Both) -> dict[str, NDArray[np.float64]]:
        """Return by coefficient what a tie in each cell adds (shape ``(n, n)``); NaN unknown."""


class Tied(Term):
    """A term that depends on other ties.

    Attributes
    ----------
    reach : {"dyad", "network"}
        Which: only the tie the other way, or also those of other pairs.
    paths : bool
        Whether `cell` needs the paths of two ties.
    """

    reach: ClassVar[Reach] = "network"
    paths: ClassVar[bool] = False

    @abstractmethod
    def change(self, y: Floats) -> Floats:
        """Return what a tie in each cell adds to the statistic, the others as they are.

        Parameters
        ----------
        y
            One for a tie, else zero; symmetric where undirected (shape ``(n, n)``).

        Returns
        -------
        ndarray, shape (n, n)
        """

    @abstractmethod
    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the same for one cell of many networks (shape ``(R,)``)."""


TERMS: Registry[Callable[[], Term]] = Registry("term")
"""The terms that go by a name alone."""


@dataclass(frozen=True, slots=True)
class Edges(Given):
    """Ties as such, as a constant: Σ y_ij."""

    name = "edges"

    def values(self, both: Both) -> dict[str, NDArray[np.float64]]:
        """Return one for each cell."""
        return {self.name: np.ones((both.old.n, both.old.n))}


@dataclass(frozen=True, slots=True)
class Mutual(Tied):
    """Pairs with ties both ways: Σ_{i<j} y_ij y_ji."""

    applies = "directed"
    reach = "dyad"
    name = "mutual"

    def change(self, y: Floats) -> Floats:
        """Return whether there is a tie the other way."""
        return y.T

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return whether there is a tie the other way."""
        return np.asarray(chains.y[j, i])


@dataclass(frozen=True, slots=True)
class TransitiveTriples(Tied):
    """Transitive triples: Σ y_ij y_jk y_ik over ordered triples."""

    applies = "directed"
    name = "ttriple"

    def change(self, y: Floats) -> Floats:
        """Return the triples in which the tie is the base, the first or the second leg."""
        return np.asarray(y @ y + y @ y.T + y.T @ y)

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the triples in which the tie is the base, the first or the second leg."""
        y = chains.y
        return _along(y[i], y[:, j] + y[j]) + _along(y[:, i], y[:, j])


@dataclass(frozen=True, slots=True)
class CyclicTriples(Tied):
    """Cycles of three: Σ y_ij y_jk y_ki over triples."""

    applies = "directed"
    name = "ctriple"

    def change(self, y: Floats) -> Floats:
        """Return the paths of two ties back."""
        return np.asarray((y @ y).T)

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the paths of two ties back."""
        return _along(chains.y[j], chains.y[:, i])


@dataclass(frozen=True, slots=True)
class Triangles(Tied):
    """Triangles: Σ_{i<j<k} y_ij y_jk y_ik."""

    applies = "undirected"
    name = "triangle"

    def change(self, y: Floats) -> Floats:
        """Return the partners that both have."""
        return np.asarray(y @ y)

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the partners that both have."""
        return _along(chains.y[i], chains.y[j])


def _along(a: Floats, b: Floats) -> Floats:
    """The sum of products over the actors (shape ``(R,)``)."""
    return np.asarray(np.einsum("kr,kr->r", a, b))


for _term in (Edges, Mutual, TransitiveTriples, CyclicTriples, Triangles):
    TERMS.add(_term.name, _term)
