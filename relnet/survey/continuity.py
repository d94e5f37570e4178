"""Whether the same persons answered for an organisation in two waves."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from relnet.errors import UsageError
from relnet.survey.survey import Survey
from relnet.wording import Phrase, expect, unknown

CONTINUITY = ("same", "partly", "other", "unknown")
"""Whether the same persons answered for an actor in two waves."""


def continuity(
    survey: Survey, *, before: str | None = None, after: str | None = None
) -> pd.DataFrame:
    """Return whether the same persons answered for an organisation in two waves.

    A new director is not a changed relation: where other persons answered, a difference
    between the waves may be one between persons. This tells which those are; nothing is
    left out of any figure for it.

    Parameters
    ----------
    survey
        The survey. Its list of respondents says who is who, in a column `person`.
    before, after
        Two waves; each wave and the next without.

    Returns
    -------
    DataFrame
        ``before, after, actor, status``, a row for each actor that answered in both
        waves. `status` is ``same`` where all persons are, ``partly`` where some are,
        ``other`` where nobody is, ``unknown`` where that is not known. There are no persons
        in it.

    Raises
    ------
    UsageError
        If there is no such wave, or but one of the two is given.

    Notes
    -----
    Only respondents who finished count. Where the person behind any of them is not known,
    the status is ``partly`` if another is in both waves, and else ``unknown``. An
    organisation that took another name or merged is another actor here.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> people = pd.DataFrame({"wave": [1, 1, 2, 2], "respondent": list("abcd"),
    ...                        "actor": list("ABAB"), "person": ["p1", "p2", "p1", "p3"]})
    >>> answers = people[["wave", "respondent"]].assign(partner=list("BABA"))
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> continuity(survey)
      before after actor status
    0      1     2     A   same
    1      1     2     B  other
    """
    expect(survey, Survey, "survey", function="continuity")
    if (before is None) != (after is None):
        raise UsageError(Phrase("usage.continuity.pair"))
    pairs = list(pairwise(survey.waves)) if before is None else [(str(before), str(after))]
    for wave in (wave for pair in pairs for wave in pair):
        if wave not in survey.waves:
            raise unknown("wave", wave, survey.waves)
    teams = {wave: _teams(survey, wave) for wave in survey.waves}
    rows = [
        (old, new, actor, _status(teams[old][actor], teams[new][actor]))
        for old, new in pairs
        for actor in teams[old]
        if actor in teams[new]
    ]
    table = pd.DataFrame(rows, columns=["before", "after", "actor", "status"], dtype="str")
    return table.astype({"status": pd.CategoricalDtype(list(CONTINUITY))})


def _teams(survey: Survey, wave: str) -> dict[str, frozenset[str]]:
    """The persons who finished, of each actor that answered; empty for one who is not known."""
    people, roster = survey.respondents, survey.roster
    done = people[(people["wave"] == wave).to_numpy() & people["completed"].to_numpy()]
    persons = {str(actor): frozenset(part) for actor, part in done.groupby("actor")["person"]}
    answered = roster.loc[(roster["wave"] == wave).to_numpy() & roster["answered"], "actor"]
    return {str(actor): persons.get(str(actor), frozenset({""})) for actor in answered}


def _status(before: frozenset[str], after: frozenset[str]) -> str:
    """Whether the persons are the same, as far as they are known."""
    shared = (before & after) - {""}
    if "" in before | after:
        return "partly" if shared else "unknown"
    if before == after:
        return "same"
    return "partly" if shared else "other"
