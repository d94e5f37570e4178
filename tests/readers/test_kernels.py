"""The extension against the same in Python, with buffers of every kind."""

import array
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet import _kernels as kernels
from relnet.readers import split
from relnet.readers.coded import texts_of

PIECES = [*b',;ab1 -"\r', 0, 0x80, 0xC3, 0xFF, "é".encode(), b"\n", b"\n", b"\r\n", b",,", b"12345678",
          b"123456789", b"a long text of some words", b"\xef\xbb\xbf"]  # fmt: skip
DATA = st.lists(
    st.sampled_from([p if isinstance(p, bytes) else bytes([p]) for p in PIECES]), max_size=60
).map(b"".join)
ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(
            st.sampled_from([b"", b"a", b"b ", b"12345678", b"123456780", b"x" * 40, b"\xc3\xa9"]),
            min_size=width,
            max_size=width,
        ),
        min_size=1,
        max_size=40,
    )
)
FACTORS = st.integers(0, 2**64 - 1)


def split_here(data, separator, width):
    """The rows of a text, or nothing where it is not plain."""
    rows = [row.removesuffix(b"\r").split(separator) for row in data.split(b"\n")]
    return rows if all(len(row) == width for row in rows) else None


def split_there(data, separator, width, rows, factor, most=1000):
    codes = np.full((width, rows + 2), -1, [np.int16, np.int32][factor % 2])
    texts = np.zeros((most, 3), np.int64)
    place = (1, rows, factor, codes, texts)
    found = kernels.split(data, 0, len(data), ord(separator), width, *place)
    assert (codes[:, [0, -1]] == -1).all()
    if found < 0:
        return None
    codes = codes[:, 1:-1]
    distinct = [[] for _ in range(width)]
    for k, start, length in texts[:found].tolist():
        distinct[k].append(data[start : start + length])
    assert all(len(set(own)) == len(own) for own in distinct)
    assert (codes[:, 0] == 0).all()
    return [[distinct[k][codes[k, r]] for k in range(width)] for r in range(rows)]


@given(DATA, st.integers(1, 3), FACTORS)
def test_any_bytes_are_split_as_in_python_or_said_not_to_be_plain(data, width, factor):
    rows = data.count(b"\n") + 1
    assert split_there(data, b",", width, rows, factor) == split_here(data, b",", width)
    assert split_there(data, b",", width, rows + 1, factor) is None
    if rows > 1:
        assert split_there(data, b",", width, rows - 1, factor) is None


@given(ROWS, FACTORS, st.sampled_from([b"\n", b"\r\n"]))
def test_rows_of_cells_come_back(rows, factor, end):
    data = end.join(b",".join(row) for row in rows)
    assert split_there(data, b",", len(rows[0]), len(rows), factor) == rows
    distinct = sum(len({row[k] for row in rows}) for k in range(len(rows[0])))
    assert split_there(data, b",", len(rows[0]), len(rows), factor, distinct) == rows
    assert split_there(data, b",", len(rows[0]), len(rows), factor, distinct - 1) is None


@pytest.mark.parametrize("long", [False, True])
def test_many_texts_get_a_code_each(long):
    texts = [f"{'a long beginning ' * long}{k}".encode() for k in range(20_000)]
    rows = [[text, b"x"] for text in [*texts, *texts[::-1]]]
    data = b"\n".join(b",".join(row) for row in rows)
    assert split_there(data, b",", 2, len(rows), 0x9E3779B97F4A7C15, 20_001) == rows


@pytest.mark.parametrize("most", [2**15, 2**15 + 1])
def test_more_texts_than_short_codes_tell_apart_are_said_to_be(most):
    data = b"\n".join(b"%d" % k for k in range(most))
    codes, texts = np.zeros(most, np.int16), np.zeros((most, 3), np.int64)
    found = kernels.split(data, 0, len(data), 44, 1, 0, most, 0x9E3779B97F4A7C15, codes, texts)
    assert found == (most if most == 2**15 else -2)
    (column,) = split.split_columns(data, ",")
    assert texts_of(column).tolist() == [str(k) for k in range(most)]


def test_a_table_wider_than_what_is_split_at_once():
    rows = [[str(k * (r + 1)).encode() for k in range(5_000)] for r in range(3)]
    data = b"\n".join(b";".join(row) for row in rows)
    assert split_there(data, b";", 5_000, 3, 7, 15_000) == rows


def test_texts_made_to_collide_are_left_to_others():
    texts = [(k << 32).to_bytes(8, "little") for k in range(1, 3_000)]
    texts = [text for text in texts if not {10, 44, 13} & set(text)]
    data = b"\n".join(texts)
    assert split_there(data, b",", 1, len(texts), 1, 5_000) is None
    assert split_there(data, b",", 1, len(texts), 0x9E3779B97F4A7C15, 5_000) is not None


@given(DATA, st.integers(0, 70), st.integers(0, 70))
def test_line_ends_are_counted_and_what_is_not_plain_is_found(data, one, other):
    data = data * 3
    start, stop = sorted((min(one, len(data)), min(other, len(data))))
    part = data[start:stop]
    lone = any(
        data[k : k + 1] == b"\r" and data[k + 1 : k + 2] != b"\n" for k in range(start, stop)
    )
    odd = b'"' in part or b"\0" in part or lone
    assert kernels.count_lines(data, start, stop) == (-1 if odd else part.count(b"\n"))


@given(
    st.lists(st.integers(-3, 12), max_size=50),
    st.sampled_from([np.int8, np.int16, np.int32]),
    st.sampled_from([np.bool_, np.int16, np.float32, np.float64]),
)
def test_values_are_taken_by_code_or_none_is(codes, kind, of):
    values = np.arange(10).astype(of)
    out = np.zeros(len(codes), of)
    if all(0 <= code < 10 for code in codes):
        kernels.take(values, np.array(codes, kind), out)
        assert out.tolist() == values[np.array(codes, int)].tolist()
    else:
        with pytest.raises(IndexError):
            kernels.take(values, np.array(codes, kind), out)


@given(st.lists(st.integers(0, 255), max_size=300))
def test_values_are_arranged_by_group(groups):
    groups = np.array(groups, np.uint8)
    counts = np.zeros(256, np.int64)
    kernels.tally(groups, counts)
    assert counts.tolist() == np.bincount(groups, minlength=256).tolist()
    values, out = np.arange(len(groups)), np.empty(len(groups), np.int64)
    begins = np.cumsum([0, *counts[:-1]])
    kernels.arrange(values, groups, begins, out)
    assert out.tolist() == np.argsort(groups, kind="stable").tolist()
    assert begins.tolist() == counts.cumsum().tolist()


CODES, TEXTS = np.zeros((2, 3), np.int32), np.zeros((9, 3), np.int64)
EIGHT = np.zeros(8, np.int64)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("count_lines", (b"a\n", 1, 0)),
        ("count_lines", (b"a\n", 0, 3)),
        ("count_lines", (b"a\n", -1, 1)),
        ("count_lines", (EIGHT, 0, 1)),
        ("split", (b"a,b", 0, 4, 44, 2, 0, 3, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 2, 0, 4, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 2, 2, 2, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 2, -1, 2, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 2, 2**62, 2, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 4, 0, 1, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 0, 0, 3, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 10, 2, 0, 3, 1, CODES, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 2, 0, 3, 1, TEXTS, TEXTS)),
        ("split", (b"a,b", 0, 3, 44, 2, 0, 3, 1, CODES, CODES)),
        ("take", (EIGHT, EIGHT, EIGHT)),
        ("take", (EIGHT, CODES, EIGHT)),
        ("take", (EIGHT, np.zeros(3, "V0"), EIGHT)),
        ("take", (np.zeros(3, complex), CODES[0], np.zeros(3, complex))),
        ("tally", (b"", EIGHT)),
        ("arrange", (EIGHT, bytes(7), EIGHT.copy(), EIGHT.copy())),
        ("arrange", (EIGHT, bytes(8), EIGHT.copy(), EIGHT[:7].copy())),
    ],
)
def test_buffers_of_another_size_are_refused(name, arguments):
    with pytest.raises(ValueError, match=r"buffer|part|rows|items"):
        getattr(kernels, name)(*arguments)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("join", (b"abc", np.array([[0, 2, 2]]), bytearray(3))),
        ("join", (b"abc", np.array([[0, -1, 2]]), bytearray(3))),
        ("join", (b"abc", np.array([[0, 0, 2**62]]), bytearray(3))),
        ("join", (b"abc", np.array([[0, 0, 2]]), bytearray(2))),
        ("join", (b"abc", np.array([[0, 0, 2]]), bytearray(4))),
        ("arrange", (EIGHT, bytes([9] * 8), EIGHT.copy(), EIGHT.copy())),
        ("arrange", (EIGHT, bytes(8), EIGHT + 7, EIGHT.copy())),
        ("arrange", (EIGHT, bytes(8), EIGHT - 1, EIGHT.copy())),
    ],
)
def test_places_elsewhere_are_refused(name, arguments):
    with pytest.raises(IndexError):
        getattr(kernels, name)(*arguments)


def test_what_is_no_buffer_or_cannot_be_written_is_refused():
    with pytest.raises(TypeError):
        kernels.count_lines("a\n", 0, 1)
    with pytest.raises(BufferError):
        kernels.take(EIGHT, array.array("i", [0]), bytes(8))
    with pytest.raises(ValueError, match="contiguous"):
        kernels.count_lines(np.zeros(8, np.uint8)[::2], 0, 1)


def test_texts_are_joined():
    out = bytearray(6)
    kernels.join("aé,b".encode(), np.array([[0, 0, 3], [1, 4, 1]]), out)
    assert out.decode() == "aé\nb\n"


@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_text_split_by_several_threads_is_the_same(monkeypatch, size):
    rows = [[f"r{k * k % 37}", str(k % 5), f"{'long ' * 3}{k}"] for k in range(200)]
    data = "\r\n".join(",".join(row) for row in rows).encode() + b"\n\n"
    monkeypatch.setattr(split, "BYTES_A_THREAD", size)
    columns = split.split_columns(data, ",")
    assert [list(row) for row in zip(*map(texts_of, columns), strict=True)] == rows
    assert [column.codes.dtype for column in columns] == ["int8", "int8", "int16"]


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"a,b\n1\n", b'a,b\n"1",2', b"a,b\n1,\0", b"a,b\r1,2", b"a,b\n1,\xff"]
)
def test_a_text_that_is_not_plain_is_left_to_others(data):
    assert split.split_columns(data, ",") is None


def test_a_text_of_many_texts_columns_or_cells_is_left_to_others(monkeypatch):
    monkeypatch.setattr(split, "MOST_TEXTS", 3)
    assert split.split_columns(b"a\nb\nc", ",") is not None
    assert split.split_columns(b"a\nb\nc\nd", ",") is None
    monkeypatch.setattr(split, "MOST_COLUMNS", 2)
    assert split.split_columns(b"a,a\na,a", ",") is not None
    assert split.split_columns(b"a,a,a\na,a,a", ",") is None
    monkeypatch.setattr("relnet.readers.bounds.MOST_ROWS", 2)
    assert split.split_columns(b"a\na\na", ",") is None


SANITISED = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("relnet._kernels", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
sys.modules["relnet._kernels"] = module
import relnet
relnet._kernels = module
import pytest
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not slow", sys.argv[2]]))
"""


@pytest.mark.slow
def test_no_byte_beyond_a_buffer_is_touched(tmp_path):
    """Everything above once more, in an extension that watches each byte that it reads."""
    source = Path(kernels.__file__).with_name("_kernels.c")
    built = tmp_path / "_kernels.abi3.so"
    compiler = sysconfig.get_config_var("CC").split()[0]
    include = sysconfig.get_paths()["include"]
    subprocess.run(
        [compiler, "-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all",
         "-shared", "-fPIC", f"-I{include}", str(source), "-o", str(built)],
        check=True,
    )  # fmt: skip
    found = subprocess.run(
        [compiler, "-print-file-name=libasan.so"], capture_output=True, text=True, check=True
    )
    environment = {"LD_PRELOAD": found.stdout.strip(), "ASAN_OPTIONS": "detect_leaks=0", "PATH": ""}
    arguments = [sys.executable, "-c", SANITISED, str(built), __file__]
    subprocess.run(arguments, check=True, env=environment, cwd=Path(__file__).parents[2])
