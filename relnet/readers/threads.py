"""Work on large arrays by several threads: what numpy and the extension do runs beside others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Result = TypeVar("Result")

ROWS_A_THREAD = 500_000
"""Fewer rows are not worth another thread."""


def each(threads: int, work: Callable[..., Result], *items: Iterable[object]) -> list[Result]:
    """Return what is made of each item, in order, by so many threads; here where it is one."""
    if threads < 2:
        return list(map(work, *items))
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, *items))
