"""Partners about whom a questionnaire did not ask: of them nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.coded import appearing, coded
from relnet.readers.layouts import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from relnet.readers.layouts import Extract


def not_shown(
    extracts: Sequence[Extract],
    labels: Mapping[str, str],
    order: Sequence[str],
    roster: pd.DataFrame,
) -> tuple[list[pd.DataFrame], list[Problem]]:
    """Return the cells of partners that no column of an export is on, and say who they are.

    A relation on which respondents could also name others, in the same file or another of
    the wave, has none.

    Parameters
    ----------
    extracts
        What the files of reports hold.
    labels
        Table → its wave, where it has no column of waves.
    order
        The waves that are read.
    roster
        ``wave, actor``.
    """
    shown = _shown(extracts, labels, order) if any(e.shown for e in extracts) else {}
    tables, problems = [], []
    for (wave, relation), (partners, file) in shown.items():
        members = list(roster.loc[(roster["wave"] == wave).to_numpy(), "actor"])
        absent = [actor for actor in members if actor not in partners]
        if not absent:
            continue
        pairs = [(a, b) for a in members for b in absent if a != b]
        table = pd.DataFrame(pairs, columns=["actor", "partner"], dtype="str")
        table = table.assign(wave=wave, relation=relation, state="unobserved")
        tables.append(listed(table, file, {"wave": None}))
        values = {
            "n": len(absent),
            "names": shortened(absent),
            "relation": quoted(relation),
            "wave": quoted(wave),
        }
        problems.append(Problem("not asked about", values=values, file=file, severity="warning"))
    return tables, problems


def _shown(
    extracts: Sequence[Extract], labels: Mapping[str, str], order: Sequence[str]
) -> dict[tuple[str, str], tuple[set[str], str]]:
    """Wave and relation → the partners about whom was asked, and the file that did."""
    found: dict[tuple[str, str], tuple[set[str], str]] = {}
    free: set[tuple[str, str]] = set()
    for extract in extracts:
        name = extract.table.name
        own = [labels[name]] if name in labels else appearing(coded(extract.reports["wave"]))
        waves = [str(wave) for wave in own if wave in order]
        others = {*appearing(coded(extract.reports["relation"])), *extract.relations} - set(
            extract.shown
        )
        free |= {(wave, str(relation)) for wave in waves for relation in others}
        for relation, partners in extract.shown.items():
            for wave in waves:
                known, _ = found.get((wave, relation), (set[str](), name))
                found[wave, relation] = (known | set(partners), name)
    return {key: value for key, value in found.items() if key not in free}
