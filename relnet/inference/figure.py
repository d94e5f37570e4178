"""Measures of networks whose cells or actors were redrawn or exchanged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from relnet.errors import UsageError
from relnet.measures import MEASURES
from relnet.measures.groups import groups_of
from relnet.silence.completion import value_of
from relnet.wording import Phrase, expect

if TYPE_CHECKING:
    from relnet.measures.define import Measure
    from relnet.measures.groups import By
    from relnet.panel import Network


def chosen(name: str, network: Network, by: By | None) -> Measure:
    """Return a measure that gives one number for a network.

    Raises
    ------
    UsageError
        If there is none of this name, it gives something else, has no meaning for the
        network or needs groups.
    """
    measure = MEASURES[expect(name, str, "measure_name")]
    if measure.level != "network" or measure.together:
        raise UsageError(Phrase("usage.inference.not_one_number", measure=name))
    if measure.by and by is None:
        raise UsageError(Phrase("usage.inference.needs_groups", measure=name))
    if measure.directed and not network.directed:
        raise UsageError(Phrase("usage.inference.needs_directed", measure=name))
    return measure


def names_of(measures: Iterable[str]) -> tuple[str, ...]:
    """Return the names of measures, each once; one name alone will do.

    Raises
    ------
    UsageError
        If it is neither a name nor several.
    """
    if isinstance(measures, str):
        return (measures,)
    names = expect(measures, Iterable, "names", argument="measures")
    return tuple(dict.fromkeys(expect(name, str, "measure_name") for name in names))


def value(measure: Measure, network: Network, by: By | None) -> float:
    """Return the measure of a network; NaN where it is undefined."""
    groups = groups_of(network, by) if measure.by and by is not None else None
    found = float(value_of(measure, network, groups)[0])
    return found if np.isfinite(found) else float("nan")
