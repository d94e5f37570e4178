"""Names in files as organisations: matched beyond doubt, confirmed by a person, or open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.rows import among, chosen, column_of, grouped, plain
from relnet.organisations import match_names, suggest_names
from relnet.problems import Problem, shortened
from relnet.readers.coded import compact, is_text, replaced, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relnet.intake.beside import Beside
    from relnet.organisations import Organisations
    from relnet.readers.layouts import Extract
    from relnet.wording import Value

ROLES = ("actor", "partner")
MOST_SUGGESTIONS = 2_000
"""Open names beyond this many get no suggestion in messages: each is held against all."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The organisations, and the names that a person confirmed.

    Attributes
    ----------
    organisations
        Who they are.
    confirmed
        Wave (or empty for all) and name → the organisation; ``None`` for none of ours.
    order
        The waves in order.
    """

    organisations: Organisations
    confirmed: Mapping[tuple[str, str], str | None]
    order: Sequence[str]


@dataclass(slots=True)
class Resolved:
    """What became of the names.

    Attributes
    ----------
    reports, beside, extracts
        With organisations in place of names.
    open : DataFrame
        Names that are no organisation yet: ``name, found_at, times``.
    problems : list of Problem
        An error for each of them, a warning for what was left out.
    """

    reports: pd.DataFrame
    beside: Beside
    extracts: list[Extract]
    open: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)


def resolve(
    reports: pd.DataFrame, beside: Beside, extracts: Sequence[tuple[Extract, str]], known: Known
) -> Resolved:
    """Put organisations in place of their names; rows on open or foreign names are set aside.

    A column ``out`` of the reports says which rows are set aside.

    Parameters
    ----------
    reports, beside
        The tables.
    extracts
        Where the reports come from, with the wave of those that have no column of waves:
        a matrix names actors that have no report.
    known
        The organisations.
    """
    tables = list(_named_tables(reports, beside))
    uses = pd.concat([_uses(table, file, columns) for table, file, columns in tables])
    uses = pd.concat([uses, *(_named_in(extract, wave) for extract, wave in extracts)])
    meant, several = _meant(uses, known)
    uses["several"] = uses["name"].isin(list(several))
    keys = list(zip(uses["wave"], uses["name"], strict=True))
    unknown = uses[[key not in meant for key in keys]]
    foreign = uses[[key in meant and meant[key] is None for key in keys]]
    lists = {
        kind: tuple(_renamed(table, meant) for table in getattr(beside, kind))
        for kind in ("roster", "register", "respondents", "unobserved", "items")
    }
    renamed = _renamed(_without_foreign(reports, meant), meant, keep=True)
    problems = [*_unknown(unknown, known), *_left_out(foreign), *_twice(beside, lists["roster"])]
    problems += [problem for pair in extracts for problem in _two_columns(*pair, meant)]
    resolved = type(beside)(**lists, events=beside.events)
    matrices = [_matrix(extract, wave, meant) for extract, wave in extracts]
    return Resolved(renamed, resolved, matrices, _open(unknown), problems)


def _named_in(extract: Extract, wave: str) -> pd.DataFrame:
    """The uses of the names that a matrix, or an export, has in its header."""
    shown = [name for names in extract.shown.values() for name in names]
    names = list(dict.fromkeys((*extract.named, *extract.absent, *shown)))
    place = {"file": extract.table.name, "row": int(extract.table.rows[0]), "column": ""}
    place["times"] = 1
    return pd.DataFrame({"wave": wave, "name": names} | place, index=range(len(names)))


def _matrix(extract: Extract, wave: str, meant: Mapping[tuple[str, str], str | None]) -> Extract:
    """A table of which those are organisations."""

    def known(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(meant[wave, name] or "" for name in names if meant.get((wave, name)))

    return replace(
        extract,
        named=known(extract.named),
        absent=known(extract.absent),
        empty=known(extract.empty),
        shown={relation: known(names) for relation, names in extract.shown.items()},
    )


def _two_columns(
    extract: Extract, wave: str, meant: Mapping[tuple[str, str], str | None]
) -> list[Problem]:
    """An error for each two columns of a question that are on one organisation by other names."""
    problems = []
    for relation, names in extract.shown.items():
        first: dict[str, str] = {}
        for name in names:
            actor = meant.get((wave, name))
            if actor is not None and first.setdefault(actor, name) != name:
                values = {"name": quoted(relation), "partner": quoted(name), "actor": quoted(actor)}
                problems.append(
                    Problem(
                        "two columns",
                        variant="alike",
                        values=values | {"other": quoted(first[actor])},
                        file=extract.table.name,
                        row=int(extract.table.rows[0]),
                    )
                )
    return problems


def _without_foreign(
    reports: pd.DataFrame, meant: Mapping[tuple[str, str], str | None]
) -> pd.DataFrame:
    """The reports in which a partner that is none of ours is nobody: who named it did answer."""
    foreign = [key for key, actor in meant.items() if actor is None]
    keys = pd.DataFrame(foreign, columns=["wave", "name"])
    gone = among(reports, keys, ["wave", "partner"], ["wave", "name"])
    if not gone.any():
        return reports
    silent = reports["missing"].to_numpy(bool) | reports["impossible"].to_numpy(bool)
    return reports.assign(
        partner=replaced(column_of(reports, "partner"), gone, ""),
        value=reports["value"].where(~gone),
        missing=silent & ~gone & reports["missing"].to_numpy(bool),
        impossible=silent & ~gone & reports["impossible"].to_numpy(bool),
    )


def _named_tables(
    reports: pd.DataFrame, beside: Beside
) -> Iterator[tuple[pd.DataFrame, str, Mapping[str, str]]]:
    """The tables with names: their rows, file and columns."""
    files = column_of(reports, "file")
    for file in compact(files).categories:
        part = chosen(reports, is_text(files, file))
        columns = {role: str(part[f"column_{role}"].iloc[0]) for role in ROLES}
        yield part.set_index("row"), str(file), columns
    for _, table in beside.tables():
        columns = {role: table.attrs["columns"].get(role) or "" for role in ROLES}
        yield table, table.attrs["file"], columns


def _uses(table: pd.DataFrame, file: str, columns: Mapping[str, str]) -> pd.DataFrame:
    """The uses of names, each once a wave: ``wave, name, file, row, column, times``."""
    parts = []
    for role in ROLES:
        if role in table:
            names = [name for name in ("wave", role) if name in table]
            groups = grouped(table, names)
            some = plain(table[names].iloc[groups.first]).rename(columns={role: "name"})
            use = some.assign(
                file=file,
                row=some.index.to_numpy(),
                column=columns[role],
                times=groups.sizes(),
            )
            parts.append(use if "wave" in use else use.assign(wave=""))
    uses = pd.concat(parts, ignore_index=True)
    return uses[uses["name"] != ""]


def _meant(uses: pd.DataFrame, known: Known) -> tuple[dict[tuple[str, str], str | None], set[str]]:
    """The organisation of each name in each wave where it is known; names of several."""
    meant: dict[tuple[str, str], str | None] = {}
    several: set[str] = set()
    for wave, part in uses.groupby("wave", sort=False):
        names = list(part["name"].unique())
        at = str(wave) if wave in known.order else ""
        found = match_names(names, known.organisations, wave=at, order=known.order)
        several |= set(found.loc[found["how"] == "ambiguous", "name"])
        for name, actor in zip(names, found["actor"], strict=True):
            said = [key for key in ((str(wave), name), ("", name)) if key in known.confirmed]
            if said:
                meant[str(wave), name] = known.confirmed[said[0]]
            elif isinstance(actor, str):
                meant[str(wave), name] = actor
    return meant, several


def _renamed(
    table: pd.DataFrame,
    meant: Mapping[tuple[str, str], str | None],
    *,
    keep: bool = False,
) -> pd.DataFrame:
    """The table with organisations for names; rows without one are dropped, or marked."""
    out = np.zeros(len(table), np.bool_)
    attrs, renamed = table.attrs, table
    for role in ROLES:
        if role in table:
            actor, gone = _actors(table, role, meant)
            as_text = not isinstance(table[role].array, pd.Categorical)
            renamed = renamed.assign(**{role: texts_of(actor) if as_text else actor})
            out |= gone
    renamed = renamed.assign(out=out) if keep else renamed[~out]
    renamed.attrs = attrs
    return renamed


def _actors(
    table: pd.DataFrame, role: str, meant: Mapping[tuple[str, str], str | None]
) -> tuple[pd.Categorical, np.ndarray]:
    """The organisations of a column of names, and the rows in which there is none for it."""
    names = [name for name in ("wave", role) if name in table]
    groups = grouped(table, names)
    some = plain(table[names].iloc[groups.first])
    waves = some["wave"] if "wave" in some else [""] * len(some)
    keys = list(zip(waves, some[role], strict=True))
    gone = np.array([text != "" and meant.get((wave, text)) is None for wave, text in keys], bool)
    found = [meant.get(key) or key[1] for key in keys]
    return groups.column(found), groups.spread(gone)


def _open(unknown: pd.DataFrame) -> pd.DataFrame:
    """Names to be confirmed, each once: where it was first found, and how often."""
    times = unknown.groupby("name", sort=False)["times"].transform("sum")
    first = unknown.assign(times=times).drop_duplicates("name")
    places = first["file"] + ":" + first["row"].astype("str")
    return first[["name"]].assign(found_at=places, times=first["times"]).reset_index(drop=True)


def _unknown(unknown: pd.DataFrame, known: Known) -> list[Problem]:
    """An error for each name that is no organisation, with what it resembles."""
    times = unknown.groupby("name", sort=False)["times"].transform("sum")
    first = unknown.assign(times=times).drop_duplicates("name")
    near = _near(list(first["name"].unique()), known.organisations)
    return [
        Problem(
            "open name",
            variant=_variant(use["name"] in near, several=use["several"]),
            values={
                "name": quoted(use["name"]),
                "n": int(use["times"]),
                **near.get(use["name"], {}),
            },
            file=str(use["file"]),
            row=int(use["row"]),
            column=use["column"] or None,
        )
        for use in first.to_dict("records")
    ]


def _variant(near: bool, *, several: bool) -> str:  # noqa: FBT001 - one of two
    return "several" if several and near else "near" if near else ""


def _near(names: Sequence[str], organisations: Organisations) -> dict[str, dict[str, Value]]:
    """The organisations that names resemble most, with their scores, as messages show them."""
    best = suggest_names(names[:MOST_SUGGESTIONS], organisations, most=2)
    shown = best["actor"].map(quoted) + best["score"].map(" ({:.0f})".format)
    return {
        str(name): {"near": shortened(part)}
        for name, part in shown.groupby(best["name"], sort=False)
    }


def _left_out(foreign: pd.DataFrame) -> list[Problem]:
    """Say how many rows are on names that a person said are none of ours."""
    return [
        Problem(
            "left out",
            values={"n": int(part["times"].sum()), "name": quoted(name)},
            file=str(file),
            severity="warning",
        )
        for (file, name), part in foreign.groupby(["file", "name"], sort=False)
    ]


def _twice(beside: Beside, rosters: Sequence[pd.DataFrame]) -> list[Problem]:
    """An error where two rows of the rosters are one organisation."""
    problems = []
    seen: dict[tuple[str, str], tuple[str, int, str]] = {}
    for given, table in zip(beside.roster, rosters, strict=True):
        file, column = table.attrs["file"], table.attrs["columns"]["actor"]
        waves = table["wave"] if "wave" in table else pd.Series("", table.index)
        names = given["actor"]
        for row, actor, wave in zip(table.index, table["actor"], waves, strict=True):
            name = str(names[row])
            if (wave, actor) in seen:
                other, at, earlier = seen[wave, actor]
                values: dict[str, Value] = {"name": quoted(name), "place": f"{other}:{at}"}
                if name != earlier:
                    values |= {"actor": quoted(actor), "other": quoted(earlier)}
                problems.append(
                    Problem(
                        "organisation twice",
                        variant="alike" if name != earlier else "",
                        values=values,
                        file=file,
                        row=int(row),
                        column=column,
                    )
                )
            seen.setdefault((wave, actor), (file, int(row), name))
    return problems
