"""Large and hostile files: read as quickly as may be, or refused with a reason."""

import gzip
import io
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.problems import DataError
from relnet.readers import bounds, coded, files, parse, raw, split, text, unpacked
from relnet.readers.files import File, open_file
from tests.readers.opened import cells, variant

PIECES = [*',;\t"ab1 =-', "\n", "\n", "\r\n", "\r", '""', "NA", "é", "\u2028", "\x0b", "\0", "\ufeff",
          "#N/A", "sep=;\n", "\ud800", "a,b\n", "a;b\n", "1\n"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def outcome(**given):
    try:
        (table,) = File("x", **given).tables
    except DataError as error:
        return error.problems
    return cells(table)


def without_extension(patch):
    for module in (coded, split):
        patch.setattr(module, "kernels", None)


@given(TEXTS, st.sampled_from([1, 2, 250_000]), st.sampled_from([60, 8 * 1024**2]))
def test_text_is_read_or_refused_and_the_same_whatever_reads_it(text, rows, size):
    pytest.importorskip("pyarrow")
    data = text.encode(errors="replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "ROWS_AT_ONCE", rows)
        patch.setattr(parse, "BYTES_AT_ONCE", size)
        patch.setattr(split, "BYTES_A_THREAD", 10)
        found = outcome(text=text), outcome(raw=data)
        without_extension(patch)
        assert (outcome(text=text), outcome(raw=data)) == found
        patch.setitem(sys.modules, "pyarrow", None)
        assert (outcome(text=text), outcome(raw=data)) == found


@given(TEXTS.map(lambda text: text.replace("\ud800", "")), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_bytes_are_read_as_their_text_is(text, encoding):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("relnet.readers.files.columns_of", lambda *_: None)
        patch.setattr("relnet.readers.files.head_of", lambda *_: None)
        decoded = outcome(raw=text.encode(encoding))
    assert outcome(raw=text.encode(encoding)) == decoded


LONG = "a,b\r\n" + "".join(f"{k},é{k % 7}\n" for k in range(300))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LONG.encode(), "utf-8"),
        (LONG.encode("utf-8-sig"), "utf-8"),
        (LONG.encode("utf-16"), "utf-8"),
        (LONG.encode("cp1252"), "cp1252"),
        (LONG.replace("é", '"').encode(), "utf-8"),
        (gzip.compress(LONG.encode()), "utf-8"),
    ],
)
def test_a_large_file_is_read_in_parts_and_is_the_same(data, encoding, monkeypatch, tmp_path):
    def found():
        try:
            (table,) = open_file(path, name="x", encoding=encoding).tables
        except DataError as error:
            return error.problems
        return cells(table)

    path = tmp_path / "x.csv"
    path.write_bytes(data)
    whole = found()
    for size in (0, 1, len(data)):
        monkeypatch.setattr(raw, "LARGE", size)
        assert raw.read_raw(path) == data
        assert found() == whole


def test_a_file_that_becomes_longer_or_shorter_while_it_is_read(monkeypatch, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n1,2\n")
    monkeypatch.setattr(raw, "LARGE", 0)
    assert raw._in_parts(path, 100) is None
    monkeypatch.setattr(raw, "_in_parts", lambda *_: path.write_bytes(b"a,b\n") and None)
    assert raw.read_raw(path) == b"a,b\n"
    monkeypatch.setattr(raw, "_in_parts", lambda *_: path.write_bytes(b"a,b\n1,2\n") and b"a,b\n")
    assert raw.read_raw(path) == b"a,b\n1,2\n"


@pytest.mark.parametrize("text", ["\u2028\n", "\u2028\n" * 60 + "a,b\n1,2\n"])
def test_lines_of_other_blanks_tell_no_separator(text):
    assert outcome(raw=text.encode()) == outcome(text=text)


def test_headings_that_stand_below_once_more_are_cells_too():
    (table,) = File("x", raw=b"a,b,c\nd,b,\na,e,c\n").tables
    assert [list(table.below(name)) for name in "abc"] == [["d", "a"], ["b", "e"], ["", "c"]]
    (table,) = File("x", raw=b"a,b\nd,e\nf,e\n").tables
    assert [list(table.below(name)) for name in "ab"] == [["d", "f"], ["e", "e"]]
    assert [list(table.below(name).categories) for name in "ab"] == [["d", "f"], ["e"]]


def test_pyarrow_is_taken_where_it_is_there(monkeypatch):
    pytest.importorskip("pyarrow")
    without_extension(monkeypatch)
    monkeypatch.setattr(parse, "_by_pandas", None)
    (table,) = File("x", text="a,b\n\n 1 ,\n").tables
    assert cells(table) == ([["a", "b"], ["1", ""]], [1, 3])


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


@pytest.mark.parametrize("threads", [False, True])
def test_a_long_list_reads_the_same_in_any_order_of_rows(threads, monkeypatch):
    """Sorted by wave and relation, whether by counting or because it was already so."""
    for module in ("intake.tidy", "readers.threads"):
        monkeypatch.setattr(f"relnet.{module}.ROWS_A_THREAD", 1 if threads else 10**9)
    if threads:
        without_extension(monkeypatch)
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

    without_extension(monkeypatch)
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
