"""Which items make composites, as a study states it, and which of them cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from relnet.study import Study
    from relnet.survey.survey import Survey


def stated_composites(survey: Survey) -> dict[str, tuple[str, ...]]:
    """Return the composites that the study of a survey states, by group or by name."""
    return {} if survey.study is None else composites_of(survey.study)


def composites_of(study: Study) -> dict[str, tuple[str, ...]]:
    """Return the composites that a study states, by group or by name."""
    groups: dict[str, tuple[str, ...]] = {}
    for item in study.items:
        if item.group:
            groups[item.group] = (*groups.get(item.group, ()), item.name)
    return groups | study.composites


def mixed_composites(
    answers: pd.DataFrame, composites: Mapping[str, Sequence[str]]
) -> dict[str, tuple[list[str], list[str]]]:
    """Return the composites of which no part is rated of the same organisations.

    Parameters
    ----------
    answers
        The ratings, as `Survey.items` has them.
    composites
        Composite → its items.

    Returns
    -------
    dict of str to (list of str, list of str)
        Composite → its items on partners and those on the own organisation, where some are
        rated of partners alone and others of the own organisation alone.
    """
    own = (answers["partner"] == "").to_numpy()
    partner, self_ = set(answers["item"][~own]), set(answers["item"][own])
    found = {
        str(name): (
            [item for item in items if item in partner - self_],
            [item for item in items if item in self_ - partner],
        )
        for name, items in composites.items()
    }
    return {name: parts for name, parts in found.items() if all(parts)}
