"""The lists beside the reports, held against the reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.intake.rows import among, column_of, is_distinct
from relnet.problems import Problem, shortened
from relnet.readers.coded import appearing, flagged
from relnet.wording import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    """The lists beside the reports, as read: a table for each file."""

    roster: tuple[pd.DataFrame, ...] = ()
    register: tuple[pd.DataFrame, ...] = ()
    respondents: tuple[pd.DataFrame, ...] = ()
    unobserved: tuple[pd.DataFrame, ...] = ()
    items: tuple[pd.DataFrame, ...] = ()
    events: pd.DataFrame | None = None

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield the tables that there are, with what they list, the roster first."""
        for name in LISTS:
            for table in getattr(self, name):
                yield name, table

    def whole(self, name: str, order: Sequence[str]) -> pd.DataFrame | None:
        """Return all that is listed of one kind, by wave; ``None`` where there is no list.

        A list without a column of waves is of the only wave, or holds in each of them.
        """
        tables = [_in_waves(table, name, order) for table in getattr(self, name)]
        return pd.concat(tables, ignore_index=True) if tables else None


LISTS = ("roster", "register", "respondents", "unobserved", "items")
NEED_EVERY_WAVE = ("roster", "register", "respondents")
"""Lists that say of each wave who was there or answered."""


def check_waves(beside: Beside, order: Sequence[str], found: Collection[str]) -> list[Problem]:
    """Hold the waves of the lists against those of the reports.

    A list that says who was eligible or answered must do so for each wave that is read;
    rows of waves of which there are no reports are listed.

    Parameters
    ----------
    beside
        The lists.
    order
        The waves that are read.
    found
        All waves of the reports.
    """
    problems = []
    for name, table in beside.tables():
        file = table.attrs["file"]
        if "wave" not in table:
            if len(order) > 1 and name in {"register", "respondents", "items"}:
                problems.append(
                    Problem(
                        "missing column",
                        variant="waves",
                        values={"list": Phrase(f"word.list.{name}"), "waves": len(order)},
                        file=file,
                    )
                )
            continue
        problems += _other_waves(table, order, found)
    for name in NEED_EVERY_WAVE:
        problems += _absent_waves(name, getattr(beside, name), order)
    return problems


def _absent_waves(name: str, tables: Sequence[pd.DataFrame], order: Sequence[str]) -> list[Problem]:
    """Waves that are read and that the lists of one kind say nothing of."""
    present = set().union(*(_texts(table, "wave") for table in tables if "wave" in table))
    absent = [wave for wave in order if wave not in present]
    if not absent or not tables or any("wave" not in table for table in tables):
        return []
    if name != "roster" and all(t.attrs["columns"]["wave"] is None for t in tables):
        return []  # files of one wave each: of the others something else says who answered
    table = tables[0]
    values = {
        "list": Phrase(f"word.list.{name}"),
        "waves": shortened(absent),
        "all": shortened(order),
    }
    file, column = table.attrs["file"], table.attrs["columns"]["wave"]
    return [Problem("missing wave", values=values, file=file, column=column)]


def _texts(table: pd.DataFrame, name: str) -> list[str]:
    """The distinct texts of a column."""
    return appearing(column_of(table, name))


def _other_waves(
    table: pd.DataFrame, order: Sequence[str], found: Collection[str]
) -> list[Problem]:
    """Rows of a list of waves without reports, and of waves that were not asked for."""
    file, column = table.attrs["file"], table.attrs["columns"]["wave"]
    waves = column_of(table, "wave")
    strange = table[~flagged(waves, {"", *found}.__contains__)]
    problems = [
        Problem(
            "unknown wave",
            values={"n": len(part), "wave": quoted(wave)},
            file=file,
            column=column,
            severity="warning",
        )
        for wave, part in strange.groupby("wave", sort=False)
    ]
    other = int(flagged(waves, ({*found} - {*order, ""}).__contains__).sum())
    if other:
        problems.append(
            Problem(
                "wave not read",
                variant="list",
                values={"n": other},
                file=file,
                column=column,
                severity="warning",
            )
        )
    return problems


def check_names(
    beside: Beside, listed: Mapping[str, Collection[str]], order: Sequence[str]
) -> list[Problem]:
    """Add an error for each row on an actor that is not on the roster of its wave.

    A list without a column of waves is held against the rosters of all waves.
    """
    everyone = set().union(*listed.values())
    known_to = _by_wave(listed)
    problems = []
    for name, given in beside.tables():
        if name == "roster":
            continue
        table = given[_doubtful(given, known_to)] if "wave" in given else given
        if not len(table):
            continue
        parts = (
            {wave: table[table["wave"] == wave] for wave in order}
            if "wave" in table
            else {"": table}
        )
        for wave, part in parts.items():
            if wave and wave not in listed:
                continue  # its roster is missing, which is said already
            known = listed[wave] if wave else everyone
            for role in ("actor", "partner"):
                if role in part:
                    strange = part.loc[~part[role].isin(list(known)) & (part[role] != ""), role]
                    problems += _strangers(given, strange, role, wave)
    return problems


def _by_wave(listed: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Wave and name of all who are listed, and of nobody."""
    pairs = [(wave, name) for wave, names in listed.items() for name in (*names, "")]
    return pd.DataFrame(pairs, columns=["wave", "name"])


def _doubtful(table: pd.DataFrame, known: pd.DataFrame) -> np.ndarray:
    """Flag the rows on an actor that is not among the known of its wave."""
    wrong = np.zeros(len(table), np.bool_)
    for role in ("actor", "partner"):
        if role in table:
            wrong |= ~among(table, known, ["wave", role], ["wave", "name"])
    return wrong


def _strangers(table: pd.DataFrame, strange: pd.Series[str], role: str, wave: str) -> list[Problem]:
    """An error for each of these actors, on the roster of a wave or on none at all."""
    return [
        Problem(
            "not on the roster",
            variant="of_wave" if wave else "",
            values={"name": quoted(actor)} | ({"wave": quoted(wave)} if wave else {}),
            file=table.attrs["file"],
            row=int(row),
            column=table.attrs["columns"][role],
        )
        for row, actor in zip(strange.index, strange, strict=True)
    ]


def check_register(beside: Beside, roster: pd.DataFrame, order: Sequence[str]) -> list[Problem]:
    """Name the actors of whom a register that says yes and no says neither."""
    register = beside.whole("register", order)
    if register is None or not any("answered" in t.attrs["columns"] for t in beside.register):
        return []
    keys = ["wave", "actor"]
    unsaid = roster[
        ~pd.MultiIndex.from_frame(roster[keys]).isin(pd.MultiIndex.from_frame(register[keys]))
    ]
    return [
        Problem(
            "not in the register",
            values={"wave": quoted(wave), "n": len(part), "names": shortened(part["actor"])},
            file=beside.register[0].attrs["file"],
            severity="warning",
        )
        for wave, part in unsaid.groupby("wave", sort=False)
    ]


FLAGS = {"register": ("answered",), "respondents": ("completed", "layer", "person")}
"""Columns on which the rows of one organisation or respondent must say the same."""


def check_agreement(beside: Beside) -> list[Problem]:
    """Add an error for each row that says otherwise than an earlier one of the same.

    Two rows may be of the same organisation under other names, or in other files.
    """
    problems = []
    for name, flags in FLAGS.items():
        seen: dict[tuple[str, ...], tuple[str, ...]] = {}
        for table in getattr(beside, name):
            keys = [key for key in ("wave", "respondent", "actor") if key in table]
            if len(getattr(beside, name)) == 1 and is_distinct(table, keys):
                continue
            whose, said = (
                zip(*(table[name].to_numpy(object) for name in names), strict=True)
                for names in (keys, flags)
            )
            for row, who, what in zip(table.index, whose, said, strict=True):
                if seen.setdefault(who, what) != what:
                    problems.append(_disagree(table, int(row), who[-1]))
    return problems


def _disagree(table: pd.DataFrame, row: int, actor: str) -> Problem:
    file, column = table.attrs["file"], table.attrs["columns"].get("actor")
    return Problem(
        "rows that disagree", values={"name": quoted(actor)}, file=file, row=row, column=column
    )


def check_relations(beside: Beside, names: Collection[str]) -> list[Problem]:
    """Add an error for each unobserved cell of a relation that has no reports."""
    return [problem for table in beside.unobserved for problem in _unknown(table, names)]


def _unknown(cells: pd.DataFrame, names: Collection[str]) -> list[Problem]:
    strange = cells.loc[~cells["relation"].isin(["", *names]), "relation"]
    return [
        Problem(
            "unknown relation",
            values={"name": quoted(name), "names": shortened(names)},
            file=cells.attrs["file"],
            row=int(row),
            column=cells.attrs["columns"]["relation"],
        )
        for row, name in zip(strange.index, strange, strict=True)
    ]


def _in_waves(table: pd.DataFrame, name: str, order: Sequence[str]) -> pd.DataFrame:
    """The list with a column of waves."""
    if "wave" in table:
        return table
    if name in {"roster", "unobserved"}:
        return pd.DataFrame({"wave": pd.Series(list(order), dtype="str")}).merge(table, how="cross")
    return table.assign(wave=order[0])
