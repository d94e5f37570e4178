"""The conditions of governance and the shape of a network, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from relnet.evidence.leading import leaders, measured, share_of_ties
from relnet.evidence.ratings import missing
from relnet.evidence.source import grouped, known_cells, over
from relnet.measures.measure import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.evidence.ratings import Ratings
    from relnet.measures.groups import By
    from relnet.panel import Network
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
    ratings
        What measures trust and goals.
    words
        The language of the explanations.
    """

    by: By | None
    top: int
    ratings: Ratings
    words: Wording


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
    rows += [("trust", *row) for row in plan.ratings.figures(network, "trust")]
    rows += [("participants", *row) for row in _participants(network, plan)]
    rows += [("goal consensus", *row) for row in plan.ratings.figures(network, "goal")]
    if not plan.by:
        rows.append(("competencies", "cross_group_share", missing("not given")))
    unseen = ("outside_ties", "task_interdependence")
    rows += [("competencies", name, missing("not asked")) for name in unseen]
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
