"""Terms of what is given of actors and pairs: groups, numbers, other networks."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from relnet.errors import UsageError
from relnet.inference.covariates import numbers_of
from relnet.inference.given import given
from relnet.inference.separable.terms import Given
from relnet.measures.groups import groups_of
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.inference.both import Both
    from relnet.inference.given import Table

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Attribute(Given):
    """A term of an attribute of the actors, in the first of both waves.

    Parameters
    ----------
    attribute
        Its name.
    """

    attribute: str
    kind: ClassVar[str]

    @property
    def name(self) -> str:
        """What the coefficient is called."""
        return f"{self.kind}({self.attribute})"

    def values(self, both: Both) -> dict[str, Floats]:
        """Return what a tie in each cell adds; NaN where an attribute is not known."""
        return {self.name: self._of(both)}

    @abstractmethod
    def _of(self, both: Both) -> Floats:
        """What a tie in each cell adds (shape ``(n, n)``)."""

    def _numbers(self, both: Both) -> Floats:
        function, instead = type(self).__name__, "`Match`"
        return numbers_of(both.before, self.attribute, function, instead)


class Match(_Attribute):
    """Ties between actors of one group (``nodematch`` in statnet).

    Parameters
    ----------
    attribute
        The attribute that makes the groups, such as ``"sector"``.
    """

    __slots__ = ()
    kind = "match"

    def _of(self, both: Both) -> Floats:
        codes = _codes(both, self.attribute)[1]
        return _unless(codes < 0, codes[:, None] == codes)


@dataclass(frozen=True, slots=True)
class Mix(Given):
    """Ties from each group to each, against one pair of groups (``nodemix`` in statnet).

    Parameters
    ----------
    attribute
        The attribute that makes the groups.
    base
        The pair of groups to which the others are compared; the one with most cells without.
    """

    attribute: str
    base: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """What the coefficients begin with."""
        return f"mix({self.attribute})"

    def values(self, both: Both) -> dict[str, Floats]:
        """Return by pair of groups whether each cell is of it; NaN of an actor in none."""
        labels, codes = _codes(both, self.attribute)
        k, sign = len(labels), "→" if both.directed else "–"
        pairs = [(a, b) for a in range(k) for b in range(k) if both.directed or a <= b]
        found = {}
        for a, b in pairs:
            cells = np.outer(codes == a, codes == b)
            cells = cells if both.directed else cells | cells.T
            found[a, b] = _unless(codes < 0, cells)
        del found[self._base(labels, found)]
        return {
            f"mix({self.attribute}: {labels[a]} {sign} {labels[b]})": cells
            for (a, b), cells in found.items()
        }

    def _base(
        self, labels: tuple[str, ...], found: dict[tuple[int, int], Floats]
    ) -> tuple[int, int]:
        if self.base is None:
            return max(found, key=lambda pair: np.nansum(found[pair]))
        for label in self.base:
            if label not in labels:
                raise unknown("group", label, labels)
        a, b = (labels.index(label) for label in self.base)
        return (a, b) if (a, b) in found else (b, a)


class Sender(_Attribute):
    """A number of the actor that sends the tie (``nodeocov`` in statnet).

    Parameters
    ----------
    attribute
        The attribute, a number.
    """

    __slots__ = ()
    applies = "directed"
    kind = "sender"

    def _of(self, both: Both) -> Floats:
        x = self._numbers(both)
        return np.repeat(x[:, None], len(x), axis=1)


class Receiver(_Attribute):
    """A number of the actor that receives the tie (``nodeicov`` in statnet).

    Parameters
    ----------
    attribute
        The attribute, a number.
    """

    __slots__ = ()
    applies = "directed"
    kind = "receiver"

    def _of(self, both: Both) -> Floats:
        x = self._numbers(both)
        return np.repeat(x[None], len(x), axis=0)


class Covariate(_Attribute):
    """The sum of a number of both actors (``nodecov`` in statnet).

    Parameters
    ----------
    attribute
        The attribute, a number.
    """

    __slots__ = ()
    kind = "covariate"

    def _of(self, both: Both) -> Floats:
        x = self._numbers(both)
        return np.asarray(x[:, None] + x)


class AbsDiff(_Attribute):
    """How far both actors differ in a number (``absdiff`` in statnet).

    Parameters
    ----------
    attribute
        The attribute, a number.
    """

    __slots__ = ()
    kind = "absdiff"

    def _of(self, both: Both) -> Floats:
        x = self._numbers(both)
        return np.abs(x[:, None] - x)


@dataclass(frozen=True, slots=True, eq=False)
class Dyadic(Given):
    """A number of each pair of actors (``edgecov`` in statnet).

    Parameters
    ----------
    given
        A table with the actors as index and as columns, or another network: then whether
        there is a tie in it. What is not known of a pair leaves the pair out.
    label
        What it is called.
    """

    given: Table
    label: str

    @property
    def name(self) -> str:
        """What the coefficient is called."""
        return f"dyadic({self.label})"

    def values(self, both: Both) -> dict[str, Floats]:
        """Return what is given of each cell; NaN where it is not known."""
        found = given(self.given, self.name, "Dyadic")
        places = found.actors.get_indexer(both.actors)
        there = places >= 0
        if not there.any():
            raise UsageError(Phrase("usage.separable.no_actors", term=self.name))
        x = np.where(np.outer(there, there), found.values[np.ix_(places, places)], np.nan)
        if not both.directed and not np.array_equal(x, x.T, equal_nan=True):
            raise UsageError(Phrase("usage.separable.not_symmetric", term=self.name))
        return {self.name: x}


def _codes(both: Both, attribute: str) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    groups = groups_of(both.before, attribute)
    return groups.labels, groups.codes


def _unless(missing: NDArray[np.bool_], cells: NDArray[np.bool_]) -> Floats:
    """One and zero, and NaN in the rows and columns of actors of which nothing is known."""
    return np.where(missing[:, None] | missing, np.nan, cells.astype(float))
