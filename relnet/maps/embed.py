"""A map as a figure inside another page: a notebook, a report, a website."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.wording import Phrase

if TYPE_CHECKING:
    from relnet.figures import Picture
    from relnet.maps.spec import MapSpec

HEIGHT = 860
"""How high the page in a figure is, in pixels."""
DOTS = 110
"""Dots an inch of the picture in a figure, which is seen where there is no page."""
CELL = "grid-area:1/1"
"""The picture and the page stand at one place: the page hides the picture."""


def embedded(
    spec: MapSpec,
    text: str,
    picture: str,
    *,
    page: str = "",
    address: str = "",
    height: int = HEIGHT,
) -> str:
    """Return a map as a ``<figure>``: its page, over a picture for where no page is shown.

    The page is shut off from the one it stands in: it can run its own scripts, save files and
    print, and nothing else. All is written in ASCII, so that it is read the same on a page of
    any encoding.

    Parameters
    ----------
    spec
        What it shows.
    text, picture
        The text alternative of its picture, and that itself (see `encoded`).
    page, address
        The text of its page, or where that is.
    height
        How high the page is, in pixels.

    Raises
    ------
    UsageError
        If the height is not a positive number of pixels.
    """
    if isinstance(height, bool) or not isinstance(height, int) or height < 1:
        raise UsageError(Phrase("usage.map.height", height=repr(height)))
    source = f'src="{escape(address)}"' if address else f'srcdoc="{escape(page)}"'
    caption = spec.labels["opens_at"].format(caption=spec.caption())
    figure = (
        f'<figure lang="{escape(spec.language)}" style="margin:0"><div style="display:grid">'
        f'<img alt="{escape(text)}" src="data:image/png;base64,{picture}" '
        f'style="{CELL};max-width:100%;max-height:{height}px">'
        '<iframe sandbox="allow-scripts allow-downloads allow-modals" '
        f'title="{escape(spec.title)}" '
        f'style="{CELL};width:100%;height:{height}px;border:0;background:#fff" {source}></iframe>'
        f"</div><figcaption>{escape(caption)}</figcaption></figure>"
    )
    return figure.encode("ascii", "xmlcharrefreplace").decode()


def encoded(picture: Picture) -> str:
    """Return a picture as PNG, in the letters that a page or a notebook can hold."""
    return base64.b64encode(picture.png(dpi=DOTS)).decode()
