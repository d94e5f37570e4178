"""What else than the relation may have changed a tie: who answered, and what they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.change.change import Change
from relnet.survey import Survey, continuity
from relnet.wording import expect, unknown

if TYPE_CHECKING:
    from relnet.study.study import StudyRelation

FLAGS = ("other_people", "other_question", "other_most", "capped")
"""What may have made a change."""
REPORTERS = {"sender": ("source",), "receiver": ("target",)}
"""Rule → whose report makes a tie; both partners' under any other."""


def confounders(change: Change, survey: Survey) -> pd.DataFrame:
    """Return what else may have changed each tie than the relation between the two.

    A new director who names others, a question in other words and a limit on how many
    partners could be named all make ties come and go. This says of which ties that may be
    so; nothing is left out of any figure for it.

    Parameters
    ----------
    change
        Of two waves of the survey.
    survey
        The survey. Its list of respondents says who is who, in a column `person`; its study
        says how the question was asked in each wave.

    Returns
    -------
    DataFrame
        The ties of the change, ``source, target, status, detail``, with ``people_source,
        people_target, other_people, other_question, other_most, capped``.

        `people_source` and `people_target` say whether the same persons answered for the
        organisation in both waves (see `continuity`), empty where it did not answer in both
        under this name. The four flags are missing where it is not known. `other_people`:
        whether other people answered for either organisation. `other_question`: whether the
        question was in other words. `other_most`: whether the number of partners that could
        be named was another. `capped`: of a tie that formed or dissolved, whether someone who
        could have reported it in the wave in which it is not there had named as many as
        possible. ``.attrs["flagged"]`` counts, for each flag, the ties formed or dissolved
        that it stands beside, ``None`` where it is known of no tie; ``.attrs["changed"]`` all of
        these, and ``.attrs["most"]`` has the limit in each wave.

    Raises
    ------
    UsageError
        If it is no change, no survey, or one of other waves.

    See Also
    --------
    continuity : Whether the same persons answered for an organisation.

    Notes
    -----
    Where only the sender reports a tie, the people of the receiver play no part: look at
    `people_source` alone. A relation that is made of two questions, sent and received, has no
    wording or limit of its own.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> people = pd.DataFrame({"wave": [1, 1, 2, 2], "respondent": list("abcd"),
    ...                        "actor": list("ABAB"), "person": ["p1", "p2", "p1", "p3"]})
    >>> answers = people[["wave", "respondent"]].assign(partner=list("BABC"))
    >>> roster = pd.DataFrame({"id": list("ABC")})
    >>> survey = rn.read_survey(answers, roster=roster, respondents=people, warn=False)
    >>> found = rn.confounders(rn.compare(*rn.build_panel(survey)), survey)
    >>> found[["source", "target", "status", "people_source", "other_people"]]
      source target     status people_source  other_people
    0      A      B  persisted          same          True
    1      B      A  dissolved         other          True
    2      B      C     formed         other          True
    """
    expect(change, Change, "change_of", function="confounders")
    expect(survey, Survey, "survey", function="confounders")
    waves = (change.before.wave, change.after.wave)
    for wave in waves:
        if wave not in survey.waves:
            raise unknown("wave", wave, survey.waves)
    table = change.ties[["source", "target", "status", "detail"]]
    people = continuity(survey, before=waves[0], after=waves[1]).set_index("actor")["status"]
    for end in ("source", "target"):
        known = table[end].map(people.astype("str"))
        table[f"people_{end}"] = pd.Series(known, dtype="str").fillna("")
    ends = table[["people_source", "people_target"]]
    table["other_people"] = _either(ends == "other", unknown_=ends.isin(["", "unknown"]))
    asked = _asked(survey, change.before.relation)
    for flag, found in (
        ("other_question", None if asked is None else _question(asked, waves)),
        ("other_most", None if asked is None else _most(asked, waves)),
    ):
        table[flag] = pd.array([found] * len(table), "boolean")
    table["capped"] = _capped(table, change, survey, asked)
    moved = table[table["status"].isin(["formed", "dissolved"])]
    table.attrs = {
        "changed": len(moved),
        "flagged": {f: int(moved[f].sum()) if table[f].notna().any() else None for f in FLAGS},
        "most": dict.fromkeys(waves) if asked is None else {w: _limit(asked, w) for w in waves},
    }
    return table


def _either(yes: pd.DataFrame, unknown_: pd.DataFrame) -> pd.Series[bool]:
    """Kleene's *or* of the columns: missing where none is true and one is not known."""
    found = yes.any(axis=1).astype("boolean")
    return found.mask(~yes.any(axis=1) & unknown_.any(axis=1))


def _asked(survey: Survey, relation: str) -> StudyRelation | None:
    """What the study says of a relation; ``None`` where it says nothing."""
    if survey.study is None:
        return None
    return next((one for one in survey.study.relations if one.name == relation), None)


def _question(asked: StudyRelation, waves: tuple[str, str]) -> bool:
    """Whether the question was in other words."""
    own = [asked.waves[wave].question if wave in asked.waves else asked.question for wave in waves]
    first, second = (texts if list(texts) else asked.question for texts in own)
    return first != second


def _limit(asked: StudyRelation, wave: str) -> int | None:
    """How many partners a respondent could name at most; ``None`` without a limit."""
    return asked.waves[wave].most if wave in asked.waves else None


def _most(asked: StudyRelation, waves: tuple[str, str]) -> bool:
    """Whether another number of partners could be named."""
    first, second = (_limit(asked, wave) for wave in waves)
    return first != second


def _capped(
    table: pd.DataFrame, change: Change, survey: Survey, asked: StudyRelation | None
) -> pd.Series[bool]:
    """Whether who could have reported a tie that is not there had named all they could."""
    if asked is None:
        return pd.Series(pd.NA, table.index, dtype="boolean")
    found = pd.Series(data=False, index=table.index, dtype="boolean")
    ends = REPORTERS.get(str(change.before.rule.dyad), ("source", "target"))
    for status, network in (("formed", change.before), ("dissolved", change.after)):
        full = _full(survey, asked, network.wave)
        named = pd.concat([table[end].isin(full) for end in ends], axis=1).any(axis=1)
        found |= (table["status"] == status) & named
    return found


def _full(survey: Survey, asked: StudyRelation, wave: str) -> list[str]:
    """The actors of which a respondent named as many partners as possible."""
    most, reports = _limit(asked, wave), survey.reports
    if most is None:
        return []
    ours = (reports["wave"] == wave) & (reports["relation"] == asked.name)
    given = reports["partner"].notna() & reports["value"].notna() & (reports["value"] != 0)
    named = reports.loc[ours & given, ["respondent", "actor"]].astype("str")
    counts = named.value_counts()
    return list(counts[counts >= most].index.get_level_values("actor"))
