"""The tables of several files joined into one survey."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import UsageError, quoted
from relnet.intake import checks
from relnet.intake.beside import (
    check_agreement,
    check_names,
    check_register,
    check_relations,
    check_waves,
)
from relnet.intake.finish import Parts, finish
from relnet.intake.known import with_attributes
from relnet.intake.not_shown import not_shown
from relnet.intake.people import with_actors
from relnet.intake.private import hushed
from relnet.intake.repeated import may_repeat, set_aside_duplicates
from relnet.intake.rows import chosen, column_of, plain
from relnet.intake.unobserved import settle_impossible
from relnet.problems import DataError, Problem, shortened
from relnet.readers.beside.events import events_shown
from relnet.readers.coded import appearing, flagged
from relnet.readers.threads import meanwhile
from relnet.rules import Scale
from relnet.survey import Relation
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from relnet.intake.beside import Beside
    from relnet.intake.join import Joined
    from relnet.intake.plan import Stated
    from relnet.readers.layouts import Extract
    from relnet.study import Study
    from relnet.survey import Survey
    from relnet.wording import Value

MOST_ELIGIBLE = 10_000_000
"""How many rows a roster may have, one for each actor of each wave."""


def assemble(joined: Joined) -> Survey:
    """Join, check and mark who answered.

    Raises
    ------
    DataError
        With the problems of the files and all that are found here, if any is an error.
    """
    gathered, plan = joined.gathered, joined.plan
    extracts, stated = gathered.extracts, plan.stated
    reports, beside, order, found = joined.reports, joined.beside, joined.order, joined.found
    relations = _relations(reports, extracts, stated)
    dyads = [relation.name for relation in relations if relation.dyads]
    events, aside = events_shown(beside.events, order, found)
    told = any(problem.kind == "rows that disagree" for problem in gathered.problems)
    lists = [*check_waves(beside, order, found), *aside]
    lists += [] if told else check_agreement(beside)
    problems = [*gathered.problems, *joined.problems, *lists]
    review = with_actors(reports, extracts, beside, problems)
    review.aside |= reports["out"].to_numpy(bool)
    with meanwhile(len(reports), partial(may_repeat, review, dyads)) as repeats:
        _set_aside_other_waves(review, order, plan.study)
        roster, assumed = _eligible(extracts, review, beside, order)
        if gathered.known is not None:
            roster = with_attributes(roster, gathered.known.organisations, order)
        if not assumed:
            _check_listed(review, beside, roster, order)
        review.problems += check_relations(beside, [relation.name for relation in relations])
        checks.check_scale(review, {relation.name: relation.scale for relation in relations})
        checks.check_symmetry(review, dyads, {e.table.name: e.named for e in extracts})
        checks.set_aside_blank_mirrors(review, dyads)
        checks.set_aside_self_nominations(review)
        checks.check_stated(review, beside.whole("unobserved", order), dyads)
        cells, untold = not_shown(extracts, joined.labels, order, roster)
        beside = replace(beside, unobserved=(*beside.unobserved, *cells))
        review.problems += untold
        if repeats():
            set_aside_duplicates(review, dyads, stated.repeated)
    if any(problem.severity == "error" for problem in review.problems):
        raise DataError(hushed(_in_order(review.problems), plan.study))
    used = settle_impossible(chosen(review.reports, ~review.aside))
    parts = Parts(
        used,
        review,
        roster,
        relations,
        order,
        extracts,
        joined.labels,
        events,
        beside,
        gathered.files,
        plan,
        None if gathered.known is None else gathered.known.organisations,
        gathered.milestones,
    )
    return finish(parts, assumed=assumed)


def _relations(
    reports: pd.DataFrame, extracts: Sequence[Extract], stated: Stated
) -> list[Relation]:
    """The relations in order of appearance, with what was stated of them."""
    found = appearing(column_of(reports, "relation"))
    found += [relation for extract in extracts for relation in extract.relations]
    names = [name for name in dict.fromkeys([*stated.relations, *found]) if name != ""]
    reported = {
        name
        for extract in extracts
        if not extract.directional
        for name in appearing(column_of(extract.reports, "relation"))
    }
    drawn = {name for extract in extracts for name in extract.undirected}
    _check_known(names, stated)
    relations = []
    for name in names:
        undirected, mutual = (_applies(part, name) for part in (stated.undirected, stated.mutual))
        scale = stated.scale if isinstance(stated.scale, Scale) else (stated.scale or {}).get(name)
        undirected = undirected or (name in drawn and not mutual)
        directed = False if undirected or mutual else None if name in reported else True
        directed = stated.directed.get(name, directed)
        dyads = undirected and not mutual and name not in reported
        rule = stated.rules.get(name)
        relations.append(Relation(name, scale, directed, dyads, rule))
    return relations


def _applies(stated: bool | Collection[str], name: str) -> bool:  # noqa: FBT001
    if isinstance(stated, bool):
        return stated
    return name == stated if isinstance(stated, str) else name in stated


def _check_known(names: Sequence[str], stated: Stated) -> None:
    for part in (stated.undirected, stated.mutual, stated.scale):
        if part is None or isinstance(part, bool | Scale):
            continue
        for name in [part] if isinstance(part, str) else part:
            if name not in names:
                given = {"name": quoted(name), "names": shortened(names)}
                raise UsageError(Phrase("usage.read.relation", **given))


def _set_aside_other_waves(
    review: checks.Review, order: Sequence[str], study: Study | None
) -> None:
    """Set aside the rows of waves that were not asked for, one line a file and wave.

    A wave that a study does not have is an error: it may be one of its own, misspelt.
    """
    known = [] if study is None else [wave.label for wave in study.waves]
    other = ~flagged(column_of(review.reports, "wave"), order.__contains__)
    if not other.any():
        return
    review.aside |= other
    for (file, wave), part in plain(review.reports[other]).groupby(["file", "wave"], sort=False):
        values: dict[str, Value] = {"n": len(part), "wave": quoted(wave)}
        strange = bool(known) and wave not in known and wave != ""
        review.problems.append(
            Problem(
                "wave not read",
                variant="study" if strange else "",
                values=values | ({"names": shortened(map(quoted, known))} if strange else {}),
                file=str(file),
                row=int(part["row"].iloc[0]) if strange else None,
                severity="error" if strange else "warning",
            )
        )


def _check_listed(
    review: checks.Review, beside: Beside, roster: pd.DataFrame, order: Sequence[str]
) -> None:
    """Hold reports and lists against a roster that is given."""
    listed = {
        str(wave): set(part["actor"].to_numpy(object))
        for wave, part in roster.groupby("wave", sort=False)
    }
    checks.check_roster(review, listed)
    review.problems += check_names(beside, listed, order)
    review.problems += check_register(beside, roster, order)


def _eligible(
    extracts: Sequence[Extract], review: checks.Review, beside: Beside, order: Sequence[str]
) -> tuple[pd.DataFrame, bool]:
    """The roster by wave, and whether it is but the names found."""
    lists = (*beside.roster, *beside.unobserved)
    _check_size(extracts, order, sum(len(table) for table in lists if "wave" not in table))
    roster = beside.whole("roster", order)
    if roster is not None:
        roster = roster[roster["actor"] != ""]
        position = roster["wave"].map({wave: k for k, wave in enumerate(order)})
        kept = position.dropna().sort_values(kind="stable").index
        return roster.loc[kept].reset_index(drop=True), False
    named = [name for extract in extracts for name in (*extract.named, *extract.absent)]
    named += [name for e in extracts for names in e.shown.values() for name in names]
    reports = review.reports  # of all waves, so that a choice of waves leaves nobody out
    columns = [
        pd.Series(appearing(column_of(reports, role)), dtype="str") for role in ("actor", "partner")
    ]
    columns += [t[c] for _, t in beside.tables() for c in ("actor", "partner") if c in t]
    found = pd.unique(pd.concat([pd.Series(named, dtype="str"), *columns], ignore_index=True))
    actors = pd.DataFrame({"actor": pd.Series([a for a in found if a], dtype="str")})
    _check_size(extracts, order, len(actors))
    waves = pd.DataFrame({"wave": pd.Series(list(order), dtype="str")})
    review.problems.append(
        Problem("roster assumed", values={"n": len(actors)}, file="roster", severity="warning")
    )
    return waves.merge(actors, how="cross"), True


def _check_size(extracts: Sequence[Extract], order: Sequence[str], actors: int) -> None:
    """Refuse waves that are moments: each actor of each of them is a row of the roster."""
    if len(order) * actors <= MOST_ELIGIBLE:
        return
    given = [e for e in extracts if e.has_wave] or extracts
    values: dict[str, Value] = {"n": len(order), "actors": actors, "most": MOST_ELIGIBLE}
    file, column = given[0].table.name, given[0].columns.get("wave")
    raise DataError([Problem("many waves", values=values, file=file, column=column)])


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Errors by file and row; a file keeps the place of its first problem."""
    errors = [problem for problem in problems if problem.severity == "error"]
    places = {file: k for k, file in enumerate(dict.fromkeys(p.file for p in errors))}
    return sorted(errors, key=lambda p: (places[p.file], p.row or 0))
