"""What is to be seen in a view: which ties and actors, and what is known of them.

As the page has it (``assets/scene.js``), for pictures that are drawn without one.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relnet.maps.spec import TIE_LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.maps.spec import MapActor, MapInside, MapMove, MapSpec, MapTie, MapView

    Statuses = list[str | None]

STATUSES = (
    "tie", "formed", "dissolved", "strengthened", "weakened",
    "persisted", "unobserved", "entered", "left", "impossible",
)  # fmt: skip
"""In the order of a legend."""
ACTOR_STATUSES = (
    "answered", "partly", "silent", "joiner", "leaver",
    "made", "merged", "renamed", "split", "notasked",
)  # fmt: skip
RATED = frozenset("TN")


@dataclass(frozen=True, slots=True)
class ShownActor:
    """How an actor is drawn.

    Attributes
    ----------
    status
        What is known of it, or what became of it; ``absent`` where it is in no wave shown.
    silent, partly, unsized
        Whether it did not answer, or on some relations only, and whether its size is unknown.
    wave
        Position of the last wave shown in which it is there.
    colour, shape
        Positions of its values; -1 where these are not known.
    radius
        In the units of the map.
    shown
        Whether it passes the filters.
    """

    status: str
    silent: bool
    partly: bool
    unsized: bool
    wave: int
    colour: int
    shape: int
    radius: float
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen.

    Attributes
    ----------
    view : MapView
        What was asked for.
    actors : list of ShownActor
        All of the map.
    statuses : list of str or None
        Of each tie of the map; ``None`` where it is not shown.
    inside, moves : list
        The ties inside one organisation, and what organisations became.
    every
        How many actors and ties there are without filters.
    """

    view: MapView
    actors: list[ShownActor]
    statuses: Statuses
    inside: list[MapInside]
    moves: list[MapMove]
    every: tuple[int, int]

    @property
    def counts(self) -> Counter[str]:
        """How many ties are shown, by status."""
        return Counter(status for status in self.statuses if status is not None)


def scene_of(spec: MapSpec, view: MapView) -> Scene:
    """Return what is to be seen of a map in a view."""
    actors = _actors(spec, view)
    statuses = [
        tie_status(tie, view.waves) if tie.relation in view.relations else None for tie in spec.ties
    ]
    there = sum(actor.status != "absent" for actor in actors)
    every = there, sum(status is not None for status in statuses)
    actors, statuses = _filtered(spec, view, actors, statuses)
    compared = len(view.waves) == 2
    inside = [
        one
        for one in spec.inside
        if compared
        and one.relation in view.relations
        and one.states[view.waves[0]] == "T"
        and actors[one.actor].shown
    ]
    moves = [move for move in _moves(spec, view.waves) if actors[move.actor].shown]
    return Scene(view, actors, statuses, inside, moves, every)


def tie_status(tie: MapTie, waves: Sequence[int]) -> str | None:
    """Return the status of a tie, as `compare` gives it; None where there is none."""
    states = [tie.states[wave] for wave in waves]
    if not TIE_LETTERS.intersection(states):
        return None
    if len(states) == 1:
        return "tie"
    before, after = states
    if "-" in states:
        return "entered" if before == "-" else "left"
    if "x" in states or not RATED.issuperset(states):
        return "impossible" if "x" in states else "unobserved"
    if before == after:
        return _kept(*(tie.strength[wave] for wave in waves))
    return "formed" if after == "T" else "dissolved"


def _kept(before: float | None, after: float | None) -> str:
    if before is None or after is None or before == after:
        return "persisted"
    return "strengthened" if after > before else "weakened"


def _moves(spec: MapSpec, waves: Sequence[int]) -> Sequence[MapMove]:
    return spec.moves.get("-".join(map(str, waves)), ())


def _actors(spec: MapSpec, view: MapView) -> list[ShownActor]:
    """How each actor is drawn, whether or not it passes the filters."""
    moves = {move.actor: move.status for move in _moves(spec, view.waves)}
    made = {into for move in _moves(spec, view.waves) for into in move.into}
    most = _largest(spec, view)
    found = []
    for k, actor in enumerate(spec.actors):
        seen = [_heard(actor, view.relations, wave) for wave in view.waves]
        there = [wave for wave, one in zip(view.waves, seen, strict=True) if one != "-"]
        wave = there[-1] if there else view.waves[-1]
        size = _size(spec, view, k, wave)
        found.append(
            ShownActor(
                status=_status(seen, moves.get(k), made=k in made),
                silent="s" in seen,
                partly="p" in seen and "s" not in seen,
                unsized=view.size is not None and size is None,
                wave=wave,
                colour=code_of(spec, spec.colour, k, wave),
                shape=code_of(spec, spec.shape, k, wave),
                radius=spec.radius * (0.45 + 0.55 * math.sqrt(max(size or 0.0, 0.0) / most)),
            )
        )
    return found


def _heard(actor: MapActor, relations: Sequence[int], wave: int) -> str:
    """What is known of an actor over some relations, or ``p``: it answered on some of them."""
    letters = {actor.heard[k][wave] for k in relations}
    if "a" in letters:
        return "p" if "s" in letters else "a"
    return next((letter for letter in "so" if letter in letters), "-")


def _status(seen: Sequence[str], move: str | None, *, made: bool) -> str:
    if set(seen) == {"-"}:
        return "absent"
    if seen[0] == "-":
        return "made" if made else "joiner"
    if seen[-1] == "-":
        return move or "leaver"
    if move == "split":
        return "split"
    kinds = {"o": "notasked", "s": "silent", "p": "partly"}
    return next((kinds[letter] for letter in "osp" if letter in seen), "answered")


def _largest(spec: MapSpec, view: MapView) -> float:
    """The largest value of the measure of the sizes over all waves, so that sizes compare."""
    if view.size is None:
        return 1.0
    waves = spec.measures[view.size].values[view.relations[0]]
    return max((value for wave in waves for value in wave if value is not None), default=0) or 1.0


def _size(spec: MapSpec, view: MapView, actor: int, wave: int) -> float | None:
    if view.size is None:
        return None
    return spec.measures[view.size].values[view.relations[0]][wave][actor]


def code_of(spec: MapSpec, attribute: int | None, actor: int, wave: int) -> int:
    """Return the position of the value of an attribute; -1 where it is not known."""
    return -1 if attribute is None else spec.attributes[attribute].codes[actor][wave]


def least_strength(spec: MapSpec, view: MapView) -> float | None:
    """Return the weakest ties that are shown, where the relations have such strengths."""
    graded = any(spec.relations[k].levels for k in view.relations)
    return view.strength if graded else None


def only_confirmed(spec: MapSpec, view: MapView) -> bool:
    """Whether only ties are shown that both sides report, where that is known."""
    return view.confirmed and any(spec.relations[k].confirmed for k in view.relations)


def _filtered(
    spec: MapSpec, view: MapView, actors: list[ShownActor], statuses: Statuses
) -> tuple[list[ShownActor], Statuses]:
    """Leave out what the filters leave out."""
    kept = {
        k
        for k, actor in enumerate(actors)
        if actor.status != "absent"
        and all(code_of(spec, int(a), k, actor.wave) in codes for a, codes in view.only.items())
    }
    wanted: Statuses = [
        status if _is_wanted(spec, view, tie) else None
        for status, tie in zip(statuses, spec.ties, strict=True)
    ]
    wanted = _among(spec, kept, wanted)
    if view.chosen is not None and view.reach:
        kept &= _within(spec, view.chosen, view.reach, wanted)
        wanted = _among(spec, kept, wanted)
    return [replace(actor, shown=k in kept) for k, actor in enumerate(actors)], wanted


def _among(spec: MapSpec, kept: set[int], statuses: Statuses) -> Statuses:
    pairs = zip(statuses, spec.ties, strict=True)
    return [status if {tie.source, tie.target} <= kept else None for status, tie in pairs]


def _is_wanted(spec: MapSpec, view: MapView, tie: MapTie) -> bool:
    """Whether a tie is strong enough in a wave shown, and reported by as many as is asked."""
    least, both = least_strength(spec, view), only_confirmed(spec, view)
    there = [wave for wave in view.waves if tie.states[wave] in TIE_LETTERS]
    known = [tie.strength[wave] for wave in there]
    strong = least is None or any(value is not None and value >= least for value in known)
    return strong and (not both or any(tie.confirmed[wave : wave + 1] == "2" for wave in there))


def _within(spec: MapSpec, chosen: int, reach: int, statuses: Statuses) -> set[int]:
    """The actors within some steps of another, over the ties that are shown."""
    near = {chosen}
    for _ in range(reach):
        pairs = [
            {tie.source, tie.target}
            for tie, status in zip(spec.ties, statuses, strict=True)
            if status is not None
        ]
        near |= set().union(*(pair for pair in pairs if pair & near))
    return near
