"""A pyvis network that writes relnet's page, and nothing of pyvis's own."""

from __future__ import annotations

import re
import webbrowser
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn

from pyvis.edge import Edge  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]

from relnet._files import write_text
from relnet.errors import UsageError
from relnet.figures.style import PAGE
from relnet.maps.changed import changed, gone
from relnet.maps.embed import embedded, encoded
from relnet.maps.page import page, script
from relnet.maps.static import static_picture
from relnet.wording import Phrase

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from relnet.maps.spec import MapSpec

LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
BEND = 0.1
"""How far a directed tie bends, so that the one that answers it lies beside it."""

MARKUP = ("heading", "select_menu", "filter_menu", "neighborhood_highlight", "conf", "use_DOT")
"""Attributes by which pyvis would write into its own page."""
OPTIONS = {"edges", "groups", "interaction", "layout", "nodes", "physics"}
"""What vis-network may be told; the rest would add controls to the page."""
PICTURES = {"image", "brokenImage", "src"}
"""Options that name a file to fetch."""


class VisNetwork(Network):  # type: ignore[misc]
    """The pyvis network of a map.

    Its nodes and edges have the positions of actors and ties in the map as ids. What is
    changed on it, such as a colour, a node or ``toggle_physics(True)``, shows in its page;
    the controls, the captions and the table stay those of the map.

    Parameters
    ----------
    spec
        What it shows.
    **options
        None: the page is the map's own.

    Raises
    ------
    UsageError
        If there are options.

    Attributes
    ----------
    spec : MapSpec
        The same.
    """

    def __init__(self, spec: MapSpec, **options: object) -> None:
        for name in options:
            _refuse(name)
        directed = any(relation.directed for relation in spec.relations)
        super().__init__(directed=directed, cdn_resources="in_line")
        self.spec = spec
        self.toggle_physics(status=False)
        self.options.edges.color.inherit = False
        self.options.edges.smooth.enabled = directed
        self.options.edges.smooth.type = "curvedCCW"
        self.options.edges.smooth.roundness = BEND
        for k, actor in enumerate(spec.actors):
            name = "\n".join(actor.lines)
            self.add_node(k, name, "custom", None, x=actor.x, y=actor.y)
        for k, tie in enumerate(spec.ties):
            self.add_edge(tie.source, tie.target, id=k, arrows=None)
        self._made = {
            "nodes": [dict(node) for node in self.nodes],
            "edges": [dict(edge) for edge in self.edges],
        }

    def add_edge(self, source: int | str, to: int | str, **options: Any) -> None:
        """Add an edge; one with an ``id`` stands beside others between the same two nodes.

        Parameters
        ----------
        source, to
            Ids of nodes.
        **options
            As vis-network names them.

        Raises
        ------
        UsageError
            If there is no such node.
        """
        for node in (source, to):
            if node not in self.node_map:
                raise UsageError(Phrase("usage.map.no_node", node=repr(node)))
        if "id" in options:
            self.edges.append(Edge(source, to, self.directed, **options).options)
        else:
            super().add_edge(source, to, **options)

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - pyvis's own signature
        """Return the page: one document that makes no request.

        Parameters
        ----------
        name, local, notebook
            Without effect; pyvis has them.

        Raises
        ------
        UsageError
            If something was set that would write into the page, or fetch a picture.
        """
        self.html = page_of(self.spec, self.drawn())
        return self.html

    def drawn(self) -> dict[str, Any]:
        """Return what was changed with pyvis, and what vis-network is told.

        Raises
        ------
        UsageError
            If something was set that would write into the page, or fetch a picture.
        """
        for attribute in MARKUP:
            if getattr(self, attribute):
                _refuse(attribute)
        drawn = {
            "nodes": changed(self.nodes, self._made["nodes"]),
            "edges": changed(self.edges, self._made["edges"]),
            "gone": {kind: gone(getattr(self, kind), made) for kind, made in self._made.items()},
            "options": self._told(),
        }
        for key in PICTURES.intersection(_keys(drawn)):
            _refuse(key)
        return drawn

    def _told(self) -> dict[str, Any]:
        """The options of vis-network, without the switched-off rest."""
        told = self.options if isinstance(self.options, dict) else vars(self.options)
        for key, value in told.items():
            if key not in OPTIONS and _is_on(value):
                _refuse(key)
        return {key: _as_json(value) for key, value in told.items() if key in OPTIONS}

    def write_html(
        self,
        name: str | os.PathLike[str],
        local: bool = True,  # noqa: ARG002, FBT001, FBT002 - pyvis's own signature
        notebook: bool = False,  # noqa: ARG002, FBT001, FBT002
        open_browser: bool = False,  # noqa: FBT001, FBT002
    ) -> Path:
        """Write the page to a file, whole or not at all, and no other file.

        Parameters
        ----------
        name
            Where to.
        local, notebook
            Without effect; pyvis has them.
        open_browser
            Whether to open it.

        Raises
        ------
        UsageError
            If it cannot be written.
        """
        path = write_text(name, self.generate_html())
        if open_browser:
            webbrowser.open(path.resolve().as_uri())
        return path

    def save_graph(self, name: str | os.PathLike[str]) -> Path:
        """Write the page to a file, as `write_html`."""
        return self.write_html(name)

    def show(
        self,
        name: str | os.PathLike[str],
        local: bool = True,  # noqa: ARG002, FBT001, FBT002 - pyvis's own signature
        notebook: bool = True,  # noqa: FBT001, FBT002
    ) -> VisNetwork:
        """Write the page to a file and show it: in the notebook, or else in the browser."""
        self.write_html(name, open_browser=not notebook)
        return self

    def _repr_html_(self) -> str:
        picture = static_picture(self.spec, self.spec.view, PAGE)
        page = self.generate_html()
        return embedded(self.spec, picture.text, encoded(picture), page=page)

    def show_buttons(self, *_: object, **__: object) -> NoReturn:
        """Refuse: the page has its own controls."""
        _refuse("show_buttons")

    def prep_notebook(self, *_: object, **__: object) -> NoReturn:
        """Refuse: a notebook shows the network as it is."""
        _refuse("prep_notebook")

    def set_template(self, *_: object, **__: object) -> NoReturn:
        """Refuse: the page is the map's own."""
        _refuse("set_template")

    def set_template_dir(self, *_: object, **__: object) -> NoReturn:
        """Refuse: the page is the map's own."""
        _refuse("set_template_dir")

    def from_DOT(self, *_: object, **__: object) -> NoReturn:  # noqa: N802 - pyvis's own name
        """Refuse: pyvis would write the file into a script."""
        _refuse("from_DOT")


def page_of(spec: MapSpec, drawn: dict[str, Any]) -> str:
    """Return the page of a map on which this was changed with pyvis."""
    return page(spec, [_library(), script("vis")], drawn)


def _refuse(name: str) -> NoReturn:
    raise UsageError(Phrase("usage.map.refused", name=name))


@lru_cache
def _library() -> str:
    """The text of vis-network, without the address of its source map and control characters."""
    text = files("pyvis").joinpath(LIBRARY).read_text("utf-8")
    text = re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
    text = re.sub("[\x80-\x9f]", lambda found: f"\\x{ord(found[0]):02x}", text)
    return re.sub(r"<(?=/script|!--|script)", r"\\x3c", text, flags=re.IGNORECASE)


def _is_on(value: Any) -> bool:
    options = _as_json(value)
    return bool(options.get("enabled", True) if isinstance(options, dict) else options)


def _as_json(value: Any) -> Any:
    """The same in JSON's own types; pyvis keeps its options as objects of classes."""
    if hasattr(value, "__dict__"):
        value = vars(value)
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    return value


def _keys(value: Any) -> Iterator[str]:
    """Every key in JSON, at any depth."""
    items: Iterable[Any] = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield from value
        items = value.values()
    for item in items:
        yield from _keys(item)
