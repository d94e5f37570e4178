"""Who answered: by the register, else by the respondents, else by a stated default."""

from __future__ import annotations

import numpy as np
import pandas as pd

from relnet.errors import Problem, counted, printable, shortened


def mark_answered(
    roster: pd.DataFrame,
    reporting: pd.MultiIndex,
    *,
    register: pd.DataFrame | None,
    respondents: pd.DataFrame | None,
    nobody: bool,
) -> tuple[np.ndarray, str]:
    """Say for each actor on the roster whether it answered, and by what.

    Parameters
    ----------
    roster
        ``wave, actor``, one row an eligible actor.
    reporting
        ``(wave, actor)`` of those who gave any report.
    register
        ``wave, actor, answered``, if there is one.
    respondents
        ``wave, respondent, actor, completed``, if there is a list of them.
    nobody
        Whether an actor without a report answered and named nobody.

    Returns
    -------
    answered : ndarray of bool, shape (len(roster),)
        In the order of the roster.
    answered_by : str
        What this rests on.
    """
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    if register is not None:
        yes = register[register["answered"]]
        return who.isin(pd.MultiIndex.from_frame(yes[["wave", "actor"]])), "register"
    reported = who.isin(reporting)
    if respondents is not None:
        done = respondents[respondents["completed"]]
        return who.isin(pd.MultiIndex.from_frame(done[["wave", "actor"]])), "respondents"
    if nobody:
        return np.ones(len(roster), np.bool_), "no_report=nobody"
    return reported, "no_report=silent"


def list_without_report(
    roster: pd.DataFrame, answered: np.ndarray, reporting: pd.MultiIndex, answered_by: str
) -> list[Problem]:
    """Count and name, by wave, those for whom only the default says whether they answered."""
    if not answered_by.startswith("no_report"):
        return []
    nobody = answered_by == "no_report=nobody"
    found = "named nobody" if nobody else "have no reports"
    taken = "to have answered" if nobody else "not to have answered"
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    without = ~who.isin(reporting) & (answered == nobody)
    sizes = roster.groupby("wave").size()
    return [
        Problem("no report",
                f"wave {printable(wave)!r}: {len(part)} of {sizes[wave]} actors {found}",
                f"taken {taken} ({answered_by}): {shortened(part['actor'])}", severity="warning")
        for wave, part in roster[without].groupby("wave", sort=False)
    ]  # fmt: skip


def list_contradicted(
    roster: pd.DataFrame, answered: np.ndarray, reporting: pd.MultiIndex
) -> list[Problem]:
    """Name those who did not answer, or not to the end, and yet have reports."""
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    odd = who.isin(reporting) & ~answered
    return [
        Problem("report without response",
                f"wave {printable(wave)!r}: {counted(len(part), 'actor')} with reports but no completed response",
                f"their ties are known and shown, not rated: {shortened(part['actor'])}",
                severity="warning")
        for wave, part in roster[odd].groupby("wave", sort=False)
    ]  # fmt: skip
