"""Exports of Qualtrics as columns that are put together."""

import csv
import io
from typing import NamedTuple

from relnet.readers.exports.qualtrics import decode_qualtrics
from relnet.readers.files import open_file
from relnet.readers.options import Coding, Options
from relnet.readers.values import Codes


class Col(NamedTuple):
    name: str
    text: str
    own: str
    cells: tuple[str, ...] = ("1", "2")


def col(name, text, own, *cells):
    return Col(name, text, own, cells or ("1", "2"))


START = col("StartDate", "Start Date", "startDate", "2023-05-01 09:00:00", "2023-05-02 09:00:00")
END = col("EndDate", "End Date", "endDate", "2023-05-01 10:00:00", "2023-05-02 10:00:00")
STATUS = col("Status", "Response Type", "status", "0", "0")
PROGRESS = col("Progress", "Progress", "progress", "100", "40")
FINISHED = col("Finished", "Finished", "finished", "1", "1")
RESPONSE = col("ResponseId", "Response ID", "_recordId", "R_1", "R_2")
META = (START, END, STATUS, PROGRESS, FINISHED, RESPONSE)

STYLES = {
    "double quotes": '{{"ImportId":"{}"}}',
    "with a time zone": '{{"ImportId":"{}","timeZone":"Europe/Amsterdam"}}',
    "single quotes": "{{'ImportId': '{}'}}",
}


def export_text(columns, meta=META, rows=("name", "text", "own"), style=STYLES["double quotes"]):
    """An export as Qualtrics writes it, with the header rows that are named."""
    every = [*meta, *columns]
    heads = {
        "name": [c.name for c in every],
        "text": [c.text for c in every],
        "own": [c.own if c.own[:1] == "{" else style.format(c.own) for c in every],
    }
    body = zip(*(c.cells for c in every), strict=True)
    file = io.StringIO()
    csv.writer(file).writerows([*(heads[row] for row in rows), *body])
    return "\ufeff" + file.getvalue()


def table_of(text):
    return open_file(io.StringIO(text), name="export.csv", encoding="utf-8").tables[0]


def decode(columns, options=Options(), **how):  # noqa: B008 - frozen
    return decode_qualtrics(table_of(export_text(columns, **how)), options)


def told(export):
    return [(one.names, one.row) for one in export.asked]


def known(words, allowed, name="samen", names=("Q5",)):
    codes = Codes(frozenset(), frozenset(), words, frozenset(allowed))
    called = {n.casefold(): name for n in (name, *names)}
    return Options(coding=Coding(Codes(frozenset(), frozenset()), {name: codes}, called))


MATRIX = (
    col("Q8_1", "Hoe vaak - per jaar - contact? - GGD Lindeland", "QID8_1", "1", "4"),
    col("Q8_2", "Hoe vaak - per jaar - contact? - Gemeente", "QID8_2", "2", "-99"),
    col("Q8_9", "Hoe vaak - per jaar - contact? - Niemand", "QID8_9", "", "3"),
)
