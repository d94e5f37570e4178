"""The one extension mechanism: named things, registered once, found by name."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Generic, TypeVar

from relnet.errors import UsageError
from relnet.wording import Phrase, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by name, in the order in which they were registered.

    Parameters
    ----------
    what
        What is registered, as the keys of its messages call it.
    group
        Entry-point group from which other packages add theirs; each entry point is loaded
        once, when the registry is first read, and registers what it has.

    Examples
    --------
    >>> colours = Registry[str]("colour")
    >>> colours.add("red", "#f00")
    >>> colours["red"]
    '#f00'
    """

    def __init__(self, what: str, group: str | None = None) -> None:
        self._what = what
        self._group = group
        self._things: dict[str, T] = {}

    def add(self, name: str, thing: T) -> None:
        """Register a thing under a name that is not yet taken.

        Raises
        ------
        UsageError
            If the name is taken.
        """
        if name in self._things:
            raise UsageError(Phrase(f"usage.registered.{self._what}", name=repr(name)))
        self._things[name] = thing

    def _load(self) -> dict[str, T]:
        group, self._group = self._group, None
        if group is not None:
            for point in entry_points(group=group):
                point.load()
        return self._things

    def __getitem__(self, name: str) -> T:
        """Return what is registered under a name; `UsageError` suggests the nearest."""
        things = self._load()
        if name not in things:
            raise unknown(self._what, name, things)
        return things[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._load())

    def __len__(self) -> int:
        """Count what is registered."""
        return len(self._load())
