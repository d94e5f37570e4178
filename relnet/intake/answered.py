"""Who answered: by the register, else by the respondents, else by a stated default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.survey.survey import NOBODY, REGISTER, RESPONDENTS, SILENT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relnet.wording import Value


def told_by(
    order: Sequence[str],
    register: pd.DataFrame | None,
    respondents: pd.DataFrame | None,
    *,
    nobody: Collection[str],
) -> dict[str, str]:
    """Say of each wave by what it is known who answered.

    Parameters
    ----------
    order
        The waves.
    register, respondents
        With a column `wave`, if there are such lists.
    nobody
        Waves in which an actor without a report answered and named nobody, as far as no
        list tells.
    """
    by = {wave: NOBODY if wave in nobody else SILENT for wave in order}
    for source, name in ((respondents, RESPONDENTS), (register, REGISTER)):
        listed = set() if source is None else set(source["wave"].unique())
        by |= {wave: name for wave in order if wave in listed}
    return by


def mark_answered(
    roster: pd.DataFrame,
    reporting: pd.MultiIndex,
    by: Mapping[str, str],
    register: pd.DataFrame | None,
    respondents: pd.DataFrame,
) -> np.ndarray:
    """Flag the actors on the roster who answered (shape ``(len(roster),)``).

    Parameters
    ----------
    roster
        ``wave, actor``, one row an eligible actor.
    reporting
        ``(wave, actor)`` of those who gave any report.
    by
        Wave → by what it is known (see `told_by`).
    register
        ``wave, actor, answered``, if there is one.
    respondents
        ``wave, respondent, actor, completed``.
    """
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    basis = roster["wave"].map(by)
    answered = np.asarray((basis == NOBODY).to_numpy() | who.isin(reporting))
    for source, flag, name in (
        (respondents, "completed", RESPONDENTS),
        (register, "answered", REGISTER),
    ):
        if source is not None:
            yes = source[source[flag].to_numpy(bool)]
            said = who.isin(pd.MultiIndex.from_frame(yes[["wave", "actor"]]))
            answered = np.where((basis == name).to_numpy(), said, answered)
    return answered


def list_without_report(
    roster: pd.DataFrame, answered: np.ndarray, reporting: pd.MultiIndex, by: Mapping[str, str]
) -> list[Problem]:
    """Count and name, by wave, those without an answer of whom no file says what they did."""
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    basis = roster["wave"].map(by)
    without = ~who.isin(reporting) & basis.isin([NOBODY, SILENT]).to_numpy()
    blank = np.where(basis == NOBODY, "blank", "silent")
    variant = pd.Series(np.where(answered, "nobody", blank), roster.index)[without]
    sizes = roster.groupby("wave").size()
    return [
        Problem(
            "no report",
            variant=str(what),
            values=_named(wave, part) | {"size": int(sizes[wave])},
            severity="warning",
        )
        for wave, rows in roster[without].groupby("wave", sort=False)
        for what, part in rows.groupby(variant, sort=False)
    ]


def list_contradicted(
    roster: pd.DataFrame, answered: np.ndarray, reporting: pd.MultiIndex
) -> list[Problem]:
    """Name those who did not answer, or not to the end, and yet have reports."""
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    odd = who.isin(reporting) & ~answered
    return [
        Problem("report without response", values=_named(wave, part), severity="warning")
        for wave, part in roster[odd].groupby("wave", sort=False)
    ]


def _named(wave: object, part: pd.DataFrame) -> dict[str, Value]:
    """The actors of a wave: how many, and who."""
    return {"wave": quoted(wave), "n": len(part), "names": shortened(part["actor"])}
