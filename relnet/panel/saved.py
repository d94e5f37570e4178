"""A panel as one file, with all that is known of it, and back."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from relnet._files import write_bytes
from relnet.engine.cells import Cells
from relnet.errors import UsageError, printable, quoted
from relnet.panel.document import (
    SCHEMA,
    CellSet,
    Column,
    Event,
    NetworkDocument,
    PanelDocument,
    Rule,
    Terms,
    parse,
)
from relnet.panel.network import Network, Observation
from relnet.panel.panels import Panel
from relnet.panel.provenance import Lineage, Step
from relnet.problems import DataError, Problem
from relnet.readers.files import open_file
from relnet.rules import TieRule
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

PLAIN = (str, bool, int, float)
"""Types that JSON has too."""


def save_panel(panel: Panel | Network, path: str | os.PathLike[str]) -> Path:
    """Write a panel to one file, with its rules, what was observed and its provenance.

    Parameters
    ----------
    panel
        A panel, or one network of it.
    path
        Where to; packed where it ends in ``.gz``. What stood there stays until all of it
        is written.

    Returns
    -------
    Path
        The file: JSON in UTF-8, the same bytes for the same panel.

    Raises
    ------
    UsageError
        If an attribute holds what is neither text, number, yes or no, nor a date; or the
        file cannot be written.

    See Also
    --------
    read_panel : Read it again.
    export : Write a panel for other programs.

    Examples
    --------
    >>> import tempfile, networkx as nx, relnet as rn
    >>> panel = rn.Panel((rn.from_networkx(nx.path_graph(3)),))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rn.read_panel(rn.save_panel(panel, f"{folder}/panel.json")).equals(panel)
    True
    """
    panel = Panel((panel,)) if isinstance(panel, Network) else panel
    expect(panel, Panel, "panel", function="save_panel")
    content = written(panel)
    packed = str(path).endswith(".gz")
    return write_bytes(path, gzip.compress(content, mtime=0) if packed else content)


def written(panel: Panel) -> bytes:
    """Return what `save_panel` writes."""
    from relnet import __version__  # noqa: PLC0415 - which loads this module

    events = panel.events
    document = PanelDocument(
        schema=SCHEMA,
        made_by=f"relnet {__version__}",
        networks=[_network_document(network) for network in panel],
        events=None if events is None else list(_columns(events)),
    )
    data = json.dumps(asdict(document), ensure_ascii=False, allow_nan=False, indent=None)
    return (data + "\n").encode("utf-8", "backslashreplace")


def read_panel(path: str | os.PathLike[str]) -> Panel:
    """Read a panel that `save_panel` wrote.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Panel
        Equal to the one that was written.

    Raises
    ------
    DataError
        If it is no file of a panel, or of a later version, or it does not hold together.
    """
    name = printable(Path(path).name, 120)
    text = open_file(Path(path), name=name).text or ""
    _check_schema(text, name)
    document, faults = parse(text)
    if document is None:
        raise DataError(_fault(name, where, found) for where, found in faults)
    problems: list[Problem] = []
    networks = [
        _network(one, f"networks[{k}]", name, problems)
        for k, one in enumerate(document.networks, 1)
    ]
    if problems:
        raise DataError(problems)
    whole = tuple(network for network in networks if network is not None)
    return Panel(whole, None if document.events is None else _table(document.events))


def _check_schema(text: str, name: str) -> None:
    start = text[:200].lstrip()
    if not start.startswith('{"schema": "relnet.panel/'):
        raise DataError([Problem("no panel", file=name)])
    if not start.startswith(f'{{"schema": "{SCHEMA}"'):
        values = {"found": quoted(start.split('"')[3]), "known": quoted(SCHEMA)}
        raise DataError([Problem("no panel", variant="version", values=values, file=name)])


def _fault(name: str, where: str, found: object) -> Problem:
    values = {"where": printable(where, 120), "value": quoted(found)}
    return Problem("damaged panel", values=values, file=name)


def _network_document(net: Network) -> NetworkDocument:
    source, target = np.divmod(net.keys, max(net.n, 1))
    seen = net.observation
    rule = net.rule.as_dict()
    return NetworkDocument(
        wave=net.wave,
        relation=net.relation,
        directed=net.directed,
        asked=seen.asked,
        roster_assumed=net.roster_assumed,
        response_assumed=net.response_assumed,
        rule=Rule(**rule),  # type: ignore[arg-type]
        actors=list(net.actors),
        answered=seen.answered.tolist(),
        attributes=list(_columns(net.attributes)),
        source=source.tolist(),
        target=target.tolist(),
        strength=[None if np.isnan(value) else value for value in net.strength.tolist()],
        possible=_cell_set(seen.possible),
        rated=_cell_set(seen.rated),
        unknown=_cell_set(seen.unknown),
        lineage=None if net.lineage is None else _terms(net.lineage),
    )


def _cell_set(cells: Cells) -> CellSet:
    table = cells.table.tolist()
    return CellSet(classes=cells.classes.tolist(), table=table, exceptions=cells.flips.tolist())


def _terms(lineage: Lineage) -> Terms:
    inside = lineage._internalised  # noqa: SLF001 - None and an empty table are not the same
    return Terms(
        terms=lineage.terms,
        strength=lineage.strength,
        steps=[Event(**step.as_dict()) for step in lineage.steps],
        internalised=None if inside is None else list(_columns(inside)),
    )


def _columns(table: pd.DataFrame) -> Iterator[Column]:
    for name in table:
        column = table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            kinds = [_plain(name, value) for value in column.cat.categories]
            values = [_plain(name, value) for value in column.astype(object)]
            yield Column(
                name=str(name),
                dtype="category",
                values=values,
                categories=[kind for kind in kinds if kind is not None],
                ordered=bool(column.cat.ordered),
            )
        else:
            values = [_plain(name, value) for value in column.astype(object)]
            yield Column(name=str(name), dtype=str(column.dtype), values=values)


def _plain(name: object, value: Any) -> str | bool | float | None:
    """A value in a type of JSON."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    value = value.item() if isinstance(value, np.generic) else value
    if not isinstance(value, PLAIN) or (isinstance(value, float) and not np.isfinite(value)):
        given = {"name": quoted(name), "kind": type(value).__name__}
        raise UsageError(Phrase("usage.save.attribute", **given))
    return value


def _table(columns: Sequence[Column], index: pd.Index[Any] | None = None) -> pd.DataFrame:
    return pd.DataFrame({one.name: _series(one, index) for one in columns}, index=index)


def _series(column: Column, index: pd.Index[Any] | None) -> pd.Series[Any]:
    if column.dtype == "category":
        kind: Any = pd.CategoricalDtype(column.categories, column.ordered)
        return pd.Series(pd.Categorical(column.values, dtype=kind), index)
    return pd.Series(column.values, index, dtype=column.dtype)


def _network(
    one: NetworkDocument, where: str, name: str, problems: list[Problem]
) -> Network | None:
    """A network of a document, or ``None`` and the reasons why it does not hold together."""
    n = len(one.actors)
    wrong = [*_wrong_ties(one, n), *_wrong_lengths(one, n)]
    wrong += ["actors"] if len(set(one.actors)) < n else []
    problems += [
        Problem("damaged panel", variant="part", values={"where": f"{where}.{part}"}, file=name)
        for part in wrong
    ]
    if wrong:
        return None
    try:
        rule = {key: value for key, value in asdict(one.rule).items() if key != "text"}
        tie_rule = TieRule(**rule)
        index = pd.Index(one.actors, name="actor", dtype="str")
        attributes = _table(one.attributes, index)
        lineage = None if one.lineage is None else _lineage(one.lineage)
    except (UsageError, ValueError, TypeError) as error:
        problems.append(_fault(name, where, error))
        return None
    possible, rated, unknown = map(_cells, (one.possible, one.rated, one.unknown))
    answered = np.array(one.answered, np.bool_)
    return Network(
        actors=index,
        wave=one.wave,
        relation=one.relation,
        directed=one.directed,
        keys=np.array(one.source, np.int64) * n + np.array(one.target, np.int64),
        strength=np.array([np.nan if v is None else v for v in one.strength], float),
        observation=Observation(possible, rated, unknown, answered, one.asked),
        rule=tie_rule,
        roster_assumed=one.roster_assumed,
        response_assumed=one.response_assumed,
        lineage=lineage,
        _attributes=attributes,
    )


def _wrong_ties(one: NetworkDocument, n: int) -> Iterator[str]:
    """The parts of the ties that are not as they should be."""
    ends = (one.source, one.target)
    if not len(one.source) == len(one.target) == len(one.strength):
        yield "strength"
    elif any(not 0 <= end < n for part in ends for end in part):
        yield "source"
    else:
        keys = np.array(one.source, np.int64) * n + np.array(one.target, np.int64)
        if (np.diff(keys) <= 0).any() or (keys % (n + 1) == 0).any():
            yield "source"


def _wrong_lengths(one: NetworkDocument, n: int) -> Iterator[str]:
    """The parts that are not of as many values as there are actors."""
    if len(one.answered) != n:
        yield "answered"
    for column in one.attributes:
        if len(column.values) != n:
            yield f"attributes.{printable(column.name)}"
    for part in ("possible", "rated", "unknown"):
        cells: CellSet = getattr(one, part)
        k = len(cells.table)
        square = all(len(row) == k for row in cells.table)
        fits = len(cells.classes) == n and all(0 <= c < k for c in cells.classes)
        flips = np.array(cells.exceptions, np.int64)
        inside = (np.diff(flips) > 0).all() and ((flips >= 0) & (flips < n * n)).all()
        if not (square and fits and inside and (flips % (n + 1) != 0).all()):
            yield part


def _cells(cells: CellSet) -> Cells:
    k = len(cells.table)
    table = np.array(cells.table, np.bool_).reshape(k, k)
    return Cells(np.array(cells.classes, np.int64), table, np.array(cells.exceptions, np.int64))


def _lineage(one: Terms) -> Lineage:
    steps = tuple(
        Step(step.wave, step.event, tuple(step.actors), tuple(step.into), step.undone)
        for step in one.steps
    )
    inside = None if one.internalised is None else _table(one.internalised)
    return Lineage(one.terms, one.strength, steps, inside)
