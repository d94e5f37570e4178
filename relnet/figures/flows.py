"""The alluvial figure of an attribute over waves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.figures.given import check_observed
from relnet.figures.key import Row, Section, draw_key
from relnet.figures.letters import drawable, shortened, text_width
from relnet.figures.outlines import CLOSE, CURVE, LINE, MOVE, Outline, box, outline
from relnet.figures.picture import Picture
from relnet.figures.said import from_to, named_in, with_capital
from relnet.figures.sheet import EDGE, Sheet, Text
from relnet.figures.streams import JOINERS, LEAVERS, UNKNOWN, Streams, streams_of
from relnet.figures.style import (
    BODY,
    GAINED,
    INK,
    LOST,
    NONE,
    PAGE,
    PAPER,
    SMALL,
    SOFT,
    VALUES,
    Line,
    luminance,
    mixed,
    points,
)  # fmt: skip
from relnet.figures.values import natural
from relnet.panel import Panel
from relnet.wording import Phrase, Wording, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relnet.figures.sheet import Align

BAR, GAP, APART = 11.0, 4.0, 9.0
"""Width of a bar, room between bars, and above the bands of who came and went, in points."""
TALL, LEAST, HIGHEST = 0.62, 200.0, 300.0
"""Height of all bars, as a share of the width, at least and at most, in points."""
LONGEST = 0.26
"""Room for names on either side, as a share of the width."""
TURNS = ("merge", "rename", "split")
"""What happens to organisations that have another name after it."""
STAYS, CHANGES = "70", "b8"
"""How much a flow hides of what is behind it: to the same value and to another, in hexadecimal."""
BANDS = {
    UNKNOWN: (NONE, Line(INK, 0.7, (2.0, 1.4))),
    JOINERS: (mixed(GAINED, 0.22), Line(GAINED, 0.9)),
    LEAVERS: (mixed(LOST, 0.22), Line(LOST, 0.9, (2.0, 1.4))),
}
"""What fills bars that are no value, and the line around them."""
LIGHT = 0.21
"""From this luminance on, a dark number stands out more than a light one."""


def plot_flows(
    panel: Panel,
    attribute: str,
    *,
    title: str | None = None,
    width: float = PAGE,
    language: str = "en",
) -> Picture:
    """Draw how actors move between the values of an attribute, from wave to wave.

    Parameters
    ----------
    panel
        The panel; of several relations the rosters together.
    attribute
        What the actors are in each wave, such as their coalition or sector.
    title
        Above the figure; the attribute and the waves without.
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
        If there are no actors, or none has the attribute; or if unobserved cells were
        treated: the figure shows what was observed.

    Notes
    -----
    Joiners, leavers and those of which the value is not known are bands of their own; who is
    a joiner or a leaver is told from the rosters by name. For mergers and new names bring the
    panel in the terms of one wave first (see `in_terms_of`); the caption names whom this
    concerns, where the survey tells. Of more than eight values the smallest are one.

    Examples
    --------
    >>> import relnet as rn
    >>> panel = rn.build_panel(rn.datasets.lindeland().survey)
    >>> rn.plot_flows(panel, "sector")
    <Picture: Organisations by sector, 2019, 2021, 2023, 2025: 42, 43, 42, 42 organisations.>
    """
    points(width)
    words = Wording(language)
    check_observed(expect(panel, Panel, "panel_of", function="plot_flows"))
    if not any(network.n for network in panel):
        raise UsageError(Phrase("usage.map.no_actor"))
    streams = streams_of(panel, attribute, words("map.group.rest"))
    waves = ", ".join(streams.waves)
    counts = ", ".join(words.number(len(codes)) for codes in streams.codes)
    head = title or words(
        "figure.flows.title", attribute=with_capital(attribute), waves=from_to(streams.waves)
    )
    told = " ".join([words("figure.flows.told"), *_turned(panel, streams, words)])
    return Picture(
        text=words("figure.flows.text", attribute=attribute, waves=waves, counts=counts),
        description=" ".join([told, *_described(streams, words)]),
        caption=f"{head}. {told}",
        language=language,
        _sheet=partial(_sheet, streams, head, told, width, words),
    )


def _turned(panel: Panel, streams: Streams, words: Wording) -> Iterator[str]:
    """Who is a leaver because it merged, was split or took another name."""
    if panel.events is None:
        return
    events = panel.events[panel.events["event"].isin(TURNS)]
    turned = set(zip(events["wave"].astype(str), events["actor"].astype(str), strict=True))
    left = {
        (wave, actor)
        for wave, (old, new) in zip(streams.waves[1:], pairwise(streams.codes), strict=True)
        for actor in old.keys() - new.keys()
    }
    names = sorted((actor for _, actor in turned & left), key=natural)
    if names:
        yield words("figure.flows.turned", names=named_in(names, words))


def _called(streams: Streams, code: int, words: Wording) -> str:
    bands = {
        UNKNOWN: "map.group.none", JOINERS: "figure.flows.joiners", LEAVERS: "figure.flows.leavers",
    }  # fmt: skip
    return streams.values[code] if code >= 0 else words(bands[code])


def _described(streams: Streams, words: Wording) -> Iterator[str]:
    """How many have which value in each wave, and who goes from which to which."""
    for k, wave in enumerate(streams.waves):
        sizes = streams.sizes(k)
        parts = [
            f"{_called(streams, code, words)} {words.number(sizes[code])}"
            for code in _order(streams)
            if sizes[code] and code not in {JOINERS, LEAVERS}
        ]
        yield f"{wave}: {', '.join(parts)}."
        if k + 1 < len(streams.waves):
            flows = streams.flows(k)
            moved = [
                f"{_called(streams, old, words)} → {_called(streams, new, words)} {words.number(n)}"
                for (old, new), n in sorted(flows.items(), key=lambda one: (-one[1], one[0]))
                if old != new
            ]
            pair = f"{wave} → {streams.waves[k + 1]}"
            yield f"{pair}: {', '.join(moved) or words('figure.flows.nothing')}."


def _order(streams: Streams) -> list[int]:
    return [*range(len(streams.values)), UNKNOWN, JOINERS, LEAVERS]


@dataclass(frozen=True)
class _Bars:
    """Where the bars stand: those of values from the top, then who comes, then who went."""

    streams: Streams
    sheet: Sheet
    first: float
    step: float
    top: float

    def x(self, wave: int) -> float:
        return self.first + wave * self.step

    @cached_property
    def sizes(self) -> list[dict[int, int]]:
        """How large each bar is, by wave."""
        return [dict(self.streams.sizes(k)) for k in range(len(self.streams.waves))]

    @cached_property
    def unit(self) -> float:
        """Height of one actor, in points."""
        high = min(max(TALL * self.sheet.width, LEAST), HIGHEST)
        gaps = GAP * len(self.streams.values)
        bands = sum(max(size.get(band, 0) for size in self.sizes) for band in (JOINERS, LEAVERS))
        most = max(len(codes) for codes in self.streams.codes) + bands
        return min(max(high - gaps, high / 2) / most, 14.0)

    @cached_property
    def y(self) -> list[dict[int, float]]:
        """Where each bar begins, by wave."""
        found: list[dict[int, float]] = []
        for size in self.sizes:
            at, own = self.top, {}
            for code in [*range(len(self.streams.values)), UNKNOWN]:
                if size.get(code):
                    own[code] = at
                    at += size[code] * self.unit + GAP
            found.append(own)
        for band, y in self.bands.items():
            for own, size in zip(found, self.sizes, strict=True):
                if size.get(band):
                    own[band] = y
        return found

    @cached_property
    def bands(self) -> dict[int, float]:
        """Where the bands of who comes and who went begin, below all values."""
        others = [{c: n for c, n in size.items() if c >= UNKNOWN} for size in self.sizes]
        at = self.top + max(sum(own.values()) * self.unit + len(own) * GAP for own in others)
        at, found = at + APART - GAP, {}
        for band in (JOINERS, LEAVERS):
            most = max(size.get(band, 0) for size in self.sizes)
            if most:
                found[band] = at
                at += most * self.unit + APART
        return found

    @property
    def bottom(self) -> float:
        """Below all bars."""
        ends = (
            own[code] + size[code] * self.unit
            for own, size in zip(self.y, self.sizes, strict=True)
            for code in own
        )
        return max(ends)


def _sheet(streams: Streams, title: str, told: str, width: float, words: Wording) -> Sheet:
    sheet = Sheet(points(width))
    sheet.title(title)
    names = [_called(streams, code, words) for code in _order(streams)]
    room = LONGEST * sheet.width
    widest = max(text_width(drawable(name), BODY) for name in names) + 14
    size, side = (BODY if widest <= room else SMALL), min(widest, room)
    span = sheet.room - 2 * side - BAR
    step = span / max(len(streams.waves) - 1, 1)
    bars = _Bars(streams, sheet, EDGE + side, step, sheet.at + BODY * 2)
    for k, wave in enumerate(streams.waves):
        head = shortened(wave, BODY, max(step - 4, 30), bold=True)
        sheet.write(Text(bars.x(k) + BAR / 2, sheet.at + BODY, head, align="middle", bold=True))
    for k in range(len(streams.waves) - 1):
        _draw_flows(bars, k)
    for k in range(len(streams.waves)):
        _draw_bars(bars, k)
    _draw_names(bars, size, side - 6, words)
    sheet.at = bars.bottom + 4
    draw_key(sheet, [Section(words("figure.flows.bands"), _key(bars, words))])
    sheet.paragraph(told, size=SMALL)
    return sheet


def _key(bars: _Bars, words: Wording) -> list[Row]:
    """What the bars of who comes and who went look like."""
    texts = {
        JOINERS: words("figure.flows.joiners.told"), LEAVERS: words("figure.flows.leavers.told"),
    }  # fmt: skip
    return [Row(texts[code], [(box(-4, -3, 8, 6), *BANDS[code])]) for code in bars.bands]


def _colour(code: int) -> str:
    return VALUES[code % len(VALUES)] if code >= 0 else NONE


def _draw_flows(bars: _Bars, wave: int) -> None:
    """Draw the flows from a wave to the next, those that stay at the back."""
    flows = bars.streams.flows(wave)
    order = {code: k for k, code in enumerate(_order(bars.streams))}
    out, into = dict(bars.y[wave]), dict(bars.y[wave + 1])
    shapes = []
    for old, new in sorted(flows, key=lambda pair: (order[pair[0]], order[pair[1]])):
        high = flows[old, new] * bars.unit
        shapes.append((old, new, out[old], high))
        out[old] += high
    ends = {}
    for old, new in sorted(flows, key=lambda pair: (order[pair[1]], order[pair[0]])):
        ends[old, new] = into[new]
        into[new] += flows[old, new] * bars.unit
    left, right = bars.x(wave) + BAR, bars.x(wave + 1)
    for old, new, start, high in sorted(shapes, key=lambda one: one[0] != one[1]):
        colour = _colour(new if old in {JOINERS, UNKNOWN} else old)
        stays = old == new
        edge = None if stays else Line(SOFT, 0.35)
        gid = f"flow-{wave}-{old}-{new}-{flows[old, new]}"
        ribbon = _ribbon(left, start, right, ends[old, new], high)
        bars.sheet.draw(ribbon, gid, fill=colour + (STAYS if stays else CHANGES), line=edge)


def _ribbon(left: float, start: float, right: float, end: float, high: float) -> Outline:
    middle = (left + right) / 2
    there = [(left, start), (middle, start), (middle, end), (right, end)]
    back = [(right, end + high), (middle, end + high), (middle, start + high), (left, start + high)]
    steps = [MOVE, *[CURVE] * 3, LINE, *[CURVE] * 3, CLOSE]
    return outline([*there, *back, (left, start)], steps)


def _draw_bars(bars: _Bars, wave: int) -> None:
    for code, y in bars.y[wave].items():
        size = bars.sizes[wave][code]
        high, gid = size * bars.unit, f"bar-{wave}-{code}-{size}"
        bar = box(bars.x(wave), y, BAR, high)
        fill, line = (_colour(code), Line(INK, 0.4)) if code >= 0 else BANDS[code]
        bars.sheet.draw(bar, gid, fill=fill, line=line)
        _draw_number(bars, wave, code, y + high / 2, fill if high >= SMALL else None)


def _draw_number(bars: _Bars, wave: int, code: int, middle: float, fill: str | None) -> None:
    """Write how many there are in a bar, or beside one that is too low for it."""
    number, low = str(bars.sizes[wave][code]), middle + SMALL * 0.36
    room = text_width(number, SMALL, bold=True) <= BAR - 0.5
    if fill is not None and room:
        ink = INK if luminance(fill) >= LIGHT else PAPER
        middle = bars.x(wave) + BAR / 2
        bars.sheet.write(Text(middle, low, number, SMALL, "middle", bold=True, colour=ink))
        return
    left = wave == len(bars.streams.waves) - 1 or (code == JOINERS and wave > 0)
    x = bars.x(wave) + (-1.5 if left else BAR + 1.5)
    align: Align = "end" if left else "start"
    bars.sheet.write(Text(x, low, number, SMALL, align, bold=True, halo=True))


def _draw_names(bars: _Bars, size: float, room: float, words: Wording) -> None:
    """Write the values on both sides, who comes on the left and who went on the right."""
    last = len(bars.streams.waves) - 1
    sides: list[tuple[int, int, float, Align]]
    sides = [(0, JOINERS, bars.x(0) - 4, "end"), (last, LEAVERS, bars.x(last) + BAR + 4, "start")]
    for wave, band, x, align in sides if last else sides[1:]:
        begins = {code: y for code, y in bars.y[wave].items() if code >= UNKNOWN}
        begins |= {code: y for code, y in bars.bands.items() if code == band}
        lowest = bars.top - BODY
        for code, y in begins.items():
            high = bars.sizes[wave].get(code) or max(one.get(code, 0) for one in bars.sizes)
            middle = y + high * bars.unit / 2
            lowest = max(middle, lowest + BODY * 1.05)
            bars.sheet.name((x, lowest), _called(bars.streams, code, words), size, room, align)
