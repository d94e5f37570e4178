"""Long work in steps, which a program may watch to show how far it is."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Watch = Callable[[Iterable[Any]], Iterable[Any]]

T = TypeVar("T")
_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


def steps(work: Iterable[T]) -> Iterable[T]:
    """Return the steps of long work, through whoever watches.

    Examples
    --------
    >>> list(steps([1, 2]))
    [1, 2]
    """
    watch = _watch.get()
    return work if watch is None else watch(work)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Let all steps of long work go through a function, which yields them on.

    Examples
    --------
    >>> def told(work):
    ...     for step in work:
    ...         print("step", step)
    ...         yield step
    >>> with watched(told):
    ...     found = list(steps("ab"))
    step a
    step b
    """
    before = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(before)
