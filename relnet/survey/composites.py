"""Composites: what several ratings of an organisation say together, such as trust."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.rules import Scale, TieRule
from relnet.study.rule import hearing_rule
from relnet.survey.composed import mixed_composites, stated_composites
from relnet.survey.heard import check_heard
from relnet.survey.rated import organisation_ratings
from relnet.survey.survey import Survey
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import ArrayLike, NDArray

    from relnet.survey.rated import Ends

COLUMNS = (
    "wave", "composite", "about", "level", "weighting", "actor", "value", "score", "spread", "n",
    "items", "coverage", "status",
)  # fmt: skip


def composites(
    survey: Survey,
    items: Mapping[str, Sequence[str]] | None = None,
    *,
    rule: TieRule | None = None,
    scale: Scale | None = None,
) -> pd.DataFrame:
    """Return what ratings of organisations say together, by actor and for the network.

    Parameters
    ----------
    survey
        The survey.
    items
        Composite → the items that it is made of; what the study file says without: its
        ``[composites]``, and the `group` of its items.
    rule
        Whose layers are heard, and how much they count where the rule is weighted; no other part
        of it plays a role. Without, the rule of the study, and else everyone counts the same.
    scale
        The scale of the items of which the study states none.

    Returns
    -------
    DataFrame
        ``wave, composite, about, level, weighting, actor, value, score, spread, n, items,
        coverage, status``.

        `about` is ``partner`` where organisations rate each other and ``own`` where each rates
        itself. A row of `level` ``actor`` is what the actor is rated: `value` is the mean over
        its raters, `spread` their standard deviation, and `n` their number. Two rows are of the
        ``network``, by `weighting`: ``ties`` is the mean over all ratings, `n` of them, and
        ``actors`` the mean over the actors that are rated, each of which counts once.

        `score` is 100 · (mean − weakest) / (strongest − weakest), on a scale of 1 to k
        100 · (mean − 1) / (k − 1); missing where the scale is not stated. `coverage` is the share
        of what could be rated that is known: of others, an organisation that rates anyone is
        known to rate those whom it rates on all items, and to rate nobody else; one that rates
        nobody is silent. `status` is ``complete``, ``partial``, ``unobserved`` (all who could
        rate it are silent), ``undefined`` (nobody rates it) or ``not asked`` (not all the items
        were rated in that wave), with ``roster assumed`` where there was no roster.

        ``.attrs`` has the ``rule``, the ``scales`` and ``outside``: how many ratings are left
        out, as an actor is not on the roster of the wave.

    Raises
    ------
    UsageError
        If nothing says what the composites are, an item is unknown, the items of one composite
        have different scales or are on partners and on the own organisation, or an answer is
        off the scale.

    Notes
    -----
    A rater is an organisation. On each item the answers of its respondents on one partner are
    averaged first, as ``TieRule(respondents="mean")`` or ``"weighted"`` does with strengths: of
    those who are heard and gave an answer. The mean over the items is taken if all of them have
    an answer, so that a composite is of the same items everywhere. Scales from the strongest
    answer down are turned, so that more is more; an answer off the scale, such as 0 where that
    is none of its answers, is no rating.

    Examples
    --------
    >>> import tempfile, relnet as rn
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = rn.datasets.write_region(rn.datasets.lindeland(), folder)
    ...     survey = rn.read_survey(rn.read_study(folder), warn=False)
    >>> table = rn.composites(survey, {"trust": ["trust", "quality"]})
    >>> table.loc[table["weighting"] == "ties", ["wave", "value", "score", "n"]].round(2)
         wave  value  score    n
    0    2019   3.08  51.94  338
    44   2021   3.16  53.89  166
    89   2023   3.42  60.52  409
    133  2025   3.39  59.68  427
    """
    expect(survey, Survey, "survey", function="composites")
    chosen = _chosen(survey, items)
    rule = _rule(survey, rule)
    check_heard(survey, rule)
    for name, (partner, own) in mixed_composites(survey.items, chosen).items():
        given = {"name": quoted(name), "partner": ", ".join(partner), "own": ", ".join(own)}
        raise UsageError(Phrase("usage.composites.mixed", **given))
    ratings = organisation_ratings(survey, sorted(set().union(*chosen.values())), rule, scale)
    scales = {name: _shared_scale(name, parts, ratings.scales) for name, parts in chosen.items()}
    rows = [
        table
        for name, parts in chosen.items()
        for table in _composite(survey, ratings.table, name, parts, scales[name])
    ]
    table = pd.concat(rows, ignore_index=True)[list(COLUMNS)]
    table.attrs = {"rule": str(rule), "scales": scales, "outside": ratings.outside}
    return table


def _chosen(
    survey: Survey, items: Mapping[str, Sequence[str]] | None
) -> dict[str, tuple[str, ...]]:
    """The composites that are asked for, or that the study states."""
    given = stated_composites(survey) if items is None else expect(items, Mapping, "composites")
    chosen = {str(name): (p,) if isinstance(p, str) else tuple(p) for name, p in given.items()}
    if not chosen or not all(chosen.values()):
        raise UsageError(Phrase("usage.composites.none"))
    study = () if survey.study is None else (item.name for item in survey.study.items)
    known = list(dict.fromkeys([*study, *survey.items["item"]]))
    for name in (name for parts in chosen.values() for name in parts):
        if name not in known:
            raise unknown("item", name, known)
    return {name: tuple(dict.fromkeys(parts)) for name, parts in chosen.items()}


def _rule(survey: Survey, rule: TieRule | None) -> TieRule:
    if rule is not None:
        return expect(rule, TieRule, "tie_rule")
    if survey.study is None:
        return TieRule()
    return hearing_rule(survey.study)


def _shared_scale(name: str, items: Sequence[str], scales: Mapping[str, Ends]) -> Ends:
    """The ends of the scale that the items of a composite have."""
    ends = {scales[item] for item in items}
    if len(ends) > 1:
        shown = ", ".join(f"{item} {_shown(scales[item])}" for item in items)
        raise UsageError(Phrase("usage.composites.scales", name=quoted(name), scales=shown))
    return ends.pop()


def _shown(ends: Ends) -> str:
    return "?" if ends is None else f"{ends[0]:g}–{ends[1]:g}"


def _composite(
    survey: Survey, ratings: pd.DataFrame, name: str, items: Sequence[str], ends: Ends
) -> Iterator[pd.DataFrame]:
    """The rows of one composite, wave by wave."""
    ours = ratings[ratings["item"].isin(list(items))]
    low, high = ends or (np.nan, np.nan)
    for about in ours["about"].unique() if len(ours) else ["partner"]:
        for wave in survey.waves:
            here = ours[((ours["about"] == about) & (ours["wave"] == wave)).to_numpy()]
            roster = survey.roster.loc[(survey.roster["wave"] == wave).to_numpy(), "actor"]
            table = _rows(_whole(here, len(items)), pd.Index(roster.astype("str")), str(about))
            asked = here["item"].nunique() == len(items)
            yield table.assign(
                wave=wave,
                composite=name,
                about=about,
                items=" + ".join(items),
                score=100 * (table["value"] - low) / (high - low),
                status=_status(table, asked=asked, assumed=survey.roster_assumed),
            )


def _whole(ratings: pd.DataFrame, size: int) -> pd.DataFrame:
    """One row for each rater and whom it rates: the mean over the items, missing if one is."""
    both = ratings.groupby(["rater", "actor"], sort=False, observed=True)["value"]
    found = both.agg(["mean", "size"]).reset_index()
    return found.assign(value=found["mean"].where(found["size"] == size))


def _rows(ratings: pd.DataFrame, roster: pd.Index[str], about: str) -> pd.DataFrame:
    """The rows of a wave: the network by ties and by actors, and each actor."""
    each = ratings.groupby("actor", observed=True)["value"].agg(["mean", "std", "count", "size"])
    each = each.reindex(roster)
    count, size = (each[name].fillna(0).to_numpy(np.int64) for name in ("count", "size"))
    known, possible = _known(ratings, roster, size - count, about)
    actors = pd.DataFrame({
        "level": "actor", "weighting": "", "actor": roster, "value": each["mean"].to_numpy(),
        "spread": each["std"].to_numpy(), "n": count, "coverage": _share(known, possible),
    })  # fmt: skip
    covered = float(_share(known.sum(), possible.sum()))
    whole = [
        {
            "level": "network", "weighting": weighting, "actor": None, "value": values.mean(),
            "spread": values.std(), "n": int(values.count()), "coverage": covered,
        }
        for weighting, values in (("ties", ratings["value"]), ("actors", each["mean"]))
        if about == "partner" or weighting == "actors"
    ]  # fmt: skip
    return pd.concat([pd.DataFrame(whole), actors], ignore_index=True).astype({"actor": "str"})


def _known(
    ratings: pd.DataFrame, roster: pd.Index[str], halfway: NDArray[np.int64], about: str
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of how many who could rate each actor it is known what they say, and how many could."""
    speaks = np.asarray(roster.isin(ratings["rater"]))
    if about == "own":
        return speaks - halfway, np.ones(roster.size, np.int64)
    return speaks.sum() - speaks - halfway, np.full(roster.size, roster.size - 1)


def _share(part: ArrayLike, whole: ArrayLike) -> NDArray[np.float64]:
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    shares = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
    return np.asarray(shares)


def _status(table: pd.DataFrame, *, asked: bool, assumed: bool) -> pd.Series[str]:
    """How far what is asked is known."""
    covered, none = table["coverage"].to_numpy(), table["n"].to_numpy() == 0
    silent, part = ~(covered > 0), covered < 1
    chosen = [np.full(len(table), not asked), none & silent, none, part]
    names = ["not asked", "unobserved", "undefined", "partial"]
    status = pd.Series(np.select(chosen, names, "complete"), table.index).astype("str")
    if not assumed:
        return status
    whole = status == "complete"
    return (status + ", roster assumed").mask(whole, "roster assumed")
