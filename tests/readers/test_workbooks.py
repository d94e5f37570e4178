"""Large and hostile workbooks: read as they stand, or refused with a reason."""

import io
import re
import zipfile

import openpyxl
import openpyxl.chart
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.errors import UsageError
from relnet.problems import DataError
from relnet.readers import archive, workbook
from relnet.readers.files import open_file
from tests.readers.opened import cells, variant


def book(*rows, title="Sheet"):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


BOOK = book(
    ("actor", "partner", "value"), ("A", "B", 1.5), ("B", "A", None), ("C", "Ä & <b>", True)
)


def repacked(data, change):
    """The same workbook with other parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(
        packed, "w", zipfile.ZIP_DEFLATED
    ) as made:  # fmt: skip
        for part in given.namelist():
            content = change(part, given.read(part))
            if content is not None:
                made.writestr(part, content)
    return packed.getvalue()


def with_sheet(old, new):
    def change(part, content):
        return content.replace(old, new) if "sheet1.xml" in part else content

    return repacked(BOOK, change)


def is_read_or_refused(data):
    """Whether bytes are tables, or are refused with a reason."""
    try:
        return bool(open_file(io.BytesIO(data), name="x").tables)
    except (DataError, UsageError) as error:
        return bool(str(error))


def test_a_workbook_cut_off_anywhere_is_refused():
    for length in range(0, len(BOOK), 7):
        assert variant(io.BytesIO(BOOK[:length])) in {"empty", "binary", "damaged_workbook"}


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=6))
def test_a_workbook_with_other_bytes_is_read_or_refused(flips):
    data = bytearray(BOOK)
    for at, byte in flips:
        data[at] = byte
    assert is_read_or_refused(bytes(data))


@given(st.data())
def test_a_workbook_with_other_xml_is_read_or_refused(data):
    parts = zipfile.ZipFile(io.BytesIO(BOOK)).namelist()
    which, at = data.draw(st.sampled_from(parts)), data.draw(st.floats(0, 1))
    piece = data.draw(st.sampled_from([b"<", b">", b"&", b'"', b"", b"<c/>", b"</row>", b"9" * 9]))
    cut = data.draw(st.integers(0, 30))

    def change(part, content):
        k = int(at * len(content))
        return content[:k] + piece + content[k + cut :] if part == which else content

    assert is_read_or_refused(repacked(BOOK, change))


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xfe", b"\x1f\x8b", b"PK\x03\x04"]))
def test_any_bytes_are_read_or_refused(data, begin):
    assert is_read_or_refused(begin + data)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    blanks = b"<a>" + b" " * archive.MOST_WHOLE
    styles = repacked(BOOK, lambda part, content: blanks if "styles" in part else content)
    assert len(styles) < 100_000
    assert variant(io.BytesIO(styles)) == "large_workbook"
    many = repacked(BOOK, lambda _, content: content)
    monkeypatch.setattr(archive, "MOST_PARTS", 3)
    assert variant(io.BytesIO(many)) == "large_workbook"
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MOST_UNPACKED", 4000)
    assert variant(io.BytesIO(BOOK)) == "large_workbook"


def test_styles_without_end_are_refused(monkeypatch):
    def change(part, content):
        return content.replace(b"</cellXfs>", b"<xf/>" * 900 + b"</cellXfs>")

    monkeypatch.setattr(archive, "MOST_WHOLE_ELEMENTS", 900)
    assert variant(io.BytesIO(repacked(BOOK, change))) == "large_styles"


def renamed(data, old="sheet1.xml", new="sheet1.dat"):
    """The same workbook with a part of another name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(packed, "w") as made:
        for part in given.namelist():
            content = given.read(part).replace(old.encode(), new.encode())
            made.writestr(part.replace(old, new), content)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["sheet1.dat", "sheet1.png", "sheet1"])
def test_a_part_is_weighed_whatever_its_name(name, monkeypatch):
    (table,) = open_file(io.BytesIO(renamed(BOOK, new=name)), name="x").tables
    assert cells(table) == cells(open_file(io.BytesIO(BOOK), name="x").tables[0])
    bomb = renamed(with_sheet(b"<sheetData>", b"<a/>" * 6000 + b"<sheetData>"), new=name)
    entity = renamed(with_sheet(b"<worksheet", b"<!DOCTYPE x><worksheet"), new=name)
    assert variant(io.BytesIO(entity)) == "damaged_workbook"
    monkeypatch.setattr(workbook, "MOST_CELLS", 100)
    monkeypatch.setattr(archive, "MOST_ROWS", 1000)
    assert variant(io.BytesIO(bomb)) == "large_sheet"
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MOST_UNPACKED", 20_000)
    assert variant(io.BytesIO(bomb)) == "large_workbook"


def test_images_weigh_nothing(monkeypatch):
    packed = io.BytesIO(BOOK)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/media/image1.png", bytes(50_000))
    monkeypatch.setattr(archive, "MOST_UNPACKED", 20_000)
    packed.seek(0)
    assert len(open_file(packed, name="x").tables) == 1


def test_a_part_packed_without_bound_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as given, zipfile.ZipFile(packed, "w") as made:
        for part in given.namelist():
            made.writestr(part, given.read(part), zipfile.ZIP_LZMA)
    assert variant(io.BytesIO(packed.getvalue())) == "damaged_workbook"


def test_one_part_is_not_read_as_many_sheets():
    def change(part, content):
        one = b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="%d" sheetId="%d" r:id="rId1"/>'
        many = b"".join(one % (k, k) for k in range(2, 9))
        return content.replace(b"</sheets>", many + b"</sheets>")

    assert variant(io.BytesIO(repacked(BOOK, change))) == "damaged_workbook"


def test_a_sheet_that_is_but_a_chart_is_left_out():
    made, data = openpyxl.Workbook(), io.BytesIO()
    for row in (("actor", "value"), ("A", 1)):
        made.active.append(row)
    made.create_chartsheet("Chart").add_chart(openpyxl.chart.BarChart())
    made.save(data)
    data.seek(0)
    (table,) = open_file(data, name="x").tables
    assert table.columns[1].tolist() == ["value", "1"]


def test_a_part_of_too_many_elements_is_refused_before_it_is_parsed(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 1000)
    monkeypatch.setattr(archive, "MOST_ROWS", 1000)
    assert variant(io.BytesIO(with_sheet(b"<sheetData>", b"<a/>" * 6000 + b"<sheetData>"))) == (
        "large_sheet"
    )


def test_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet'
    data = with_sheet(b"<worksheet", bomb)
    with pytest.raises(DataError, match="DTD"):
        _ = open_file(io.BytesIO(data), name="x").tables


def test_a_sheet_is_as_large_as_what_stands_in_it():
    (claims,) = open_file(
        io.BytesIO(with_sheet(b'ref="A1:C4"', b'ref="A1:XFD1048576"')), name="x"
    ).tables
    (table,) = open_file(io.BytesIO(BOOK), name="x").tables
    assert cells(claims) == cells(table)
    (far,) = open_file(
        io.BytesIO(with_sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>')),
        name="x",
    ).tables  # fmt: skip
    assert far.rows.tolist() == [1, 2, 3, 4, 1048576]
    assert (len(far.columns), far.columns[-1][4]) == (16384, "7")
    endless = with_sheet(b"</sheetData>", b'<row r="2000000000"><c><v>7</v></c></row></sheetData>')
    assert variant(io.BytesIO(endless)) == "large_sheet"


def test_a_sheet_filled_along_its_diagonal_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 100)
    diagonal = book(*([None] * k + [1] for k in range(12)))
    assert variant(io.BytesIO(diagonal)) == "large_sheet"


def test_rows_in_another_order_are_all_read():
    moved = with_sheet(b'<row r="2">', b'<row r="9">')
    (table,) = open_file(io.BytesIO(moved), name="x").tables
    assert table.rows.tolist() == [1, 3, 4, 9]
    assert table.columns[1].tolist() == ["partner", "A", "Ä & <b>", "B"]


def test_a_sheet_whose_part_is_missing_is_not_left_out():
    absent = repacked(BOOK, lambda part, content: None if "sheet1.xml" in part else content)
    with pytest.raises(DataError, match="Sheet"):
        _ = open_file(io.BytesIO(absent), name="x").tables


def test_results_of_formulas_are_read_and_those_without_are_told():
    assert variant(io.BytesIO(book(("actor", "sum"), ("A", "=1+1")))) == "not_calculated"
    saved = repacked(
        book(("actor", "sum"), ("A", "=1+1"), ("B", '=""')),
        lambda _, content: (
            content.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
            .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
            .replace(b'<c r="B3"', b'<c r="B3" t="str"')
        ),
    )
    (table,) = open_file(io.BytesIO(saved), name="x").tables
    assert table.columns[1].tolist() == ["sum", "2", ""]


def test_a_zero_that_nobody_calculated_is_no_answer():
    """Programs that write formulas but calculate nothing give 0, and ask to calculate all."""
    zero = re.compile(rb"(<f>1\+1</f><v)( /|></v)>")

    def change(_, content):
        return zero.sub(rb"\1>0</v>", content)

    assert variant(io.BytesIO(repacked(book(("actor", "sum"), ("A", "=1+1")), change))) == (
        "not_calculated"
    )
