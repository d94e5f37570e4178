"""UCINET DL: matrices and lists of ties below a free header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from relnet.problems import Problem
from relnet.readers.layouts import FORMATS
from relnet.readers.networks.drawn import Drawing, Tie, extract_of
from relnet.readers.networks.drawn_nodes import Node
from relnet.readers.networks.ucinet_data import Cells, cells_of, is_missing
from relnet.readers.networks.ucinet_header import header_of
from relnet.readers.text import refusal
from relnet.readers.values import number

if TYPE_CHECKING:
    from relnet.readers.files import File
    from relnet.readers.layouts import Extract
    from relnet.readers.networks.ucinet_header import Header
    from relnet.readers.options import Options

_BEGINS = re.compile(
    r"\s*dl\b[\s,]*(?:n\b|nr\b|nc\b|nm\b|format\b|title\b|labels?\b|data\s*:)", re.IGNORECASE
)


def read_ucinet(file: File, options: Options) -> Extract | None:
    """Read a UCINET DL file of one or several matrices on the same actors.

    It may be a ``fullmatrix``, ``lowerhalf``, ``upperhalf``, ``edgelist1``, ``nodelist1`` or
    ``nodelist1b``; ``edgelist2`` and ``nodelist2`` where rows and columns are the same. Ties
    of a half are undirected. Each matrix is a relation, by its label or its number. Names
    are taken as they stand, though UCINET itself would write them in capitals and cut them
    at 18 characters; a legend beside the file is not read.
    """
    if _BEGINS.match(file.head[:2000]) is None:
        return None
    header = header_of(file.text or "", file.name)
    cells = cells_of(header, file.name)
    nodes = [Node(name, row) for name, row in cells.names.items()]
    if not nodes:
        raise refusal(file.name, "no_nodes")
    several = header.matrices > 1 or bool(header.matrix_labels)
    relations = [name for name in header.relations() if several]
    names, zeros = list(cells.names), cells.zeros(both_ends=header.is_half)
    drawing = Drawing(
        file=file.name,
        label=file.label,
        nodes=nodes,
        ties=_ties(cells, relations or [""], undirected=header.is_half),
        titles=("relation", "value"),
        roles={"relation": "relation", "value": "value"} if several else {"value": "value"},
        relations=relations,
        blank={name for k, name in enumerate(relations or [""]) if cells.is_blank(k)},
        nobody=[(names[k], (relations or [""])[m], row) for (m, k), row in zeros.items()],
        undirected=header.is_half,
        matrix=True,
        problems=_told(header, cells, file.name),
    )
    return extract_of(drawing, options)


def _ties(cells: Cells, relations: list[str], *, undirected: bool) -> list[Tie]:
    """The cells that say something: ties, and missing answers on others."""
    names = list(cells.names)
    ties = []
    for matrix, source, target, text, row in cells.cells:
        missing = is_missing(text)
        if number(text) == 0 or (source == target and missing):
            continue
        answer = "" if missing else text
        tie = Tie(names[source], names[target], row, "", relations[matrix], answer)
        ties.append(tie._replace(directed=not undirected))
    return ties


def _told(header: Header, cells: Cells, file: str) -> list[Problem]:
    """What is to be said of names that are not there."""
    problems = []
    if not header.labels and not header.is_embedded:
        values = {"size": header.size}
        problems.append(Problem("bare matrix", values=values, file=file, severity="warning"))
    if cells.unnamed:
        values = {"n": cells.unnamed}
        problems.append(Problem("unnamed nodes", values=values, file=file, severity="warning"))
    return problems


FORMATS.add("ucinet dl", read_ucinet)
