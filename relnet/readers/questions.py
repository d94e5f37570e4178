"""The questions of a table by name, and their answers as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.readers.coded import changed, coded, compact, is_text, texts_of
from relnet.readers.values import Values, parse_values

if TYPE_CHECKING:
    from relnet.readers.columns import Columns
    from relnet.readers.options import Coding
    from relnet.readers.values import Texts
    from relnet.wording import Value


def name_questions(
    texts: Texts, columns: Columns, role: str, coding: Coding
) -> tuple[Texts, list[Problem]]:
    """Return the names of questions that files call otherwise, and those that are none.

    Parameters
    ----------
    texts
        How the rows of the table call the question, shape ``(m,)``.
    columns
        The columns of the table.
    role
        What the questions are: ``"relation"`` or ``"item"``.
    coding
        The questions.
    """
    column = compact(coded(texts))
    names = {text: coding.name(str(text)) for text in column.categories}
    problems = [
        _unknown(np.flatnonzero(is_text(column, text)), text, columns, role, coding)
        for text, name in names.items()
        if name is None and text != ""
    ]
    named = changed(column, lambda text: text if names[text] is None else str(names[text]))
    return named if isinstance(texts, pd.Categorical) else texts_of(named), problems


def _unknown(rows: np.ndarray, text: str, columns: Columns, role: str, coding: Coding) -> Problem:
    values: dict[str, Value] = {
        "name": quoted(text),
        "n": len(rows),
        "names": shortened(map(quoted, coding.questions)),
    }
    return Problem(
        f"unknown {role}",
        variant="file",
        values=values,
        file=columns.table.name,
        row=int(columns.table.rows[1:][rows[0]]),
        column=columns.found[role],
    )


def parse_answers(texts: Texts, names: Texts, coding: Coding) -> Values:
    """Return the answers to questions as numbers, each by the codes of its own question.

    Parameters
    ----------
    texts, names
        Answers and the questions that they are answers to, shape ``(m,)``.
    coding
        The codes of the questions.
    """
    if not coding.questions:
        return parse_values(texts, coding.codes)
    answers, questions = coded(texts), compact(coded(names))
    value = np.full(len(answers), np.nan)
    flags = np.zeros((3, len(answers)), np.bool_)
    for name in questions.categories:
        rows = np.flatnonzero(is_text(questions, name))
        parsed = parse_values(answers[rows], coding.of(str(name)))
        value[rows] = parsed.value
        flags[:, rows] = parsed[1:]
    return Values(value, *flags)


def unreadable(
    columns: Columns, texts: Texts, names: Texts, values: Values, coding: Coding
) -> list[Problem]:
    """Return an error for each answer that is no number, or that its question does not have.

    Where the answers of a question are known, one that is not among them is named once.
    """
    problems = []
    times: dict[tuple[str, str], int] = {}
    flagged = np.flatnonzero(values.unreadable)
    for k in flagged:
        key = str(names[k]), str(texts[k])
        times[key] = times.get(key, 0) + 1
    for k in flagged:
        name, text = str(names[k]), str(texts[k])
        known = coding.of(name).words
        given: dict[str, Value] = {"value": quoted(text)}
        if known:
            n = times.pop((name, text), 0)
            given |= {"name": quoted(name), "answers": shortened(map(quoted, known)), "n": n}
        if not known or n:
            problems.append(
                Problem(
                    "unreadable value",
                    variant="question" if known else "study" if coding.names else "",
                    values=given,
                    file=columns.table.name,
                    row=int(columns.table.rows[1:][k]),
                    column=columns.found.get("value"),
                )
            )
    return problems
