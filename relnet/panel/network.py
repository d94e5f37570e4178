"""Network: the ties of one wave and relation, and what was observed of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.engine.graph import matrix
from relnet.engine.keys import ends
from relnet.panel.provenance import same_lineage
from relnet.panel.treated import same_treated

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.engine.cells import Cells
    from relnet.panel.provenance import Lineage
    from relnet.panel.reported import Reported
    from relnet.panel.treated import Treated
    from relnet.rules import TieRule


@dataclass(frozen=True, eq=False)
class Observation:
    """Which cells could hold a tie, which may be rated and which are unknown.

    Attributes
    ----------
    possible : Cells
        Pairs that were eligible.
    rated : Cells
        Pairs whose observation does not depend on the answer; rates are taken over these.
        Under EITHER and BOTH these are the pairs of which both reports were observed.
    unknown : Cells
        Possible pairs of which it is not known whether there is a tie. Pairs that are
        neither rated nor unknown are known by Kleene's logic: one yes decides EITHER.
    answered : ndarray of bool, shape (n,)
        Who answered anything on this relation.
    asked : bool
        Whether the relation was asked in this wave at all.
    """

    possible: Cells
    rated: Cells
    unknown: Cells
    answered: NDArray[np.bool_]
    asked: bool = True

    @property
    def coverage(self) -> float:
        """Share of the possible cells that are rated; NaN where none is possible."""
        return len(self.rated) / len(self.possible) if len(self.possible) else float("nan")

    def equals(self, other: Observation) -> bool:
        """Whether both observed the same."""
        return (
            self.asked == other.asked
            and bool(np.array_equal(self.answered, other.answered))
            and self.possible.equals(other.possible)
            and self.rated.equals(other.rated)
            and self.unknown.equals(other.unknown)
        )

    def reindex(self, positions: NDArray[np.int64]) -> Observation:
        """Express in other actors: index of each here, -1 for one that is absent."""
        here = positions >= 0
        answered = np.zeros(positions.size, np.bool_)
        answered[here] = self.answered[positions[here]]
        return Observation(
            self.possible.reindex(positions),
            self.rated.reindex(positions),
            self.unknown.reindex(positions),
            answered,
            self.asked,
        )


_STATED = ("wave", "relation", "directed", "rule", "roster_assumed", "response_assumed")


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """The known ties among the actors of one wave, on one relation.

    Attributes
    ----------
    actors : pandas.Index
        The eligible actors of the wave.
    wave, relation : str
        What it is a network of.
    directed : bool
        Whether a tie runs one way.
    keys : ndarray of int64, shape (m,)
        Sorted cells ``i * n + j`` that hold a known tie; both ways round where undirected.
    strength : ndarray of float, shape (m,)
        Strength of each, growing with the tie.
    observation : Observation
        What was observed.
    rule : TieRule
        How the reports became ties.
    roster_assumed : bool
        Whether the actors are but the names found.
    response_assumed : bool
        Whether nothing says who answered, and all are taken to have.
    lineage : Lineage or None
        In terms of which other organisations than its own it is; ``None`` as it was
        surveyed.
    reports : tuple of Reported
        What the actors report, before the dyad rule: one, or two where a tie has two
        reports, both of the same cells. None where they are not kept: of a graph, of a
        network in terms of other organisations.
    treated : Treated or None
        What was done about its unobserved cells; ``None`` where nothing was.
    """

    actors: pd.Index[str]
    wave: str
    relation: str
    directed: bool
    keys: NDArray[np.int64]
    strength: NDArray[np.float64]
    observation: Observation
    rule: TieRule
    roster_assumed: bool = False
    response_assumed: bool = False
    lineage: Lineage | None = None
    reports: tuple[Reported, ...] = ()
    treated: Treated | None = None
    _attributes: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __post_init__(self) -> None:
        self.keys.setflags(write=False)
        self.strength.setflags(write=False)
        self.observation.answered.setflags(write=False)

    @property
    def n(self) -> int:
        """Number of actors."""
        return len(self.actors)

    @property
    def attributes(self) -> pd.DataFrame:
        """Attributes of the actors in this wave, indexed by actor."""
        return self._attributes.copy(deep=False)

    @property
    def ties(self) -> pd.DataFrame:
        """Known ties: ``source, target, strength, rated``; an undirected one stands once.

        Of a treated network also ``filled``: whether a tie was filled in, not observed.
        """
        source, target = ends(self.keys, self.n)
        once = slice(None) if self.directed else source < target
        columns = {
            "source": self.actors[source[once]],
            "target": self.actors[target[once]],
            "strength": self.strength[once],
            "rated": self.is_rated[once],
        }
        if self.treated is not None:
            columns["filled"] = self.treated.filled.contains(self.keys[once])
        return pd.DataFrame(columns)

    @cached_property
    def is_rated(self) -> NDArray[np.bool_]:
        """Whether each tie of `keys` lies in the rated cells."""
        return self.observation.rated.contains(self.keys)

    @cached_property
    def confirmed(self) -> NDArray[np.bool_] | None:
        """Whether both reports on each tie of `keys` say so; ``None`` without two reports.

        A tie that is not confirmed may be one that the other report denies, or one of which
        the other report is unknown.
        """
        if len(self.reports) < 2:
            return None
        first, second = (report.ties.contains(self.keys) for report in self.reports)
        return np.asarray(first & second)

    @cached_property
    def known_ties(self) -> sparse.csr_array:
        """Adjacency of the known ties, ones (shape ``(n, n)``)."""
        return matrix(self.keys, self.n)

    @cached_property
    def rated_ties(self) -> sparse.csr_array:
        """Adjacency of the ties in rated cells, ones (shape ``(n, n)``)."""
        return self.known_ties if self.is_rated.all() else matrix(self.keys[self.is_rated], self.n)

    @cached_property
    def unknown_actors(self) -> NDArray[np.bool_]:
        """Actors without a known tie who did not answer, or of whom no cell is known at all.

        They are unknown, not isolates. Of a treated network, those who did not answer and
        of whom a cell is still unknown.
        """
        tied = np.zeros(self.n, np.bool_)
        tied[np.concatenate(ends(self.keys, self.n))] = True
        unknown = self.observation.unknown.row_sizes + self.observation.unknown.column_sizes
        possible = self.observation.possible.row_sizes + self.observation.possible.column_sizes
        blank = (unknown == possible) & (possible > 0)
        silent = ~self.observation.answered
        if self.treated is not None:
            silent = silent & (unknown > 0)
        return np.asarray(~tied & (silent | blank))

    @property
    def n_known_outside(self) -> int:
        """Known ties (dyads where undirected) outside the rated cells."""
        outside = self.keys.size - int(np.count_nonzero(self.is_rated))
        return outside if self.directed else outside // 2

    def equals(self, other: Network) -> bool:
        """Whether both are the same network, made in the same way."""
        return (
            all(getattr(self, name) == getattr(other, name) for name in _STATED)
            and self.actors.equals(other.actors)
            and bool(np.array_equal(self.keys, other.keys))
            and bool(np.array_equal(self.strength, other.strength, equal_nan=True))
            and self.observation.equals(other.observation)
            and same_lineage(self.lineage, other.lineage)
            and len(self.reports) == len(other.reports)
            and all(a.equals(b) for a, b in zip(self.reports, other.reports, strict=True))
            and same_treated(self.treated, other.treated)
            and self._attributes.equals(other._attributes)
        )

    def __repr__(self) -> str:
        kind = "directed" if self.directed else "undirected"
        ties = self.keys.size if self.directed else self.keys.size // 2
        answered = int(self.observation.answered.sum())
        if not self.observation.asked:
            return f"<Network: {self.relation!r}, wave {self.wave!r}: not asked>"
        return (
            f"<Network: {self.relation!r}, wave {self.wave!r}: {self.n} actors ({answered} answered), "
            f"{ties} known {kind} ties, coverage {self.observation.coverage:.2f}; {self.rule}{self._terms()}"
            f"{'' if self.treated is None else f'; {self.treated}'}>"
        )

    def _terms(self) -> str:
        """In terms of which organisations it is, where these are not its own."""
        return f"; {self.lineage}" if self.lineage is not None and self.lineage.steps else ""

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>{self.ties.to_html(index=False, max_rows=10)}"
