"""The conditions of governance and the shape of a network, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from relnet.evidence.leading import leaders, measured, share_of_ties
from relnet.evidence.source import grouped, known_cells, over, share, status
from relnet.measures.measure import measure
from relnet.wording import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from relnet.measures.groups import By
    from relnet.panel import Network
    from relnet.survey import Survey
    from relnet.wording import Wording

FIGURES = ("wave", "relation", "aspect", "figure", "value", "n", "coverage", "status", "evidence_of",
           "reference")  # fmt: skip
PROVAN = "Provan & Kenis 2008"
SHAPE = f"Freeman 1979; {PROVAN}"


class Plan(NamedTuple):
    """What is asked for.

    Attributes
    ----------
    by, top
        What makes the sectors, and how many organisations lead.
    survey, trust, goals
        The survey, and its items that measure trust and goals.
    words
        The language of the explanations.
    """

    by: By | None
    top: int
    survey: Survey | None
    trust: tuple[str, ...]
    goals: tuple[str, ...]
    words: Wording

    def check(self) -> None:
        """Raise `UsageError` if the survey has no such items."""
        items = None if self.survey is None else self.survey.items
        known = [] if items is None else [*items["item"].unique(), *items["group"].unique()]
        for name in (*self.trust, *self.goals):
            if name not in known or not name:
                raise unknown("item", name, dict.fromkeys(one for one in known if one))


def figures(network: Network, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield all figures of a network, aspect by aspect."""
    own = measured(network, plan.by)
    values = measure(network, *own, by=plan.by).set_index("measure").to_dict("index")
    rows: list[tuple[str, str, dict[str, Any]]] = [
        (
            own[name],
            name,
            {part: values[name][part] for part in ("value", "n", "coverage", "status")},
        )
        for name in own
    ]
    rows += [("trust", *row) for row in _ratings(network, plan, "trust", plan.trust)]
    rows += [("participants", *row) for row in _participants(network, plan)]
    rows += [("goal consensus", *row) for row in _ratings(network, plan, "goal", plan.goals)]
    if not plan.by:
        rows.append(("competencies", "cross_group_share", _unasked("not given")))
    unseen = ("outside_ties", "task_interdependence")
    rows += [("competencies", name, _unasked("not asked")) for name in unseen]
    rows += [("shape", "top_share", _top_share(network, plan.top))]
    order = ("trust", "participants", "goal consensus", "competencies", "shape")
    for aspect, name, row in sorted(rows, key=lambda row: order.index(row[0])):
        yield {
            "wave": network.wave,
            "relation": network.relation,
            "aspect": aspect,
            "figure": name,
            **row,
            "evidence_of": plan.words(f"evidence.{name}"),
            "reference": SHAPE if aspect == "shape" else PROVAN,
        }


def _unasked(status: str) -> dict[str, Any]:
    return {"value": float("nan"), "n": 0, "coverage": float("nan"), "status": status}


def _participants(network: Network, plan: Plan) -> Iterator[tuple[str, dict[str, Any]]]:
    """How many there are, how many answered, and of how many sectors."""
    answered = int(network.observation.answered.sum())
    yield "actors", over(network, network.n, network.n, network.n)
    yield "answered", over(network, answered, network.n, network.n)
    groups = grouped(network, plan.by)
    if groups is not None:
        known = int((groups.codes >= 0).sum())
        yield "groups", over(network, groups.k, known, network.n)


def _top_share(network: Network, top: int) -> dict[str, Any]:
    """The share of the known ties that touch the organisations with most of them."""
    value = share_of_ties(network, leaders(network, top))
    return over(network, value, *known_cells(network))


def _ratings(
    network: Network, plan: Plan, what: str, names: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mean over the organisations of what they rate, and the spread between them."""
    labels = (f"{what}_rating", f"{what}_spread")
    survey = plan.survey
    if survey is None or not names:
        said = "not asked" if survey is not None and survey.items.empty else "not given"
        yield from ((label, _unasked(said)) for label in labels)
        return
    rated = _rated(network, survey.items, names)
    if rated is None:
        yield from ((label, _unasked("not asked")) for label in labels)
        return
    values = (rated.mean(), rated.std(ddof=1) if len(rated) > 1 else float("nan"))
    for label, value in zip(labels, values, strict=True):
        said = status(network, value, len(rated), network.n)
        row = {"value": value, "n": len(rated), "coverage": share(len(rated), network.n)}
        yield label, row | {"status": said}


def _rated(
    network: Network, items: pd.DataFrame, names: tuple[str, ...]
) -> pd.Series[float] | None:
    """What each organisation rates on average; ``None`` where the wave did not ask."""
    chosen = items["item"].isin(names) | items["group"].isin(names)
    own = items[(items["wave"].astype("str") == network.wave) & chosen]
    if own.empty:
        return None
    own = own[own["actor"].isin(network.actors)].dropna(subset="value")
    pairs = own.groupby(["actor", "partner"], observed=True)["value"].mean()
    return pairs.groupby("actor", observed=True).mean()
