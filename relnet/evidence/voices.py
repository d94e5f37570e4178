"""Ties that rest on the word of one respondent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from relnet.engine.graph import matrix, union
from relnet.evidence.removals import losses
from relnet.panel.build import WaveReports
from relnet.panel.reported import is_tie

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from relnet.panel import Network
    from relnet.survey import Relation, Survey

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Voices(NamedTuple):
    """The known ties (once where undirected) that one respondent alone reports.

    Attributes
    ----------
    keys : ndarray of int64, shape (m,)
        The ties.
    actor : ndarray of int64, shape (m,)
        Whose respondent reports it.
    person : ndarray of int64, shape (m,)
        A number for the respondent.
    reported : ndarray of int64, shape (n,)
        How many of the known ties respondents of each actor report.
    respondents : ndarray of int64, shape (n,)
        How many respondents of each actor are heard and finished.
    """

    keys: Ints
    actor: Ints
    person: Ints
    reported: Ints
    respondents: Ints


def voices(network: Network, survey: Survey | None) -> Voices | None:
    """Find the ties that rest on the word of one respondent.

    Parameters
    ----------
    network
        The network.
    survey
        The survey that it was built from.

    Returns
    -------
    Voices or None
        ``None`` where it cannot be told: without the survey, for a relation of two
        questions or of rows that state dyads, where actors or ties are not those of the
        survey, or where it does not say who gave each report (a matrix).
    """
    relation = _relation(network, survey)
    if survey is None or relation is None:
        return None
    wave = WaveReports(survey, network.wave)
    if not wave.actors.equals(network.actors):
        return None
    said = _said(wave, relation, network)
    if said is None or not np.isin(network.keys[_once(network)], said["key"]).all():
        return None
    said = said[np.isin(said["key"], network.keys)].sort_values("key")
    own = said[["key", "actor"]].drop_duplicates()["actor"]
    alone = said[said.groupby("key")["person"].transform("size") == 1]
    keys, actor, person = (alone[name].to_numpy(np.int64) for name in ("key", "actor", "person"))
    reported = np.bincount(own, minlength=network.n)
    people = heard_respondents(network, survey)
    respondents = np.zeros(network.n, np.int64) if people is None else people
    return Voices(keys, actor, person, reported, respondents)


def heard_respondents(network: Network, survey: Survey | None) -> Ints | None:
    """Return how many respondents of each actor finished and are heard under the rule.

    Parameters
    ----------
    network
        The network.
    survey
        The survey that it was built from.

    Returns
    -------
    ndarray of int64, shape (n,), or None
        ``None`` where it is not known: without the survey, of a wave of which it holds no
        respondents, or where the actors are not those of the survey.
    """
    if survey is None or (network.lineage is not None and network.lineage.steps):
        return None
    people = survey.respondents
    people = people[(people["wave"] == network.wave).to_numpy()]
    if people.empty:
        return None
    layers = network.rule.layers
    if layers is not None:
        people = people[people["layer"].isin(layers).to_numpy()]
    done = people["actor"][people["completed"].to_numpy(bool)]
    counts = done.value_counts().reindex(network.actors, fill_value=0)
    return np.asarray(counts, np.int64)


def _relation(network: Network, survey: Survey | None) -> Relation | None:
    """The question that a network is of, where it is one and as it was asked."""
    steps = network.lineage is not None and len(network.lineage.steps) > 0
    if survey is None or steps or network.treated is not None or network.wave not in survey.waves:
        return None
    for relation in survey.relations:
        if relation.name == network.relation and not relation.dyads:
            return relation
    return None


def _said(wave: WaveReports, relation: Relation, network: Network) -> pd.DataFrame | None:
    """Each respondent who reports a tie: ``key, actor, person``, each once, if it is known who."""
    reports, n, rule = wave.reports, len(wave.actors), network.rule
    ours = (reports["relation"] == relation.name).to_numpy() & wave.speakers(rule).heard
    rows = reports[ours & reports["partner"].notna().to_numpy()]
    rows = rows[is_tie(rows["value"].fillna(0).to_numpy(float), rule, relation.scale)]
    if rows["respondent"].isin(["", None]).any():
        return None
    actor, partner = (
        wave.actors.get_indexer(pd.Index(rows[end].astype("str"))) for end in ("actor", "partner")
    )
    person = rows.groupby(["actor", "respondent"], observed=True).ngroup().to_numpy()
    first, second = (partner, actor) if rule.dyad == "receiver" else (actor, partner)
    if not network.directed:
        first, second = np.minimum(actor, partner), np.maximum(actor, partner)
    here = (actor >= 0) & (partner >= 0)
    table = pd.DataFrame({"key": first * n + second, "actor": actor, "person": person})
    return table[here].drop_duplicates()


def _once(network: Network) -> NDArray[np.bool_]:
    """Which of the keys stand for a tie: one of two where it is undirected."""
    source, target = np.divmod(network.keys, max(network.n, 1))
    return np.asarray(network.directed | (source < target))


def most_lost(network: Network, found: Voices, known: NDArray[np.bool_]) -> Floats:
    """Return what is parted, at most, without the ties that rest on one respondent.

    Parameters
    ----------
    network
        The network.
    found
        The ties that rest on one respondent.
    known : ndarray of bool, shape (n,)
        Actors of whom anything is known.

    Returns
    -------
    ndarray of float, shape (n, 2)
        Loss of pairs that reach each other (as a share of the pairs) and of the largest part,
        without the respondent of each actor who is missed most; 0 for an actor with no such
        tie, NaN for an unknown one.
    """
    lost = np.where(known, 0.0, np.nan)[:, None].repeat(2, axis=1)
    before = _whole(union(network.known_ties), known)
    for person in np.unique(found.person):
        theirs = found.person == person
        after = _whole(_without(network, found.keys[theirs]), known)
        actor = int(found.actor[theirs][0])
        lost[actor] = np.maximum(lost[actor], before - after)
    return lost


def _without(network: Network, keys: Ints) -> sparse.csr_array:
    """The union graph of the ties but these."""
    n = max(network.n, 1)
    turned = keys % n * n + keys // n
    gone = keys if network.directed else np.concatenate([keys, turned])
    return union(matrix(network.keys[~np.isin(network.keys, gone)], network.n))


def _whole(ties: sparse.csr_array, known: NDArray[np.bool_]) -> Floats:
    """The pairs that reach each other and the largest part, of actors with anything known."""
    inside = np.flatnonzero(known)
    found = losses(ties[inside][:, inside].tocsr(), np.zeros((1, inside.size), np.bool_))
    share: Any = np.divide(found.joined, found.pairs, out=np.zeros(1), where=found.pairs > 0)
    return np.array([share[0], found.largest[0]])
