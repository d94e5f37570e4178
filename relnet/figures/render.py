"""From a sheet to a matplotlib figure, and from that to files."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib import style
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text as DrawnText
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from relnet.figures.letters import drawable, font_file, text_width
from relnet.figures.outlines import UP, Outline
from relnet.figures.sheet import Shape, Text
from relnet.figures.style import PAPER, Line, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Transform

    from relnet.figures.sheet import Sheet

HALO = 2.0
"""How wide the paper shows around letters, in points, on both sides together."""
NO_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What no XML may hold, and a name can."""
ALIGN: dict[str, Literal["left", "center", "right"]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}


@contextmanager
def drawn_alike() -> Iterator[None]:
    """Draw with the settings of the figures, whatever a user has set."""
    with style.context(["default", dict(settings())]):
        yield


class Shapes(Artist):
    """Shapes that are drawn one after another, each under its own name.

    Parameters
    ----------
    shapes
        From the back to the front.
    transform
        From points of the sheet.
    """

    def __init__(self, shapes: list[Shape], transform: Transform) -> None:
        super().__init__()
        self.shapes = shapes
        self.set_transform(transform)

    def draw(self, renderer: RendererBase) -> None:
        """Draw them."""
        if not self.get_visible():
            return
        for shape in self.shapes:
            if shape.gid:
                renderer.open_group("shape", gid=shape.gid)
            self._draw(renderer, shape)
            if shape.gid:
                renderer.close_group("shape")
        self.stale = False

    def _draw(self, renderer: RendererBase, shape: Shape) -> None:
        context = renderer.new_gc()
        line = shape.line
        context.set_linewidth(line.width if line else 0.0)
        context.set_snap(False)
        if line:
            context.set_foreground(to_rgba(line.colour, line.opacity))
            context.set_capstyle("round" if line.round else "butt")
            context.set_joinstyle("round" if line.round else "miter")
            context.set_dashes(0, line.dashes or None)
        fill = None if shape.fill is None else to_rgba(shape.fill)
        path = Path(shape.outline.points, shape.outline.steps)
        renderer.draw_path(context, path, self.get_transform(), fill)
        context.restore()


def figure_of(sheet: Sheet) -> Figure:
    """Return a sheet as a figure of matplotlib."""
    figure = Figure(figsize=(sheet.width / 72, sheet.height / 72), dpi=72, facecolor=PAPER)
    down = Affine2D().scale(1, -1).translate(0, sheet.height).scale(1 / 72)
    place = down + figure.dpi_scale_trans
    waiting: list[Shape] = []
    for part in sheet.marks:
        if isinstance(part, Shape):
            waiting.append(part)
            continue
        if part.halo:
            waiting.append(_halo(part))
        _add(figure, Shapes(waiting, place))
        _add(figure, _written(part, place))
        waiting = []
    _add(figure, Shapes(waiting, place))
    return figure


def _add(figure: Figure, artist: Artist) -> None:
    """Put an artist on top of those that are there."""
    artist.set_zorder(len(figure.get_children()))
    figure.add_artist(artist)


def _written(text: Text, place: Transform) -> DrawnText:
    artist = DrawnText(
        text.x,
        text.y,
        drawable(text.text),
        color=text.colour,
        horizontalalignment=ALIGN[text.align],
        verticalalignment="baseline",
        rotation=90 if text.turned else 0,
        rotation_mode="anchor",
        fontproperties=FontProperties(fname=font_file(bold=text.bold), size=text.size),
        parse_math=False,
        transform=place,
    )
    artist.set_gid(text.gid or None)
    return artist


def _halo(text: Text) -> Shape:
    """The paper around the letters of a text."""
    font = FontProperties(fname=font_file(bold=text.bold))
    letters = TextPath((0, 0), drawable(text.text), size=text.size, prop=font)
    width = text_width(drawable(text.text), text.size, bold=text.bold)
    start = {"start": 0.0, "middle": -width / 2, "end": -width}[text.align]
    points = (letters.vertices + np.array([start, 0.0])) * np.array([1.0, -1.0])
    flat = Outline(points, letters.codes).turned(UP if text.turned else 0.0)
    return Shape(flat.moved(text.x, text.y), line=Line(PAPER, HALO, round=True))


def as_svg(sheet: Sheet, language: str, title: str, told: str) -> str:
    """Return an SVG whose text alternative is a title and what is told besides."""
    empty = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    text = _saved(sheet, "svg", metadata=empty).decode("utf-8")
    start = text.index("<svg ")
    end = text.index(">", start)
    own = f'{text[start:end]} role="img" aria-labelledby="title desc" xml:lang="{language}">'
    said = f'<title id="title">{_xml(title)}</title>\n <desc id="desc">{_xml(told)}</desc>'
    return f"{text[:start]}{own}\n {said}{text[end + 1 :]}"


def as_png(sheet: Sheet, dots: float, title: str, told: str) -> bytes:
    """Return a PNG that holds its text alternative."""
    told = _whole(f"{title}\n{told}")
    said = {"Title": _whole(title), "Description": told, "Software": None}
    return _saved(sheet, "png", dpi=dots, metadata=said)


def as_pdf(sheet: Sheet, title: str, told: str) -> bytes:
    """Return a PDF that holds its text alternative."""
    empty = dict.fromkeys(("Creator", "Producer", "CreationDate"))
    return _saved(sheet, "pdf", metadata={"Title": _whole(title), "Subject": _whole(told)} | empty)


def _saved(sheet: Sheet, kind: str, **given: Any) -> bytes:
    file = io.BytesIO()
    with drawn_alike():
        figure_of(sheet).savefig(file, format=kind, **given)
    return file.getvalue()


def _xml(text: str) -> str:
    return escape(_whole(text), quote=False)


def _whole(text: str) -> str:
    """Text without what no file can hold."""
    return NO_XML.sub("\ufffd", text)
