"""How far the respondents of one organisation say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.engine.keys import is_among
from relnet.panel.build import WaveReports, find_relation, own_rule
from relnet.panel.reported import is_tie, seen, strength, voices
from relnet.panel.speakers import check_speakers
from relnet.rules import TieRule
from relnet.survey import Survey
from relnet.wording import expect

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.panel.reported import Answers
    from relnet.survey import Relation

    Keys = NDArray[np.int64]
    Column = NDArray[np.int64] | NDArray[np.float64] | NDArray[np.bool_]


def agreement(
    survey: Survey, relation: str | None = None, *, rule: TieRule | None = None
) -> pd.DataFrame:
    """Return how far the respondents of one organisation say the same of each partner.

    A panel holds one answer for each organisation; here the spread behind it is kept.

    Parameters
    ----------
    survey
        The survey.
    relation
        The relation; all of them without.
    rule
        What counts as a tie, and whose layers are heard; without, the rule stated for the
        relation, or else ``TieRule()``. Its dyad rule plays no part.

    Returns
    -------
    DataFrame
        ``wave, relation, actor, partner, respondents, yes, lowest, highest, mean, agree``:
        a row for each known cell on which at least two respondents of the actor speak.
        `respondents` is how many, `yes` how many of them report a tie; `lowest`,
        `highest` and `mean` are of their strengths, 0 for one who finished and does not
        name the partner, the mean weighted where the rule is. `agree` says whether all
        of them, or none, report a tie. ``.attrs["rules"]`` has the rule of each relation.

    Raises
    ------
    UsageError
        If the relation is not in the survey, or the rule does not suit it.

    See Also
    --------
    by_layer : A panel for each layer.

    Notes
    -----
    Who speaks is what `build_panel` takes it to be: respondents who finished and whose
    answer on the cell is not missing, and those who stopped halfway where they did
    answer. Most cells are named by nobody; take ``table[table["highest"] > 0]`` to leave
    these out. There are no respondents in the table, but where two speak, the lowest and
    the highest are what they said.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "joe", "joe"], "actor": "A",
    ...                         "partner": ["B", "B", "C"], "value": [3, 1, 2]})
    >>> survey = rn.read_survey(answers, roster=pd.DataFrame({"id": list("ABC")}), warn=False)
    >>> table = rn.agreement(survey)
    >>> table[["partner", "respondents", "yes", "lowest", "highest", "mean", "agree"]]
      partner  respondents  yes  lowest  highest  mean  agree
    0       B            2    2     1.0      3.0   2.0   True
    1       C            2    1     0.0      2.0   1.0  False
    >>> table.groupby("actor")["agree"].mean().to_dict()
    {'A': 0.5}
    """
    expect(survey, Survey, "survey", function="agreement")
    rule = rule if rule is None else expect(rule, TieRule, "tie_rule")
    names = [one.name for one in survey.relations] if relation is None else [relation]
    waves = [WaveReports(survey, wave) for wave in survey.waves]
    parts, rules = [], {}
    for question in (find_relation(survey, name) for name in names):
        own = own_rule(question, rule)
        own.check_scale(question.scale, question.name)
        check_speakers(survey, question, own)
        parts += [_told(wave, question, own) for wave in waves]
        rules[question.name] = str(own)
    table = pd.concat(parts, ignore_index=True)
    table.attrs["rules"] = rules
    return table


def _told(wave: WaveReports, relation: Relation, rule: TieRule) -> pd.DataFrame:
    """What the respondents say in one wave."""
    answers = wave.answers(relation, rule)
    keys = np.empty(0, np.int64) if relation.dyads else _shared(answers)
    source, target = np.divmod(keys, max(answers.n, 1))
    names = {
        "wave": pd.Series(wave.wave, range(keys.size), "str"),
        "relation": pd.Series(relation.name, range(keys.size), "str"),
        "actor": wave.actors[source],
        "partner": wave.actors[target],
    }
    return pd.DataFrame(names | _spread(answers, keys, relation, rule))


def _shared(answers: Answers) -> Keys:
    """Sorted known cells on which at least two respondents of the actor speak."""
    n, (_, known, _) = answers.n, seen(answers)
    rows = np.flatnonzero(answers.speakers > 1).astype(np.int64)
    whole = (rows[:, None] * n + np.arange(n)).ravel()
    keys = np.unique(np.concatenate([whole, answers.keys]))
    keys = keys[known.contains(keys) & (keys % (n + 1) != 0)]
    return np.asarray(keys[voices(answers, keys) > 1])


def _spread(answers: Answers, keys: Keys, relation: Relation, rule: TieRule) -> dict[str, Column]:
    """How many speak on each of these cells, and what."""
    given = ~np.isnan(answers.value) & is_among(answers.keys, keys)
    where, value = np.searchsorted(keys, answers.keys[given]), answers.value[given]
    power = strength(value, relation.scale)
    spoken, named = voices(answers, keys).astype(np.int64), np.bincount(where, None, keys.size)
    yes = np.bincount(where, is_tie(value, rule, relation.scale), keys.size).astype(np.int64)
    ends = []
    for choose in (np.minimum, np.maximum):
        end = np.where(named < spoken, 0.0, np.inf if choose is np.minimum else -np.inf)
        choose.at(end, where, power)
        ends.append(end)
    weighted = rule.respondents == "weighted"
    said = power * answers.weight[given] if weighted else power
    mean = np.bincount(where, said, keys.size) / voices(answers, keys, weighted=weighted)
    return {
        "respondents": spoken,
        "yes": yes,
        "lowest": ends[0],
        "highest": ends[1],
        "mean": mean,
        "agree": (yes == 0) | (yes == spoken),
    }
