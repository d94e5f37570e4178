"""What the files of reports say themselves of who was there and who answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import DataError, Problem, shortened
from relnet.readers.coded import appearing, coded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.intake.beside import Beside
    from relnet.readers.layouts import Extract


def with_own_lists(
    beside: Beside, extracts: Sequence[Extract], labels: Mapping[str, str], *, has_roster: bool
) -> tuple[Beside, list[Problem]]:
    """Return the lists with those that stand in the files of reports, and what is left of these.

    A roster or register that is given goes before those of the files, and so does a list of
    respondents before a register; else each wave needs one, or none has. Such a list of respondents says for whom they speak, and the file whether they
    finished.

    Parameters
    ----------
    beside
        The lists that were given.
    extracts
        What the files of reports hold.
    labels
        Table → its wave, where it has no column of waves.
    has_roster
        Whether something else says who was eligible.

    Raises
    ------
    DataError
        If nothing says for whom the respondents of an export speak.
    """
    bare = [_of_nobody(e) for e in extracts if _is_bare(e) and not beside.respondents]
    if bare:
        raise DataError(bare)
    problems: list[Problem] = []
    own = {kind: _own(extracts, kind, labels) for kind in ("roster", "register", "respondents",
                                                           "unobserved", "items")}  # fmt: skip
    told = bool(beside.register or beside.respondents)
    given = {"roster": bool(beside.roster) or has_roster, "register": told}
    for kind, stated in given.items():
        if own[kind] and stated:
            problems += [_passed_over(kind, table) for table in own[kind]]
            own[kind] = []
        else:
            problems += _uncovered(kind, own[kind], extracts, labels)
    people = [_spoken_for(table, beside.respondents) for table in own["respondents"]]
    listed = [_finished(table, own["respondents"]) for table in beside.respondents]
    joined = replace(
        beside,
        roster=(*beside.roster, *own["roster"]),
        register=(*beside.register, *own["register"]),
        respondents=(*listed, *people),
        unobserved=(*beside.unobserved, *own["unobserved"]),
        items=(*beside.items, *own["items"]),
    )
    return joined, problems


def _own(extracts: Sequence[Extract], kind: str, labels: Mapping[str, str]) -> list[pd.DataFrame]:
    tables = []
    for extract in extracts:
        table = extract.lists.get(kind)
        if table is None:
            continue
        if "wave" not in table:
            attrs = table.attrs
            table = table.copy()
            table.insert(0, "wave", labels[extract.table.name])
            table.attrs = attrs | {"columns": attrs["columns"] | {"wave": None}}
        tables.append(table)
    return tables


def _is_bare(extract: Extract) -> bool:
    """Whether nothing in an export says for whom its respondents speak."""
    return "respondents" in extract.lists and "actor" not in extract.columns


def _of_nobody(extract: Extract) -> Problem:
    file, row = extract.table.name, int(extract.table.rows[0])
    titles = shortened((quoted(text, 40) for text in extract.table.header if text), most=12)
    return Problem("missing column", variant="own", values={"columns": titles}, file=file, row=row)


def _uncovered(
    kind: str,
    tables: Sequence[pd.DataFrame],
    extracts: Sequence[Extract],
    labels: Mapping[str, str],
) -> list[Problem]:
    """An error if some waves have a list in their files and others have none."""
    covered = {wave for table in tables for wave in appearing(coded(table["wave"]))}
    waves = {w for e in extracts if e.has_wave for w in appearing(coded(e.reports["wave"]))}
    absent = sorted((waves | set(labels.values())) - covered - {""})
    if not tables or not absent:
        return []
    values = {"waves": shortened(map(quoted, absent)), "n": len(absent)}
    return [Problem(f"own {kind}", variant="some", values=values, file=tables[0].attrs["file"])]


def _passed_over(kind: str, table: pd.DataFrame) -> Problem:
    """Say that a list of the file does not count."""
    return Problem(
        f"own {kind}",
        variant="given",
        values={"n": len(table)},
        file=table.attrs["file"],
        severity="warning",
    )


def _keys(table: pd.DataFrame, waves: bool) -> pd.Index:  # noqa: FBT001 - one of two
    keys = table[["wave", "respondent"]] if waves else table[["respondent"]]
    return pd.MultiIndex.from_frame(keys)


def _spoken_for(own: pd.DataFrame, listed: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The respondents of a file without those that a list names."""
    known = np.zeros(len(own), np.bool_)
    for table in listed:
        waves = "wave" in table
        known |= np.asarray(_keys(own, waves).isin(_keys(table, waves)))
    rest = own[~known & (own["actor"] != "").to_numpy()]
    rest.attrs = own.attrs
    return rest


def _finished(listed: pd.DataFrame, own: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """A list of respondents, of whom one who did not finish in the file did not."""
    done = listed["completed"].to_numpy(bool)
    waves = "wave" in listed
    for table in own:
        open_ = table[~table["completed"].to_numpy(bool)]
        done = done & ~np.asarray(_keys(listed, waves).isin(_keys(open_, waves)))
    attrs = listed.attrs
    listed = listed.assign(completed=done)
    listed.attrs = attrs
    return listed
