"""Ties that one layer of respondents sees and another does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet.change.contrast import contrast
from relnet.evidence.evidence import Evidence
from relnet.evidence.naming import naming
from relnet.evidence.source import basis, group_names, grouped, share, sides, status, table
from relnet.panel import Panel, by_layer
from relnet.survey import Survey
from relnet.wording import expect, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from relnet.change import Contrast
    from relnet.engine.cells import Cells
    from relnet.measures.groups import By
    from relnet.rules import TieRule

COUNTED = ("both", "only_first", "only_second", "neither")
TIES = ("wave", "relation", "source", "target", "status")
COUNTS = ("wave", "relation", *COUNTED, "not_compared", "agreement", "n", "coverage", "status")
ACTORS = ("wave", "relation", "actor", "group", "spoke_first", "spoke_second", *COUNTED,
          "not_compared", "n", "coverage", "status")  # fmt: skip
GROUPS = ("wave", "relation", "group", "actors", "both_spoke", *COUNTED, "not_compared", "n",
          "coverage", "status")  # fmt: skip
OWN = ("wave", "relation", "actor", "group", *COUNTED, "n", "coverage", "status")
SPOKE = ("spoke_first", "spoke_second")


def layer_gaps(
    survey: Survey,
    relation: str | None = None,
    first: str = "board",
    second: str = "professional",
    *,
    by: By | None = None,
    rule: TieRule | None = None,
) -> Evidence:
    """Show where one layer sees ties that another does not, such as boards and professionals.

    Parameters
    ----------
    survey
        A survey that says of which layer its respondents are.
    relation
        The relation; all of them without.
    first, second
        The layers.
    by
        The attribute, or several together, whose groups are summed.
    rule
        How reports become ties; without, the rule stated for each relation.

    Returns
    -------
    Evidence
        ``ties``: ``wave, relation, source, target, status``, every tie that either layer
        knows of: in ``both``, ``only first``, ``only second``, or ``unobserved`` where not
        both layers could say.

        ``counts``: ``wave, relation, both, only_first, only_second, neither, not_compared,
        agreement, n, coverage, status``, over the `n` cells (dyads where undirected) that
        are rated in both layers; `not_compared` are the other possible ones. `agreement` =
        (both + neither) / n.

        ``actors``: ``wave, relation, actor, group, spoke_first, spoke_second, both,
        only_first, only_second, neither, not_compared, n, coverage, status``: the same over
        the cells of each organisation, and whether any of its respondents of each layer
        answered.

        ``groups``: ``wave, relation, group, actors, both_spoke, …``: the sums of the rows
        of its organisations, so that a cell between two of them counts twice.

        ``own_reports``: ``wave, relation, actor, group, both, only_first, only_second,
        neither, n, coverage, status``: what the two layers of one organisation say of the
        `n` partners of which both could, before the reports of two organisations are
        combined. Only organisations of which both layers answered are in it. Where one
        respondent speaks for a layer, it is what that respondent said.

        ``basis`` has a row for each layer, which `layer` names.

    Raises
    ------
    UsageError
        If the survey does not say of which layer its respondents are, or a layer, relation
        or attribute is unknown.

    See Also
    --------
    contrast : Two networks of one wave side by side.
    by_layer : A panel for each layer.

    Notes
    -----
    Only cells that both layers answered on are compared: a layer that was not heard makes
    no gap. What differs between layers is no change of the network.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "ann", "joe"], "partner": ["B", "C", "C"]})
    >>> people = pd.DataFrame({"respondent": ["ann", "joe"], "actor": "A",
    ...                        "layer": ["board", "professional"]})
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> rn.layer_gaps(survey)["ties"]
      wave  relation source target      status
    0    1  relation      A      B  only first
    1    1  relation      A      C        both
    """
    expect(survey, Survey, "survey", function="layer_gaps")
    panels = by_layer(survey, relation, rule=rule)
    for layer in (first, second):
        if layer not in panels:
            raise unknown("layer", layer, panels)
    return gaps(panels[first], panels[second], (first, second), by)


def gaps(first: Panel, second: Panel, layers: tuple[str, str], by: By | None) -> Evidence:
    """Return the evidence from the panels of two layers."""
    found = [contrast(*pair) for pair in zip(first, second, strict=True)]
    actors = table((row for one in found for row in _actors(one, by)), ACTORS, SPOKE)
    tables = {
        "basis": _bases((first, second), layers),
        "ties": table((row for one in found for row in _ties(one)), TIES),
        "counts": table((_counts(one) for one in found), COUNTS),
        "actors": actors,
        "groups": table((row for one in found for row in _groups(one, actors)), GROUPS),
        "own_reports": table((row for one in found for row in _own(one, by)), OWN),
    }
    return Evidence("layers", tables)


def _bases(panels: tuple[Panel, Panel], layers: tuple[str, str]) -> pd.DataFrame:
    parts = []
    for panel, layer in zip(panels, layers, strict=True):
        part = basis(panel)
        part.insert(2, "layer", layer)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def _about(found: Contrast) -> dict[str, Any]:
    return {"wave": found.first.wave, "relation": found.first.relation}


def _ties(found: Contrast) -> Iterator[dict[str, Any]]:
    for row in found.ties[["source", "target", "status"]].to_dict("records"):
        yield _about(found) | {str(name): value for name, value in row.items()}


def _cells(found: Contrast) -> tuple[Cells, Cells]:
    """The cells rated in both layers, and the possible ones."""
    mine, theirs = found.first.observation, found.second.observation
    return mine.rated & theirs.rated, mine.possible & theirs.possible


def _asked(found: Contrast) -> bool:
    return found.first.observation.asked and found.second.observation.asked


def _counts(found: Contrast) -> dict[str, Any]:
    rated, possible = (len(cells) // sides(found.first) for cells in _cells(found))
    counts = found.counts.iloc[0]
    row = {name: int(counts[name]) for name in COUNTED}
    row |= {"not_compared": possible - rated, "agreement": counts["agreement"]}
    return _about(found) | row | _over(found, rated, possible)


def _over(found: Contrast, n: int, possible: int) -> dict[str, Any]:
    """What it was computed over; not asked where either layer was asked nothing."""
    said = status(found.first, 0.0 if n else float("nan"), n, possible)
    said = said if _asked(found) else "not asked"
    return {"n": n, "coverage": share(n, possible), "status": said}


def _sizes(found: Contrast, cells: Cells) -> NDArray[np.int64]:
    """How many of the cells each actor has a part in."""
    return cells.row_sizes + (cells.column_sizes if found.first.directed else 0)


def _touched(found: Contrast, status: str) -> NDArray[np.int64]:
    """How many ties of this status each actor has."""
    ties = found.ties[found.ties["status"].eq(status).to_numpy()]
    ends = found.first.actors.get_indexer(pd.Index([*ties["source"], *ties["target"]]))
    return np.bincount(ends, minlength=found.first.n)


def _actors(found: Contrast, by: By | None) -> Iterator[dict[str, Any]]:
    network = found.first
    rated, possible = (_sizes(found, cells) for cells in _cells(found))
    touched = {name: _touched(found, name.replace("_", " ")) for name in COUNTED[:3]}
    spoke = (found.first.observation.answered, found.second.observation.answered)
    for k, group in enumerate(group_names(network, grouped(network, by))):
        row = {name: int(count[k]) for name, count in touched.items()}
        row["neither"] = int(rated[k]) - sum(row.values())
        row["not_compared"] = int(possible[k] - rated[k])
        names: dict[str, Any] = {"actor": network.actors[k], "group": group}
        names |= {name: bool(one[k]) for name, one in zip(SPOKE, spoke, strict=True)}
        yield _about(found) | names | row | _over(found, int(rated[k]), int(possible[k]))


def _groups(found: Contrast, actors: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The sums over the actors of each group."""
    about = _about(found)
    here = (actors["wave"] == about["wave"]) & (actors["relation"] == about["relation"])
    for label, rows in actors[here].groupby("group"):
        sums = {name: int(rows[name].sum()) for name in (*COUNTED, "not_compared")}
        both = int((rows["spoke_first"] & rows["spoke_second"]).sum())
        n = int(rows["n"].sum())
        names = {"group": label, "actors": len(rows), "both_spoke": both}
        yield about | names | sums | _over(found, n, n + sums["not_compared"])


def _own(found: Contrast, by: By | None) -> Iterator[dict[str, Any]]:
    """What both layers of one organisation say, before the dyad rule."""
    mine, theirs = (naming(network) for network in (found.first, found.second))
    if mine is None or theirs is None:
        return
    rated, possible = mine.rated & theirs.rated, (mine.possible & theirs.possible).row_sizes
    both = (mine.ties & theirs.ties & rated).row_sizes
    first, second = ((one.ties & rated).row_sizes - both for one in (mine, theirs))
    n = rated.row_sizes
    spoke = mine.answered & theirs.answered
    groups = group_names(found.first, grouped(found.first, by))
    for k in np.flatnonzero(spoke).tolist():
        counts = (both[k], first[k], second[k], n[k] - both[k] - first[k] - second[k])
        names = {"actor": found.first.actors[k], "group": groups[k]}
        row = dict(zip(COUNTED, map(int, counts), strict=True))
        yield _about(found) | names | row | _over(found, int(n[k]), int(possible[k]))
