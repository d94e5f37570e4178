"""From a panel, a network or a change to a map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from relnet.change import Change
from relnet.errors import UsageError
from relnet.maps import pieces
from relnet.maps.captions import lineage_caption, relation_name
from relnet.maps.map import Map
from relnet.maps.sheet import WIDTH, lay_out
from relnet.maps.spec import MapSpec
from relnet.maps.union import all_actors, all_ties, layer
from relnet.maps.words import page_labels
from relnet.panel import Network, Panel
from relnet.wording import Phrase, Wording, expect, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ACTORS = 1_000
"""Beyond this a map of points and lines shows nothing that a reader can follow."""


def draw(
    source: Panel | Network | Change,
    *,
    colour: str | None = None,
    size: str | None = "total_degree",
    view: str | tuple[str, str] | None = None,
    title: str | None = None,
    language: str = "en",
    renderer: str = "svg",
) -> Map:
    """Draw a map of networks over waves, on which nobody moves.

    The map opens as one file without a network connection. It has the waves, the
    difference between each two (formed, dissolved, persisted, *not measured*), a caption
    in words and the table of ties.

    Parameters
    ----------
    source
        A panel, a network or a change. Without `view` a panel opens at the last wave and
        a change at the difference.
    colour
        Attribute of the actors that gives colour and shape; ``"sector"``, where they
        have one, without.
    size
        Measure of the actors that gives their size (see `list_measures`), or ``None``.
    view
        What the map opens at: a wave, or two to see what changed between them.
    title
        Title of the page; relation and waves without.
    language
        ``"en"`` or ``"nl"``.
    renderer
        ``"svg"`` (small, every actor is within reach of keyboard and screen reader) or
        ``"pyvis"`` (a canvas with vis-network, for physics and dragging).

    Returns
    -------
    Map
        ``.save(path)`` writes it, a notebook shows it, ``.spec`` is what it shows.

    Raises
    ------
    UsageError
        If a name is unknown, there is nothing to draw, or there are too many actors; or if
        unobserved cells were treated: a map shows what was observed.

    Notes
    -----
    One layout serves all waves and relations: the stress layout of every tie that is
    known in any of them [1]_. The statuses of a difference are those of `compare`. What
    happened in the region, the milestones of a panel, stands beside the map, between the
    waves.

    References
    ----------
    .. [1] Gansner, E. R., Koren, Y. & North, S. (2004). Graph drawing by stress
       majorization. *Graph Drawing*, 239–250.

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
    by_relation = _by_relation(source)
    networks = by_relation[0]
    waves = tuple(network.wave for network in networks)
    everyone = all_actors([network for several in by_relation for network in several])
    if any(network.treated is not None for several in by_relation for network in several):
        raise UsageError(Phrase("usage.map.treated"))
    if not len(everyone):
        raise UsageError(Phrase("usage.map.no_actor"))
    if len(everyone) > MOST_ACTORS:
        raise UsageError(Phrase("usage.map.too_large", most=MOST_ACTORS, actors=len(everyone)))
    layers = [layer(several, everyone) for several in by_relation]
    colour, codes, names = pieces.groups(layers, everyone, colour, words)
    sizes = [pieces.sizes(one, everyone, size) for one in layers]
    sheet = lay_out(all_ties(layers, len(everyone)), list(everyone))
    spec = MapSpec(
        title=title or _title(by_relation, words),
        language=language,
        waves=waves,
        view=_view(source, waves, view),
        width=WIDTH,
        height=sheet.height,
        radius=sheet.radius,
        font=sheet.font,
        line=sheet.line,
        relations=tuple(
            pieces.relation(one, values, words) for one, values in zip(layers, sizes, strict=True)
        ),
        actors=tuple(pieces.actors(layers, everyone, sheet, codes, sizes)),
        ties=tuple(
            tie for k, one in enumerate(layers) for tie in pieces.ties(one, k, len(everyone))
        ),
        colour=colour,
        groups=names,
        size=size,
        labels=page_labels(words, size),
        terms=lineage_caption([network for several in by_relation for network in several], words),
        milestones=tuple(pieces.milestones(source, language)) if isinstance(source, Panel) else (),
    )
    return Map(spec, renderer)


def _by_relation(source: Panel | Network | Change) -> list[list[Network]]:
    """The waves of each relation."""
    if isinstance(source, Network):
        return [[source]]
    if isinstance(source, Change):
        return [[source.before, source.after]]
    panel = expect(source, Panel, "drawable", function="draw")
    if not len(panel):
        raise UsageError(Phrase("usage.map.no_network"))
    return [[panel[wave, name] for wave in panel.waves] for name in panel.relations]  # type: ignore[misc]


def _view(
    source: object, waves: tuple[str, ...], view: str | tuple[str, str] | None
) -> tuple[int, ...]:
    """Positions of the waves that are shown first."""
    if view is None:
        return (0, 1) if isinstance(source, Change) else (len(waves) - 1,)
    several = [view] if isinstance(view, str | int) else expect(view, Iterable, "view")
    asked = [str(wave) for wave in several]
    for wave in asked:
        if wave not in waves:
            raise unknown("wave", wave, waves)
    places = tuple(waves.index(wave) for wave in asked)
    if len(places) not in {1, 2} or places != tuple(sorted(set(places))):
        shown = ", ".join(asked)
        raise UsageError(Phrase("usage.map.view", view=shown))
    return places


def _title(by_relation: Sequence[Sequence[Network]], words: Wording) -> str:
    names = ", ".join(relation_name(waves[0].relation, words) for waves in by_relation)
    first, last = by_relation[0][0].wave, by_relation[0][-1].wave
    return f"{names}, {first}" if first == last else f"{names}, {first}–{last}"
