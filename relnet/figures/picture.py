"""Picture: a figure for print, with its text alternative."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

from relnet._files import write_bytes
from relnet.errors import UsageError, quoted
from relnet.figures.style import DOTS
from relnet.wording import Phrase

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.figure import Figure

    from relnet.figures.sheet import Sheet

ENDINGS = (".svg", ".png", ".pdf")
"""What the name of a picture's file may end in."""
FEWEST_DOTS, MOST_DOTS = 30, 1_200
SCREEN = 110
"""Dots an inch in a notebook."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Picture:
    r"""A figure for print, the same bytes whenever it is drawn.

    It is drawn when it is asked for. A notebook shows it.

    Attributes
    ----------
    text
        What it shows, in a sentence: its text alternative.
    description
        All that can be read from it, in words.
    caption
        What stands under it in a report.
    language
        Of its words.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> old = rn.from_networkx(nx.DiGraph([("A", "B"), ("B", "C")]), wave="2022")
    >>> new = rn.from_networkx(nx.DiGraph([("A", "B"), ("C", "B")]), wave="2024")
    >>> picture = rn.plot_matrix(rn.compare(old, new))
    >>> print(picture.text)
    Matrix of the ties of 3 organisations, 2022 → 2024: 1 gained, 1 lost, 1 kept.
    >>> picture.png(dpi=100)[:4]
    b'\x89PNG'
    """

    text: str
    description: str
    caption: str
    language: str
    _sheet: Callable[[], Sheet] = field(repr=False)

    @property
    def figure(self) -> Figure:
        """A figure of matplotlib, made anew each time, to change before it is saved."""
        from relnet.figures.render import drawn_alike, figure_of  # noqa: PLC0415 - matplotlib

        with drawn_alike():
            return figure_of(self._sheet())

    def svg(self) -> str:
        """Return an SVG, which holds the text alternative."""
        from relnet.figures.render import as_svg  # noqa: PLC0415 - matplotlib

        return as_svg(self._sheet(), self.language, self.text, self.description)

    def png(self, dpi: float = DOTS) -> bytes:
        """Return a PNG, which holds the text alternative.

        Parameters
        ----------
        dpi
            Dots an inch, 30 to 1,200.

        Raises
        ------
        UsageError
            If that is no such number.
        """
        from relnet.figures.render import as_png  # noqa: PLC0415 - matplotlib

        if not isinstance(dpi, int | float) or not FEWEST_DOTS <= dpi <= MOST_DOTS:
            least, most = FEWEST_DOTS, MOST_DOTS
            raise UsageError(Phrase("usage.figure.dpi", least=least, most=most, dpi=repr(dpi)))
        return as_png(self._sheet(), dpi, self.text, self.description)

    def pdf(self) -> bytes:
        """Return a PDF, which holds the text alternative."""
        from relnet.figures.render import as_pdf  # noqa: PLC0415 - matplotlib

        return as_pdf(self._sheet(), self.text, self.description)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it to a file, whole or not at all.

        Parameters
        ----------
        path
            Where to; its ending, ``.svg``, ``.png`` or ``.pdf``, says as what.

        Returns
        -------
        pathlib.Path
            The same.

        Raises
        ------
        UsageError
            If it has another ending or cannot be written.
        """
        ending = PurePath(path).suffix.lower()
        if ending not in ENDINGS:
            endings = ", ".join(ENDINGS)
            raise UsageError(Phrase("usage.figure.ending", file=quoted(path), endings=endings))
        if ending == ".svg":
            return write_bytes(path, self.svg().encode())
        return write_bytes(path, self.png() if ending == ".png" else self.pdf())

    def __repr__(self) -> str:
        return f"<Picture: {self.text}>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """As small as a screen needs, for a notebook keeps all that it is given."""
        png = base64.b64encode(self.png(dpi=SCREEN)).decode()
        html = (
            f'<figure lang="{escape(self.language)}" style="margin:0">'
            f'<img alt="{escape(self.text)}" src="data:image/png;base64,{png}" '
            f'style="max-width:100%"><figcaption>{escape(self.caption)}</figcaption></figure>'
        )
        return {"text/plain": repr(self), "text/html": html, "image/png": png}
