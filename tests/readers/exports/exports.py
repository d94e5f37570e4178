"""A platform of which the header says all: ``role``, ``question[row]``, ``question[row]=answer``."""

import re

import numpy as np

from relnet.readers.exports.export import Asked, Export
from relnet.readers.exports.submissions import extract_of

META = ("respondent", "person", "done")


def decode(table, options):
    """The export in a table: a column ``done`` is filled where a submission was finished."""
    header = table.header
    asked, meta = [], {}
    for column, title in enumerate(header):
        if title in META:
            meta[title] = column
            continue
        parts = re.fullmatch(r"([^\[\]=]+)(?:\[(.*)\])?(?:=(.+))?", title)
        question, row, tick = parts.groups()
        asked.append(
            Asked(
                column=column,
                key=title,
                names=(question,),
                row=row or "",
                is_code=bool(re.fullmatch(r"SQ\d+", row or "")),
                tick=tick,
                names_partner=row == "",
                separator="; " if question.endswith("several") else "",
            )
        )
    body = table.cells.iloc[1:].to_numpy(object)
    done = meta.pop("done", None)
    return Export(
        table=table,
        first=1,
        asked=tuple(asked),
        meta=meta,
        completed=np.ones(len(body), bool) if done is None else body[:, done] != "",
        counts=np.ones(len(body), bool),
        missing=frozenset({"-99"}),
    )


def read(table, options):
    """Read such an export."""
    return extract_of(decode(table, options), options)
