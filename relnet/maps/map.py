"""Map: a description and the renderer that makes a page of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from relnet._files import write_text
from relnet._registry import Registry
from relnet.figures.style import PAGE
from relnet.maps.embed import HEIGHT, embedded, encoded
from relnet.maps.spec import MapSpec

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence
    from pathlib import Path

    from relnet.figures.picture import Picture
    from relnet.maps.pyvis_network import VisNetwork
    from relnet.maps.view import View

Renderer: TypeAlias = Callable[[MapSpec], str]
RENDERERS: Registry[Renderer] = Registry("renderer", group="relnet.renderers")
"""Description → a page that holds all it needs."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Map:
    """A map of networks over waves.

    Attributes
    ----------
    spec : MapSpec
        What it shows, as plain data.
    renderer : str
        What makes a page of it.
    """

    spec: MapSpec
    renderer: str = "svg"

    def __post_init__(self) -> None:
        RENDERERS[self.renderer]  # refuses one that is not known

    def html(self) -> str:
        """Return the page: one HTML document that makes no request."""
        return RENDERERS[self.renderer](self.spec)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file, whole or not at all.

        Parameters
        ----------
        path
            Where to.

        Returns
        -------
        pathlib.Path
            The same.

        Raises
        ------
        UsageError
            If it cannot be written.
        """
        return write_text(path, self.html())

    def static(
        self, view: str | Sequence[str] | View | None = None, *, width: float = PAGE
    ) -> Picture:
        """Return a picture for print of what a view shows.

        Parameters
        ----------
        view
            A `View`, or of what the map shows first another wave, or two to see what
            changed between them; without, what it shows first.
        width
            How wide it is, in mm: 60 to 420. A page is 170, a column some 85.

        Returns
        -------
        Picture
            With the shapes, kinds of line and legend of the page.

        Raises
        ------
        UsageError
            If a name in the view is unknown, or the width is none.

        Examples
        --------
        >>> import networkx as nx, relnet as rn
        >>> network = rn.from_networkx(nx.Graph([("A", "B")]), wave="2024")
        >>> rn.draw(network).static(width=85)
        <Picture: ties, 2024: map of ties, 2024, with 2 organisations and 1 tie.>
        """
        from relnet.maps.static import static_picture, view_of  # noqa: PLC0415 - for print alone

        return static_picture(self.spec, view_of(self.spec, view), width)

    def multiples(
        self,
        waves: Sequence[str] | None = None,
        *,
        view: View | None = None,
        width: float = PAGE,
    ) -> Picture:
        """Return a picture for print of small maps, one for each wave.

        Parameters
        ----------
        waves
            Which; all without.
        view
            What else each map shows, such as its relations: a `View` that names no waves.
            Without, what the map shows first.
        width
            How wide it is, in mm: 60 to 420.

        Returns
        -------
        Picture
            Everyone stands at the same place in each map, and the same names stand in all:
            those for which each has room.

        Raises
        ------
        UsageError
            If a name in the view is unknown or it names waves, if a wave is unknown or there
            is none, or the width is none.
        """
        from relnet.maps.multiples import multiples_picture  # noqa: PLC0415 - for print alone

        return multiples_picture(self.spec, waves, view, width)

    def embed(self, *, address: str | None = None, height: int = HEIGHT) -> str:
        """Return the map as a piece of HTML for a report, a website or a notebook.

        Parameters
        ----------
        address
            Where the page of the map will be, such as ``"map.html"`` beside the report; without,
            the piece holds the page itself.
        height
            How high the page is, in pixels.

        Returns
        -------
        str
            A ``<figure>`` with the page, a caption, and a picture with its text alternative,
            which shows where pages in pages are left out.

        Raises
        ------
        UsageError
            If the height is not a positive number of pixels.

        Examples
        --------
        >>> import networkx as nx, relnet as rn
        >>> drawn = rn.draw(rn.from_networkx(nx.Graph([("A", "B")])))
        >>> drawn.embed(address="map.html").count("<iframe")
        1
        """
        picture = self.static()
        return self._embedded(picture, encoded(picture), address=address or "", height=height)

    def _embedded(
        self, picture: Picture, png: str, *, address: str = "", height: int = HEIGHT
    ) -> str:
        page = "" if address else self.html()
        return embedded(self.spec, picture.text, png, page=page, address=address, height=height)

    def to_pyvis(self) -> VisNetwork:
        """Return the map as a pyvis network, to change before it is written.

        Returns
        -------
        VisNetwork
            A ``pyvis.network.Network`` whose page is that of the map, on a canvas: it makes no
            request, and keeps what is added to it.

        Examples
        --------
        >>> import networkx as nx, relnet as rn
        >>> network = rn.draw(rn.from_networkx(nx.Graph([("A", "B")]))).to_pyvis()
        >>> network.toggle_physics(True)
        >>> len(network.nodes), len(network.edges)
        (2, 1)
        """
        from relnet.maps.pyvis_network import VisNetwork  # noqa: PLC0415 - pyvis loads IPython

        return VisNetwork(self.spec)

    def caption(self) -> str:
        """Return in words what the map shows first."""
        return self.spec.caption()

    def __repr__(self) -> str:
        spec = self.spec
        return (
            f"<Map: {spec.title}; {len(spec.waves)} waves, {len(spec.actors)} actors, "
            f"{len(spec.ties)} ties; {self.renderer}>"
        )

    def _repr_html_(self) -> str:
        return self.embed()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """The page over a picture, and that alone for what shows no page, such as Word."""
        picture = self.static()
        png = encoded(picture)
        html = self._embedded(picture, png)
        return {"text/plain": repr(self), "text/html": html, "image/png": png}
