"""What a map shows, as plain data that every renderer takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relnet.maps.labels import Anchor

SCHEMA = "relnet.map/1"


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
    strongest
        Strength of the strongest tie; ``None`` without a known strength.
    largest
        The largest size of an actor; ``None`` where none is known.
    """

    name: str
    rule: str
    directed: bool
    waves: tuple[str, ...]
    changes: dict[str, str]
    strongest: float | None
    largest: float | None


@dataclass(frozen=True, slots=True)
class MapActor:
    """One actor, at the same place in every wave.

    Attributes
    ----------
    name
        What it is called.
    lines : tuple of str
        The same in lines that fit the map.
    x, y
        Where it is, in the units of the map's width and height.
    group
        Position of its group, one a wave; -1 where it has none.
    heard : tuple of str
        One text for each relation, of one letter for each wave: ``a`` answered, ``s``
        silent, ``-`` not on the roster, ``o`` not asked.
    size : tuple of tuple of float
        Its size by relation and wave; ``None`` where it is not known.
    label : Anchor
        Where its name hangs: which end of the first line (``start``, ``middle``,
        ``end``), and how far from the actor.
    named
        Whether there is room for the name.
    """

    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    group: tuple[int, ...]
    heard: tuple[str, ...]
    size: tuple[tuple[float | None, ...], ...]
    label: Anchor
    named: bool


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
        Its strength in each wave; ``None`` without a tie.
    """

    relation: int
    source: int
    target: int
    states: str
    strength: tuple[float | None, ...]


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
class MapSpec:
    """A map of networks over waves, ready for JSON.

    Attributes
    ----------
    title, language
        Of the page.
    waves : tuple of str
        In order.
    view : tuple of int
        What is shown first: one wave, or two to compare.
    width, height, radius, font, line
        Of the drawing, of the largest actor, of the letters and of a line of them.
    relations, actors, ties : tuple
        What is drawn.
    colour : str or None
        Attribute that gives the groups.
    groups : tuple of str
        Its values.
    size : str or None
        Measure that gives the sizes.
    labels : dict of str to str
        The words of the page, by key.
    schema
        Name and version of this description.
    terms
        In terms of which organisations all waves are, in words; empty where each is in
        terms of its own.
    milestones : tuple of MapMilestone
        What happened in the region, in order.
    """

    title: str
    language: str
    waves: tuple[str, ...]
    view: tuple[int, ...]
    width: float
    height: float
    radius: float
    font: float
    line: float
    relations: tuple[MapRelation, ...]
    actors: tuple[MapActor, ...]
    ties: tuple[MapTie, ...]
    colour: str | None
    groups: tuple[str, ...]
    size: str | None
    labels: dict[str, str]
    schema: str = SCHEMA
    terms: str = ""
    milestones: tuple[MapMilestone, ...] = ()

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

    def caption(self) -> str:
        """Return in words what the map shows first."""
        texts = self.relations[0]
        if len(self.view) == 1:
            return texts.waves[self.view[0]]
        return texts.changes["-".join(map(str, self.view))]

    def as_dict(self) -> dict[str, Any]:
        """Return the map in JSON's own types."""
        return _plain(asdict(self))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
