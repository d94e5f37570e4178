"""The reports on one relation in one wave, as four-state cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from relnet.engine.cells import Cells
from relnet.engine.keys import lookup, rekey, transpose_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.rules import Scale, TieRule

    Keys = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The answers of all respondents, on one relation in one wave.

    Attributes
    ----------
    n
        Number of actors.
    keys, value : ndarray, shape (m,)
        Cell and code of each answer; NaN where nothing was answered. A cell stands once
        for each respondent.
    answered : ndarray of bool, shape (n,)
        Who answered.
    finished : ndarray of bool, shape (m,)
        Whether the respondent finished.
    speakers : ndarray of int, shape (n,)
        How many respondents of each actor finished.
    weight : ndarray of float, shape (m,)
        How much each respondent counts, where that matters.
    together : ndarray of float, shape (n,)
        How much the respondents of each actor who finished count together.
    unobserved, impossible : ndarray of int64
        Cells stated to be so.
    """

    n: int
    keys: Keys
    value: Floats
    finished: Flags
    answered: Flags
    speakers: NDArray[np.int64]
    weight: Floats
    together: Floats
    unobserved: Keys
    impossible: Keys

    def mirrored(self) -> Answers:
        """Each statement made by both partners, as an undirected edge list means it."""
        keys = np.concatenate([self.keys, transpose_keys(self.keys, self.n)])
        keys, first = np.unique(keys, return_index=True)
        value, finished, weight = (
            np.concatenate([part, part])[first] for part in (self.value, self.finished, self.weight)
        )
        both = (
            np.concatenate([cells, transpose_keys(cells, self.n)])
            for cells in (self.unobserved, self.impossible)
        )
        speakers = (self.answered, self.speakers, weight, self.together)
        return Answers(self.n, keys, value, finished, *speakers, *both)


@dataclass(frozen=True, eq=False)
class Reported:
    """What the actors report, after their respondents are brought together.

    Attributes
    ----------
    possible, known, rated : Cells
        Cells that were eligible; whose answer is known; that may be rated.
    keys, strength : ndarray, shape (m,)
        Sorted cells with an answer other than 0, and its strength.
    is_tie : ndarray of bool, shape (m,)
        Whether the answer counts as a tie on its own.
    answered : ndarray of bool, shape (n,)
        Who answered anything.
    least : float or None
        The least strength of a tie; None where every strength but 0 is one, where ties are
        told by code, and where it was not kept.
    """

    possible: Cells
    known: Cells
    rated: Cells
    keys: Keys
    strength: Floats
    is_tie: Flags
    answered: Flags
    least: float | None = None

    def __post_init__(self) -> None:
        for part in (self.keys, self.strength, self.is_tie, self.answered):
            part.setflags(write=False)

    @property
    def T(self) -> Reported:  # noqa: N802 - as in numpy
        """The same reports on the reversed cells."""
        keys = transpose_keys(self.keys, self.possible.n)
        order = np.argsort(keys)
        return Reported(
            self.possible.T,
            self.known.T,
            self.rated.T,
            keys[order],
            self.strength[order],
            self.is_tie[order],
            self.answered,
            self.least,
        )

    @cached_property
    def ties(self) -> Cells:
        """Cells reported as a tie."""
        return Cells.from_keys(self.keys[self.is_tie], self.possible.n)

    def equals(self, other: Reported) -> bool:
        """Whether both report the same."""
        arrays = ((one.keys, one.strength, one.is_tie, one.answered) for one in (self, other))
        return (
            all(np.array_equal(mine, theirs) for mine, theirs in zip(*arrays, strict=True))
            and self.least == other.least
            and self.possible.equals(other.possible)
            and self.known.equals(other.known)
            and self.rated.equals(other.rated)
        )

    def reindex(self, positions: NDArray[np.int64]) -> Reported:
        """Express in other actors: index of each here, -1 for one that is absent."""
        n, here = positions.size, positions >= 0
        new = np.full(self.possible.n, -1, np.int64)
        new[positions[here]] = np.flatnonzero(here)
        keys, inside = rekey(self.keys, new, n)
        order = np.argsort(keys)
        answered = np.zeros(n, np.bool_)
        answered[here] = self.answered[positions[here]]
        return Reported(
            self.possible.reindex(positions),
            self.known.reindex(positions),
            self.rated.reindex(positions),
            keys[order],
            self.strength[inside][order],
            self.is_tie[inside][order],
            answered,
            self.least,
        )


def is_tie(value: Floats, rule: TieRule, scale: Scale | None) -> Flags:
    """Whether each code counts as a tie under the rule (shape of `value`)."""
    if rule.tie_values is not None:
        return np.asarray(np.isin(value, rule.tie_values))
    return np.asarray((value != 0) & _is_strong(strength(value, scale), threshold(rule, scale)))


def _is_strong(power: Floats, least: float | None) -> Flags:
    return np.asarray(power != 0 if least is None else power >= least)


def threshold(rule: TieRule, scale: Scale | None) -> float | None:
    """Return the least strength of a tie, if the rule has one."""
    if rule.at_least is None:
        return None
    return rule.at_least if scale is None else scale.strength(rule.at_least)


def strength(value: Floats, scale: Scale | None) -> Floats:
    """Return the strength of each code (shape of `value`); 0 stays 0."""
    if scale is None or not scale.reversed:
        return value
    return np.asarray(np.where(value == 0, 0.0, scale.weakest + scale.strongest - value))


def reported(answers: Answers, rule: TieRule, scale: Scale | None) -> Reported:
    """Bring the respondents of each actor together and say what it reports.

    On each cell those speak who answered it, and those who finished and do not name the
    partner, which is a no; not those whose answer on it is missing. A cell on which none
    of the actor's respondents speaks is unobserved.
    """
    possible, known, rated = seen(answers)
    heard = answers.answered & ((rated.row_sizes > 0) | (possible.row_sizes == 0))
    keys, power, tie = _together(answers, rule, scale)
    inside = known.contains(keys)
    given = (keys[inside], power[inside], tie[inside])
    return Reported(possible, known, rated, *given, heard, threshold(rule, scale))


def seen(answers: Answers) -> tuple[Cells, Cells, Cells]:
    """Return the cells that were eligible, whose answer is known, and that may be rated."""
    n = answers.n
    missing = np.isnan(answers.value)
    possible = Cells.everything(n) - Cells.from_keys(answers.impossible, n)
    silent = np.unique(answers.keys[missing])
    unheard = silent[voices(answers, silent) <= 0]
    gone = Cells.from_keys(np.concatenate([unheard, answers.unobserved]), n)
    rated = (Cells.from_rows(answers.answered) & possible) - gone
    beside = answers.keys[~missing & ~rated.contains(answers.keys)]
    known = rated | ((Cells.from_keys(beside, n) & possible) - gone)
    return possible, known, rated


def voices(answers: Answers, keys: Keys, *, weighted: bool = False) -> Floats:
    """Return how many respondents speak on each of these sorted cells (shape of `keys`).

    Parameters
    ----------
    answers
        The answers.
    keys
        Sorted unique cells.
    weighted
        Whether to return how much these count together.
    """
    missing = np.isnan(answers.value)
    finished = answers.together if weighted else answers.speakers
    total = finished[keys // max(answers.n, 1)].astype(float)
    for rows, sign in ((missing & answers.finished, -1), (~missing & ~answers.finished, 1)):
        counted, where = np.unique(answers.keys[rows], return_inverse=True)
        counts = np.bincount(where, answers.weight[rows] if weighted else None)
        total += sign * lookup(keys, counted, counts, default=0)
    return total


def _together(answers: Answers, rule: TieRule, scale: Scale | None) -> tuple[Keys, Floats, Flags]:
    """Cells with an answer other than 0, its strength for the actor, and whether it is a tie."""
    given = ~np.isnan(answers.value) & (answers.value != 0)
    value, power = answers.value[given], strength(answers.value[given], scale)
    counts = is_tie(value, rule, scale)
    keys, first, where = np.unique(answers.keys[given], return_index=True, return_inverse=True)
    if (
        keys.size == value.size
        and int(answers.speakers.max(initial=1)) <= 1
        and answers.finished.all()
    ):
        return keys, power[first], counts[first]
    strongest = np.full(keys.size, -np.inf)
    np.maximum.at(strongest, where, power)
    if rule.respondents == "any":
        any_tie = np.bincount(where, counts, keys.size) > 0
        strongest_tie = np.full(keys.size, -np.inf)
        np.maximum.at(strongest_tie, where[counts], power[counts])
        return keys, np.where(any_tie, strongest_tie, strongest), any_tie
    if rule.respondents == "max":
        return keys, strongest, _is_strong(strongest, threshold(rule, scale))
    if rule.respondents == "majority":
        spoken = _spoken(answers, keys)
        return keys, strongest, np.bincount(where, counts, keys.size) * 2 > spoken
    weighted = rule.respondents == "weighted"
    spoken = _spoken(answers, keys, weighted=weighted)
    said = power * answers.weight[given] if weighted else power
    mean = np.bincount(where, said, keys.size) / spoken
    return keys, mean, _is_strong(mean, threshold(rule, scale))


def _spoken(answers: Answers, keys: Keys, *, weighted: bool = False) -> Floats:
    """What the respondents who speak on cells count together, 1 where nobody is left."""
    total = voices(answers, keys, weighted=weighted)
    return np.asarray(np.where(total > 0, total, 1.0))
