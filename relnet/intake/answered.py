"""Who answered: by the register, else by the respondents, else by a stated default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened

if TYPE_CHECKING:
    from relnet.wording import Value


def mark_answered(
    roster: pd.DataFrame,
    reporting: pd.MultiIndex,
    *,
    register: pd.DataFrame | None,
    respondents: pd.DataFrame | None,
    nobody: bool,
) -> tuple[np.ndarray, np.ndarray, str]:
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
    assumed : ndarray of bool, shape (len(roster),)
        Of whom no file says so.
    answered_by : str
        What this rests on.
    """
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    answered = np.ones(len(roster), np.bool_) if nobody else np.asarray(who.isin(reporting))
    basis = np.full(len(roster), "no_report=nobody" if nobody else "no_report=silent", object)
    for source, flag, name in (
        (respondents, "completed", "respondents"),
        (register, "answered", "register"),
    ):
        if source is not None:
            yes = source[source[flag].to_numpy(bool)]
            said = who.isin(pd.MultiIndex.from_frame(yes[["wave", "actor"]]))
            covered = roster["wave"].isin(list(source["wave"].unique())).to_numpy()
            answered, basis = np.where(covered, said, answered), np.where(covered, name, basis)
    order = ["register", "respondents", "no_report=nobody", "no_report=silent"]
    used = set(basis) or {order[2 if nobody else 3]}
    assumed = np.isin(basis.astype("str"), order[2:])
    return answered, assumed, " + ".join(name for name in order if name in used)


def list_without_report(
    roster: pd.DataFrame, answered: np.ndarray, reporting: pd.MultiIndex, answered_by: str
) -> list[Problem]:
    """Count and name, by wave, those for whom only the default says whether they answered."""
    nobody = "no_report=nobody" in answered_by
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    without = ~who.isin(reporting) & (answered == nobody)
    sizes = roster.groupby("wave").size()
    return [
        Problem(
            "no report",
            variant="nobody" if nobody else "silent",
            values=_named(wave, part) | {"size": int(sizes[wave])},
            severity="warning",
        )
        for wave, part in roster[without].groupby("wave", sort=False)
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
