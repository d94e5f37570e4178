"""Who answered, and how many people for each organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.survey.survey import Survey
from relnet.wording import expect

if TYPE_CHECKING:
    import pandas as pd


def response(survey: Survey) -> pd.DataFrame:
    """Return who answered, by wave.

    Parameters
    ----------
    survey
        The survey.

    Returns
    -------
    DataFrame
        ``wave, eligible, answered, rate``: the actors on the roster, how many of them
        answered, and their share (0 to 1). ``.attrs["answered_by"]`` says what this
        rests on.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> answers = pd.DataFrame({"respondent": ["ann", "bob"], "actor": ["A", "B"],
    ...                         "partner": ["B", "C"], "value": [1, 2]})
    >>> survey = rn.read_survey(answers, roster=pd.DataFrame({"id": ["A", "B", "C"]}), warn=False)
    >>> rn.response(survey)[["eligible", "answered"]].values.tolist()
    [[3, 2]]
    """
    expect(survey, Survey, "survey", function="response")
    answered = survey.roster.groupby("wave", observed=False, sort=False)["answered"]
    table = answered.agg(["size", "sum"]).reindex(list(survey.waves), fill_value=0)
    table = table.set_axis(["eligible", "answered"], axis=1).astype("int64")
    table["rate"] = table["answered"] / table["eligible"]
    table = table.rename_axis("wave").reset_index()
    table.attrs["answered_by"] = survey.answered_by
    return table


def respondent_counts(survey: Survey) -> pd.DataFrame:
    """Return how many respondents finished for each organisation, by wave and layer.

    Parameters
    ----------
    survey
        The survey.

    Returns
    -------
    DataFrame
        ``wave, actor, layer, respondents``, in the order of the roster; an actor for which
        nobody finished has one row with 0. `layer` is empty where it is not known.

    Examples
    --------
    >>> import pandas as pd, relnet as rn
    >>> people = pd.DataFrame({"respondent": list("abc"), "actor": list("AAB"),
    ...                        "layer": ["board", "board", "professional"]})
    >>> answers = pd.DataFrame({"respondent": list("abc"), "partner": list("BBA")})
    >>> survey = rn.read_survey(answers, respondents=people, warn=False)
    >>> respondent_counts(survey)
      wave actor         layer  respondents
    0    1     A         board            2
    1    1     B  professional            1
    """
    expect(survey, Survey, "survey", function="respondent_counts")
    keys = ["wave", "actor"]
    people = survey.respondents
    done = people[people["completed"].to_numpy(bool)]
    counts = done.groupby([*keys, "layer"], sort=False, observed=True).size()
    roster = survey.roster[keys]
    table = roster.merge(counts.rename("respondents").reset_index(), how="left", on=keys)
    table["layer"] = table["layer"].fillna("")
    return table.assign(respondents=table["respondents"].fillna(0).astype("int64"))
