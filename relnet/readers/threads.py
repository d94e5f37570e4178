"""Work on large arrays by several threads: what numpy and the extension do runs beside others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Result = TypeVar("Result")

ROWS_A_THREAD = 500_000
"""Fewer rows are not worth another thread."""


def each(threads: int, work: Callable[..., Result], *items: Iterable[object]) -> list[Result]:
    """Return what is made of each item, in order, by so many threads; here where it is one."""
    if threads < 2:
        return list(map(work, *items))
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, *items))


@contextmanager
def meanwhile(rows: int, work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin work that is wanted later; what is yielded waits for its result.

    Parameters
    ----------
    rows
        How many rows it is about: where they are few the work is done when it is wanted.
    work
        What nothing else changes in between.
    """
    if rows < ROWS_A_THREAD:
        yield work
        return
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(work).result
