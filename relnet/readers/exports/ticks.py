"""Cells that were ticked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from relnet.readers.exports.export import Asked

    Flags: TypeAlias = NDArray[np.bool_]
    Texts: TypeAlias = NDArray[np.object_]

UNTICKED = frozenset(
    {"", "0", "n", "no", "nee", "false", "onwaar", "not selected", "niet geselecteerd",
     "niet gekozen", "unchecked"}
)  # fmt: skip
"""What stands in a cell that was not ticked, where it is not empty."""
NOTHING = frozenset({"n/a", "n.a.", "na", "nvt", "n.v.t.", "niet van toepassing", "not applicable",
                     "n.v.t"})  # fmt: skip
"""What stands in one that could not be ticked, or was not shown: neither yes nor no."""


def is_ticked(texts: Texts) -> Flags:
    """Flag the cells that were ticked (shape of `texts`)."""
    index, distinct = pd.factorize(texts)
    flags = [normal(text) not in UNTICKED | NOTHING for text in distinct]
    return np.asarray(np.array([*flags, False], np.bool_)[index])


def is_nothing(texts: Texts) -> Flags:
    """Flag the cells that could not be ticked (shape of `texts`)."""
    index, distinct = pd.factorize(texts)
    flags = [normal(text) in NOTHING for text in distinct]
    return np.asarray(np.array([*flags, False], np.bool_)[index])


def ticked_anything(
    asked: Sequence[Asked], nobody: Collection[int], texts: Mapping[int, Texts]
) -> dict[str, Flags]:
    """Return for each question of ticks, or with a row for nobody, who ticked anything in it.

    Parameters
    ----------
    asked
        The columns.
    nobody
        Those of rows that say that nobody is named.
    texts
        Column → its cells.
    """
    chosen: dict[str, Flags] = {}
    for one in asked:
        if one.tick is not None or one.column in nobody:
            flags = is_ticked(texts[one.column])
            chosen[one.names[0]] = chosen.get(one.names[0], np.zeros_like(flags)) | flags
    return chosen


def ticked_nothing(
    file: str, names: Mapping[str, str], chosen: Mapping[str, Flags], done: Flags
) -> list[Problem]:
    """Say of each question of ticks how many finished and ticked nothing: that is no answer.

    Parameters
    ----------
    file
        What messages call it.
    names
        Question of ticks → its relation.
    chosen
        Question → who ticked anything.
    done
        Who finished.
    """
    counts = {names[q]: int((done & ~flags).sum()) for q, flags in chosen.items() if q in names}
    return [
        Problem(
            "nothing ticked",
            values={"n": n, "name": quoted(name)},
            file=file,
            severity="warning",
        )
        for name, n in counts.items()
        if n
    ]
