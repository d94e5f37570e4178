"""What two groups of respondents say of one wave, side by side."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.align import align
from relnet.change.compared import compared_cells
from relnet.change.counts import summary
from relnet.change.inside import check_terms
from relnet.change.ties import tie_statuses
from relnet.change.treated import check_alike
from relnet.errors import UsageError
from relnet.panel import Network
from relnet.wording import Phrase

if TYPE_CHECKING:
    from relnet.rules import TieRule

STATUS = {"persisted": "both", "dissolved": "only first", "formed": "only second"}
"""What became of a tie, had the second network been a later wave → where it is."""
STATUSES = (*STATUS.values(), "unobserved")


@dataclass(frozen=True, eq=False, repr=False)
class Contrast:
    """Two networks of one wave and relation, by different respondents.

    Attributes
    ----------
    first, second : Network
        The networks.
    counts : DataFrame
        One row, by relation: the cells (dyads where undirected) rated in both networks,
        with a tie in ``both``, ``only_first``, ``only_second``, ``neither``; all others
        are ``unobserved``, of which ``impossible`` in either. ``jaccard`` = both / (both +
        only_first + only_second), ``agreement`` = (both + neither) / rated, ``coverage`` =
        rated / possible.
    ties : DataFrame
        Each tie known in either network: ``source, target, status, strength_first,
        strength_second``; `status` is ``both``, ``only first`` or ``only second`` only
        where the cell is rated in both, else ``unobserved``.
    """

    first: Network
    second: Network

    @cached_property
    def _counts(self) -> pd.DataFrame:
        _, views = align(self.first, self.second)
        found = summary(compared_cells(views, directed=self.first.directed))
        rated = found["n00"] + found["n01"] + found["n10"] + found["n11"]
        row = {
            "both": found["n11"],
            "only_first": found["n10"],
            "only_second": found["n01"],
            "neither": found["n00"],
            "unobserved": found["unobserved"],
            "impossible": found["impossible"],
            "jaccard": found["jaccard"],
            "agreement": (found["n11"] + found["n00"]) / rated if rated else float("nan"),
            "coverage": found["coverage"],
        }
        return pd.DataFrame([row], pd.Index([self.first.relation], name="relation"))

    @cached_property
    def _ties(self) -> pd.DataFrame:
        everyone, (first, second) = align(self.first, self.second)
        table = tie_statuses(everyone, first, second, directed=self.first.directed)
        status = table["status"].astype("str").map(STATUS).fillna("unobserved")
        return pd.DataFrame(
            {
                "source": table["source"],
                "target": table["target"],
                "status": pd.Categorical(status, pd.Index(STATUSES)),
                "strength_first": table["strength_before"],
                "strength_second": table["strength_after"],
            }
        )

    @property
    def counts(self) -> pd.DataFrame:
        """How many ties are in both, in either and in neither."""
        return self._counts.copy(deep=False)

    @property
    def ties(self) -> pd.DataFrame:
        """In which of the networks each tie is."""
        return self._ties.copy(deep=False)

    def equals(self, other: Contrast) -> bool:
        """Whether both hold the same networks."""
        return self.first.equals(other.first) and self.second.equals(other.second)

    def __repr__(self) -> str:
        counts = self._counts.iloc[0]
        both, first, second, unseen = (
            int(counts[name]) for name in ("both", "only_first", "only_second", "unobserved")
        )
        return (
            f"<Contrast: {self.first.relation!r}, wave {self.first.wave!r}, "
            f"{_who(self.first)} and {_who(self.second)}: {both} ties in both, {first} only in the "
            f"first, {second} only in the second, {unseen} cells not compared; "
            f"Jaccard {counts['jaccard']:.3f}>"
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>{self._counts.to_html()}"


def _who(network: Network) -> str:
    layers = network.rule.layers
    return "all respondents" if layers is None else ", ".join(map(repr, layers))


def contrast(first: Network, second: Network) -> Contrast:
    """Set side by side what two groups of respondents say of one wave.

    Boards and professionals may see other ties of the same organisations. Where they do,
    neither is the change of anything: both are of one moment.

    Parameters
    ----------
    first, second
        Two networks of one wave and relation, made by rules that differ in layers or
        weights at most.

    Returns
    -------
    Contrast
        The counts, over the cells rated in both networks, and every tie known in either.

    Raises
    ------
    UsageError
        If the networks are of another wave, relation or direction, in terms of other
        organisations or treated differently, or if their rules differ in more than layers
        and weights.

    See Also
    --------
    by_layer : A panel for each layer.
    compare : What changed between two waves.

    Notes
    -----
    A cell counts only where both groups answered on it, so organisations of which one of
    the layers is silent make no difference between the layers.

    References
    ----------
    Krackhardt, D. (1987). Cognitive social structures. *Social Networks* 9, 109–134 (a
    network as those in another position see it).

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "ann", "joe"], "partner": ["B", "C", "C"]})
    >>> people = pd.DataFrame({"respondent": ["ann", "joe"], "actor": "A",
    ...                        "layer": ["board", "professional"]})
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> board, professional = (
    ...     rn.build_panel(survey, rule=rn.TieRule(layers=layer))[0]
    ...     for layer in ("board", "professional"))
    >>> rn.contrast(board, professional).ties[["source", "target", "status"]]
      source target      status
    0      A      B  only first
    1      A      C        both
    """
    for network in (first, second):
        if not isinstance(network, Network):
            raise UsageError(Phrase("usage.contrast.networks", kind=type(network).__name__))
    for key, one, other in (
        ("usage.contrast.waves", first.wave, second.wave),
        ("usage.contrast.relations", first.relation, second.relation),
        ("usage.contrast.directions", first.directed, second.directed),
    ):
        if one != other:
            raise UsageError(Phrase(key, first=repr(one), second=repr(other)))
    check_terms(first, second)
    check_alike(first, second)
    if _alike(first.rule) != _alike(second.rule):
        given = {"first": repr(str(first.rule)), "second": repr(str(second.rule))}
        raise UsageError(Phrase("usage.contrast.rules", **given))
    return Contrast(first, second)


def _alike(rule: TieRule) -> list[object]:
    """The parts of a rule in which two networks may not differ."""
    return [
        getattr(rule, part.name) for part in fields(rule) if part.name not in {"layers", "weights"}
    ]
