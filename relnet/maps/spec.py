"""What a map shows, as plain data that every renderer takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from itertools import chain, compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.maps.labels import Anchor

SCHEMA = "relnet.map/3"
TIE_LETTERS = frozenset("Tt")
"""The letters of a tie that is there."""

Known = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class MapRelation:
    """One relation of a map.

    Attributes
    ----------
    name, rule
        The question, and how its answers became ties, in words.
    directed
        Whether a tie runs one way.
    waves : tuple of str
        What there is to see in each wave, in words.
    changes : dict of str to str
        What changed, in words, between each two waves: ``"0-2"`` is the first and third.
    levels : tuple of float
        Strengths to filter by, from the weakest; empty where all ties are as strong.
    confirmed
        Whether it is known of its ties whether both sides report them.
    """

    name: str
    rule: str
    directed: bool
    waves: tuple[str, ...]
    changes: dict[str, str]
    levels: tuple[float, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Where an actor stands, and where its name hangs.

    Attributes
    ----------
    x, y
        From the left and from the top, in the units of the map's width and height.
    label : Anchor
        Where its name hangs: which end of the first line (``start``, ``middle``,
        ``end``), and how far from the actor.
    named
        Whether there is room for the name.
    """

    x: float
    y: float
    label: Anchor
    named: bool

    def as_row(self) -> list[Any]:
        """Return it as a row."""
        return [*map(_whole, (self.x, self.y, *self.label)), self.named]


@dataclass(frozen=True, slots=True)
class MapActor:
    """One actor.

    Attributes
    ----------
    name
        What it is called.
    lines : tuple of str
        What stands on the map: the same, or a shorter name, in lines that fit.
    heard : tuple of str
        One text for each relation, of one letter for each wave: ``a`` answered, ``s``
        silent, ``-`` not on the roster, ``o`` not asked.
    places : tuple of MapPlace
        Where it stands: one place in all waves, or one for each.
    """

    name: str
    lines: tuple[str, ...]
    heard: tuple[str, ...]
    places: tuple[MapPlace, ...]

    def at(self, wave: int) -> MapPlace:
        """Return where it stands in a wave."""
        return self.places[wave if len(self.places) > 1 else 0]

    @property
    def x(self) -> float:
        """Where it stands in the last wave, from the left."""
        return self.places[-1].x

    @property
    def y(self) -> float:
        """Where it stands in the last wave, from the top."""
        return self.places[-1].y

    def as_row(self) -> list[Any]:
        """Return it as a row; without lines where these are its name."""
        lines = None if self.lines == (self.name,) else self.lines
        places = [place.as_row() for place in self.places]
        return [self.name, lines and list(lines), list(self.heard), places]


@dataclass(frozen=True, slots=True)
class MapLayout:
    """How actors were placed, and how faithful that is.

    Attributes
    ----------
    name
        ``union``, ``linked``, ``anchored``, ``grouped``, or ``given`` where whoever drew the map
        gave the places.
    stillness : float or None
        How much movement weighed against stress; ``None`` where nobody could move.
    stress : tuple of float or None
        The scaled stress of each wave, from 0 where all distances on the map are as those in the
        network of that wave, to 1; ``None`` with fewer than two actors.
    motion : tuple of float or None
        The mean step from each wave to the next of those who are there both times, as a share of
        the diagonal of the map; ``None`` where there are none.
    text
        All of that in words.
    """

    name: str
    stillness: float | None
    stress: Known
    motion: Known
    text: str


@dataclass(frozen=True, slots=True)
class MapTie:
    """What is known of one tie, wave by wave.

    Attributes
    ----------
    relation, source, target
        Positions in the lists of the map.
    states
        One letter for each wave: ``T`` tie, ``t`` tie in a cell that is not rated, ``N``
        no tie, ``n`` no tie in a cell that is not rated, ``?`` unobserved, ``-`` an actor
        is not on the roster, ``x`` impossible.
    strength : tuple of float
        Its strength in each wave; ``None`` without a tie, and where it is not known.
    confirmed
        One letter for each wave: ``2`` both sides report it, ``1`` one does, ``?`` that is
        not known, ``-`` there is no tie; empty where it is known in no wave.
    """

    relation: int
    source: int
    target: int
    states: str
    strength: Known
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class MapInside:
    """A tie inside one organisation, in whose terms the map is.

    Attributes
    ----------
    relation, actor
        Positions in the lists of the map.
    source, target
        Between which organisations it was.
    states
        One letter for each wave: ``T`` where it was known, ``-`` where not.
    """

    relation: int
    actor: int
    source: str
    target: str
    states: str


@dataclass(frozen=True, slots=True)
class MapAttribute:
    """What the actors are by one of their attributes.

    Attributes
    ----------
    name
        Of the attribute.
    values : tuple of str
        What there is.
    codes : tuple of tuple of int
        The position of its value, by actor and wave; -1 where it is not known.
    """

    name: str
    values: tuple[str, ...]
    codes: tuple[tuple[int, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it in JSON's own types; one code for an actor of which it never changes."""
        codes = [own[0] if len(set(own)) == 1 else list(own) for own in self.codes]
        return {"name": self.name, "values": list(self.values), "codes": codes}


@dataclass(frozen=True, slots=True)
class MapMeasure:
    """A measure of the actors.

    Attributes
    ----------
    name, label
        Of the measure, and what it is called in words.
    values : tuple of tuple of tuple of float
        By relation, wave and actor; ``None`` where it is not known.
    """

    name: str
    label: str
    values: tuple[tuple[Known, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it in JSON's own types."""
        values = [[[_whole(value) for value in wave] for wave in own] for own in self.values]
        return {"name": self.name, "label": self.label, "values": values}


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Actors that belong together, around whom a line can be drawn.

    Attributes
    ----------
    name
        Of the group.
    members : tuple of tuple of int
        Its actors in each wave; one may be in several groups.
    """

    name: str
    members: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class MapMove:
    """What an organisation became between two waves.

    Attributes
    ----------
    actor
        Its position.
    status
        ``merged``, ``split`` or ``renamed``.
    into : tuple of int
        What it became.
    """

    actor: int
    status: str
    into: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapMilestone:
    """What happened in the region on a day.

    Attributes
    ----------
    date
        The day, as ``2022-06-20``.
    title
        What it is called.
    place
        How many of the waves were held by then; ``None`` where that is not known.
    """

    date: str
    title: str
    place: int | None


@dataclass(frozen=True, slots=True)
class MapView:
    """What is shown of a map.

    Attributes
    ----------
    waves : tuple of int
        One wave, or two to compare.
    relations : tuple of int
        Whose ties are shown.
    chosen : int or None
        The actor that is chosen.
    reach
        How many steps from the chosen actor is shown; 0 for everyone.
    size : int or None
        The measure that gives the sizes.
    only : dict of str to tuple of int
        Position of an attribute → the values that are shown.
    strength : float or None
        The weakest ties that are shown.
    confirmed
        Whether only ties are shown that both sides report.
    groups
        Whether lines are drawn around the groups.
    """

    waves: tuple[int, ...]
    relations: tuple[int, ...] = (0,)
    chosen: int | None = None
    reach: int = 0
    size: int | None = None
    only: dict[str, tuple[int, ...]] = field(default_factory=dict)
    strength: float | None = None
    confirmed: bool = False
    groups: bool = False


@dataclass(frozen=True, slots=True)
class MapStep:
    """A step of the story that a map tells.

    Attributes
    ----------
    text
        What is told.
    view : MapView
        What is shown with it.
    """

    text: str
    view: MapView


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """A map of networks over waves, ready for JSON.

    Attributes
    ----------
    title, language
        Of the page.
    waves : tuple of str
        In order.
    view : MapView
        What is shown first.
    width, height, radius, font, line
        Of the drawing, of the largest actor, of the letters and of a line of them.
    layout : MapLayout
        How the actors were placed.
    relations, actors, ties : tuple
        What is drawn; ties in the order of their relations.
    inside : tuple of MapInside
        Ties inside one organisation.
    attributes : tuple of MapAttribute
        What the actors are, to colour and to filter by.
    colour, shape : int or None
        Positions of the attributes that give colour and shape.
    measures : tuple of MapMeasure
        What gives the sizes, and what is told of an actor.
    groups : tuple of MapGroup
        Around whom a line can be drawn.
    moves : dict of str to tuple of MapMove
        What organisations became between each two waves.
    terms
        In terms of which organisations all waves are, in words; empty where each is in
        terms of its own.
    milestones : tuple of MapMilestone
        What happened in the region, in order.
    steps : tuple of MapStep
        The story that it tells.
    labels : dict of str to str
        The words of the page, by key.
    schema
        Name and version of this description.
    """

    title: str
    language: str
    waves: tuple[str, ...]
    view: MapView
    width: float
    height: float
    radius: float
    font: float
    line: float
    layout: MapLayout
    relations: tuple[MapRelation, ...]
    actors: tuple[MapActor, ...]
    ties: tuple[MapTie, ...]
    labels: dict[str, str]
    inside: tuple[MapInside, ...] = ()
    attributes: tuple[MapAttribute, ...] = ()
    colour: int | None = None
    shape: int | None = None
    measures: tuple[MapMeasure, ...] = ()
    groups: tuple[MapGroup, ...] = ()
    moves: dict[str, tuple[MapMove, ...]] = field(default_factory=dict)
    terms: str = ""
    milestones: tuple[MapMilestone, ...] = ()
    steps: tuple[MapStep, ...] = ()
    schema: str = SCHEMA

    @property
    def timeline(self) -> list[tuple[str, list[MapMilestone]]]:
        """Each wave with the milestones after it, and first those before all under no wave."""
        return [
            (wave, [one for one in self.milestones if one.place == place])
            for place, wave in enumerate(("", *self.waves))
        ]

    @property
    def unplaced(self) -> list[MapMilestone]:
        """The milestones of which it is not known between which waves they fall."""
        return [one for one in self.milestones if one.place is None]

    @property
    def moving(self) -> bool:
        """Whether someone stands at another place in another wave."""
        return any(len(actor.places) > 1 for actor in self.actors)

    def caption(self) -> str:
        """Return in words what the map shows first."""
        waves, pair = self.view.waves, "-".join(map(str, self.view.waves))
        shown = [self.relations[k] for k in self.view.relations]
        texts = [one.waves[waves[0]] if len(waves) == 1 else one.changes[pair] for one in shown]
        return " ".join([*texts, self.labels["moving"]] if self.moving else texts)

    def as_dict(self) -> dict[str, Any]:
        """Return the map in JSON's own types, as its schema has it (``relnet/maps/schema.json``).

        To keep a page small actors are rows (see `MapActor.as_row`), and the ties of a relation
        columns (see `columns_of`).
        """
        content = _plain(asdict(replace(self, actors=(), ties=(), attributes=(), measures=())))
        ties: list[list[MapTie]] = [[] for _ in self.relations]
        for tie in self.ties:
            ties[tie.relation].append(tie)
        return content | {  # type: ignore[no-any-return]
            "actors": [actor.as_row() for actor in self.actors],
            "attributes": [attribute.as_dict() for attribute in self.attributes],
            "measures": [measure.as_dict() for measure in self.measures],
            "ties": [columns_of(several) for several in ties],
        }


def columns_of(ties: Sequence[MapTie]) -> dict[str, Any]:
    """Return ties as columns: of strengths only those of the waves in which there is a tie.

    Examples
    --------
    >>> columns_of([MapTie(0, 0, 1, "TN", (2.0, None)), MapTie(0, 1, 2, "TT", (0.5, None))])
    {'source': [0, 1], 'target': [1, 2], 'states': 'TNTT', 'strength': [2, 0.5, None], 'confirmed': ''}
    """
    states = "".join([tie.states for tie in ties])
    values = chain.from_iterable([tie.strength for tie in ties])
    known = list(compress(values, map(TIE_LETTERS.__contains__, states)))
    return {
        "source": [tie.source for tie in ties],
        "target": [tie.target for tie in ties],
        "states": states,
        "strength": list(map(_whole, known)) if any(one is not None for one in known) else [],
        "confirmed": "".join([tie.confirmed for tie in ties]),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _whole(value)


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
