"""The model of ties in pairs, estimated by penalised maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from relnet.treatments.descend import descend
from relnet.treatments.model import WIDE, Fitted
from relnet.treatments.outcomes import (
    IMPOSSIBLE,
    UNKNOWN,
    allowed,
    by_cell,
    chances,
    shape_of,
    ties_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.treatments.model import Pairs

    Floats = NDArray[np.float64]
    States = NDArray[np.int8]

ROUNDS, STEPS = 12, 40
"""At most so many estimates of the variance of the effects, of so many steps each."""
SETTLED = 0.03
"""Relative change of the variances at which the estimates stop."""
FALL = 1e-8
"""Relative fall of the loss at which the steps stop."""
LEAST_VARIANCE = 1e-3


class _Objective:
    """The penalised log likelihood of pairs and its gradient, in scaled parameters."""

    def __init__(self, pairs: Pairs, state: States, weight: Floats, n: int, q: int) -> None:
        self.pairs, self.weight, self.n, self.q = pairs, weight, n, q
        self.shape = shape_of(len(state))
        self.seen = state >= 0
        self.heard = allowed(state, self.shape).astype(float)
        self.unseen = np.where(state == IMPOSSIBLE, IMPOSSIBLE, UNKNOWN).astype(np.int8)
        self.open = allowed(self.unseen, self.shape) if (state == IMPOSSIBLE).any() else None
        hanging = self.shape.together.shape[1] * pairs.waves
        sizes = [*(term.size for term in pairs.terms), hanging, n * q]
        self.cuts = np.cumsum(sizes)[:-1]
        self.shared_precision = np.concatenate(
            [
                *(np.full(term.size, 1.0 / term.variance) for term in pairs.terms),
                np.full(sizes[-2], 1.0 / WIDE),
            ]
        )
        self.scale = np.ones(sum(sizes))

    def split(self, values: Floats) -> tuple[list[Floats], Floats, Floats]:
        """Terms, what hangs together, effects."""
        *shared, together, effects = np.split(values * self.scale, self.cuts)
        return shared, together.reshape(-1, self.pairs.waves), effects

    def outcomes(self, values: Floats) -> tuple[Floats, Floats]:
        """Relative chances of the outcomes, and their sums."""
        shared, together, effects = self.split(values)
        hang = ties_of(together, self.shape)
        hang = hang[:, self.pairs.wave] if self.pairs.waves > 1 else hang
        chance = chances(self.pairs.scores(shared, effects), hang, self.shape)
        if self.open is not None:
            chance *= self.open
        return chance, chance.sum(axis=0)

    def gather(self, cells: Floats, *, square: bool = False) -> tuple[list[Floats], Floats]:
        """Sum what stands in cells by parameter; of each term, and of the effects."""
        parts = []
        for term in self.pairs.terms:
            value = term.value if term.value is None or not square else term.value**2
            parts.append(term.gathered(cells if value is None else cells * value))
        return parts, self.pairs.effects.gathered(cells)

    def hanging(self, by_outcome: Floats) -> Floats:
        """Sum what stands in outcomes by how cells hang together, wave after wave."""
        pairs = self.pairs
        waves = [np.bincount(pairs.wave, row, pairs.waves) for row in by_outcome]
        return np.asarray((self.shape.together.T @ np.stack(waves)).ravel())

    def loss(self, values: Floats, precision: Floats) -> tuple[float, Floats]:
        """Minus the penalised log likelihood, and its gradient."""
        chance, total = self.outcomes(values)
        surplus = chance * self.heard
        heard = np.maximum(surplus.sum(axis=0), 1e-300)
        surplus *= self.weight / heard
        chance *= self.weight / total
        surplus -= chance
        parts, effects = self.gather(by_cell(surplus, self.shape))
        gradient = np.concatenate([*parts, self.hanging(surplus), effects])
        plain = values * self.scale
        fixed, own = np.split(plain, [self.cuts[-1]])
        own = own.reshape(self.n, self.q)
        drawn = np.concatenate([fixed * self.shared_precision, (own @ precision).ravel()])
        likelihood = float(self.weight @ np.log(heard / total))
        return 0.5 * float(plain @ drawn) - likelihood, (drawn - gradient) * self.scale

    def simulated_score(self, values: Floats, rng: np.random.Generator) -> Floats:
        """Score of a draw from the model with the same cells observed; not scaled."""
        chance, total = self.outcomes(values)
        ladder = np.cumsum(chance, axis=0)
        outcome = (ladder <= rng.random(total.size) * ladder[-1]).sum(axis=0)
        ties = self.shape.outcomes.T[:, outcome]
        heard = chance * allowed(np.where(self.seen, ties, self.unseen).astype(np.int8), self.shape)
        surplus = (heard / heard.sum(axis=0) - chance / total) * np.sqrt(self.weight)
        parts, effects = self.gather(by_cell(surplus, self.shape))
        return np.concatenate([*parts, self.hanging(surplus), effects])

    def information(self, values: Floats) -> tuple[Floats, Floats]:
        """Diagonal of the information: of what is shared, and of the effects (n, q)."""
        chance, total = self.outcomes(values)
        chance /= total
        tie = by_cell(chance, self.shape)
        parts, effects = self.gather(tie * (1.0 - tie) * self.seen * self.weight, square=True)
        hang = self.hanging(chance * np.maximum(1.0 - chance, 0.1) * self.weight)
        return np.concatenate([*parts, hang]), effects.reshape(self.n, self.q)


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """The estimate, and what else agrees with what was observed.

    Attributes
    ----------
    fitted : Fitted
        The estimate itself.
    goal : _Objective
        Of which it is the minimum.
    values : ndarray
        The minimum, in scaled parameters.
    """

    fitted: Fitted
    goal: _Objective
    values: Floats

    def drawn(self, level: Floats, rng: np.random.Generator) -> Fitted:
        r"""Draw the parameters and the effects, given what was observed.

        The covariance of the effects is drawn from an inverse Wishart distribution around its
        estimate, with as many degrees of freedom as there are actors told of in full. All
        else is the minimum of the loss that is tilted by a random vector with the information
        as its covariance: the score of a network drawn from the estimate, with the same
        cells observed, and a draw by the prior. In a quadratic loss that is a draw from the
        Laplace approximation, without a matrix of all parameters. Effects that nothing tells
        of come out as a draw given the others of the actor.

        Parameters
        ----------
        level
            Standard normal numbers of each actor, shape ``(n, q)``: with the same ones the
            actors deviate alike in another estimate.
        rng
            Random numbers.

        References
        ----------
        Papandreou, G. & Yuille, A. L. (2010). Gaussian sampling by local perturbations.
        *Advances in Neural Information Processing Systems* 23.
        """
        goal = self.goal
        covariance = _drawn_covariance(self.fitted.covariance, self._told(), rng)
        precision = np.asarray(np.linalg.inv(covariance), float)
        own = level @ np.linalg.cholesky(precision).T
        common = rng.standard_normal(goal.cuts[-1]) * np.sqrt(goal.shared_precision)
        tilt = (goal.simulated_score(self.values, rng) + np.r_[common, own.ravel()]) * goal.scale

        def loss(values: Floats) -> tuple[float, Floats]:
            value, slope = goal.loss(values, precision)
            return value - float(tilt @ values), slope - tilt

        values = descend(loss, self.values, STEPS, FALL)
        shared, together, effects = goal.split(values)
        return Fitted(tuple(shared), together, effects.reshape(goal.n, goal.q), covariance)

    def _told(self) -> float:
        """As many actors as are told of in full, by the share that is not from the prior."""
        own = self.goal.information(self.values)[1]
        prior = np.diag(np.linalg.inv(self.fitted.covariance))
        return float((own / (own + prior)).min(axis=1).sum())


def _drawn_covariance(mean: Floats, size: float, rng: np.random.Generator) -> Floats:
    """Draw a covariance from an inverse Wishart distribution with this mean."""
    q = len(mean)
    freedom = int(size) + q + 2
    root = np.linalg.cholesky(np.linalg.inv(mean * (freedom - q - 1)))
    rows = rng.standard_normal((freedom, q)) @ root.T
    return np.asarray(np.linalg.inv(rows.T @ rows), float)


def fit(pairs: Pairs, state: States, weight: Floats, n: int, q: int) -> Estimate:
    """Estimate the model by penalised maximum likelihood.

    The effects of actors have a normal prior around 0, whose covariance is estimated with
    them by expectation-maximisation, with the diagonal of the information for their
    uncertainty. Cells that were not observed are summed over.

    Parameters
    ----------
    pairs, state, weight
        Pairs, the states of their cells (shape ``(k, d)``) and how often each counts.
    n, q
        Number of actors, and of the effects of each.

    References
    ----------
    Holland & Leinhardt (1981); van Duijn, Snijders & Zijlstra (2004): see `relnet.impute`.
    """
    goal = _Objective(pairs, state, weight, n, q)
    covariance = np.eye(q) * 0.5
    values = np.zeros(goal.scale.size)
    for _ in range(ROUNDS):
        precision = np.asarray(np.linalg.inv(covariance), float)
        plain = values * goal.scale
        common, own = goal.information(values)
        diagonal = np.concatenate(
            [common + goal.shared_precision, (own + np.diag(precision)).ravel()]
        )
        goal.scale = 1.0 / np.sqrt(diagonal)
        values = descend(partial(goal.loss, precision=precision), plain / goal.scale, STEPS, FALL)
        effects = goal.split(values)[2].reshape(n, q)
        before, covariance = (
            covariance,
            _covariance(effects, goal.information(values)[1], precision),
        )
        if np.abs(np.diag(covariance) / np.diag(before) - 1).max() < SETTLED:
            break
    shared, together, _ = goal.split(values)
    return Estimate(Fitted(tuple(shared), together, effects, before), goal, values)


def _covariance(effects: Floats, information: Floats, precision: Floats) -> Floats:
    """Covariance of the effects over the actors that anything is known of."""
    told = information.sum(axis=1) > 0
    q = effects.shape[1]
    blocks = np.linalg.inv(information[told][:, :, None] * np.eye(q) + precision)
    if not told.any():
        return np.asarray(np.linalg.inv(precision), float)
    mean = (effects[told].T @ effects[told] + blocks.sum(axis=0)) / told.sum()
    return np.asarray(mean + LEAST_VARIANCE * np.eye(q))
