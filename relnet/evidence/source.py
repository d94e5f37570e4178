"""What evidence is computed from, and over how much of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from relnet.errors import UsageError
from relnet.measures.groups import Groups, attributes, groups_of
from relnet.panel import Network, Panel, build_panel
from relnet.survey import Survey
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from relnet.measures.groups import By

    Ints = NDArray[np.int64]

Source: TypeAlias = "Survey | Panel | Network"


class Usual(Enum):
    """What stands where `by` is not given: the sector, if the organisations have one."""

    SECTOR = "sector"

    def __repr__(self) -> str:
        return "<sector, if there is one>"


SECTOR = Usual.SECTOR
Groupers: TypeAlias = "By | Usual | None"
BASIS = (
    "wave", "relation", "directed", "actors", "answered", "known_ties", "unknown", "coverage",
    "status", "rule",
)  # fmt: skip
TEXTS = (
    "wave", "relation", "group", "partner_group", "actor", "status", "figure", "aspect", "source",
    "target", "kind", "removed",
)  # fmt: skip
"""Columns of text, of which a value may be missing."""
COUNTS = (
    "n_certain", "respondents", "reported", "partners", "on_one", "names", "could_name",
    "named_by", "eligible", "named", "ties",
)  # fmt: skip
"""Columns of whole numbers, of which a value may be missing."""
FLAGS = ("articulation", "certain")
"""Columns of yes and no, of which a value may be missing."""


def panel_of(source: Source, survey: Survey | None) -> tuple[Panel, Survey | None]:
    """Return the panel of a source, and the survey behind it where there is one.

    Parameters
    ----------
    source
        A survey (of which the stated rules make the panel), a panel or a network.
    survey
        The survey that the panel was built from, where the source does not tell.

    Raises
    ------
    UsageError
        If the source is of another type.
    """
    if survey is not None and not isinstance(survey, Survey):
        raise UsageError(Phrase("usage.evidence.survey", kind=type(survey).__name__))
    if isinstance(source, Survey):
        return build_panel(source), source
    if isinstance(source, Network):
        return Panel((source,)), survey
    if isinstance(source, Panel):
        return source, survey
    raise UsageError(Phrase("usage.evidence.source", kind=type(source).__name__))


def chosen(panel: Panel, by: Groupers) -> By | None:
    """Return what makes the groups: what is given, else the sector where there is one.

    Parameters
    ----------
    panel
        The panel.
    by
        What is given; ``SECTOR`` where nothing is.

    Returns
    -------
    str, sequence of str or None
        Without anything given the attribute ``sector``, in capitals or not (of several the
        first), that the organisations of all networks have; ``None`` where there is none.
    """
    if not isinstance(by, Usual):
        return by
    tables = [network.attributes for network in panel if network.n]
    names = map(str, tables[0].columns if tables else ())
    shared = [name for name in names if all(name in table for table in tables)]
    alike = [name for name in shared if name.casefold() == by.value]
    return by.value if by.value in alike else next(iter(alike), None)


def basis(panel: Panel) -> pd.DataFrame:
    """Return what each wave and relation of a panel rests on.

    Returns
    -------
    DataFrame
        ``wave, relation, directed, actors, answered, known_ties, unknown, coverage, status,
        rule``: the actors on the roster and how many of them answered, the known ties, the
        cells of which it is not known whether there is a tie (both dyads where undirected),
        and the share of the possible cells that are rated.
    """
    return table([_basis(network) for network in panel], BASIS)


def _basis(network: Network) -> dict[str, Any]:
    seen, halves = network.observation, sides(network)
    known = len(seen.possible) - len(seen.unknown)
    return {
        "wave": network.wave,
        "relation": network.relation,
        "directed": network.directed,
        "actors": network.n,
        "answered": int(seen.answered.sum()),
        "known_ties": network.keys.size // halves,
        "unknown": len(seen.unknown) // halves,
        "coverage": seen.coverage,
        "status": status(network, 0.0, known, len(seen.possible)),
        "rule": str(network.rule),
    }


def sides(network: Network) -> int:
    """Return how many cells stand for one tie: 2 where it is undirected."""
    return 1 if network.directed else 2


def known_cells(network: Network) -> tuple[int, int]:
    """Return of how many cells (dyads where undirected) a tie is known or denied, of how many."""
    seen, halves = network.observation, sides(network)
    possible = len(seen.possible) // halves
    return possible - len(seen.unknown) // halves, possible


def known_of_actors(network: Network) -> tuple[Ints, Ints]:
    """Return how many of the cells of each actor are known, of how many (shapes ``(n,)``)."""
    seen = network.observation
    unknown, possible = (
        cells.row_sizes + (cells.column_sizes if network.directed else 0)
        for cells in (seen.unknown, seen.possible)
    )
    return possible - unknown, possible


def status(network: Network, value: float, n: float, possible: float) -> str:
    """Return what a value rests on, in the words of `relnet.measure`.

    Parameters
    ----------
    network
        The network that it was computed of.
    value
        The value; NaN for none.
    n, possible
        How many units it was computed over, and how many there are.
    """
    if not network.observation.asked:
        return "not asked"
    assumed = network.roster_assumed
    if np.isnan(value):
        said = "unobserved" if n == 0 and possible > 0 else "undefined"
    elif n < possible:
        said = "partial"
    elif assumed:
        return "roster assumed"
    else:
        return "complete" if network.treated is None else "treated"
    return f"{said}, roster assumed" if assumed else said


def over(network: Network, value: float, n: float, possible: float) -> dict[str, Any]:
    """Return a value with what it was computed over: ``value, n, coverage, status``."""
    asked = network.observation.asked
    return {
        "value": float(value) if asked else float("nan"),
        "n": int(n),
        "coverage": share(n, possible),
        "status": status(network, value, n, possible),
    }


def share(part: float, whole: float) -> float:
    """Return part / whole; NaN where there is nothing to divide by."""
    return float(part) / float(whole) if whole else float("nan")


def table(
    rows: Iterable[dict[str, Any]], columns: Sequence[str], flags: Sequence[str] = FLAGS
) -> pd.DataFrame:
    """Return rows as a table with these columns, also where there are none.

    Parameters
    ----------
    rows
        Column → value; what is left out is missing.
    columns
        The columns.
    flags
        Which of them are yes or no.
    """
    made = pd.DataFrame(list(rows), columns=list(columns))
    kinds = dict.fromkeys(TEXTS, "str") | dict.fromkeys(COUNTS, "Int64")
    kinds |= dict.fromkeys(flags, "boolean")
    return made.astype({name: kind for name, kind in kinds.items() if name in made})


def grouped(network: Network, by: By | None) -> Groups | None:
    """Return the groups of the actors, where there is an attribute to group by."""
    return groups_of(network, by) if by and attributes(by) else None


def group_names(network: Network, groups: Groups | None) -> list[str | None]:
    """Return the group of each actor; ``None`` where it is not known or not asked for."""
    if groups is None:
        return [None] * network.n
    return [None if code < 0 else groups.labels[code] for code in groups.codes]
