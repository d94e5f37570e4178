"""Long lists: one report or one tie a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.problems import Problem
from relnet.readers.coded import coded, constant, flagged, is_text, replaced, rows_of
from relnet.readers.columns import Columns, role_word, unused_columns
from relnet.readers.layouts import DEFAULT_RELATION, READERS, Extract, frame
from relnet.readers.questions import name_questions, parse_answers, unreadable
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from relnet.readers.options import Options
    from relnet.readers.tables import Table

ROLES = ("wave", "respondent", "actor", "partner", "relation", "value")


def read_long_list(table: Table, options: Options) -> Extract | None:
    """Read a table with a column of partners and one of actors, respondents or both."""
    columns = Columns(table, ROLES, options.columns)
    if "partner" not in columns or not ("actor" in columns or "respondent" in columns):
        return None
    problems = list(columns.problems)
    if len(table.rows) == 1:
        problems.append(Problem("no rows", file=table.name))
    if problems:
        return _extract(table, columns, problems)
    texts = _texts(table, columns, options)
    if "value" not in columns:
        problems += _no_answers(table, options)
    if "relation" in columns:
        named, strange = name_questions(texts["relation"], columns, "relation", options.coding)
        texts["relation"] = coded(named)
        problems += strange
    nobody = flagged(texts["partner"], lambda name: normal(name) in options.nobody)
    for role in ("partner", "value"):
        texts[role] = replaced(texts[role], nobody, "")
    values = parse_answers(texts["value"], texts["relation"], options.coding)
    problems += unreadable(columns, texts["value"], texts["relation"], values, options.coding)
    problems += _gaps(table, columns, texts)
    unnamed = is_text(texts["partner"], "")
    reports = frame(
        texts
        | {
            "value": np.where(unnamed, np.nan, values.value) if unnamed.any() else values.value,
            "missing": values.missing & ~unnamed,
            "impossible": values.impossible,
            "row": table.rows[1:],
        }
    )
    return _extract(table, columns, problems, reports)


def _texts(table: Table, columns: Columns, options: Options) -> dict[str, pd.Categorical]:
    """Role → its column; of one that is not there what it is taken to be."""
    usual = {"relation": options.relation or DEFAULT_RELATION, "value": "1"}
    texts = {
        role: table.below(columns.found[role])
        if role in columns
        else constant(usual.get(role, ""), len(table.rows) - 1)
        for role in ROLES
    }
    unsaid = is_text(texts["relation"], "")
    texts["relation"] = replaced(texts["relation"], unsaid, options.relation)
    return texts


def _extract(
    table: Table, columns: Columns, problems: list[Problem], reports: pd.DataFrame | None = None
) -> Extract:
    if columns.unused():
        problems = [*problems, unused_columns(columns)]
    if reports is None:
        empty: list[object] = []
        reports = frame(dict.fromkeys((*ROLES, "missing", "impossible", "row"), empty))
    return Extract(
        table=table,
        reports=reports,
        has_wave="wave" in columns,
        has_respondents="respondent" in columns,
        directional="respondent" not in columns,
        columns=columns.found,
        rows=len(table.rows) - 1,
        problems=tuple(problems),
    )


def _no_answers(table: Table, options: Options) -> list[Problem]:
    """Say that every row is taken as a 1, where the questions have a scale."""
    scaled = [codes for codes in options.coding.questions.values() if codes.allowed]
    if not scaled:
        return []
    known = all(codes.allowed is not None and 1 in codes.allowed for codes in scaled)
    return [
        Problem(
            "missing column",
            variant="value" if known else "answers",
            file=table.name,
            row=int(table.rows[0]),
            severity="warning" if known else "error",
        )
    ]


def _empty(role: str, texts: Mapping[str, pd.Categorical]) -> np.ndarray:
    """Rows that do not say what they must: who names nobody does so on no relation."""
    empty = rows_of(texts[role], "")
    return empty[~is_text(texts["partner"][empty], "")] if role == "relation" else empty


def _gaps(table: Table, columns: Columns, texts: Mapping[str, pd.Categorical]) -> list[Problem]:
    """Rows that do not say who reports, or when, or on which relation."""
    who = "actor" if "actor" in columns else "respondent"
    problems = []
    for role in (who, "wave", "relation"):
        if role in columns:
            problems += [
                Problem(
                    "empty cell",
                    values={"role": role_word(role)},
                    file=table.name,
                    row=int(table.rows[1:][k]),
                    column=columns.found[role],
                )
                for k in _empty(role, texts)
            ]
    if "value" in columns:
        unnamed = rows_of(texts["partner"], "")
        stated = unnamed[~is_text(texts["value"][unnamed], "")]
        problems += [
            Problem(
                "empty cell",
                variant="partner",
                file=table.name,
                row=int(table.rows[1:][k]),
                column=columns.found["partner"],
            )
            for k in stated
        ]
    return problems


READERS.add("long list", read_long_list)
