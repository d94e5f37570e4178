"""Inputs with the problems of large and hostile files."""

import gzip
import io

import openpyxl
import pytest

import relnet as rn
from relnet.readers import archive, bounds, text, unpacked


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
        patch.setattr(archive, "MOST_WHOLE_ELEMENTS", 20)
        found += _refused(path)
        patch.setattr("relnet.intake.assemble.MOST_ELIGIBLE", 5)
        found += _refused(io.StringIO("wave,source,target\n1 May,A,B\n2 May,B,A\n3 May,A,B\n"))
    found += _beyond_bounds()
    for name, content in (
        ("utf16.csv", "source,target\nA,B\n".encode("utf-16-le")),
        ("nul.csv", b"source,target\nA,B\nA,\0C\n"),
    ):
        (folder / name).write_bytes(content)
        found += _refused(folder / name)
    return found


def _beyond_bounds():
    """Text that is too long, packed too well, too uneven or more than memory holds."""
    edges = "source,target\n" + "A,B\n" * 99
    packed = gzip.compress(edges.encode())
    uneven = edges + "A,B,C\n" * 9
    found = []
    for module, limit, value, source in (
        (bounds, "MOST_ROWS", 5, io.StringIO(edges)),
        (unpacked, "MOST_EASY", 5, io.BytesIO(packed)),
        (text, "MOST_RAGGED", 5, io.StringIO(uneven)),
        (text, "read_columns", _without_memory, io.StringIO(edges)),
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(unpacked, "MOST_TIMES", 2)
            patch.setattr(module, limit, value)
            found += _refused(source)
    return found


def _without_memory(*_):
    raise MemoryError


def _refused(path):
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(path, warn=False)
    return caught.value.problems
