"""Measures of networks as a tidy table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeAlias

from relnet.errors import UsageError
from relnet.measures.cases import parts
from relnet.measures.completions import pool
from relnet.measures.define import MEASURES, Measure
from relnet.measures.groups import groups_of, in_no_group
from relnet.measures.rows import rows
from relnet.measures.tidy import stack, widened
from relnet.panel import Network, Panel, from_networkx
from relnet.treatments import as_treatment, completed
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import pandas as pd

    from relnet.measures.groups import By, Groups
    from relnet.treatments import Treatment


Measurable: TypeAlias = "Panel | Network | nx.Graph[Any] | nx.DiGraph[Any]"

OF_GROUPS = frozenset({"group", "pair"})
"""Levels of measures whose rows are named by the groups of `by`, and not by those of `within`."""
MOST_GROUPS = 1_000
"""Groups beyond which those from each group to each are refused."""


def measure(
    source: Measurable,
    *names: str,
    by: By | None = None,
    within: By | None = None,
    treatment: Treatment | str = "observed",
    wide: bool = False,
) -> pd.DataFrame:
    """Compute measures of each network.

    Parameters
    ----------
    source
        A panel, a network or a networkx graph (taken as fully observed).
    *names
        Measures by name (see `list_measures`); all that apply without.
    by
        The attribute, or several together, whose groups the measures of groups are about.
        Actors of which it is not known are in no group: measures of groups count their cells
        among the possible ones, and nothing that is in them.
    within
        The attribute, or several together, by which each network is cut into parts: every
        measure is computed among the actors of each group alone. Actors of which it is not
        known are in none of the parts.
    treatment
        What to do about unobserved cells (see `treat` and `impute`).
    wide
        A column for each measure, in place of a row for each value.

    Returns
    -------
    DataFrame
        ``wave, relation, measure, actor, value, n, coverage, status, maximum,
        known_outside, treatment``. `actor` is missing for measures of the network. `n`
        counts the units that the value was computed over and `coverage` is their share of
        the possible ones. `status` is ``complete``, ``partial`` (computed over less than
        all), ``treated`` (over all, of which the treatment filled in some), ``unobserved``
        (nothing of it is known, or of the whole network but its roster),
        ``undefined`` (nothing to divide by), ``not asked`` or ``not applicable``, with
        ``roster assumed`` where there was no roster. `maximum` is the theoretical maximum
        by which a centralisation was divided. `known_outside` counts the known ties outside
        the rated cells.

        With `by` or `within` there are ``group`` and ``partner_group`` too; with a treatment
        ``filled``, the share of the possible cells that it filled in; where it is ``impute``
        `value` is the mean over the completions, and ``spread, low, high, completions`` are
        their standard deviation, ends, and how many gave a value; `n`, `coverage` and `status`
        are those of the completion with the least of them. A measure of several
        relations together has their names in `relation`, joined by a plus sign.

        With `wide`: what each row is about, and the values. ``attrs`` holds the tie
        ``rules`` by relation, the ``treatment``, by measure the ``units``, ``definitions`` and
        ``docs``, and by wave who is ``in_no_group`` of `by` and `within`.

    Raises
    ------
    UsageError
        If a measure or an attribute is unknown, a measure of groups is asked for without
        `by` or one of several relations of one, one with a row for each group is asked for
        with `within`, one from each group to each of more than 1,000 groups, or the source is
        of another type.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> rn.measure(nx.star_graph(5), "density", "centralisation_total_degree", wide=True)
      wave  relation   density  centralisation_total_degree
    0    1  relation  0.333333                          1.0
    """
    panel, plan = as_panel(source), as_treatment(treatment)
    chosen = _chosen(panel, names, by, within)
    tables = [_table(one, chosen, by, within) for one in completed(panel, plan)]
    table = pool(tables) if plan.name == "impute" else tables[0]
    treatments = table["treatment"].unique()
    if wide:
        table = widened(table, [m.name for m in chosen])
    table.attrs = {
        "rules": {network.relation: str(network.rule) for network in panel},
        "treatment": ", ".join(treatments) or str(plan),
        "units": {m.name: m.unit for m in chosen},
        "definitions": {m.name: m.definition for m in chosen},
        "docs": {m.name: m.docs for m in chosen},
        "in_no_group": in_no_group(panel, by, within),
    }
    return table


def as_panel(source: Measurable) -> Panel:
    """Return a panel as it is, and of a network or a graph a panel with nothing else."""
    if isinstance(source, Network):
        return Panel((source,))
    if isinstance(source, Panel):
        return source
    if "networkx" in sys.modules and isinstance(source, sys.modules["networkx"].Graph):
        return Panel((from_networkx(source),))
    raise UsageError(Phrase("usage.measurable", kind=type(source).__name__))


def _chosen(
    panel: Panel, names: tuple[str, ...], by: By | None, within: By | None
) -> list[Measure]:
    """The measures that are asked for, or all that apply."""
    asked = dict.fromkeys(expect(name, str, "measure_name") for name in names)
    wanted = [MEASURES[name] for name in asked]
    several = len(panel.relations) > 1
    for one in wanted:
        if one.by and not by:
            raise UsageError(Phrase("usage.measure.by", measure=repr(one.name)))
        if one.together and not several:
            raise UsageError(Phrase("usage.measure.together", measure=repr(one.name)))
        if within and one.level in OF_GROUPS:
            raise UsageError(Phrase("usage.measure.within", measure=repr(one.name)))
    if wanted:
        return wanted
    directed = any(network.directed for network in panel)
    return [
        one
        for one in (MEASURES[name] for name in MEASURES)
        if (directed or not one.directed)
        and (by or not one.by)
        and (several or not one.together)
        and not (within and one.level in OF_GROUPS)
    ]


def _table(panel: Panel, chosen: list[Measure], by: By | None, within: By | None) -> pd.DataFrame:
    apart = [case for network in panel for case in parts((network,), within)]
    waves = [tuple(net for net in panel if net.wave == wave) for wave in panel.waves]
    whole = [case for networks in waves for case in parts(networks, within)]
    groups = {case: groups_of(case.network, by) if by else None for case in apart}
    _check_pairs(chosen, groups.values())
    found = [rows(case, one, groups[case]) for case in apart for one in chosen if not one.together]
    for case in whole:
        kinds = groups_of(case.network, by) if by else None
        found += [rows(case, one, kinds) for one in chosen if one.together]
    return stack(found, grouped=bool(by or within))


def _check_pairs(chosen: list[Measure], groups: Iterable[Groups | None]) -> None:
    """Refuse a table of groups by groups that nobody can read."""
    most = max((one.k for one in groups if one is not None), default=0)
    for one in chosen:
        if one.level == "pair" and most > MOST_GROUPS:
            raise UsageError(Phrase("usage.measure.groups", measure=repr(one.name), groups=most))
