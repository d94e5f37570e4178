"""Two reports on one tie, combined by Kleene's three-valued logic."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relnet.engine.cells import Cells
from relnet.engine.keys import Flags, lookup, merge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel.reported import Reported

    Keys = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Combined(NamedTuple):
    """Ties and what is known of the cells, after the dyad rule."""

    keys: Keys
    strength: Floats
    possible: Cells
    rated: Cells
    unknown: Cells


def one_report(reports: Reported) -> Combined:
    """SENDER and RECEIVER: what the one report says."""
    tie = reports.is_tie
    unknown = reports.possible - reports.known
    return Combined(
        reports.keys[tie], reports.strength[tie], reports.possible, reports.rated, unknown
    )


def either(first: Reported, second: Reported) -> Combined:
    """Kleene's *or*: yes with anything is a tie; no with unknown is unknown."""
    possible, rated = _bounds(first, second)
    ties = (first.ties | second.ties) & possible
    no = _no(first) & _no(second) & possible
    keys, strength = _strengths(ties, first, second, np.fmax)
    return Combined(keys, strength, possible, rated, possible - ties - no)


def both(first: Reported, second: Reported) -> Combined:
    """Kleene's *and*: no with anything is no tie; yes with unknown is unknown."""
    possible, rated = _bounds(first, second)
    ties = (first.ties | ~first.possible) & (second.ties | ~second.possible) & possible
    no = (first.known - first.ties) | (second.known - second.ties)
    keys, strength = _strengths(ties, first, second, np.fmin)
    return Combined(keys, strength, possible, rated, possible - ties - no)


def pooled(
    first: Reported, second: Reported, *, mean: bool, least: float | None, top: float
) -> Combined:
    """MEAN and MAX: the strengths combined, then judged.

    With one report unknown the tie is decided only if it comes out the same whether the
    unknown report is 0 or the top of the scale. Its strength is then NaN, unless both
    ends give the same.

    Parameters
    ----------
    first, second
        The two reports on each cell.
    mean
        The mean of the two, or the stronger.
    least
        The least strength of a tie; every strength but 0 is one without.
    top
        Strength of the strongest answer; infinite where the scale is not known.
    """
    possible, rated = _bounds(first, second)
    n = possible.n
    keys = merge(first.keys, second.keys)
    keys = keys[possible.contains(keys)]
    low, high = (
        _pool(*(_filled(keys, report, value) for report in (first, second)), mean=mean)
        for value in (0.0, top)
    )
    ties = Cells.from_keys(keys[_is_tie(low, least)], n)
    no = _no(first) & _no(second)
    if not _is_tie(_pool(np.zeros(1), np.full(1, top), mean=mean), least)[0]:
        no = no | (first.known - first.ties) | (second.known - second.ties)
    no = (no - Cells.from_keys(keys, n)) | Cells.from_keys(keys[~_is_tie(high, least)], n)
    chosen = _is_tie(low, least)
    strength = np.where(low == high, low, np.nan)
    return Combined(
        keys[chosen], strength[chosen], possible, rated, possible - ties - (no & possible)
    )


def _is_tie(strength: Floats, least: float | None) -> Flags:
    return np.asarray(strength != 0 if least is None else strength >= least)


def _bounds(first: Reported, second: Reported) -> tuple[Cells, Cells]:
    """Possible and rated cells of two reports; an impossible report leaves the other alone."""
    possible = first.possible | second.possible
    rated = (first.rated | ~first.possible) & (second.rated | ~second.possible) & possible
    return possible, rated


def _no(reports: Reported) -> Cells:
    """Cells known to have no tie by this report, or on which it could not be made."""
    return (reports.known - reports.ties) | ~reports.possible


def _filled(keys: Keys, reports: Reported, unknown: float) -> Floats:
    """Strength of each cell: as reported, 0 for no, `unknown` for unknown, NaN for impossible."""
    known = reports.known.contains(keys)
    value = np.where(known, 0.0, unknown)
    value[~reports.possible.contains(keys)] = np.nan
    given = lookup(keys, reports.keys, reports.strength, np.nan)
    return np.asarray(np.where(np.isnan(given), value, given))


def _pool(first: Floats, second: Floats, *, mean: bool) -> Floats:
    """Mean or maximum of the reports that could be made."""
    if not mean:
        return np.fmax(first, second)
    one = np.where(np.isnan(first), second, first)
    other = np.where(np.isnan(second), first, second)
    return np.asarray((one + other) / 2.0)


def _strengths(
    ties: Cells, first: Reported, second: Reported, choose: np.ufunc
) -> tuple[Keys, Floats]:
    """Keys of the ties and the larger or smaller of the reports that make them."""
    keys = ties.flips if not ties.table.any() else ties.keys()
    values = (
        lookup(keys, reports.keys[reports.is_tie], reports.strength[reports.is_tie], np.nan)
        for reports in (first, second)
    )
    return keys, choose(*values)
