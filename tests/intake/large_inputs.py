"""Inputs with the problems of large and hostile files."""

import openpyxl
import pytest

import relnet as rn
from relnet.readers import workbook


def large_problems(folder):
    """A formula that nobody calculated, a workbook that unpacks to too much."""
    book = openpyxl.Workbook()
    for row in (("source", "target", "weight"), ("A", "B", "=1+1"), ("B", "A", "=1+2")):
        book.active.append(row)
    path = folder / "sums.xlsx"
    book.save(path)
    found = list(_refused(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "MOST_UNPACKED", 2000)
        found += _refused(path)
    return found


def _refused(path):
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(path, warn=False)
    return caught.value.problems
