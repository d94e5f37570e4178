"""Who speaks for the actors of a wave, and how much each counts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.survey.heard import check_heard
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from relnet.rules import TieRule
    from relnet.survey import Relation, Survey

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

MOST_EXACT = 2**53
"""From here on not every whole number has a float of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Speakers:
    """The respondents of a wave who are heard under a rule.

    Attributes
    ----------
    heard, finished : ndarray of bool, shape (m,)
        Of each report, whether its respondent is heard, and finished.
    weight : ndarray of float, shape (m,)
        Of each report, how much its respondent counts.
    answered : ndarray of bool, shape (n,)
        For which actors one who is heard finished; all of them where everyone is heard,
        for then the roster says who answered.
    count : ndarray of int, shape (n,)
        How many of each actor finished; 1 where there are no respondents.
    together : ndarray of float, shape (n,)
        How much these count together.
    """

    heard: Flags
    finished: Flags
    weight: Floats
    answered: Flags
    count: NDArray[np.int64]
    together: Floats


def speakers(
    people: pd.DataFrame, reports: pd.DataFrame, actors: pd.Index[str], rule: TieRule
) -> Speakers:
    """Return who speaks in a wave under a rule.

    Parameters
    ----------
    people, reports
        The respondents and the reports of the wave.
    actors
        The actors of the wave.
    rule
        Whose layers and weights count.
    """
    weighs, everyone = whole(dict(rule.weights or ())), rule.layers is None
    layers = people["layer"]
    heard = np.asarray(layers.isin(layers if rule.layers is None else rule.layers), bool)
    completed = people["completed"].to_numpy(bool)
    weight = layers.map(weighs).fillna(1.0).to_numpy(float)
    if everyone and not weighs and completed.all():
        place = np.full(len(reports), -1)
    else:
        place = _places(people, reports)
    done = people[["actor"]][heard & completed].assign(weight=weight[heard & completed])
    sums = done.groupby("actor")["weight"].agg(["size", "sum"]).reindex(actors, fill_value=0)
    alone = np.asarray(~actors.isin(people["actor"]) & everyone)
    return Speakers(
        heard=np.append(heard, everyone)[place],
        finished=np.append(completed, True)[place],
        weight=np.append(weight, 1.0)[place],
        answered=np.asarray(everyone | (sums["size"].to_numpy() > 0)),
        count=sums["size"].to_numpy(np.int64) + alone,
        together=sums["sum"].to_numpy(float) + alone,
    )


def _places(people: pd.DataFrame, reports: pd.DataFrame) -> NDArray[np.intp]:
    """Whose each report is, as a row of the people; -1 where it is of nobody in particular."""
    keys = ["actor", "respondent"]
    own = pd.MultiIndex.from_frame(reports[keys].astype("str"))
    return np.asarray(pd.MultiIndex.from_frame(people[keys]).get_indexer(own))


def whole(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights of the same proportions as whole numbers, so that sums of them are exact.

    Examples
    --------
    >>> whole({"board": 0.1, "professional": 0.25})
    {'board': 2.0, 'professional': 5.0}
    """
    exact = {layer: Fraction(repr(float(weight))) for layer, weight in weights.items()}
    common = lcm(*(weight.denominator for weight in exact.values()))
    numbers = {layer: int(weight * common) for layer, weight in exact.items()}
    shared, largest = gcd(*numbers.values()), max(numbers.values(), default=1)
    if largest // (shared or 1) >= MOST_EXACT:
        return {layer: float(weight / max(exact.values())) for layer, weight in exact.items()}
    return {layer: float(number // shared) for layer, number in numbers.items()}


def check_speakers(survey: Survey, relation: Relation, rule: TieRule) -> None:
    """Raise `UsageError` if the survey does not say whose layers a rule hears or weighs.

    Parameters
    ----------
    survey
        The survey.
    relation
        The relation that the rule is for.
    rule
        A rule, of which the layers and weights are looked at.
    """
    if rule.layers is None and rule.weights is None:
        return
    check_heard(survey, rule)
    reports = survey.reports
    nobody = reports.loc[(reports["relation"] == relation.name).to_numpy(), "respondent"] == ""
    if len(nobody) and (nobody.all() if rule.weights is None else nobody.any()):
        raise UsageError(Phrase("usage.layers.relation", relation=quoted(relation.name)))
