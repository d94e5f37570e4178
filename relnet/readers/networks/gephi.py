"""Tables of edges as Gephi reads and writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.coded import coded
from relnet.readers.columns import SYNONYMS, normal
from relnet.readers.layouts import READERS, Extract
from relnet.readers.networks.bounds import check_ties, check_waves
from relnet.readers.networks.node_tables import Parts, Style, read_parts
from relnet.readers.networks.spells import in_no_wave, places
from relnet.readers.networks.tie_tables import TieStyle
from relnet.readers.networks.timesets import timeset, waves_of
from relnet.readers.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.readers.networks.spells import Time
    from relnet.readers.networks.timesets import Timeset
    from relnet.readers.options import Options
    from relnet.wording import Value

_TIES = TieStyle(source="source", target="target", relation=("kind",), direction=("type",))
_STYLE = Style(names=(), ids=(), ties=_TIES)
_TIMES = frozenset({"timeset", "time_interval", "interval", "timestamp"})
_TYPES = frozenset({"directed", "undirected", ""})
_WAVE = "wave"


def read_gephi(table: Table, options: Options) -> Extract | None:
    """Read a table of edges of Gephi: ``Source, Target, Type, Kind, timeset, Weight``.

    The type says whether an edge runs one way, the kind its relation. Where no column says
    the wave, an edge is in each wave that its ``timeset`` holds: all points in time, or the
    ends of all stretches of time that belong to one (``[2019, 2021)``: 2019), are waves; an
    edge without times is in each of them. The
    table of nodes is a roster, of which the ``Id`` is the actor as it is in that of edges.
    """
    header = [normal(name) for name in table.header]
    if not {"source", "target"} <= set(header) or set(header) & set(SYNONYMS["respondent"]):
        return None
    if not (_has_types(table, header) or set(header) & _TIMES):
        return None
    spread, problems = table, list[Problem]()
    times = next((k for k, name in enumerate(header) if name in _TIMES), None)
    waved = "wave" in options.columns or set(header) & set(SYNONYMS["wave"])
    if times is not None and not waved:
        spread, problems = _in_waves(table, times)
    parts = Parts(file=table.name, label=table.label, nodes=[], ties=[spread])
    extract = read_parts(parts, _STYLE, options)
    return replace(extract, problems=(*problems, *extract.problems))


def _has_types(table: Table, header: Sequence[str]) -> bool:
    if "type" not in header:
        return False
    found = {normal(text) for text in table.cells.iloc[1:, header.index("type")].unique()}
    return found <= _TYPES and found != {""}


def _in_waves(table: Table, column: int) -> tuple[Table, list[Problem]]:
    """The table with a row for each wave of an edge, in place of its times."""
    index, distinct = pd.factorize(table.cells.iloc[1:, column].to_numpy(object))
    sets = [timeset(text) if text else None for text in distinct]
    strange = [k for k, text in enumerate(distinct) if text and sets[k] is None]
    if strange:
        return table, _unreadable(table, column, np.isin(index, strange))
    waves, called, whole = waves_of([one for one in sets if one is not None])
    if not waves:
        return table, []
    check_waves(len(waves), table.name)
    held = list(_held(sets, waves, table.name, whole=whole))
    sizes = np.array([len(some) for some in held], np.int64)[index]
    check_ties(int(sizes.sum()), table.name)
    rows = np.concatenate([[0], np.repeat(np.arange(len(index)), sizes) + 1])
    labels = [called[waves[k]] for one in index for k in held[one]]
    columns = [one[rows] for one in table.columns]
    columns[column] = coded([_WAVE, *labels])
    lost = in_no_wave(int((sizes == 0).sum()), table.name)
    names = shortened(called[wave] for wave in waves)
    values: dict[str, Value] = {"n": len(waves), "names": names, "column": table.header[column]}
    told = Problem(
        "times as waves",
        variant="spans" if whole else "points",
        values=values,
        file=table.name,
        severity="warning",
    )
    return Table(table.name, table.label, columns, table.rows[rows]), [told, *lost]


def _held(
    sets: Sequence[Timeset | None], waves: Sequence[Time], file: str, *, whole: bool
) -> Iterator[list[int]]:
    """The positions of the waves in which something is there; all without times."""
    total = 0
    for times in sets:
        found = places([] if times is None else times.spells(whole=whole), waves)
        total += len(found)
        check_ties(total, file)
        yield found


def _unreadable(table: Table, column: int, wrong: np.ndarray) -> list[Problem]:
    return [
        Problem(
            "unreadable value",
            variant="times",
            values={"value": quoted(table.columns[column][k + 1])},
            file=table.name,
            row=int(table.rows[k + 1]),
            column=table.header[column],
        )
        for k in np.flatnonzero(wrong)
    ]


READERS.add("gephi", read_gephi)
