"""The story of a study on a map that may not show all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.maps.spec import MapStep
from relnet.maps.view import Names, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from relnet.maps.map import Map
    from relnet.maps.view import View


@dataclass(frozen=True, slots=True)
class Untold:
    """A step that a map cannot show.

    Attributes
    ----------
    place
        Which step it is, counted from 1.
    text
        What it would tell.
    reason : UsageError
        Why not.
    """

    place: int
    text: str
    reason: UsageError


def told_on(
    drawn: Map, steps: Iterable[tuple[str, View]], former: Mapping[str, str]
) -> tuple[Map, list[Untold]]:
    """Return a map with the steps of a story that it can show, and the steps that it cannot.

    Parameters
    ----------
    drawn
        A map of which the first measure gives the sizes.
    steps
        Texts, each with what is shown with it.
    former
        Who went by another name → the actor that it is.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> drawn = rn.draw(rn.from_networkx(nx.Graph([("A", "B")])))
    >>> steps = [("See A.", rn.View(focus="A")), ("See C.", rn.View(focus="C"))]
    >>> told, untold = told_on(drawn, steps, {})
    >>> [step.text for step in told.spec.steps], [(one.place, one.text) for one in untold]
    (['See A.'], [(2, 'See C.')])
    """
    spec = drawn.spec
    names = Names(
        spec.waves, spec.relations, [actor.name for actor in spec.actors], spec.attributes,
        spec.measures, grouped=bool(spec.groups), former=former,
    )  # fmt: skip
    told, untold = list[MapStep](), list[Untold]()
    for place, (text, view) in enumerate(steps, 1):
        try:
            told.append(MapStep(text, placed(view, names, (len(spec.waves) - 1,))))
        except UsageError as error:
            untold.append(Untold(place, text, error))
    return replace(drawn, spec=replace(spec, steps=tuple(told))), untold
