"""What stands in the file of a panel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

SCHEMA = "relnet.panel/3"
"""Name and version of the form; a reader refuses one that it does not know."""
READ = ("relnet.panel/1", "relnet.panel/2", SCHEMA)
"""The versions that are read; the first had no reports and nothing that was treated, neither
of the first two had milestones."""
_STRICT = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its type as pandas calls it, and its values.

    A value that is missing is ``null``; a date is text in ISO form.
    """

    __pydantic_config__ = _STRICT
    name: str
    dtype: str
    values: list[str | bool | int | float | None]
    categories: list[str | bool | int | float] | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSet:
    """A set of cells: a class for each actor, which pairs of classes are in, and exceptions.

    An exception is the cell ``source * n + target`` that is the other way round.
    """

    __pydantic_config__ = _STRICT
    classes: list[int]
    table: list[list[bool]]
    exceptions: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A tie rule, as `TieRule` has it."""

    __pydantic_config__ = _STRICT
    dyad: Literal["sender", "receiver", "either", "both", "mean", "max"] | None
    at_least: float | None
    tie_values: list[float] | None
    respondents: Literal["any", "majority", "mean", "max", "weighted"]
    layers: list[str] | None
    weights: dict[str, float] | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event that was applied to a network, or undone."""

    __pydantic_config__ = _STRICT
    wave: str
    event: str
    actors: list[str]
    into: list[str]
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """In terms of which organisations a network is, and what fell inside one of them."""

    __pydantic_config__ = _STRICT
    terms: str
    strength: str
    steps: list[Event]
    internalised: list[Column] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the actors report: the cells with an answer other than 0, and its strength.

    `no_tie` has those of the cells whose answer is not strong enough for a tie; `least` is the
    least strength of one, if there is a threshold. Files that are older do not have it.
    """

    __pydantic_config__ = _STRICT
    possible: CellSet
    known: CellSet
    rated: CellSet
    answered: list[bool]
    cells: list[int]
    strength: list[float]
    no_tie: list[int]
    least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What was done about unobserved cells, and which cells it filled in."""

    __pydantic_config__ = _STRICT
    name: Literal["complete", "reconstruct", "null", "impute"]
    filled: CellSet
    completion: int | None
    model: str
    dropped: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkDocument:
    """One network: its actors, its ties by position among them, and what was observed.

    `turned` says that there is a second report, which is the first on the reversed cells.
    """

    __pydantic_config__ = _STRICT
    wave: str
    relation: str
    directed: bool
    asked: bool
    roster_assumed: bool
    response_assumed: bool
    rule: Rule
    actors: list[str]
    answered: list[bool]
    attributes: list[Column]
    source: list[int]
    target: list[int]
    strength: list[float | None]
    possible: CellSet
    rated: CellSet
    unknown: CellSet
    lineage: Terms | None
    reports: list[Report] = field(default_factory=list)
    turned: bool = False
    treated: Treatment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDocument:
    """A panel."""

    __pydantic_config__ = _STRICT
    schema: str
    made_by: str
    networks: list[NetworkDocument]
    events: list[Column] | None
    milestones: list[Column] | None = None


def parse(text: str) -> tuple[PanelDocument | None, list[tuple[str, Any]]]:
    """Return the panel that a text holds, or the places that are not as they should be.

    A place is a path such as ``networks[1].strength[3]``, with what stands there.
    """
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - takes a while to load

    try:
        return TypeAdapter(PanelDocument).validate_json(text), []
    except ValidationError as error:
        return None, [(_path(fault["loc"]), fault.get("input")) for fault in error.errors()]


def _path(steps: tuple[int | str, ...]) -> str:
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return text.removeprefix(".")
