"""Map: a description and the renderer that makes a page of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from relnet._files import write_text
from relnet._registry import Registry
from relnet.maps.page import framed
from relnet.maps.spec import MapSpec

if TYPE_CHECKING:
    import os
    from pathlib import Path

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
        return framed(self.spec, self.html())
