"""Measures of networks as a tidy table."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.measures.completions import KEYS, pool
from relnet.measures.define import MEASURES, Figure, Measure
from relnet.measures.groups import attributes, groups_of, in_no_group
from relnet.panel import Network, Panel, from_networkx
from relnet.panel.select import take
from relnet.treatments import as_treatment, completed
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx
    from numpy.typing import NDArray

    from relnet.measures.groups import By, Groups
    from relnet.treatments import Treatment

    Column = NDArray[np.generic]
    Cells = Column | pd.Index[str] | str | float | None

Measurable: TypeAlias = "Panel | Network | nx.Graph[Any] | nx.DiGraph[Any]"

COLUMNS = (*KEYS, "value", "n", "coverage", "status", "maximum", "known_outside", "treatment", "filled")  # fmt: skip
TEXTS = (*KEYS, "status", "treatment")
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
    unused = [] if by or within else ["group", "partner_group"]
    if (table["treatment"] == "observed").all():
        unused.append("filled")
    table = table.drop(columns=unused)
    treatments = table["treatment"].unique()
    if wide:
        table = _wide(table, [m.name for m in chosen])
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


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """What a measure is computed of: a network, or the relations of a wave together."""

    networks: tuple[Network, ...]
    group: str | None = None

    @property
    def network(self) -> Network:
        return (self.asked or self.networks)[0]

    @property
    def asked(self) -> tuple[Network, ...]:
        return tuple(network for network in self.networks if network.observation.asked)

    @property
    def treatment(self) -> str:
        """What was done about the unobserved cells of any of the networks."""
        made = (one.treated for one in self.networks if one.treated is not None)
        return next((one.name for one in made), "observed")

    @property
    def filled(self) -> float:
        """Share of the possible cells of the networks that a treatment filled in."""
        used = self.asked or self.networks
        possible = sum(len(one.observation.possible) for one in used)
        cells = sum(len(one.treated.filled) for one in used if one.treated is not None)
        return cells / possible if possible else 0.0

    @property
    def blank(self) -> bool:
        """Whether some cells could be observed, and none of them is known."""
        seen = [one.observation for one in self.asked]
        possible = sum(len(one.possible) for one in seen)
        return 0 < possible == sum(len(one.unknown) for one in seen)


def _table(panel: Panel, chosen: list[Measure], by: By | None, within: By | None) -> pd.DataFrame:
    apart = [case for network in panel for case in _parts((network,), within)]
    waves = [tuple(net for net in panel if net.wave == wave) for wave in panel.waves]
    whole = [case for networks in waves for case in _parts(networks, within)]
    groups = {case: groups_of(case.network, by) if by else None for case in apart}
    _check_pairs(chosen, groups.values())
    parts = [_rows(case, one, groups[case]) for case in apart for one in chosen if not one.together]
    for case in whole:
        kinds = groups_of(case.network, by) if by else None
        parts += [_rows(case, one, kinds) for one in chosen if one.together]
    return _stack(parts)


def _check_pairs(chosen: list[Measure], groups: Iterable[Groups | None]) -> None:
    """Refuse a table of groups by groups that nobody can read."""
    most = max((one.k for one in groups if one is not None), default=0)
    for one in chosen:
        if one.level == "pair" and most > MOST_GROUPS:
            raise UsageError(Phrase("usage.measure.groups", measure=repr(one.name), groups=most))


def _parts(networks: tuple[Network, ...], within: By | None) -> Iterator[_Case]:
    """The networks as a whole, or among the actors of each group."""
    if not attributes(within):
        yield _Case(networks)
        return
    groups = groups_of(networks[0], attributes(within))
    for code, label in enumerate(groups.labels):
        members = np.flatnonzero(groups.codes == code)
        yield _Case(tuple(take(network, members) for network in networks), label)


def _rows(case: _Case, measure: Measure, groups: Groups | None) -> dict[str, Cells]:
    """The values of one measure of one case, as columns."""
    network, (size, labels) = case.network, _labels(case.network, measure, groups)
    figure = _figure(case, measure, groups, size)
    value = np.asarray(figure.value, float).reshape(-1)
    n, possible = (
        np.broadcast_to(np.asarray(units, float).reshape(-1), size)
        for units in (figure.n, figure.possible)
    )
    coverage = np.divide(n, possible, out=np.full(size, np.nan), where=possible > 0)
    together = case.networks if measure.together else (network,)
    constant: dict[str, Cells] = {
        "wave": network.wave,
        "relation": " + ".join(one.relation for one in together),
        "measure": measure.name,
        "maximum": np.nan if figure.maximum is None else figure.maximum,
        "known_outside": sum(one.n_known_outside for one in together),
        "treatment": case.treatment,
        "filled": case.filled,
    }
    if case.group is not None:
        labels["group"] = case.group
    status = _status(case, measure, figure, value, n, possible)
    return constant | labels | {"value": value, "n": n, "coverage": coverage, "status": status}


def _labels(
    network: Network, measure: Measure, groups: Groups | None
) -> tuple[int, dict[str, Cells]]:
    """How many values there are, and whom each is about."""
    names = np.array(groups.labels if groups is not None else (), object)
    labels: dict[str, Cells] = dict.fromkeys(("group", "partner_group", "actor"))
    if measure.level == "actor":
        return network.n, labels | {"actor": network.actors}
    if measure.level == "group":
        return names.size, labels | {"group": names}
    if measure.level == "pair":
        pairs = {"group": names.repeat(names.size), "partner_group": np.tile(names, names.size)}
        return names.size**2, labels | pairs
    return 1, labels


def _figure(case: _Case, measure: Measure, groups: Groups | None, size: int) -> Figure:
    """What the measure gives, with everything filled in that it left open."""
    network, seen = case.network, case.network.observation
    if not _applies(case, measure):
        figure = Figure(np.full(size, np.nan), 0, len(seen.possible))
    else:
        given = _called(case, measure, groups)
        figure = given if isinstance(given, Figure) else Figure(given)
        value = figure.value
        if isinstance(value, pd.Series):
            figure = Figure(value.reindex(network.actors).to_numpy(float))
    halves = 1 if network.directed else 2
    n = len(seen.rated) // halves if figure.n is None else figure.n
    possible = len(seen.possible) // halves if figure.possible is None else figure.possible
    value = figure.value
    if case.blank and not measure.about_the_asked:
        value = np.full(size, np.nan)
    return Figure(value, n, possible, figure.maximum, figure.note)


def _called(case: _Case, measure: Measure, groups: Groups | None) -> Any:
    source = case.asked if measure.together else case.network
    return measure.function(source, groups) if measure.by else measure.function(source)


def _applies(case: _Case, measure: Measure) -> bool:
    if measure.together:
        return len(case.asked) > 1
    return case.network.observation.asked and (case.network.directed or not measure.directed)


def _status(
    case: _Case,
    measure: Measure,
    figure: Figure,
    value: NDArray[np.float64],
    n: NDArray[np.float64],
    possible: NDArray[np.float64],
) -> NDArray[np.object_] | str:
    """Status of each value, or one for all."""
    network = case.network
    if len(case.asked) < (2 if measure.together else 1):
        return "not asked"
    if measure.directed and not network.directed:
        return "not applicable"
    assumed = ", roster assumed" if network.roster_assumed else ""
    whole = "treated" if case.filled else "complete"
    whole = "roster assumed" if assumed and whole == "complete" else whole + assumed
    absent, part = np.isnan(value), n < possible
    if not absent.any() and not part.any():
        return whole
    status = np.where(part, "partial" + assumed, whole).astype(object)
    note = np.asarray("undefined" if figure.note is None else figure.note, object)
    status[absent] = np.broadcast_to(note, value.size)[absent] + assumed
    unseen = absent & (n == 0) & (possible > 0)
    if measure.level == "actor":
        unseen |= absent & network.unknown_actors
    status[unseen] = "unobserved" + assumed
    return status


def _stack(parts: list[dict[str, Cells]]) -> pd.DataFrame:
    """The parts below each other; what is one value in a part stands in all its rows."""
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    sizes = [np.asarray(part["value"]).size for part in parts]
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        given = [part[name] for part in parts]
        columns[name] = _texts(given, sizes) if name in TEXTS else _numbers(given, sizes)
    counts = {name: columns[name].astype(np.int64) for name in ("n", "known_outside")}
    return pd.DataFrame(columns | counts)


def _numbers(given: list[Any], sizes: list[int]) -> Column:
    return np.concatenate(
        [np.broadcast_to(one, size) for one, size in zip(given, sizes, strict=True)]
    )


def _texts(given: list[Cells], sizes: list[int]) -> pd.Index[str]:
    """Texts by their place among the different ones, each of which is made but once."""
    starts: dict[object, int] = {}
    different: list[object] = []
    places = []
    for one, size in zip(given, sizes, strict=True):
        whole = one is None or isinstance(one, str)
        key = one if whole else id(one)
        if key not in starts:
            starts[key] = len(different)
            different.extend([one] if whole else np.asarray(one, object))
        places.append(np.full(size, starts[key]) if whole else starts[key] + np.arange(size))
    return pd.Index(different, dtype="str").take(np.concatenate(places))


def _wide(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """One column a measure; coarser values stand in every row that is a part of theirs."""
    kinds = sorted(_pivots(table), key=lambda rows: rows.index.nlevels, reverse=True)
    result = kinds[0].reset_index() if kinds else table.head(0)[["wave", "relation"]]
    for rows in kinds[1:]:
        index = [str(name) for name in rows.index.names]
        if not set(index) <= set(result.columns):
            raise UsageError(Phrase("usage.measure.wide"))
        alone = ~rows.index.isin(pd.MultiIndex.from_frame(result[index]))
        parts: list[pd.DataFrame] = [result.join(rows, on=index), rows[alone].reset_index()]
        result = pd.concat(parts, ignore_index=True)
    about = [key for key in KEYS if key in result]
    return result.reindex(columns=[*about, *names])


def _pivots(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows that are about the same kind of thing, one table a kind."""
    keys = [key for key in KEYS if key in table and key != "measure"]
    kind = table[keys].notna().to_numpy() @ (2 ** np.arange(len(keys)))
    for _, part in table.groupby(kind, sort=False):
        index = [key for key in keys if part[key].notna().any()]
        rows = part.pivot(index=index, columns="measure", values="value")
        order = pd.MultiIndex.from_frame(part[index].drop_duplicates())
        yield rows.reindex(order).rename_axis(columns=None)
