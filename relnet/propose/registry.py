"""A first sheet of organisations, from the names that files hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from relnet.organisations import normal_form, suggest_names
from relnet.readers.beside.organisations import read_organisations
from relnet.study.study import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.propose.recognise import Finding
    from relnet.wording import Wording

RESEMBLES = 85.0
"""Score from which a name is left for a person to confirm, and not taken as one more."""
MOST_COMPARED = 5_000
"""Names beyond this many are all taken: each is held against all others."""
COLUMNS = ("id", "name", "other_names")


def registry_of(findings: Sequence[Finding], words: Wording) -> dict[str, pd.DataFrame]:
    """Return the sheets of a workbook of organisations, filled with the names that were found.

    Names that differ only in case, accents, word order or legal form are one organisation.
    A name that is on no roster and resembles one that is, or that is more frequent, is
    left out: it turns up as a name to be confirmed.

    Parameters
    ----------
    findings
        The tables.
    words
        The language of headings and remarks.
    """
    attributes = _attributes(findings)
    groups = _groups(findings, rosters=set(attributes))
    rows = [
        {
            "id": f"o{k}",
            "name": names[0],
            "other_names": " | ".join(names[1:]),
            **next((attributes[name] for name in names if name in attributes), {}),
        }
        for k, names in enumerate(groups, 1)
    ]
    return sheets(words, pd.DataFrame(rows, columns=_columns(attributes)))


def sheets(words: Wording, organisations: pd.DataFrame | None = None) -> dict[str, pd.DataFrame]:
    """Return the sheets of a workbook of organisations, with what is to be filled in."""
    table = pd.DataFrame(columns=list(COLUMNS)) if organisations is None else organisations
    named = {column: words(f"sheet.column.{column}") for column in COLUMNS}
    empty = {
        what: pd.DataFrame(columns=[words(f"sheet.column.{role}") for role in roles])
        for what, roles in (
            ("names", ("id", "name", "first", "last")),
            ("events", ("wave", "date", "event", "organisation", "into")),
        )
    }
    remarks = [line for line in words("sheet.remarks").split("\n") if line]
    return {
        words("sheet.organisations"): table.rename(columns=named),
        words("sheet.names"): empty["names"],
        words("sheet.events"): empty["events"],
        words("sheet.notes"): pd.DataFrame({words("sheet.notes"): remarks}),
    }


def _columns(attributes: Mapping[str, Mapping[str, str]]) -> list[str]:
    further = dict.fromkeys(column for row in attributes.values() for column in row)
    return [*COLUMNS, *(column for column in further if column not in COLUMNS)]


def _attributes(findings: Iterable[Finding]) -> dict[str, dict[str, str]]:
    """What the rosters say of each of their names; the last wave's where they differ."""
    found: dict[str, dict[str, str]] = {}
    for finding in findings:
        if finding.kind == "roster":
            rest = finding.rest.to_dict("records")
            for name, own in zip(finding.rows["id"], rest, strict=True):
                if name:
                    found[str(name)] = {str(k): str(v) for k, v in own.items()}
    return found


def _groups(findings: Sequence[Finding], rosters: set[str]) -> list[list[str]]:
    """Names that are one organisation, the most frequent first in each."""
    count: Counter[str] = Counter()
    nobody = set(map(normal_form, Response().nobody))
    for finding in findings:
        for role in ("actor", "partner", "id"):
            if finding.kind and role in finding.rows:
                names = (name for name in finding.rows[role] if name)
                count.update(name for name in names if normal_form(name) not in nobody)
    groups: dict[str, list[str]] = {}
    for name in sorted(count, key=lambda name: (name not in rosters, -count[name], name)):
        groups.setdefault(normal_form(name), []).append(name)
    return sorted(_unlike(list(groups.values()), rosters), key=lambda names: names[0].casefold())


def _unlike(groups: Sequence[list[str]], sure: set[str]) -> list[list[str]]:
    """The names on a roster, and those that do not resemble one that comes before them."""
    if not groups or len(groups) > MOST_COMPARED:
        return list(groups)
    firsts = [names[0] for names in groups]
    everyone = read_organisations(pd.DataFrame({"name": firsts}))
    near = suggest_names(firsts, everyone, most=10, at_least=RESEMBLES)
    alike = near.groupby("name")["actor"].agg(set).to_dict()
    kept: dict[str, list[str]] = {}
    for names in groups:
        others = alike.get(names[0], set()) - {names[0]}
        if sure & set(names) or not others & kept.keys():
            kept[names[0]] = names
    return list(kept.values())
