"""Whether a question was the same one in each wave, and what was not asked at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.intake.rows import plain
from relnet.problems import Problem, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import pandas as pd

    from relnet.study import Study
    from relnet.study.study import Question, StudyRelation
    from relnet.survey import Relation
    from relnet.wording import Value


def list_not_asked(
    asked: Collection[tuple[str, str]], relations: Sequence[Relation], order: Sequence[str]
) -> list[Problem]:
    """Name, by relation, the waves in which there is no report on it."""
    gaps = {
        relation.name: [wave for wave in order if (wave, relation.name) not in asked]
        for relation in relations
    }
    return [
        Problem(
            "not asked",
            values={"relation": quoted(name), "waves": shortened(waves)},
            severity="warning",
        )
        for name, waves in gaps.items()
        if waves
    ]


def list_asked_otherwise(
    study: Study | None, used: pd.DataFrame, order: Sequence[str]
) -> list[Problem]:
    """Say which questions were put in other words, or allowed only so many partners."""
    if study is None:
        return []
    reworded = [p for q in (*study.relations, *study.items) for p in _reworded(q, order)]
    return [*reworded, *(p for r in study.relations for p in _capped(r, used, order))]


def _reworded(question: Question, order: Sequence[str]) -> Iterator[Problem]:
    changed = [w for w in order if w in question.waves and list(question.waves[w].question)]
    if changed:
        values = {"relation": quoted(question.name), "waves": shortened(changed)}
        yield Problem("question changed", values=values, severity="warning")


def _capped(relation: StudyRelation, used: pd.DataFrame, order: Sequence[str]) -> Iterator[Problem]:
    """Waves in which a respondent could name only so many, and how many named as many."""
    for wave in order:
        most = relation.waves[wave].most if wave in relation.waves else None
        if most is None:
            continue
        ours = (used["wave"] == wave) & (used["relation"] == relation.name) & (used["value"] != 0)
        named = used[ours & (used["partner"] != "") & ~used["missing"] & ~used["impossible"]]
        counts = plain(named).groupby(["respondent", "actor"]).size()
        relation_name, wave_name = quoted(relation.name), quoted(wave)
        values: dict[str, Value] = {"relation": relation_name, "wave": wave_name, "most": most}
        full, beyond = int((counts == most).sum()), int((counts > most).sum())
        yield Problem("nominations capped", values={**values, "n": full}, severity="warning")
        if beyond:
            yield Problem(
                "more than could be named", values={**values, "n": beyond}, severity="warning"
            )
