"""The lists beside the reports, held against the reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import Problem, counted, printable, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    """The lists beside the reports, as read; ``None`` where there is none."""

    roster: pd.DataFrame | None
    register: pd.DataFrame | None
    respondents: pd.DataFrame | None
    unobserved: pd.DataFrame | None

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield the lists that there are, by name, the roster first."""
        for name in ("roster", "register", "respondents", "unobserved"):
            table = getattr(self, name)
            if table is not None:
                yield name, table


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
            if len(order) > 1 and name in NEED_EVERY_WAVE and name != "roster":
                expected = f"one, as the reports have {len(order)} waves"
                problems.append(
                    Problem("missing column", f"no column of waves in the {name}", expected, file)
                )
            continue
        column = table.attrs["columns"]["wave"]
        present = set(table["wave"])
        absent = [wave for wave in order if wave not in present]
        if absent and name in NEED_EVERY_WAVE:
            problems.append(
                Problem("missing wave", f"no rows of wave {shortened(absent)} in the {name}",
                        f"all waves of the reports: {shortened(order)}", file, column=column)
            )  # fmt: skip
        strange = table[~table["wave"].isin(["", *found])]
        problems += [
            Problem("unknown wave", f"{counted(len(part), 'row')} of wave {printable(wave)!r}",
                    "set aside, as there are no reports of it", file, column=column, severity="warning")
            for wave, part in strange.groupby("wave", sort=False)
        ]  # fmt: skip
        other = table[table["wave"].isin(list(found)) & ~table["wave"].isin([*order, ""])]
        if len(other):
            problems.append(
                Problem("wave not read", f"{counted(len(other), 'row')} of other waves",
                        "set aside, as they were not asked for", file, column=column, severity="warning")
            )  # fmt: skip
    return problems


def check_names(
    beside: Beside, listed: Mapping[str, Collection[str]], order: Sequence[str]
) -> list[Problem]:
    """Add an error for each row on an actor that is not on the roster of its wave.

    A list without a column of waves is held against the rosters of all waves.
    """
    everyone = set().union(*listed.values())
    problems = []
    for name, table in beside.tables():
        if name == "roster":
            continue
        parts = (
            {wave: table[table["wave"] == wave] for wave in order}
            if "wave" in table
            else {"": table}
        )
        for wave, part in parts.items():
            known = listed[wave] if wave else everyone
            where = f"the roster of wave {printable(wave)!r}" if wave else "the roster"
            for role in ("actor", "partner"):
                if role in part:
                    strange = part.loc[~part[role].isin(list(known)) & (part[role] != ""), role]
                    problems += [
                        Problem("not on the roster", repr(printable(actor)), f"an actor on {where}",
                                table.attrs["file"], int(row), table.attrs["columns"][role])
                        for row, actor in zip(strange.index, strange, strict=True)
                    ]  # fmt: skip
    return problems


def check_register(beside: Beside, roster: pd.DataFrame, order: Sequence[str]) -> list[Problem]:
    """Name the actors of whom a register that says yes and no says neither."""
    register = in_waves(beside.register, order)
    if register is None or "answered" not in register.attrs["columns"]:
        return []
    keys = ["wave", "actor"]
    unsaid = roster[
        ~pd.MultiIndex.from_frame(roster[keys]).isin(pd.MultiIndex.from_frame(register[keys]))
    ]
    return [
        Problem("not in the register",
                f"wave {printable(wave)!r}: {counted(len(part), 'actor')} of the roster not in the register",
                f"taken not to have answered: {shortened(part['actor'])}",
                register.attrs["file"], severity="warning")
        for wave, part in unsaid.groupby("wave", sort=False)
    ]  # fmt: skip


def check_relations(beside: Beside, names: Collection[str]) -> list[Problem]:
    """Add an error for each unobserved cell of a relation that has no reports."""
    cells = beside.unobserved
    if cells is None:
        return []
    strange = cells.loc[~cells["relation"].isin(["", *names]), "relation"]
    return [
        Problem("unknown relation", repr(printable(name)), f"a relation of the reports: {shortened(names)}",
                cells.attrs["file"], int(row), cells.attrs["columns"]["relation"])
        for row, name in zip(strange.index, strange, strict=True)
    ]  # fmt: skip


def in_waves(table: pd.DataFrame | None, order: Sequence[str]) -> pd.DataFrame | None:
    """Return the list with a column of waves; a list without one is of the only wave."""
    return table if table is None or "wave" in table else table.assign(wave=order[0])
