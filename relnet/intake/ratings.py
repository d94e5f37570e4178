"""Ratings of organisations: trust, value, capacity, or whatever was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.survey import ITEMS
from relnet.survey.composed import composites_of, mixed_composites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relnet.intake.beside import Beside
    from relnet.study import Study


def list_mixed(items: pd.DataFrame, study: Study | None) -> list[Problem]:
    """List the composites of items on partners and items on the own organisation."""
    mixed = {} if study is None else mixed_composites(items, composites_of(study))
    return [
        Problem(
            "mixed composite",
            values={
                "name": quoted(name),
                "partner": shortened(map(quoted, partner)),
                "own": shortened(map(quoted, own)),
            },
            severity="warning",
        )
        for name, (partner, own) in mixed.items()
    ]


def tidy_items(
    beside: Beside, people: pd.DataFrame, order: Sequence[str], study: Study | None
) -> pd.DataFrame:
    """Return all ratings of the waves that are read, with the actors that respondents speak for.

    Parameters
    ----------
    beside
        The lists.
    people
        The respondents of the survey.
    order
        The waves.
    study
        The study, which says what the items measure.
    """
    items = beside.whole("items", order)
    if items is None:
        return pd.DataFrame(columns=list(ITEMS))
    items = items[items["wave"].isin(list(order)).to_numpy() & items["value"].notna().to_numpy()]
    keys = ["wave", "respondent"]
    speaks = people.drop_duplicates(keys).set_index(keys)["actor"]
    theirs = speaks.reindex(pd.MultiIndex.from_frame(items[keys])).fillna("").to_numpy()
    actor = items["actor"].where((items["actor"] != "").to_numpy(), theirs)
    groups = {} if study is None else {item.name: item.group for item in study.items}
    wave = pd.Categorical(items["wave"], list(order), ordered=True)
    group = [groups.get(name, "") for name in items["item"]]
    tidy = items.assign(actor=actor, group=group)[list(ITEMS)]
    tidy = tidy.astype(dict.fromkeys(ITEMS[1:-1], "str")).assign(wave=wave)
    order_of_rows = ["wave", "respondent", "item", "partner"]  # whatever the files come in
    return tidy.sort_values(order_of_rows, kind="stable")[list(ITEMS)].reset_index(drop=True)
