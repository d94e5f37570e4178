"""What the known ties of a network hang on, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from relnet.engine.graph import union
from relnet.evidence.cuts import find_cuts
from relnet.evidence.source import (
    group_names,
    grouped,
    known_cells,
    known_of_actors,
    over,
    share,
    status,
)
from relnet.evidence.voices import most_lost, voices
from relnet.measures.measure import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.evidence.cuts import Cuts
    from relnet.evidence.voices import Voices
    from relnet.measures.groups import By, Groups
    from relnet.panel import Network
    from relnet.survey import Survey

    Flags = NDArray[np.bool_]

FIGURES = ("wave", "relation", "figure", "value", "n_certain", "n", "coverage", "status")
ACTORS = ("wave", "relation", "actor", "group", "partners", "articulation", "certain", "n",
          "coverage", "status")  # fmt: skip
BRIDGES = ("wave", "relation", "source", "target", "certain", "status")
RESPONDENTS = ("wave", "relation", "actor", "group", "respondents", "reported", "on_one", "share",
               "pairs_lost", "part_lost", "n", "coverage", "status")  # fmt: skip
MEASURED = ("articulation_actors", "bridges", "connectedness", "largest_component")
"""Figures that are measures of the network as a whole."""


class Case(NamedTuple):
    """A network and what was found of it.

    Attributes
    ----------
    network, groups
        The network, and the groups of its actors.
    known : ndarray of bool, shape (n,)
        Actors of whom anything is known.
    ties
        The known ties, whatever their direction, shape ``(n, n)``.
    cuts, voices
        What the ties hang on, and which of them rest on one respondent.
    """

    network: Network
    groups: Groups | None
    known: Flags
    ties: sparse.csr_array
    cuts: Cuts
    voices: Voices | None

    @classmethod
    def of(cls, network: Network, survey: Survey | None, by: By | None) -> Case:
        """Look at a network."""
        known = ~network.unknown_actors & network.observation.asked
        found, told = find_cuts(network), voices(network, survey)
        return cls(network, grouped(network, by), known, union(network.known_ties), found, told)

    @property
    def about(self) -> dict[str, Any]:
        """What its rows are about."""
        return {"wave": self.network.wave, "relation": self.network.relation}

    @property
    def partners(self) -> NDArray[np.int64]:
        """How many partners each actor has (shape ``(n,)``)."""
        return np.diff(self.ties.indptr).astype(np.int64)


def figures(case: Case) -> Iterator[dict[str, Any]]:
    """Yield the figures of the network as a whole."""
    network, cuts = case.network, case.cuts
    certain: dict[str, int] = {
        "articulation_actors": int((cuts.articulation & cuts.certain).sum()),
        "bridges": int(cuts.bridge_certain.sum()),
    }
    for own in measure(network, *MEASURED).to_dict("records"):
        name = str(own["measure"])
        parts: dict[str, Any] = {part: own[part] for part in ("value", "n", "coverage", "status")}
        yield case.about | {"figure": name, "n_certain": certain.get(name)} | parts
    alone = float("nan") if case.voices is None else float(case.voices.keys.size)
    row = over(network, alone, *known_cells(network))
    if case.voices is None and case.known.any():
        row["status"] = "not applicable"
    yield case.about | {"figure": "ties_on_one_respondent"} | row


def actors(case: Case) -> Iterator[dict[str, Any]]:
    """Yield whether each actor is an articulation actor."""
    network, partners = case.network, case.partners
    n, possible = known_of_actors(network)
    for k, group in enumerate(group_names(network, case.groups)):
        known = bool(case.known[k])
        value = 0.0 if known else float("nan")
        yield case.about | {
            "actor": network.actors[k],
            "group": group,
            "partners": partners[k] if known else None,
            "articulation": bool(case.cuts.articulation[k]) if known else None,
            "certain": bool(case.cuts.certain[k]) if known else None,
            "n": n[k],
            "coverage": share(n[k], possible[k]),
            "status": _of_actor(network, value, n[k], possible[k]),
        }


def _of_actor(network: Network, value: float, n: int, possible: int) -> str:
    """The status of what is said of an actor; unobserved where nothing is known of it."""
    return status(network, value, 0 if np.isnan(value) else n, possible)


def bridges(case: Case) -> Iterator[dict[str, Any]]:
    """Yield the bridges."""
    network, cuts = case.network, case.cuts
    said = status(network, 0.0, *known_cells(network))
    for key, certain in zip(cuts.bridges, cuts.bridge_certain, strict=True):
        source, target = divmod(int(key), network.n)
        names = {"source": network.actors[source], "target": network.actors[target]}
        yield case.about | names | {"certain": bool(certain), "status": said}


def respondents(case: Case) -> Iterator[dict[str, Any]]:
    """Yield how many ties of each actor rest on one respondent, where that is told."""
    network, told = case.network, case.voices
    if told is None or not network.observation.asked:
        return
    alone = np.bincount(told.actor, minlength=network.n)
    lost = most_lost(network, told, case.known)
    n, possible = known_of_actors(network)
    for k, group in enumerate(group_names(network, case.groups)):
        value = 0.0 if case.known[k] else float("nan")
        yield case.about | {
            "actor": network.actors[k],
            "group": group,
            "respondents": told.respondents[k],
            "reported": told.reported[k] if case.known[k] else None,
            "on_one": alone[k] if case.known[k] else None,
            "share": share(alone[k], told.reported[k]) if case.known[k] else None,
            "pairs_lost": lost[k, 0],
            "part_lost": lost[k, 1],
            "n": n[k],
            "coverage": share(n[k], possible[k]),
            "status": _of_actor(network, value, n[k], possible[k]),
        }
