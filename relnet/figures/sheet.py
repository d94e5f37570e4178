"""What a figure is made of before it is drawn: shapes and texts on a sheet, in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from relnet.figures.letters import drawable, shortened, wrapped
from relnet.figures.style import BODY, INK, LEADING, SOFT, TITLE

if TYPE_CHECKING:
    from relnet.figures.outlines import Outline
    from relnet.figures.style import Line

Align: TypeAlias = Literal["start", "middle", "end"]
EDGE = 2.0
"""Space kept free around everything."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """An outline that is filled, drawn or both.

    Attributes
    ----------
    outline : Outline
        In points, from the left and from the top.
    fill : str or None
        Its colour.
    line : Line or None
        How its outline is drawn.
    gid
        By which it can be found in an SVG.
    """

    outline: Outline
    fill: str | None = None
    line: Line | None = None
    gid: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one line.

    Attributes
    ----------
    x, y
        Where its first, middle or last letter stands, by `align`, from the left and the top.
    text, size
        The size of its letters in points.
    turned
        Whether it runs upwards.
    halo
        Whether the paper shows around its letters, where other things are below it.
    gid
        By which it can be found in an SVG.
    """

    x: float
    y: float
    text: str
    size: float = BODY
    align: Align = "start"
    bold: bool = False
    turned: bool = False
    colour: str = INK
    halo: bool = False
    gid: str = ""


@dataclass(slots=True)
class Sheet:
    """A sheet that is filled from the top.

    Attributes
    ----------
    width
        In points.
    at
        How far it is filled.
    marks : list of Shape or Text
        What is on it, from the back to the front.
    """

    width: float
    at: float = EDGE
    marks: list[Shape | Text] = field(default_factory=list)

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return self.at + EDGE

    @property
    def room(self) -> float:
        """How wide what stands on it can be."""
        return self.width - 2 * EDGE

    def title(self, text: str) -> None:
        """Write the title."""
        self.paragraph(text, size=TITLE, bold=True)
        self.at += 1.0

    def paragraph(
        self, text: str, *, size: float = BODY, bold: bool = False, colour: str | None = None
    ) -> None:
        """Write text in lines below what is there."""
        for line in wrapped(text, size, self.room, bold=bold):
            ink = colour or (INK if bold else SOFT)
            self.write(Text(EDGE, self.at + size, line, size, bold=bold, colour=ink))
            self.at += size * LEADING

    def write(self, text: Text) -> None:
        """Put a text on it; one that is empty is left out."""
        if drawable(text.text):
            self.marks.append(text)

    def name(
        self, at: tuple[float, float], text: str, size: float, room: float, align: Align
    ) -> None:
        """Write a name beside a point, in two lines where it is longer than there is room."""
        first, *rest = wrapped(text, size, room)
        second = shortened(" ".join(rest), size, room)
        x, low = at[0], at[1] + size * 0.36
        lift = size * LEADING * 0.43 if second else 0.0
        self.write(Text(x, low - lift, first, size, align, halo=True))
        self.write(Text(x, low + lift, second, size, align, halo=True))

    def draw(self, outline: Outline, gid: str = "", **looks: str | Line | None) -> None:
        """Put a shape on it."""
        self.marks.append(Shape(outline, gid=gid, **looks))  # type: ignore[arg-type]
