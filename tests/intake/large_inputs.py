"""Inputs with the problems of large and hostile files."""

import io

import openpyxl
import pytest

import relnet as rn
from relnet.readers import archive


def large_problems(folder):
    """A formula that nobody calculated, a workbook that unpacks to too much, text that is none."""
    book = openpyxl.Workbook()
    for row in (("source", "target", "weight"), ("A", "B", "=1+1"), ("B", "A", "=1+2")):
        book.active.append(row)
    path = folder / "sums.xlsx"
    book.save(path)
    found = list(_refused(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "MOST_UNPACKED", 2000)
        found += _refused(path)
        patch.undo()
        patch.setattr(archive, "MOST_WHOLE_MARKS", 20)
        found += _refused(path)
        patch.setattr("relnet.intake.assemble.MOST_ELIGIBLE", 5)
        found += _refused(io.StringIO("wave,source,target\n1 May,A,B\n2 May,B,A\n3 May,A,B\n"))
    for name, content in (
        ("utf16.csv", "source,target\nA,B\n".encode("utf-16-le")),
        ("nul.csv", b"source,target\nA,B\nA,\0C\n"),
    ):
        (folder / name).write_bytes(content)
        found += _refused(folder / name)
    return found


def _refused(path):
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(path, warn=False)
    return caught.value.problems
