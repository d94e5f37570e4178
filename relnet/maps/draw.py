"""From a panel, a network or a change to a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from relnet._text import whole
from relnet.change import Change
from relnet.errors import UsageError
from relnet.lineage import former_names
from relnet.maps import pieces, traits
from relnet.maps.captions import lineage_caption, relation_name
from relnet.maps.map import Map
from relnet.maps.moves import described, inside, moves
from relnet.maps.places import members_of, places_of, told
from relnet.maps.sheet import WIDTH, lay_out
from relnet.maps.spec import MapSpec, MapStep
from relnet.maps.union import all_actors, ground, layer
from relnet.maps.view import Names, View, placed
from relnet.maps.words import page_labels
from relnet.panel import Network, Panel
from relnet.readers.layouts import DEFAULT_RELATION
from relnet.wording import Phrase, Wording, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from relnet.maps.places import Layout
    from relnet.maps.union import Layer

MOST_ACTORS = 5_000
"""Beyond this a map of points and lines shows nothing that a reader can follow."""
MOST_ELEMENTS = 500
"""Up to so many actors each is an element of the page; a canvas draws more of them faster."""


def draw(  # noqa: PLR0913 - whoever draws a map says what is on it
    source: Panel | Network | Change | Mapping[str, Panel],
    *,
    colour: str | None = None,
    shape: str | None = None,
    size: str | None = "total_degree",
    label: str | None = None,
    groups: str | Mapping[str, Sequence[str]] | None = None,
    relations: Sequence[str] | None = None,
    attributes: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    view: str | tuple[str, str] | View | None = None,
    steps: Iterable[tuple[str, View]] = (),
    title: str | None = None,
    language: str = "en",
    renderer: str = "auto",
    layout: Layout = "union",
    stillness: float | None = None,
) -> Map:
    """Draw a map of networks over waves.

    The map opens as one file without a network connection. It has the waves, the
    difference between each two (formed, dissolved, strengthened, weakened, *not
    measured*), filters, a caption in words, and tables of actors and ties.

    Parameters
    ----------
    source
        A panel, a network or a change; or several panels by name, such as what each layer
        of respondents says (see `by_layer`), whose relations stand side by side. Without
        `view` a panel opens at the last wave and a change at the difference.
    colour, shape
        Attributes of the actors that give colour and shape; ``"sector"`` gives both
        without, where they have one and `attributes` does not leave it out. Colour alone
        gives the shape too.
    size
        Measure of the actors that gives their size (see `list_measures`), or ``None``.
    label
        Attribute with shorter names, to stand on the map.
    groups
        An attribute, or members by name, around whom a line can be drawn; an actor may be
        in several. In terms of other organisations a member may go by a name that it had.
    relations
        Which relations are on the map; all without.
    attributes
        Attributes to filter by; every one that has 2 to 16 values without. None other
        than these, and those named as `colour`, `shape`, `label` or `groups`, is in the
        file.
    measures
        Measures that are told of each actor, and that sizes can be switched to; degrees
        and betweenness without, up to 500 actors. What is on none of these is not in the
        file.
    view
        What the map opens at: a wave, two to see what changed between them, or a `View`.
    steps
        A story that a reader walks through: texts, each with what is shown.
    title
        Title of the page; relations and waves without.
    language
        ``"en"`` or ``"nl"``.
    renderer
        ``"svg"`` (small, every actor is within reach of keyboard and screen reader),
        ``"pyvis"`` (a canvas with vis-network, for physics and dragging), or ``"auto"``: svg
        up to 500 actors.
    layout
        Where the actors stand. ``"union"``: by the ties of all waves together, and nobody
        moves, so that a difference between waves can be read. ``"linked"``: by the ties of each
        wave, as far as stillness allows. ``"anchored"``: likewise, each wave near to the union.
        ``"grouped"``: as the union, with the `groups`, or those of one colour, apart. Or places of
        your own: from actor to x and y (to the right and up), or a table with the columns
        ``actor``, ``x``, ``y`` and, where places differ, ``wave``.
    stillness
        How much movement weighs against stress in ``"linked"`` and ``"anchored"``: 0.1 without;
        with more, actors move less and stand less as the ties of their wave have it; with
        infinity nobody moves.

    Returns
    -------
    Map
        ``.save(path)`` writes it, a notebook shows it, ``.spec`` is what it shows.

    Raises
    ------
    UsageError
        If a name is unknown, there is nothing to draw, or there are too many actors (5,000, and
        1,000 where they move or stand in groups); if places are given that are not one for
        each actor; or if unobserved cells were treated: a map shows what was observed.

    Notes
    -----
    One layout serves all relations. That of the union is the stress layout of every tie that
    is known in any of them and in any wave [1]_, and of who became whom; parts between which there
    is no path stand side by side [2]_; beyond 1,000 connected actors it starts from pivots [3]_.
    In the linked and the anchored layout [4]_ movement is that between neighbouring waves, and that
    from the union; of whom nothing is known in a wave stands between its places before and
    after. ``.spec.layout`` says how faithful the places are. The statuses of a difference are
    those of `compare`. What happened in the region, the milestones of a panel, stands beside
    the map, between the waves.

    References
    ----------
    .. [1] Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress
       majorization. *Graph Drawing*, 239–250.
    .. [2] Freivalds, K., Dogrusoz, U. & Kikusts, P. (2002). Disconnected graph layout and
       the polyomino packing approach. *Graph Drawing*, 378–391.
    .. [3] Brandes, U. & Pich, C. (2006). Eigensolver methods for progressive
       multidimensional scaling of large data. *Graph Drawing*, 42–53.
    .. [4] Brandes, U. & Mader, M. (2012). A quantitative comparison of stress-minimization
       approaches for offline dynamic graph drawing. *Graph Drawing*, 99–110.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.Graph([("A", "B"), ("B", "C")]), wave="2022")
    >>> new = rn.from_networkx(nx.Graph([("A", "B"), ("A", "C")]), wave="2024")
    >>> print(rn.draw(rn.compare(old, new)).spec.relations[0].changes["0-1"])
    2022 → 2024, among the 3 organisations that were there both times: 1 tie is new, 1 is
    gone, 1 was kept. Nothing says who answered; all are taken to have.
    """
    words = Wording(language)
    by_relation = _by_relation(source, _several(relations))
    networks = [network for several in by_relation for network in several]
    everyone = all_actors(networks)
    _check(networks, len(everyone))
    layers = [layer(several, everyone) for several in by_relation]
    panels = _panels(source)
    became = moves(panels, everyone)
    drawn = _drawn(layers, colour, shape, _several(attributes))
    known = traits.traits(layers, everyone, drawn, _several(attributes), words)
    measured = pieces.measures(layers, everyone, size, _several(measures), words)
    waves = tuple(network.wave for network in by_relation[0])
    moved = described(became, everyone, words)
    shown = tuple(pieces.relation(one, moved, words) for one in layers)
    former = former_names(networks)
    around = tuple(traits.groups(layers, everyone, groups, former))
    on = ground(layers, everyone, became)
    coloured = known[0] if drawn else None
    places = places_of(
        layout, stillness, on, everyone, waves, lambda: members_of(around, coloured, len(everyone))
    )
    called = traits.other_names(layers, everyone, label)
    exact, moving = not isinstance(layout, str), len(places) > 1
    sheet = lay_out(
        places,
        called,
        np.diff(on.ties.indptr),
        loose=on.loose() if moving and not exact else None,
        present=on.present if moving else None,
        exact=exact,
    )
    names = Names(
        waves, shown, list(everyone), known, measured, size is not None, bool(around), former
    )
    first = (0, 1) if isinstance(source, Change) else (len(waves) - 1,)
    spec = MapSpec(
        title=whole(title or "") or _title(by_relation, words),
        language=language.replace("_", "-"),
        waves=waves,
        view=placed(view if isinstance(view, View) else View(waves=view), names, first),
        width=WIDTH,
        height=sheet.height,
        radius=sheet.radius,
        font=sheet.font,
        line=sheet.line,
        layout=told(layout, stillness, sheet.places, on, waves, words),
        relations=shown,
        actors=tuple(pieces.actors(layers, everyone, sheet)),
        ties=tuple(
            tie for k, one in enumerate(layers) for tie in pieces.ties(one, k, len(everyone))
        ),
        inside=tuple(inside(layers, everyone)),
        attributes=known,
        colour=0 if drawn else None,
        shape=len(drawn) - 1 if drawn else None,
        measures=measured,
        groups=around,
        moves=became,
        labels=page_labels(words),
        terms=lineage_caption(networks, words),
        milestones=pieces.milestones(panels, language),
        steps=tuple(_step(k, step, names, first) for k, step in enumerate(steps, 1)),
    )
    few = len(everyone) <= MOST_ELEMENTS
    return Map(spec, ("svg" if few else "pyvis") if renderer == "auto" else renderer)


def _several(names: Sequence[str] | None) -> Sequence[str] | None:
    """Names; a text is one, and not its letters."""
    return [names] if isinstance(names, str) else names


def _panels(source: Panel | Network | Change | Mapping[str, Panel]) -> list[Panel]:
    """The panels of a source, which say what happened."""
    panels = source.values() if isinstance(source, Mapping) else [source]
    return [panel for panel in panels if isinstance(panel, Panel)]


def _step(place: int, step: tuple[str, View], names: Names, first: tuple[int, ...]) -> MapStep:
    """A step of the story; what is wrong with its view is said of that step."""
    try:
        text, part = step
    except (TypeError, ValueError):
        raise UsageError(Phrase("usage.map.step")) from None
    try:
        return MapStep(whole(str(text)), placed(part, names, first))
    except UsageError as error:
        raise UsageError(Phrase("usage.map.in_step", step=place, told=error.args[0])) from None


def _by_relation(
    source: Panel | Network | Change | Mapping[str, Panel], relations: Sequence[str] | None
) -> list[list[Network]]:
    """The waves of each relation."""
    if isinstance(source, Network):
        found = [[source]]
    elif isinstance(source, Change):
        found = [[source.before, source.after]]
    elif isinstance(source, Mapping):
        found = [several for name, panel in source.items() for several in _named(name, panel)]
        if len({tuple(network.wave for network in several) for several in found}) > 1:
            raise UsageError(Phrase("usage.map.waves"))
    else:
        panel = expect(source, Panel, "drawable", function="draw")
        found = [[panel[wave, name] for wave in panel.waves] for name in panel.relations]  # type: ignore[misc]
    if not any(found):
        raise UsageError(Phrase("usage.map.no_network"))
    known = [several[0].relation for several in found]
    for name in relations or ():
        if name not in known:
            raise unknown("relation", name, known)
    return [several for several in found if relations is None or several[0].relation in relations]


def _named(name: str, panel: Panel) -> Iterator[list[Network]]:
    """The waves of each relation of a panel, under a name that says which panel it is."""
    for several in _by_relation(expect(panel, Panel, "drawable", function="draw"), None):
        own = several[0].relation
        told = whole(name) if own == DEFAULT_RELATION else f"{own} ({whole(name)})"
        yield [replace(network, relation=told) for network in several]


def _check(networks: Sequence[Network], actors: int) -> None:
    if any(network.treated is not None for network in networks):
        raise UsageError(Phrase("usage.map.treated"))
    if not actors:
        raise UsageError(Phrase("usage.map.no_actor"))
    if actors > MOST_ACTORS:
        raise UsageError(Phrase("usage.map.too_large", most=MOST_ACTORS, actors=actors))


def _drawn(
    layers: Sequence[Layer],
    colour: str | None,
    shape: str | None,
    attributes: Sequence[str] | None,
) -> dict[str, int]:
    """The attributes that give colour and shape, and how many values of each can be told apart."""
    possible = traits.attribute_names(layers) if attributes is None else attributes
    usual = [n for n in map(str, possible) if n.casefold() == traits.DEFAULT_COLOUR]
    colour = colour or next(iter(usual), None)
    asked = [name for name in (colour or shape, shape or colour) if name]
    chosen = dict.fromkeys(traits.attribute_called(layers, name) for name in asked)
    most = traits.MOST_VALUES if len(chosen) < 2 else traits.MOST_ALONE
    return dict.fromkeys(chosen, most)


def _title(by_relation: Sequence[Sequence[Network]], words: Wording) -> str:
    names = ", ".join(relation_name(waves[0].relation, words) for waves in by_relation)
    first, last = by_relation[0][0].wave, by_relation[0][-1].wave
    return f"{names}, {first}" if first == last else f"{names}, {first}–{last}"
