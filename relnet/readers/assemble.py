"""The tables of several files joined into one survey."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import DataError, Problem, UsageError, printable
from relnet.readers import checks
from relnet.readers.answered import (
    list_contradicted,
    list_without_report,
    mark_answered,
    shortened,
)
from relnet.readers.layouts import DEFAULT_RELATION
from relnet.readers.values import ordered_waves, short_labels
from relnet.rules import Scale
from relnet.survey import Relation, Survey

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from relnet.readers.layouts import Extract


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    """The lists beside the reports, as read; ``None`` where there is none."""

    roster: pd.DataFrame | None
    register: pd.DataFrame | None
    respondents: pd.DataFrame | None
    unobserved: pd.DataFrame | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user said of the survey as a whole."""

    undirected: bool | Collection[str]
    mutual: bool | Collection[str]
    scale: Scale | Mapping[str, Scale] | None
    no_report: str | None


def assemble(
    extracts: Sequence[Extract],
    beside: Beside,
    stated: Stated,
    waves: Sequence[str] | None,
    problems: list[Problem],
    files: Sequence[tuple[str, int]],
) -> Survey:
    """Join, check and mark who answered.

    Raises
    ------
    DataError
        With the problems given and all that are found here, if any is an error.
    """
    labels = _labels(extracts, waves)
    reports = _joined(extracts, labels)
    order = _wave_order([*reports["wave"].unique(), *labels.values()], waves)
    relations = _relations(reports, extracts, beside, stated)
    dyads = [relation.name for relation in relations if relation.dyads]
    problems = [*problems, *_without_waves(beside, order)]
    reports = _with_actors(reports, extracts, beside, problems)
    review = checks.Review(reports, problems)
    _set_aside_other_waves(review, order)
    roster, assumed = _eligible(extracts, review, beside, order)
    if not assumed:
        listed = {str(w): set(part["actor"]) for w, part in roster.groupby("wave", sort=False)}
        _check_against_roster(review, beside, listed, order)
    checks.check_scale(review, {relation.name: relation.scale for relation in relations})
    checks.check_symmetry(review, dyads)
    checks.set_aside_self_nominations(review)
    checks.set_aside_duplicates(review, dyads)
    if any(problem.severity == "error" for problem in review.problems):
        raise DataError(_in_order(review.problems))
    used = review.reports[~review.aside]
    parts = _Parts(used, review, roster, relations, order, extracts, labels)
    return _survey(parts, beside, stated, assumed=assumed, files=files)


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What the last step puts together."""

    used: pd.DataFrame
    review: checks.Review
    roster: pd.DataFrame
    relations: Sequence[Relation]
    order: Sequence[str]
    extracts: Sequence[Extract]
    labels: Mapping[str, str]


def _labels(extracts: Sequence[Extract], waves: Sequence[str] | None) -> dict[str, str]:
    """The wave of each table that has no column of waves, by the name of the table."""
    names = [extract.table.name for extract in extracts if not extract.has_wave]
    own = [extract.table.label for extract in extracts if not extract.has_wave]
    if waves is not None and len(waves) == len(names):
        own = [str(wave) for wave in waves]
    elif waves is not None and len(names) > 1:
        message = f"{len(waves)} wave labels for {len(names)} tables without a wave column: {shortened(names)}"
        raise UsageError(message)
    elif len(extracts) == 1:
        own = [_only_label(label) for label in own]
    else:
        own = short_labels(own)
    return dict(zip(names, own, strict=True))


def _only_label(label: str) -> str:
    """The year in the name of the only file, else 1."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", label)
    return year[0] if year else "1"


def _joined(extracts: Sequence[Extract], labels: Mapping[str, str]) -> pd.DataFrame:
    """All reports, with their wave, file and the columns that messages name."""
    parts = []
    for extract in extracts:
        columns, name = extract.columns, extract.table.name
        part = extract.reports.assign(
            file=name,
            symmetric=bool(extract.named),
            column_actor=columns.get("actor", columns.get("respondent", "")),
            column_partner=columns.get("partner", ""),
            column_value=columns.get("value", ""),
        )
        parts.append(part if extract.has_wave else part.assign(wave=labels[name]))
    return pd.concat(parts, ignore_index=True)


def _wave_order(found: Sequence[str], waves: Sequence[str] | None) -> list[str]:
    found = [wave for wave in ordered_waves(found) if wave != ""]
    if waves is None:
        return found
    order = [str(wave) for wave in waves]
    absent = [wave for wave in order if wave not in found]
    if absent or len(set(order)) < len(order):
        what = f"no reports of wave {printable(absent[0])!r}" if absent else "a wave is named twice"
        message = f"{what}; the files hold {shortened(found)}"
        raise UsageError(message)
    return order


def _relations(
    reports: pd.DataFrame, extracts: Sequence[Extract], beside: Beside, stated: Stated
) -> list[Relation]:
    """The relations in order of appearance, with what was stated of them."""
    people = beside.respondents is not None
    names = [name for name in dict.fromkeys(reports["relation"]) if name != ""]
    reported = {
        name
        for extract in extracts
        if not extract.directional or people
        for name in extract.reports["relation"].unique()
    }
    _check_known(names, stated)
    relations = []
    for name in names:
        undirected, mutual = (_applies(part, name) for part in (stated.undirected, stated.mutual))
        scale = stated.scale if isinstance(stated.scale, Scale) else (stated.scale or {}).get(name)
        directed = False if undirected or mutual else None if name in reported else True
        dyads = undirected and not mutual and name not in reported
        relations.append(Relation(name, scale, directed, dyads))
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
                message = f"no reports on relation {printable(name)!r}; the files hold {shortened(names)}"
                raise UsageError(message)


def _without_waves(beside: Beside, order: Sequence[str]) -> list[Problem]:
    """In several waves, who answered cannot be told from a list without a column of waves."""
    lists = {"register": beside.register, "respondents": beside.respondents}
    return [
        Problem("missing column", f"no column of waves in the {name}",
                f"one, as the reports have {len(order)} waves")
        for name, table in lists.items()
        if table is not None and "wave" not in table and len(order) > 1
    ]  # fmt: skip


def _with_actors(
    reports: pd.DataFrame,
    extracts: Sequence[Extract],
    beside: Beside,
    problems: list[Problem],
) -> pd.DataFrame:
    """Fill in for whom a respondent speaks, where the reports name only respondents."""
    people = beside.respondents
    if people is None:
        bare = [e for e in extracts if e.has_respondents and "actor" not in e.columns]
        problems += [
            Problem("respondents as actors", "a column of respondents and none of actors",
                    "each respondent is taken to be an organisation", e.table.name,
                    column=e.columns["respondent"], severity="warning")
            for e in bare
        ]  # fmt: skip
        alone = (reports["actor"] == "") & (reports["respondent"] != "")
        return reports.assign(actor=reports["actor"].where(~alone, reports["respondent"]))
    keys = ["wave", "respondent"] if "wave" in people else ["respondent"]
    table = people.drop_duplicates(keys).set_index(keys)["actor"]
    index = pd.MultiIndex.from_frame(reports[keys]) if len(keys) > 1 else pd.Index(reports[keys[0]])
    speaks = table.reindex(index).to_numpy(object)
    known = pd.notna(speaks)
    named = (reports["respondent"] != "").to_numpy()
    given = (reports["actor"] != "").to_numpy()
    review = checks.Review(reports.assign(speaks=speaks), problems)
    review.list_rows(
        named & ~known & ~given,
        "respondent of no organisation",
        lambda row: f"respondent {printable(row['respondent'])!r}",
        lambda _: "a respondent on the list of respondents",
        "actor",
    )
    review.list_rows(
        named & known & given & (reports["actor"].to_numpy(object) != speaks),
        "respondent of two organisations",
        lambda row: f"respondent {printable(row['respondent'])!r} for {printable(row['actor'])!r}",
        lambda row: f"{printable(row['speaks'])!r} as on the list of respondents",
        "actor",
    )
    filled = np.where(given | ~known, reports["actor"].to_numpy(object), speaks)
    return reports.assign(actor=filled)


def _set_aside_other_waves(review: checks.Review, order: Sequence[str]) -> None:
    """Set aside the rows of waves that were not asked for, one line a file and wave."""
    other = ~review.reports["wave"].isin(order).to_numpy()
    review.aside |= other
    for (file, wave), part in review.reports[other].groupby(["file", "wave"], sort=False):
        review.problems.append(
            Problem("wave not read", f"{len(part)} rows of wave {printable(wave)!r}",
                    "set aside, as other waves were asked for", str(file), severity="warning")
        )  # fmt: skip


def _eligible(
    extracts: Sequence[Extract], review: checks.Review, beside: Beside, order: Sequence[str]
) -> tuple[pd.DataFrame, bool]:
    """The roster by wave, and whether it is but the names found."""
    waves = pd.DataFrame({"wave": pd.Series(list(order), dtype="str")})
    if beside.roster is not None:
        roster = beside.roster.reset_index(drop=True)
        roster = roster[roster["actor"] != ""]
        if "wave" not in roster:
            return waves.merge(roster, how="cross"), False
        for wave in order:
            if wave not in set(roster["wave"]):
                problem = Problem("wave without roster", f"no roster rows for wave {printable(wave)!r}",
                                  f"the waves of the reports: {shortened(order)}", "roster")  # fmt: skip
                review.problems.append(problem)
        position = roster["wave"].map({wave: k for k, wave in enumerate(order)})
        kept = position.dropna().sort_values(kind="stable").index
        return roster.loc[kept].reset_index(drop=True), False
    named = [name for extract in extracts for name in extract.named]
    reports = review.reports[~review.aside]
    lists = [t for t in (beside.register, beside.respondents, beside.unobserved) if t is not None]
    columns = [reports["actor"], reports["partner"]]
    columns += [t[c] for t in lists for c in ("actor", "partner") if c in t]
    found = pd.unique(pd.concat([pd.Series(named, dtype="str"), *columns], ignore_index=True))
    actors = pd.DataFrame({"actor": pd.Series([a for a in found if a], dtype="str")})
    review.problems.append(
        Problem("roster assumed", "none given",
                f"the {len(actors)} actors named anywhere, in every wave (roster assumed)", "roster",
                severity="warning")
    )  # fmt: skip
    return waves.merge(actors, how="cross"), True


def _check_against_roster(
    review: checks.Review,
    beside: Beside,
    listed: Mapping[str, set[str]],
    order: Sequence[str],
) -> None:
    checks.check_roster(review, listed)
    everyone = set().union(*listed.values())
    for name, table in (
        ("register", beside.register),
        ("respondents", beside.respondents),
        ("unobserved cells", beside.unobserved),
    ):
        if table is None:
            continue
        for role in ("actor", "partner"):
            if role not in table:
                continue
            read = table[table["wave"].isin(order)] if "wave" in table else table
            strange = ~read[role].isin(everyone) & (read[role] != "")
            review.problems += [
                Problem("not on the roster", repr(printable(actor)), "an actor on the roster",
                        name, int(row), role)
                for row, actor in read.loc[strange, role].items()
            ]  # fmt: skip


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Errors by file and row; a file keeps the place of its first problem."""
    errors = [problem for problem in problems if problem.severity == "error"]
    places = {file: k for k, file in enumerate(dict.fromkeys(p.file for p in errors))}
    return sorted(errors, key=lambda p: (places[p.file], p.row or 0))


def _survey(
    parts: _Parts,
    beside: Beside,
    stated: Stated,
    *,
    assumed: bool,
    files: Sequence[tuple[str, int]],
) -> Survey:
    used, roster, order = parts.used, parts.roster, parts.order
    given = ~used["missing"].to_numpy() & ~used["impossible"].to_numpy()
    reporting = _reporting(used[given], parts.relations)
    respondents = _respondents(used, beside, order)
    people = len(respondents) > 0
    nobody = (stated.no_report or ("silent" if people else "nobody")) == "nobody"
    answered, answered_by = mark_answered(
        roster,
        reporting,
        register=_in_waves(beside.register, order),
        respondents=respondents if beside.respondents is not None else None,
        nobody=nobody,
    )
    cells = _cells(used, beside, order)
    asked = _asked(used, parts)
    if answered_by == "no_report=nobody":
        answered &= ~(_without_rows(parts) | _blank(roster, used, cells, asked))
    problems = [
        *parts.review.problems,
        *list_without_report(roster, answered, reporting, answered_by),
        *list_contradicted(roster, answered, reporting),
        *_not_asked(asked, parts.relations, order),
    ]
    roster.insert(2, "answered", answered)
    return Survey(
        _reports=_tidy(used, roster, parts.relations, order),
        _respondents=respondents,
        _roster=roster,
        _cells=cells,
        waves=tuple(order),
        relations=tuple(parts.relations),
        asked=asked,
        answered_by=answered_by,
        roster_assumed=assumed,
        problems=tuple(problems),
        _files=_accounts(parts.extracts, parts.review, files),
    )


def _reporting(used: pd.DataFrame, relations: Sequence[Relation]) -> pd.MultiIndex:
    """``(wave, actor)`` of those who gave any report; a stated dyad is a report of both."""
    pairs = used[["wave", "actor"]]
    dyads = [relation.name for relation in relations if relation.dyads]
    stated = used[used["relation"].isin(dyads) & (used["partner"] != "")]
    others = stated[["wave", "partner"]].set_axis(["wave", "actor"], axis=1)
    return pd.MultiIndex.from_frame(pd.concat([pairs, others]).drop_duplicates())


def _in_waves(table: pd.DataFrame | None, order: Sequence[str]) -> pd.DataFrame | None:
    """The list with a column of waves; a list without one is of the only wave."""
    if table is None or "wave" in table:
        return table
    return table.assign(wave=order[0])


def _respondents(used: pd.DataFrame, beside: Beside, order: Sequence[str]) -> pd.DataFrame:
    """All respondents, listed or found in the reports."""
    columns = ["wave", "respondent", "actor", "layer", "completed"]
    found = used.loc[used["respondent"] != "", ["wave", "respondent", "actor"]].drop_duplicates()
    found = found.assign(layer="", completed=True)
    listed = _in_waves(beside.respondents, order)
    if listed is not None:
        found = pd.concat([listed[listed["wave"].isin(order)], found])
    found = found.drop_duplicates(["wave", "respondent", "actor"])[columns]
    return found.astype({"completed": bool}).reset_index(drop=True)


def _cells(used: pd.DataFrame, beside: Beside, order: Sequence[str]) -> pd.DataFrame:
    """Cells stated to be unobserved or impossible, by list or by code."""
    columns = ["wave", "relation", "actor", "partner", "state"]
    coded = used.loc[used["impossible"].to_numpy(), columns[:-1]].assign(state="impossible")
    parts = [coded]
    if beside.unobserved is not None:
        listed = beside.unobserved
        if "wave" not in listed:
            listed = pd.DataFrame({"wave": list(order)}).merge(listed, how="cross")
        parts.append(listed.loc[listed["wave"].isin(order), columns])
    cells = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
    return cells[cells["actor"] != cells["partner"]].reset_index(drop=True)


def _asked(used: pd.DataFrame, parts: _Parts) -> frozenset[tuple[str, str]]:
    """Waves and relations with any report; a matrix of zeros is one too."""
    rows = used[["wave", "relation"]].drop_duplicates().itertuples(index=False, name=None)
    pairs = [(str(wave), str(relation)) for wave, relation in rows]
    matrices = [extract.table.name for extract in parts.extracts if extract.named]
    pairs += [(parts.labels[name], DEFAULT_RELATION) for name in matrices]
    return frozenset(pair for pair in pairs if pair[0] in parts.order)


def _without_rows(parts: _Parts) -> np.ndarray:
    """Actors that a matrix names in its columns and gives no row."""
    pairs = [
        (parts.labels[extract.table.name], name)
        for extract in parts.extracts
        for name in extract.absent
    ]
    who = pd.MultiIndex.from_frame(parts.roster[["wave", "actor"]])
    return np.asarray(who.isin(pairs)) if pairs else np.zeros(len(parts.roster), np.bool_)


def _blank(
    roster: pd.DataFrame,
    used: pd.DataFrame,
    cells: pd.DataFrame,
    asked: Collection[tuple[str, str]],
) -> np.ndarray:
    """Actors of whom every cell is stated to be unobserved: they did not answer."""
    missing = used.loc[used["missing"].to_numpy(), ["wave", "relation", "actor", "partner"]]
    gone = pd.concat([missing, cells[cells["state"] == "unobserved"].drop(columns="state")])
    pairs = pd.DataFrame(list(asked), columns=["wave", "relation"])
    everywhere = gone[gone["relation"] == ""].drop(columns="relation").merge(pairs, on="wave")
    gone = pd.concat([gone[gone["relation"] != ""], everywhere]).drop_duplicates()
    counts = gone.groupby(["wave", "actor"]).size()
    eligible = roster.groupby("wave")["actor"].transform("size").to_numpy() - 1
    questions = roster["wave"].map(pairs["wave"].value_counts()).fillna(0).to_numpy()
    who = pd.MultiIndex.from_frame(roster[["wave", "actor"]])
    unseen = counts.reindex(who, fill_value=0).to_numpy()
    return np.asarray((unseen > 0) & (unseen >= eligible * questions))


def _not_asked(
    asked: Collection[tuple[str, str]], relations: Sequence[Relation], order: Sequence[str]
) -> list[Problem]:
    return [
        Problem("not asked", f"no reports on {printable(relation.name)!r} in wave {printable(wave)!r}",
                "taken as not asked there: undefined, not 0", severity="warning")
        for relation in relations
        for wave in order
        if (wave, relation.name) not in asked
    ]  # fmt: skip


def _tidy(
    used: pd.DataFrame, roster: pd.DataFrame, relations: Sequence[Relation], order: Sequence[str]
) -> pd.DataFrame:
    """The reports as categories over the same actors, ready to be counted."""
    actors = pd.CategoricalDtype(pd.unique(roster["actor"]))
    kept = used[~used["impossible"].to_numpy()]
    table = pd.DataFrame(
        {
            "wave": pd.Categorical(kept["wave"], list(order), ordered=True),
            "respondent": kept["respondent"].astype("category").to_numpy(),
            "actor": pd.Categorical(kept["actor"], dtype=actors),
            "partner": pd.Categorical(kept["partner"].where(kept["partner"] != "", None), dtype=actors),
            "relation": pd.Categorical(kept["relation"], [relation.name for relation in relations]),
            "value": kept["value"].to_numpy(),
        }
    )
    return table.sort_values(["wave", "relation"], kind="stable", ignore_index=True)


def _accounts(
    extracts: Sequence[Extract], review: checks.Review, files: Sequence[tuple[str, int]]
) -> pd.DataFrame:
    """Rows in = rows used + rows listed, for each file."""
    listed = review.reports.loc[review.aside].groupby("file")["row"].nunique()
    rows = [
        (e.table.name, e.rows, e.rows - (0 if e.named else int(listed.get(e.table.name, 0))))
        for e in extracts
    ]
    rows += [(name, count, count) for name, count in files]
    table = pd.DataFrame(rows, columns=["file", "rows", "used"])
    return table.assign(listed=table["rows"] - table["used"])
