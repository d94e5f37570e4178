"""When the waves of a panel were held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from relnet.errors import UsageError
from relnet.readers.waves import as_date
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.panel import Panel


@dataclass(frozen=True, slots=True)
class Times:
    """When each wave was held.

    Attributes
    ----------
    at : mapping of str to float
        Wave → when, in units.
    unit : str
        ``"years"``, or ``"waves"`` where no dates are known: then the interval from each
        wave to the next is one.
    known_by : str
        ``"given"``, ``"study"``, ``"names"`` (a wave is called by its year or its date) or
        ``"order"``.
    """

    at: Mapping[str, float]
    unit: str
    known_by: str

    def between(self, before: str, after: str) -> float:
        """How long it is from one wave to another."""
        return round(self.at[after] - self.at[before], 9)


def times(panel: Panel, dates: Mapping[str, date] | None = None) -> Times:
    """Return when the waves were held: as given, by the study, by their names, or their order.

    Raises
    ------
    UsageError
        If dates are given and one is missing, is no date, or is not later than that of the
        wave before.

    Examples
    --------
    >>> import networkx as nx, relnet as rn
    >>> panel = rn.Panel(tuple(rn.from_networkx(nx.path_graph(2), wave=w) for w in ("2021", "2024")))
    >>> times(panel).between("2021", "2024"), times(panel).unit, times(panel).known_by
    (3.0, 'years', 'names')
    """
    waves = panel.waves
    if dates is not None:
        given = {str(wave): day for wave, day in dates.items()}
        missing = [wave for wave in waves if not isinstance(given.get(wave), date)]
        if missing or not _increasing([_years(given[wave]) for wave in waves]):
            raise UsageError(Phrase("usage.dates", waves=", ".join(missing or waves)))
        return Times({wave: _years(given[wave]) for wave in waves}, "years", "given")
    named = [_named(wave) for wave in waves]
    for known_by, found in (("study", _stated(panel)), ("names", named)):
        known = [at for at in found if at is not None]
        if len(known) == len(waves) and _increasing(known):
            return Times(dict(zip(waves, known, strict=True)), "years", known_by)
    return Times({wave: float(k) for k, wave in enumerate(waves)}, "waves", "order")


def _increasing(values: list[float]) -> bool:
    return all(one < other for one, other in pairwise(values))


def _stated(panel: Panel) -> list[float | None]:
    """What the study says of each wave of a panel that was made of one."""
    made = panel._made  # noqa: SLF001 - which has the survey that it was made of
    if made is None:
        return []
    known = dict(zip(made.survey.waves, made.survey.dates, strict=False))
    days = [known.get(wave) for wave in panel.waves]
    return [None if day is None else _years(day) for day in days]


def _named(wave: str) -> float | None:
    """When a wave was that is called by its year or its date."""
    if re.fullmatch(r"(?:19|20)\d\d", wave, re.ASCII):
        return float(wave)
    day = as_date(wave)
    return None if day is None else _years(day)


def _years(day: date) -> float:
    """The year, and the part of it that had passed: the same day of another is whole years off."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return day.year + (day - first).days / ((last - first).days + 1)
