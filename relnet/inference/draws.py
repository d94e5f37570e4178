"""Replicates in batches, each with random numbers of its own, run by joblib.

A batch is always as large, and its seed a child of the one that was given. So the same seed
gives the same bytes however many workers there are and whatever joblib's backend is:
``with joblib.parallel_config(backend="loky", n_jobs=4)``, or ``"dask"``, ``"ray"``, ``"spark"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from relnet._steps import steps
from relnet.errors import UsageError
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from relnet.wording.phrase import Value

    Task = Callable[..., NDArray[np.float64]]

BATCH = 250
"""How many replicates share random numbers."""
MOST = 10_000_000


def draw(
    task: Task, replicates: int, seed: int, *given: Any, batch: int = BATCH
) -> NDArray[np.float64]:
    """Return what a task gives for all replicates.

    Parameters
    ----------
    task
        Called as ``task(rng, size, *given)``; returns an array of `size` replicates or rows.
        A function of a module, which workers can load by name.
    replicates
        How many in all.
    seed
        Of the random numbers.
    *given
        What else it is called with.
    batch
        How many replicates a call makes; another number gives other replicates.

    Returns
    -------
    ndarray, shape (replicates, ...)

    Raises
    ------
    UsageError
        If `replicates` is no whole number from 1 to 10,000,000, or `seed` none from 0.

    Examples
    --------
    >>> def normal(rng, size):
    ...     return rng.normal(size=size)
    >>> draw(normal, 600, 1).shape
    (600,)
    """
    from joblib import Parallel, delayed  # noqa: PLC0415 - only where replicates are drawn

    check_draws(replicates, seed)
    sizes = [min(batch, replicates - start) for start in range(0, replicates, batch)]
    children = np.random.SeedSequence(seed).spawn(len(sizes))
    work = list(zip(children, sizes, strict=True))
    found = Parallel()(delayed(_run)(task, *one, given) for one in steps(work))
    return np.concatenate(found)


def check_draws(replicates: int, seed: int) -> None:
    """Refuse a number of replicates or a seed that is none.

    Raises
    ------
    UsageError
        If it is.
    """
    for name, value, least, most in (
        ("replicates", replicates, 1, MOST),
        ("seed", seed, 0, 2**128),
    ):
        whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
        if not whole or not least <= value <= most:
            given, limit = repr(value), str(most)
            told: dict[str, Value] = {"name": name, "value": given, "least": least, "most": limit}
            raise UsageError(Phrase("usage.inference.number", **told))


def _run(
    task: Task, child: np.random.SeedSequence, size: int, given: tuple[Any, ...]
) -> NDArray[np.float64]:
    return task(np.random.default_rng(child), size, *given)
