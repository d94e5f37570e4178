"""Ratings of organisations by organisations: the answers of their respondents, averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.study.codes import numbers
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from relnet.rules import Scale, TieRule
    from relnet.survey.survey import Survey

Ends: TypeAlias = "tuple[float, float] | None"
"""The lowest and the highest answer of a scale; ``None`` where none is stated."""


class Ratings(NamedTuple):
    """What organisations say of one another.

    Attributes
    ----------
    table
        ``wave, rater, actor, about, item, value``: each once, more is more.
    scales
        Item → the ends of its scale.
    outside
        How many answers are left out, as the rater or the rated is not on the roster.
    """

    table: pd.DataFrame
    scales: dict[str, Ends]
    outside: int


KEYS = ["wave", "rater", "actor", "about", "item"]


def organisation_ratings(
    survey: Survey, items: Sequence[str], rule: TieRule, scale: Scale | None
) -> Ratings:
    """Return what organisations say of one another, or of themselves, on some items.

    Parameters
    ----------
    survey
        The survey.
    items
        The items.
    rule
        Whose layers are heard, and how much they count.
    scale
        The scale of the items of which the study states none.
    """
    answers = survey.items
    answers = answers[answers["item"].isin(list(items)).to_numpy()]
    stated = _stated(survey, items, scale)
    answers = answers.assign(value=_values(answers, stated))
    answers = answers[np.isfinite(answers["value"])]
    own = (answers["partner"] == "").to_numpy()
    table = answers.assign(
        wave=answers["wave"].astype("str"),
        rater=answers["actor"],
        actor=answers["partner"].mask(own, answers["actor"]),
        about=np.where(own, "own", "partner"),
        weight=_weights(survey, answers, rule),
    )
    table = table[table["weight"] > 0]
    inside = _on_roster(survey, table["wave"], table["rater"])
    inside &= _on_roster(survey, table["wave"], table["actor"])
    kept = table[inside]
    product = kept.assign(product=kept["value"] * kept["weight"])
    sums = product.groupby(KEYS, sort=False, observed=True)[["product", "weight"]].sum()
    mean = (sums["product"] / sums["weight"]).rename("value").reset_index()
    scales = {
        item: None if ends is None else (min(ends), max(ends)) for item, ends in stated.items()
    }
    return Ratings(mean, scales, int((~inside).sum()))


def _stated(survey: Survey, items: Sequence[str], scale: Scale | None) -> dict[str, Ends]:
    """The weakest and the strongest answer of each item."""
    own: dict[str, Ends] = {}
    if survey.study is not None:
        scales = {item.name: numbers(item) for item in survey.study.items}
        own = {name: (codes[0], codes[-1]) for name, codes in scales.items() if len(codes) > 1}
    given = None if scale is None else (scale.weakest, scale.strongest)
    return {item: own.get(item, given) for item in items}


def _values(answers: pd.DataFrame, stated: dict[str, Ends]) -> NDArray[np.float64]:
    """The answers so that more is more; NaN for a 0 that is none of the scale's answers."""
    value, item = answers["value"].to_numpy(float), answers["item"].to_numpy(object)
    made = value.copy()
    for name, ends in stated.items():
        here = (item == name) & np.isfinite(value)
        if ends is None:
            continue
        low, high = sorted(ends)
        off = here & ((value < low) | (value > high))
        if (value[off] != 0).any():
            shown = quoted(f"{value[off][value[off] != 0][0]:g}")
            given = {"item": quoted(name), "value": shown, "scale": f"{low:g}–{high:g}"}
            raise UsageError(Phrase("usage.composites.off_scale", **given))
        if ends[0] > ends[1]:
            made[here] = low + high - value[here]
        made[off] = np.nan
    return made


def _weights(survey: Survey, answers: pd.DataFrame, rule: TieRule) -> NDArray[np.float64]:
    """How much each answer counts; 0 for one that is not heard."""
    if rule.layers is None and rule.weights is None:
        return np.ones(len(answers))
    keys = ["wave", "actor", "respondent"]
    people = survey.respondents.astype(dict.fromkeys(keys, "str"))
    layer = people.drop_duplicates(keys).set_index(keys)["layer"]
    rows = pd.MultiIndex.from_frame(answers[keys].astype("str"))
    layers = layer.reindex(rows).fillna("").reset_index(drop=True)
    heard = layers.isin(layers if rule.layers is None else rule.layers)
    weights = dict(rule.weights or ())
    weight = layers.map(weights).fillna(0.0 if weights else 1.0)
    return np.asarray(weight.where(heard, 0.0), float)


def _on_roster(survey: Survey, wave: pd.Series, actor: pd.Series) -> NDArray[np.bool_]:
    """Whether each actor is on the roster of the wave."""
    roster = pd.MultiIndex.from_frame(survey.roster[["wave", "actor"]].astype("str"))
    rows = pd.MultiIndex.from_arrays([wave.astype("str"), actor.astype("str")])
    return np.asarray(roster.get_indexer(rows) >= 0)
