"""The bump chart of ranks over waves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.figures.given import one_relation
from relnet.figures.key import Part, Row, Section, draw_key
from relnet.figures.letters import drawable, shortened, text_width
from relnet.figures.outlines import CURVE, MOVE, Outline, circle, outline, path
from relnet.figures.picture import Picture
from relnet.figures.ranked import Chart, Standing, highest, standings
from relnet.figures.said import from_to, named_in, relation_called, with_capital
from relnet.figures.sheet import EDGE, Sheet, Text
from relnet.figures.style import (
    BODY,
    GAINED,
    INK,
    KEPT,
    LOST,
    PAGE,
    PAPER,
    RULE,
    SMALL,
    SOFT,
    Line,
    points,
)  # fmt: skip
from relnet.measures import MEASURES
from relnet.wording import Phrase, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from relnet.panel import Network, Panel

MOST_PLACES = 40
"""How many places a page has room for."""
ROW, DOT = 13.0, 4.8
"""Height of a row and radius of a dot, in points."""
LONGEST = 0.29
"""Room for names on either side, as a share of the width."""
LEAST_INSIDE = 40.0
"""Least room for a name between two waves, in points."""
LINES = {
    "risen": Line(GAINED, 1.9),
    "fallen": Line(LOST, 1.6, (4.0, 2.0)),
    "level": Line(KEPT, 1.0),
    "gap": Line(KEPT, 1.2, (0.1, 3.0), round=True),
}


def plot_ranks(
    source: Panel | Sequence[Network],
    measure: str,
    *,
    most: int = 12,
    title: str | None = None,
    width: float = PAGE,
    language: str = "en",
) -> Picture:
    """Draw the ranks of actors by a measure, from wave to wave.

    Parameters
    ----------
    source
        A panel of one relation, or its networks in order.
    measure
        A measure that gives a number for each actor, such as ``"in_degree"`` (see
        `list_measures`).
    most
        How many places are shown, 1 to 40. Whoever has one of them in any wave is shown in
        every wave; beyond these places below a line, in order.
    title
        Above the figure; the measure, relation and waves without.
    width
        How wide it is, in mm: 60 to 420. A page is 170, a column some 85.
    language
        ``"en"`` or ``"nl"``.

    Returns
    -------
    Picture
        The figure, with a text alternative.

    Raises
    ------
    UsageError
        If there is no such measure of actors, nothing to draw, or more than one relation; or
        if unobserved cells were treated: the figure shows what was observed.

    Notes
    -----
    Rank 1 is the highest value. Actors with equal values share a rank, that of the first of
    them, and stand in the order of the wave before, or by name. Each wave's ranks are among
    all actors of which the measure is known then, so that one may fall because others came.
    Where a value is not known there is no dot: the line is dotted from the last that is known
    to the next. Who did not answer has an open dot: its value rests on what others said. The
    strongest rises and falls stand out, from the first wave in which an actor answered to the
    last: a change to or from a rank that rests on what others said does not.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> waves = {"2022": [("A", "B"), ("C", "B"), ("B", "A")], "2024": [("A", "C"), ("B", "C")]}
    >>> networks = [rn.from_networkx(nx.DiGraph(ties), wave=w) for w, ties in waves.items()]
    >>> print(rn.plot_ranks(networks, "in_degree").description)
    Ranks by ties received, 2022, 2024. C: 3, 1. B: 1, 2. A: 2, 2.
    """
    points(width)
    words, networks = Wording(language), one_relation(source, "plot_ranks")
    one = MEASURES[measure]
    if one.level != "actor" or one.by or one.together:
        raise UsageError(Phrase("usage.ranks", measure=repr(measure)))
    if not isinstance(most, int) or not 1 <= most <= MOST_PLACES:
        raise UsageError(Phrase("usage.figure.places", most=MOST_PLACES, places=repr(most)))
    waves = standings(networks, measure)
    shown = highest(waves, most)
    if not shown:
        raise UsageError(Phrase("usage.figure.no_rank", measure=repr(measure)))
    named = [network.wave for network in networks]
    about = {"measure": words.name("measure", measure), "waves": ", ".join(named)}
    head = title or words(
        "figure.ranks.title",
        measure=with_capital(about["measure"]),
        relation=relation_called(networks[0], words),
        waves=from_to(named),
    )
    latest = max(k for k, wave in enumerate(waves) if wave)
    leaders = named_in([actor for actor, one in waves[latest].items() if one.rank == 1], words)
    return Picture(
        text=words("figure.ranks.text", wave=named[latest], names=leaders, **about),
        description=" ".join(
            [words("figure.ranks.told", **about), *_described(networks, waves, shown, words)]
        ),
        caption=f"{head}. {words('figure.ranks.rule')}",
        language=language,
        _sheet=partial(_sheet, Chart(named, waves, shown, most), head, width, words),
    )


def _described(
    networks: Sequence[Network],
    waves: Sequence[dict[str, Standing]],
    shown: Sequence[str],
    words: Wording,
) -> Iterator[str]:
    """The rank of each actor shown in each wave, and what it rests on or why there is none."""
    rosters = [set(map(str, network.actors)) for network in networks]
    silent = [set(map(str, one.actors[~one.observation.answered])) for one in networks]
    for actor in shown:
        there = [k for k, roster in enumerate(rosters) if actor in roster]
        told = []
        for k, wave in enumerate(waves):
            if k in there:
                known = actor in wave
                rank = words.number(wave[actor].rank) if known else words("figure.ranks.unknown")
                unheard = actor in silent[k]
                told.append(words("figure.ranks.unanswered", rank=rank) if unheard else rank)
            else:
                why = "before" if k < there[0] else "after" if k > there[-1] else "between"
                told.append(words(f"figure.ranks.{why}"))
        yield f"{actor}: {', '.join(told)}."


def _sheet(chart: Chart, title: str, width: float, words: Wording) -> Sheet:
    sheet = Sheet(points(width))
    sheet.title(title)
    room = LONGEST * sheet.width
    widest = max(text_width(drawable(name), BODY) for name in chart.shown)
    size = BODY if widest <= room else SMALL
    side = min(widest, room) + DOT + 5
    first, last = EDGE + side, sheet.width - EDGE - side
    step = (last - first) / max(len(chart.named) - 1, 1)
    across = [first + k * step for k in range(len(chart.named))]
    top = sheet.at + BODY * 3.2
    for k, wave in enumerate(chart.named):
        name = shortened(wave, BODY, max(step - 4, 30), bold=True)
        sheet.write(Text(across[k], sheet.at + BODY, name, align="middle", bold=True))
        count = words.number(len(chart.waves[k]))
        sheet.write(
            Text(across[k], sheet.at + BODY * 2.2, f"n = {count}", SMALL, "middle", colour=SOFT)
        )
    down = {
        row: top + (row - 0.5) * ROW + (row > chart.most) * ROW / 2
        for row in range(1, chart.last + 1)
    }
    if chart.last > chart.most:
        y = top + chart.most * ROW + ROW / 4
        sheet.draw(path([(EDGE, y), (sheet.width - EDGE, y)]), line=Line(RULE, 0.6, (2, 2)))
    places = _Places(chart, sheet, across, down, step, size)
    for way in ("level", "fallen", "risen"):
        for actor in (one for one in chart.shown if chart.way(one) == way):
            places.line(actor)
    for actor in chart.shown:
        places.dots(actor)
        places.names(actor, room)
    sheet.at = down[chart.last] + ROW / 2 + 2
    draw_key(sheet, [Section(words("figure.ranks.lines"), list(_key(chart, words)))])
    sheet.paragraph(words("figure.ranks.rule"), size=SMALL)
    return sheet


@dataclass(frozen=True)
class _Places:
    """Where everyone stands on the sheet."""

    chart: Chart
    sheet: Sheet
    across: list[float]
    down: dict[int, float]
    step: float
    size: float

    def at(self, actor: str, wave: int) -> tuple[float, float]:
        """Where an actor stands in a wave."""
        return self.across[wave], self.down[self.chart.rows[wave][actor]]

    def line(self, actor: str) -> None:
        """From wave to wave, dotted past those that are not known."""
        known, k = self.chart.known(actor), self.chart.shown.index(actor)
        for start, end in pairwise(known):
            kind = self.chart.way_in(actor, start, end) if end == start + 1 else "gap"
            curve = _curve(self.at(actor, start), self.at(actor, end))
            self.sheet.draw(curve, f"{kind}-{k}-{start}-{end}", line=LINES[kind])

    def dots(self, actor: str) -> None:
        """A dot with its rank for each wave that is known."""
        for wave in self.chart.known(actor):
            colour = LINES[self.chart.way_in(actor, wave, wave)].colour
            standing, (x, y) = self.chart.waves[wave][actor], self.at(actor, wave)
            gid = f"rank-{self.chart.shown.index(actor)}-{wave}-{standing.rank}"
            fill, ink = (PAPER, INK) if standing.silent else (DARK.get(colour, colour), PAPER)
            edge = Line(DARK.get(colour, colour), 0.9, (2.0, 1.2) if standing.silent else ())
            self.sheet.draw(circle(DOT).moved(x, y), gid, fill=fill, line=edge)
            size = SMALL if standing.rank < 100 else 4.6
            number = Text(
                x, y + size * 0.36, str(standing.rank), size, "middle", bold=True, colour=ink
            )
            self.sheet.write(number)

    def names(self, actor: str, room: float) -> None:
        """On both sides, of who is there once on one; in between if there is room."""
        known, off = self.chart.known(actor), DOT + 3
        inside = self.step - 2 * DOT - 8
        (x, y), (right, low) = self.at(actor, known[0]), self.at(actor, known[-1])
        first, last, once = known[0] == 0, known[-1] == len(self.across) - 1, len(known) == 1
        if first:
            self.sheet.name((x - off, y), actor, self.size, room, "end")
        elif inside >= LEAST_INSIDE and not once:
            self.sheet.name((x - off, y), actor, self.size, inside, "end")
        if first and once:
            return
        if last:
            self.sheet.name((right + off, low), actor, self.size, room, "start")
        elif inside >= LEAST_INSIDE or known[0] > 0:
            self.sheet.name(
                (right + off, low), actor, self.size, max(inside, LEAST_INSIDE), "start"
            )


DARK = {KEPT: SOFT}
"""What is darker where a number stands on it."""


def _curve(start: tuple[float, float], end: tuple[float, float]) -> Outline:
    middle = (start[0] + end[0]) / 2
    return outline([start, (middle, start[1]), (middle, end[1]), end], [MOVE, *[CURVE] * 3])


def _key(chart: Chart, words: Wording) -> Iterator[Row]:
    """The kinds of line and dot that are drawn."""
    ways = [chart.way(actor) for actor in chart.shown]
    for way in ("risen", "fallen", "level"):
        if way in ways:
            text = words(f"figure.ranks.{way}", places=chart.much.get(way, 0))
            yield Row(text, [(path([(-8, 0), (8, 0)]), None, LINES[way])])
    shown = [(chart.known(actor), actor) for actor in chart.shown]
    if any(known[-1] - known[0] >= len(known) for known, _ in shown):
        yield Row(words("figure.ranks.gap"), [(path([(-8, 0), (8, 0)]), None, LINES["gap"])])
    if any(chart.waves[k][actor].silent for known, actor in shown for k in known):
        dot: list[Part] = [(circle(3.6), PAPER, Line(SOFT, 0.9, (2.0, 1.2)))]
        yield Row(words("figure.ranks.silent"), dot)
