"""What exports of forms have in common: every row is a submission that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.problems import Problem
from relnet.readers.columns import normal
from relnet.readers.exports.chosen import taken_apart, with_several, with_slots
from relnet.readers.exports.export import Export

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from relnet.readers.exports.export import Asked
    from relnet.readers.options import Options
    from relnet.readers.tables import Table


def export_of(
    table: Table,
    first: int,
    asked: Sequence[Asked],
    meta: Mapping[str, int],
    options: Options,
    *,
    separators: Sequence[str] = (),
    problems: Sequence[Problem] = (),
) -> Export:
    """Return an export, after a look at which of its cells name partners.

    Parameters
    ----------
    table, first, asked, meta, problems
        As `Export` has them.
    options
        How it is read.
    separators
        What may stand between several choices in one cell; none where each has a column.
    """
    body = table.cells.iloc[first:]
    asked = with_slots(asked, body, options)
    if separators:
        asked = with_several(asked, body, separators, options)
    nothing = [] if len(body) else [Problem("no rows", file=table.name)]
    return Export(
        table=table,
        first=first,
        asked=tuple(asked),
        meta=meta,
        completed=np.ones(len(body), np.bool_),
        counts=np.ones(len(body), np.bool_),
        problems=(*problems, *nothing, *taken_apart(asked, body, table.name)),
    )


def leading(header: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the columns of the platform itself, which stand before the questions.

    Parameters
    ----------
    header
        The headings.
    known
        What a column is → its headings (as `plain` has them).
    """
    titles = {text: role for role, texts in known.items() for text in texts}
    found: dict[str, int] = {}
    for column, text in enumerate(header):
        role = titles.get(plain(text))
        if role is None or role in found:
            break
        found[role] = column
    return found


def plain(text: str) -> str:
    """Return a heading as it is compared with those of a platform: letters and digits only.

    Examples
    --------
    >>> plain("E-mail address"), plain("RespondentID")
    ('emailaddress', 'respondentid')
    """
    return "".join(c for c in normal(text) if c.isalnum())


def filled(body: pd.DataFrame, column: int | None, silent: Sequence[str] = ()) -> bool:
    """Whether anything stands in a column besides words for nothing."""
    if column is None:
        return False
    return any(plain(text) not in {"", *silent} for text in body[column].unique())
