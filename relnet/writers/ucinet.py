"""UCINET DL, one file a wave, with a legend of its codes."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.writers.drawn import ends_of, text_of
from relnet.writers.formats import BASIC, WRITERS, Format
from relnet.writers.tables import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relnet.panel import Network, Panel

_PLAIN = re.compile("[A-Za-z][A-Za-z0-9_-]{0,17}")
MISSING = "1E+38"
"""What stands for a cell that was not observed, as UCINET has it."""


def write_ucinet(panel: Panel) -> dict[str, bytes]:
    """Write a panel as a full matrix for each relation, in a file for each wave.

    UCINET cuts labels at 18 characters and writes them in capitals; therefore actors are
    called N1, N2 and so on, the same in each wave, and relations R1, R2 and so on unless
    their names are plain and short. The legend says which is which; reading a file back
    gives the codes. In the legend a name that a spreadsheet would run as a formula has a
    no-break space before it, as in all tables. A cell that was not observed holds 1E+38, which UCINET takes for
    missing. A relation that was not asked is left out.
    """
    actors = dict.fromkeys(str(actor) for net in panel for actor in net.actors)
    codes = {actor: f"N{k}" for k, actor in enumerate(actors, 1)}
    labels = _labels(panel.relations)
    ends = ends_of(panel.waves, ".dl")
    files = {
        ends[wave]: _file([net for net in panel if net.wave == wave], codes, labels)
        for wave in panel.waves
    }
    return files | {"_legend.csv": _legend(codes, labels)}


def _labels(relations: Sequence[str]) -> dict[str, str]:
    """Relation → its label: its name where all can be told apart in capitals."""
    plain = all(_PLAIN.fullmatch(name) for name in relations)
    if plain and len({name.upper() for name in relations}) == len(relations):
        return {name: name for name in relations}
    return {name: f"R{k}" for k, name in enumerate(relations, 1)}


def _file(nets: Sequence[Network], codes: Mapping[str, str], labels: Mapping[str, str]) -> bytes:
    asked = [net for net in nets if net.observation.asked] or list(nets[:1])
    actors = [codes[str(actor)] for actor in asked[0].actors]
    lines = [
        f"dl n={len(actors)} nm={len(asked)}",
        "format = fullmatrix",
        "labels:",
        ",".join(actors),
        "matrix labels:",
        ",".join(labels[net.relation] for net in asked),
        "data:",
    ]
    lines += [row for net in asked for row in _rows(net)]
    return ("\n".join(lines) + "\n").encode()


def _rows(net: Network) -> Iterator[str]:
    """The rows of a matrix."""
    seen = net.observation
    for k in range(net.n):
        row = np.full(net.n, "0", object)
        cells = np.arange(k * net.n, (k + 1) * net.n)
        row[seen.unknown.contains(cells) & (cells != k * (net.n + 1))] = MISSING
        first, last = np.searchsorted(net.keys, [cells[0], cells[-1] + 1])
        for key, strength in zip(net.keys[first:last], net.strength[first:last], strict=True):
            row[key - cells[0]] = text_of(float(strength))
        yield " ".join(row)


def _legend(codes: Mapping[str, str], labels: Mapping[str, str]) -> bytes:
    """Code and name of all actors, and of relations that have a code."""
    names = {code: actor for actor, code in codes.items()}
    names |= {label: name for name, label in labels.items() if label != name}
    table = pd.DataFrame({"code": list(names), "name": list(names.values())}, dtype="str")
    return codecs.BOM_UTF8 + as_csv(table)


WRITERS.add(
    "ucinet dl",
    Format(endings=(".dl",), write=write_ucinet, holds=frozenset({"strength"}), lacks=BASIC),
)
