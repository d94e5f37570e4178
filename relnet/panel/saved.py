"""A panel as one file, with all that is known of it, and back."""

from __future__ import annotations

import gzip
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet._files import write_bytes
from relnet.errors import UsageError, printable, quoted
from relnet.panel.document import (
    READ,
    SCHEMA,
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
from relnet.panel.saved_faults import faults_of, is_strength
from relnet.panel.saved_reports import (
    cell_set,
    cells_of,
    reports_of,
    saved_reports,
    saved_treatment,
    treatment_of,
)
from relnet.panel.saved_tables import columns_of, table_of
from relnet.problems import DataError, Problem
from relnet.readers.files import open_file
from relnet.readers.networks.panel_file import schema_of
from relnet.rules import TieRule
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    import os


def save_panel(panel: Panel | Network, path: str | os.PathLike[str]) -> Path:
    """Write a panel to one file, with its rules, what was observed and its provenance.

    What each actor reports is in it too, so that it can be treated or confirmed later; no
    respondent is. Of a treated panel it says what was filled in.

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
        If an attribute holds what is neither text, number, yes or no, nor a date, or does
        not come back as it is (dates do as ``datetime64``); if the strength of a tie is 0 or
        infinite, or unknown though its rule does not leave it open; or if the file cannot be
        written.

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
    packed = str(path).lower().endswith(".gz")
    return write_bytes(path, gzip.compress(content, mtime=0) if packed else content)


def written(panel: Panel) -> bytes:
    """Return what `save_panel` writes."""
    from relnet import __version__  # noqa: PLC0415 - which loads this module

    events = panel.events
    document = PanelDocument(
        schema=SCHEMA,
        made_by=f"relnet {__version__}",
        networks=[_network_document(network) for network in panel],
        events=None if events is None else columns_of(events),
        milestones=columns_of(panel.milestones) if len(panel.milestones) else None,
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
        Equal to the one that was written; without what the actors report where an earlier
        version wrote it, that did not keep this.

    Raises
    ------
    DataError
        If it is no file of a panel, or of a later version, or it does not hold together.
    """
    name = printable(Path(path).name, 120)
    text = open_file(Path(path), name=name).text or ""
    _check_schema(text, name)
    document, wrong = parse(text)
    if document is None:
        raise DataError(
            Problem(
                "damaged panel",
                values={"where": printable(where, 120), "value": quoted(found)},
                file=name,
            )
            for where, found in wrong
        )
    faults = [_fault(name, where) for where in faults_of(document)]
    if faults:
        raise DataError(faults)
    networks = [_network(one, f"networks[{k}]", name) for k, one in enumerate(document.networks, 1)]
    events = None if document.events is None else table_of(document.events)
    panel = Panel(tuple(networks), events)
    if document.milestones is None:
        return panel
    return replace(panel, _milestones=table_of(document.milestones))


def _check_schema(text: str, name: str) -> None:
    found = schema_of(text)
    if found is None:
        raise DataError([Problem("no panel", file=name)])
    if found not in READ:
        values = {"found": quoted(found), "known": quoted(SCHEMA)}
        raise DataError([Problem("no panel", variant="version", values=values, file=name)])


def _fault(name: str, where: str) -> Problem:
    return Problem("damaged panel", variant="part", values={"where": where}, file=name)


def _network_document(net: Network) -> NetworkDocument:
    source, target = np.divmod(net.keys, max(net.n, 1))
    seen = net.observation
    rule = net.rule.as_dict()
    odd = [value for value in net.strength.tolist() if not is_strength(value, net.rule.dyad)]
    if odd:
        given = {"wave": quoted(net.wave), "relation": quoted(net.relation), "value": repr(odd[0])}
        raise UsageError(Phrase("usage.save.strength", **given))
    reports, turned = saved_reports(net.reports)
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
        attributes=columns_of(net.attributes),
        source=source.tolist(),
        target=target.tolist(),
        strength=[None if np.isnan(value) else value for value in net.strength.tolist()],
        possible=cell_set(seen.possible),
        rated=cell_set(seen.rated),
        unknown=cell_set(seen.unknown),
        lineage=None if net.lineage is None else _terms(net.lineage),
        reports=reports,
        turned=turned,
        treated=saved_treatment(net.treated),
    )


def _terms(lineage: Lineage) -> Terms:
    inside = lineage._internalised  # noqa: SLF001 - None and an empty table are not the same
    return Terms(
        terms=lineage.terms,
        strength=lineage.strength,
        steps=[Event(**step.as_dict()) for step in lineage.steps],
        internalised=None if inside is None else columns_of(inside),
    )


def _network(one: NetworkDocument, where: str, name: str) -> Network:
    """A network of a document that holds together."""
    n = len(one.actors)
    rule = {key: value for key, value in asdict(one.rule).items() if key != "text"}
    try:
        tie_rule = TieRule(**rule)
    except (TypeError, ValueError):
        raise DataError([_fault(name, f"{where}.rule")]) from None
    index = pd.Index(one.actors, name="actor", dtype="str")
    possible, rated, unknown = map(cells_of, (one.possible, one.rated, one.unknown))
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
        lineage=None if one.lineage is None else _lineage(one.lineage),
        reports=reports_of(one.reports, turned=one.turned),
        treated=treatment_of(one.treated),
        _attributes=table_of(one.attributes, index),
    )


def _lineage(one: Terms) -> Lineage:
    steps = tuple(
        Step(step.wave, step.event, tuple(step.actors), tuple(step.into), step.undone)
        for step in one.steps
    )
    inside = None if one.internalised is None else table_of(one.internalised)
    return Lineage(one.terms, one.strength, steps, inside)
