"""Large and hostile files: read as quickly as may be, or refused with a reason."""

import gzip
import io
import re
import sys
import zipfile

import numpy as np
import openpyxl
import openpyxl.chart
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.errors import UsageError
from relnet.problems import DataError
from relnet.readers import archive, bounds, files, parse, text, unpacked, workbook
from relnet.readers.files import File, open_file

PIECES = [*',;\t"ab1 =-', "\n", "\n", "\r\n", "\r", '""', "NA", "é", "\u2028", "\x0b", "\0", "\ufeff",
          "#N/A", "sep=;\n", "\ud800", "a,b\n", "a;b\n", "1\n"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def variant(source, **options):
    """Why a source is refused."""
    with pytest.raises(DataError) as caught:
        _ = open_file(source, name="x", **options).tables
    return caught.value.problems[0].variant


def cells(table):
    return table.cells.to_numpy(object).tolist(), table.rows.tolist()


def outcome(text):
    try:
        (table,) = File("x", text=text).tables
    except DataError as error:
        return error.problems
    return cells(table)


@given(TEXTS, st.sampled_from([1, 2, 250_000]), st.sampled_from([60, 8 * 1024**2]))
def test_text_is_read_or_refused_and_the_same_with_and_without_pyarrow(text, rows, size):
    pytest.importorskip("pyarrow")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "ROWS_AT_ONCE", rows)
        patch.setattr(parse, "BYTES_AT_ONCE", size)
        with_it = outcome(text)
        patch.setitem(sys.modules, "pyarrow", None)
        assert outcome(text) == with_it


def test_pyarrow_is_taken_where_it_is_there(monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(parse, "_by_pandas", None)
    (table,) = File("x", text="a,b\n\n 1 ,\n").tables
    assert cells(table) == ([["a", "b"], ["1", ""]], [1, 3])


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


def read_or_refused(data):
    try:
        assert open_file(io.BytesIO(data), name="x").tables
    except (DataError, UsageError) as error:
        assert str(error)


def test_a_workbook_cut_off_anywhere_is_refused():
    for length in range(0, len(BOOK), 7):
        assert variant(io.BytesIO(BOOK[:length])) in {"empty", "binary", "damaged_workbook"}


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=6))
def test_a_workbook_with_other_bytes_is_read_or_refused(flips):
    data = bytearray(BOOK)
    for at, byte in flips:
        data[at] = byte
    read_or_refused(bytes(data))


@given(st.data())
def test_a_workbook_with_other_xml_is_read_or_refused(data):
    parts = zipfile.ZipFile(io.BytesIO(BOOK)).namelist()
    which, at = data.draw(st.sampled_from(parts)), data.draw(st.floats(0, 1))
    piece = data.draw(st.sampled_from([b"<", b">", b"&", b'"', b"", b"<c/>", b"</row>", b"9" * 9]))
    cut = data.draw(st.integers(0, 30))

    def change(part, content):
        k = int(at * len(content))
        return content[:k] + piece + content[k + cut :] if part == which else content

    read_or_refused(repacked(BOOK, change))


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xfe", b"\x1f\x8b", b"PK\x03\x04"]))
def test_any_bytes_are_read_or_refused(data, begin):
    read_or_refused(begin + data)


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


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("source,target\nA,B\n".encode("utf-16-le"), "utf16"),
        ("source,target\nA,B\n".encode("utf-16-be"), "utf16"),
        (b"source,target\nA,B\nC,\0D\n" * 9, "nul"),
        ("source,target\nCafé,B\n".encode("cp1252"), "encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
    ],
)
def test_text_that_is_none_is_refused_with_what_to_do(data, why):
    assert variant(io.BytesIO(data)) == why
    assert variant(io.BytesIO(gzip.compress(data))) == why


@pytest.mark.parametrize("encoding", ["utf-16-le", "UTF_16_BE", "cp1252"])
def test_the_encoding_that_is_stated_is_taken(encoding):
    data = io.BytesIO("source,target\nCafé,B\n".encode(encoding))
    assert open_file(data, name="x", encoding=encoding).tables[0].columns[0][1] == "Café"


def test_half_a_surrogate_and_nul_in_open_text_are_refused():
    assert variant(io.StringIO("source,target\n\ud800,B\n")) == "binary"
    assert variant(io.StringIO("source,target\nA\0,B\n")) == "nul"


def test_long_and_wide_files_of_no_known_layout_are_refused():
    long = "naam,opmerking\n" + "".join(f"n{k % 999},x\n" for k in range(1_000_000))
    wide = "\n".join([";".join(f"v{k}" for k in range(10_000)), *[";".join("1" * 10_000)] * 5])
    for content in (long, wide):
        with pytest.raises(DataError, match=r"found (2|10000) columns"):
            rn.read_survey(io.StringIO(content), warn=False)


def test_a_wide_matrix_is_read():
    names = [f"o{k}" for k in range(3_000)]
    rows = [";".join([name, *"0" * 2_999, "1"]) for name in names[:20]]
    text = "\n".join([";".join(["", *names]), *rows])
    survey = rn.read_survey(io.StringIO(text), roster=pd.DataFrame({"id": names}), warn=False)
    assert len(survey.reports) == 20


def test_moments_in_place_of_waves_are_refused():
    rows = [f"2024-01-01 {k},a{k},b{k}" for k in range(4_000)]
    with pytest.raises(DataError, match="4000 waves of 8000 actors"):
        rn.read_survey(io.StringIO("\n".join(["wave,source,target", *rows])), warn=False)


def test_a_long_list_reads_the_same_in_any_order_of_rows():
    """Sorted by wave and relation, whether by counting or because it was already so."""
    random = np.random.default_rng(3)
    table = pd.DataFrame(
        {
            "wave": np.repeat(["1", "2"], 300),
            "respondent": random.choice(["r1", "r2", "r3"], 600),
            "partner": [f"o{k}" for k in range(600)],
            "relation": np.tile(np.repeat(["f", "g"], 150), 2),
            "value": random.integers(0, 4, 600),
        }
    )
    roster = pd.DataFrame({"id": ["r1", "r2", "r3", *table["partner"]]})
    sorted_one, shuffled = (
        rn.read_survey(part, roster=roster, warn=False)
        for part in (table, table.sample(frac=1, random_state=1))
    )
    keys = ["wave", "relation", "partner"]
    one, other = (s.reports.sort_values(keys, ignore_index=True) for s in (sorted_one, shuffled))
    assert one.astype("str").equals(other.astype("str"))
    assert (
        shuffled.reports[["wave", "relation"]]
        .apply(lambda c: c.cat.codes)
        .pipe(lambda codes: (codes["wave"] * 2 + codes["relation"]).is_monotonic_increasing)
    )


def long_text(rows, header="a,b"):
    return io.StringIO(f"{header}\n" + "a,b\n" * rows)


@pytest.mark.parametrize("source", [long_text(20), io.StringIO("\n" * 20 + "a,b\na,b\n"),
                                    io.StringIO("a\n" + "\r" * 20)])  # fmt: skip
def test_a_text_of_too_many_rows_is_refused_before_it_is_parsed(source, monkeypatch):
    monkeypatch.setattr(text, "read_columns", None)
    monkeypatch.setattr(bounds, "MOST_ROWS", 20)
    assert variant(source) == "large_table"


@pytest.mark.parametrize(
    "content",
    [
        "a,b,c\n" + "1,2,3\n" * 40,
        ",".join("a" * 60) + "\n1,2\n",
        '"a\n"' + "," * 60 + "\n1\n",
        "a b c\n" + "1 2 3\n" * 40,
        "a;b\n" + ";" * 200,
    ],
)
def test_a_text_of_too_many_cells_is_refused_before_it_is_parsed(content, monkeypatch):
    monkeypatch.setattr(text, "read_columns", None)
    monkeypatch.setattr(bounds, "MOST_CELLS", 100)
    assert variant(io.StringIO(content)) == "large_table"


def test_a_table_within_the_bounds_is_read(monkeypatch):
    assert not bounds.too_large(5_000_001, 6 * 5_000_001)
    monkeypatch.setattr(bounds, "MOST_ROWS", 23)
    monkeypatch.setattr(bounds, "MOST_CELLS", 46)
    assert len(open_file(long_text(21), name="x").tables[0].rows) == 22


def test_gzip_that_unpacks_to_much_more_is_refused(monkeypatch):
    packed = gzip.compress(b"a,b\n" * 50_000)
    assert len(open_file(io.BytesIO(packed), name="x").tables[0].rows) == 50_000
    monkeypatch.setattr(unpacked, "MOST_EASY", 1000)
    assert variant(io.BytesIO(packed)) == "large_gzip"
    monkeypatch.setattr(unpacked, "MOST_TIMES", 1000)
    assert len(open_file(io.BytesIO(packed), name="x").tables[0].rows) == 50_000
    monkeypatch.setattr(unpacked, "MOST_BYTES", 1000)
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    assert variant(io.BytesIO(packed)) == "large"


def test_too_little_memory_is_a_refusal(monkeypatch):
    def without(*_):
        raise MemoryError

    monkeypatch.setattr(text, "read_columns", without)
    assert variant(io.StringIO("a,b\n1,2\n")) == "memory"


def test_too_little_memory_in_pyarrow_and_pandas_is_a_refusal(monkeypatch):
    def full(error):
        def read(*_, **__):
            raise error

        return read

    csv = pytest.importorskip("pyarrow.csv")
    monkeypatch.setattr(csv, "read_csv", full(pytest.importorskip("pyarrow").ArrowMemoryError()))
    assert variant(io.StringIO("a,b\n1,2\n")) == "memory"
    message = "Error tokenizing data. C error: out of memory"
    monkeypatch.setattr(pd, "read_csv", full(pd.errors.ParserError(message)))
    assert variant(io.StringIO('a,b\n"1",2\n')) == "memory"


def test_rows_of_another_length_are_told_up_to_a_bound(monkeypatch):
    monkeypatch.setattr(text, "MOST_RAGGED", 3)
    with pytest.raises(DataError) as caught:
        _ = open_file(io.StringIO("a,b\n" + "1,2,3\n" * 50), name="x").tables
    assert [(p.row, p.variant) for p in caught.value.problems] == [
        (2, ""), (3, ""), (4, ""), (5, "more")
    ]  # fmt: skip


def parquet(columns):
    """A file with such columns."""
    made = io.BytesIO()
    pytest.importorskip("pyarrow.parquet").write_table(
        pytest.importorskip("pyarrow").table(columns), made
    )
    made.seek(0)
    return made


def test_parquet_has_the_bounds_of_text(monkeypatch):
    rows = {"a": ["x", None, "é", "x"] * 5, "n": [1.5, 2, None, 4] * 5}
    table = open_file(parquet(rows), name="x").tables[0]
    assert table.cells.to_numpy(object).tolist()[:4] == [
        ["a", "n"], ["x", "1.5"], ["", "2"], ["é", ""]
    ]  # fmt: skip
    for limit, most in (("MOST_ROWS", 19), ("MOST_CELLS", 39)):
        with monkeypatch.context() as patch:
            patch.setattr(bounds, limit, most)
            assert variant(parquet(rows)) == "large_table"
    monkeypatch.setattr(bounds, "MOST_CELLS", 500)
    assert variant(parquet({"a": [["x"] * 1000]})) == "large_table"


def test_a_long_text_in_all_rows_of_parquet_is_held_once():
    made = parquet({"a": ["x" * 10_000] * 2000})
    assert len(made.getvalue()) < 20_000
    (table,) = open_file(made, name="x").tables
    assert len(table.rows) == 2001
    assert len(table.columns[0].categories) == 2
