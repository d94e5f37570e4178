"""Terms in which each next tie or partner weighs less than the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy import sparse

from relnet.errors import UsageError
from relnet.inference.separable.terms import TERMS, Tied
from relnet.wording import Phrase

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from relnet.inference.separable.chains import Chains

    Floats = NDArray[np.floating[Any]]

DECAY = 0.5


@dataclass(frozen=True, slots=True)
class Weighted(Tied):
    """A geometrically weighted term.

    Parameters
    ----------
    decay
        How slowly the weights fall: each next one is 1 − e^−decay of the one before. Above 0.
    """

    decay: float = DECAY
    kind: ClassVar[str]

    def __post_init__(self) -> None:
        if not 0 < self.decay < np.inf:
            raise UsageError(Phrase("usage.separable.decay", value=repr(self.decay)))

    @property
    def name(self) -> str:
        """What the coefficient is called."""
        return f"{self.kind}({self.decay:g})"

    @property
    def fall(self) -> float:
        """What each next one weighs to the one before."""
        return float(-np.expm1(-self.decay))


class OutDegrees(Weighted):
    """Ties sent, spread over the actors: e^α Σ_i [1 − (1 − e^−α)^outdegree_i]."""

    __slots__ = ()
    applies = "directed"
    kind = "gwodegree"

    def change(self, y: Floats) -> Floats:
        """Return the weight of one more tie of the sender."""
        return np.asarray(self.fall ** (y.sum(axis=1)[:, None] - y))

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the weight of one more tie of the sender."""
        return np.asarray(self.fall ** (chains.sent[i] - chains.y[i, j]))


class InDegrees(Weighted):
    """Ties received, spread over the actors: e^α Σ_i [1 − (1 − e^−α)^indegree_i]."""

    __slots__ = ()
    applies = "directed"
    kind = "gwidegree"

    def change(self, y: Floats) -> Floats:
        """Return the weight of one more tie of the receiver."""
        return np.asarray(self.fall ** (y.sum(axis=0) - y))

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the weight of one more tie of the receiver."""
        return np.asarray(self.fall ** (chains.received[j] - chains.y[i, j]))


class Degrees(Weighted):
    """Ties, spread over the actors: e^α Σ_i [1 − (1 − e^−α)^degree_i]."""

    __slots__ = ()
    applies = "undirected"
    kind = "gwdegree"

    def change(self, y: Floats) -> Floats:
        """Return the weight of one more tie of either."""
        others = self.fall ** (y.sum(axis=1)[:, None] - y)
        return np.asarray(others + others.T)

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return the weight of one more tie of either."""
        tie = chains.y[i, j]
        return np.asarray(self.fall ** (chains.sent[i] - tie) + self.fall ** (chains.sent[j] - tie))


class SharedPartners(Weighted):
    """Ties by partners on the way: e^α Σ y_ij [1 − (1 − e^−α)^p_ij], p_ij = Σ_k y_ik y_kj."""

    __slots__ = ()
    paths = True
    kind = "gwesp"

    def change(self, y: Floats) -> Floats:
        """Return what the tie has itself, and adds to the ties of which it is a leg."""
        paths = y @ y
        own = np.exp(self.decay) * (1 - self.fall**paths)
        weighed = y * self.fall**paths
        legs = _sparsely(weighed, y.T) + _sparsely(y.T, weighed)
        return np.asarray(own + self.fall**-y * legs)

    def cell(self, chains: Chains, i: int, j: int) -> Floats:
        """Return what the tie has itself, and adds to the ties of which it is a leg."""
        y, paths, pace = chains.y, chains.paths, np.float32(np.log(self.fall))
        own = np.exp(self.decay) * (1 - np.exp(pace * paths[i, j]))
        first = np.einsum("kr,kr,kr->r", y[i], y[j], np.exp(pace * paths[i]))
        second = np.einsum("kr,kr,kr->r", y[:, i], y[:, j], np.exp(pace * paths[:, j]))
        return np.asarray(own + np.exp(-pace * y[i, j]) * (first + second))


def _sparsely(a: Floats, b: Floats) -> Floats:
    """The matrix product, to the last bit whatever the threads of the linear algebra."""
    return np.asarray(sparse.csr_array(a) @ b)


for _term in (OutDegrees, InDegrees, Degrees, SharedPartners):
    TERMS.add(_term.kind, _term)
