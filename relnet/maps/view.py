"""What a map shows, as its author says it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import TYPE_CHECKING

from relnet.errors import UsageError, quoted
from relnet.maps.spec import MapView
from relnet.problems import shortened
from relnet.wording import Phrase, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.maps.spec import MapAttribute, MapMeasure, MapRelation
    from relnet.wording import Value

FURTHEST = 2
"""Most steps from an actor that a map can show apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a map shows: at first, or at a step of its story.

    Attributes
    ----------
    waves : str or sequence of str
        One wave, or two to compare; the last without.
    relations : str or sequence of str
        Whose ties are shown; the first relation without.
    focus : str or None
        The actor that is chosen; in terms of other organisations also by a name that it had.
    reach
        How many steps from that actor is shown, 1 or 2; 0 shows everyone.
    size : str or None
        The measure that gives the sizes; that of the map without.
    only : mapping of str to sequence of str
        Attribute → the values of which the actors are shown.
    strength : float or None
        The weakest ties that are shown, where those of all its relations have the same
        strengths to choose from.
    confirmed
        Whether only ties are shown that both sides report, where that is known.
    groups
        Whether lines are drawn around the groups, where the map has any.

    Examples
    --------
    >>> View(waves=("2019", "2023"), only={"sector": ["hospital"]}).waves
    ('2019', '2023')
    """

    waves: str | Sequence[str] | None = None
    relations: str | Sequence[str] | None = None
    focus: str | None = None
    reach: int = 0
    size: str | None = None
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    strength: float | None = None
    confirmed: bool = False
    groups: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a view are looked up in.

    Attributes
    ----------
    waves, actors : sequence of str
        Of the map.
    relations, attributes, measures : sequence
        Likewise.
    sized
        Whether the first measure gives the sizes where a view names none.
    grouped
        Whether there are groups to draw lines around.
    former : mapping of str to str
        Who went by another name → the actor that it is.
    """

    waves: Sequence[str]
    relations: Sequence[MapRelation]
    actors: Sequence[str]
    attributes: Sequence[MapAttribute]
    measures: Sequence[MapMeasure]
    sized: bool = True
    grouped: bool = False
    former: Mapping[str, str] = field(default_factory=dict)


def placed(view: View, names: Names, first: tuple[int, ...]) -> MapView:
    """Return a view with positions in place of names.

    Parameters
    ----------
    view
        What is shown.
    names
        What there is.
    first
        The waves where the view names none.

    Raises
    ------
    UsageError
        If there is no such name, or it asks for what the map cannot show.
    """
    expect(view, View, "step")
    reach = view.reach if view.focus is not None else 0
    if reach not in range(FURTHEST + 1):
        raise UsageError(Phrase("usage.map.reach", most=FURTHEST, reach=repr(view.reach)))
    measures = [measure.name for measure in names.measures]
    usual = 0 if measures and names.sized else None
    relations = _relations(view.relations, [one.name for one in names.relations])
    focus = None if view.focus is None else _actor(view.focus, names)
    _check_shown(view, names, [names.relations[k] for k in relations])
    return MapView(
        waves=first if view.waves is None else waves_of(view.waves, names.waves),
        relations=relations,
        chosen=focus,
        reach=int(reach),
        size=usual if view.size is None else _position("measure", view.size, measures),
        only=_only(view.only, names.attributes),
        strength=None if view.strength is None else _strength(view.strength),
        confirmed=bool(view.confirmed),
        groups=bool(view.groups),
    )


def _check_shown(view: View, names: Names, shown: Sequence[MapRelation]) -> None:
    """Refuse what would show nothing else than a map without it."""
    if view.strength is not None and not (shown[0].levels and _are_alike(shown)):
        raise UsageError(Phrase("usage.map.no_levels", relations=_told(shown)))
    untold = [one for one in shown if not one.confirmed]
    if view.confirmed and untold:
        raise UsageError(Phrase("usage.map.no_confirmed", relations=_told(untold)))
    if view.groups and not names.grouped:
        raise UsageError(Phrase("usage.map.no_groups"))


def _are_alike(shown: Sequence[MapRelation]) -> bool:
    return all(one.levels == shown[0].levels for one in shown)


def _told(shown: Sequence[MapRelation]) -> Value:
    return shortened(quoted(one.name) for one in shown)


def waves_of(given: str | int | Iterable[object], waves: Sequence[str]) -> tuple[int, ...]:
    """Return the positions of one wave, or of two in order.

    Raises
    ------
    UsageError
        If there is no such wave, or they are not one or two in order.
    """
    several = [given] if isinstance(given, str | int) else expect(given, Iterable, "view")
    asked = [str(wave) for wave in several]
    places = tuple(_position("wave", wave, waves) for wave in asked)
    if len(places) not in {1, 2} or places != tuple(sorted(set(places))):
        raise UsageError(Phrase("usage.map.view", view=", ".join(asked)))
    return places


def _relations(given: str | Sequence[str] | None, relations: Sequence[str]) -> tuple[int, ...]:
    asked = [given] if isinstance(given, str) else given or relations[:1]
    return tuple(sorted({_position("relation", name, relations) for name in asked}))


def _only(
    given: Mapping[str, Sequence[str]], attributes: Sequence[MapAttribute]
) -> dict[str, tuple[int, ...]]:
    names = [attribute.name for attribute in attributes]
    found = {}
    for name, values in expect(given, Mapping, "view_only").items():
        place = _position("attribute", name, names)
        known = attributes[place].values
        asked = [values] if isinstance(values, str) else values
        found[str(place)] = _values([str(value) for value in asked], known)
    return found


def _values(asked: Sequence[str], known: Sequence[str]) -> tuple[int, ...]:
    for value in asked:
        if value not in known:
            raise unknown("value", value, known)
    return tuple(code for code, value in enumerate(known) if value in asked)


def _strength(given: float) -> float:
    if not math.isfinite(expect(given, Real, "strength")):
        raise UsageError(
            Phrase("usage.expect.strength", kind=type(given).__name__, value=str(given))
        )
    return float(given)


def _actor(name: str, names: Names) -> int:
    """The place of an actor, which may go by a name that it had before."""
    own, had = (_called(name, known) for known in (names.actors, [*names.former]))
    if own is None and had is not None:
        return _position("actor", names.former[had], names.actors)
    return _position("actor", name, names.actors)


def _position(kind: str, name: str, names: Sequence[str]) -> int:
    """The place of a name, which may be written in other capitals."""
    called = _called(name, names)
    if called is None:
        raise unknown(kind, name, names)
    return list(names).index(called)


def _called(name: str, names: Sequence[str]) -> str | None:
    """The one that a name stands for."""
    alike = [one for one in names if one.casefold() == str(name).casefold()]
    return name if name in alike else alike[0] if len(alike) == 1 else None
