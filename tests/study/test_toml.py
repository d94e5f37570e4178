import json
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.study.quote import quoted_toml
from relnet.study.toml import read_toml
from tests.intake.studies import STUDY

NAMES = st.sampled_from(["a", "b", "c-1", "ë", "a b", 'q"', "d.e", "#", "[x]", "="])
TEXTS = st.text(st.sampled_from("ab\"'\\[]{}=#,\té\u2028"), max_size=6)


def written(name):
    """A key as it may stand in a file: bare where that is allowed, else between quotes."""
    bare = name.isascii() and name.replace("-", "").isalnum()
    return (
        st.sampled_from([name] if bare else []) | st.just(quoted_toml(name))
        if bare
        else st.just(quoted_toml(name))
    )


@st.composite
def scalars(draw):
    value = draw(st.integers(-99, 99) | st.booleans() | TEXTS | st.just("2023-05-31"))
    if isinstance(value, str):
        return draw(st.sampled_from([quoted_toml(value), quoted_toml(value), "2023-05-31"]))
    return json.dumps(value)


@st.composite
def inline(draw):
    names = draw(st.lists(NAMES, unique=True, max_size=3))
    pairs = [f"{draw(written(name))} = {draw(scalars())}" for name in names]
    return names, "{ " + ", ".join(pairs) + " }"


class Writer:
    """A document as it is written, with the line of each key."""

    def __init__(self, draw):
        self.draw, self.lines, self.places, self.free = draw, [], {}, []

    def pad(self):
        noise = self.draw(st.sampled_from(["", "", "# [no] = 1", "  ", '# """', "# ["]))
        self.lines += [noise] if noise or self.draw(st.booleans()) else []

    def put(self, text):
        tail = self.draw(st.sampled_from(["", " ", "  # a = [1", "# ]"]))
        self.lines.append(text + tail)
        return len(self.lines)

    def key(self, table, name):
        self.pad()
        self.free.append(len(self.lines))
        head, path = self.draw(written(name)), (*table, name)
        if self.draw(st.integers(0, 4)) == 0:  # a dotted key
            inner = self.draw(NAMES)
            head, path = f"{head} . {self.draw(written(inner))}", (*path, inner)
        here = len(self.lines) + 1
        for size in range(len(table) + 1, len(path) + 1):
            self.places[path[:size]] = here
        form = self.draw(st.sampled_from(["scalar", "text", "inline", "array", "long"]))
        if form == "scalar":
            self.put(f"{head} = {self.draw(scalars())}")
        elif form == "text":
            self.lines.append(f'{head} = """one')
            self.lines += self.draw(
                st.lists(st.sampled_from(["[x]", "y = 1", "", "]"]), max_size=3)
            )
            self.put('end"""')
        elif form == "inline":
            names, text = self.draw(inline())
            self.put(f"{head} = {text}")
            self.places |= {(*path, one): here for one in names}
        elif form == "array":
            some = self.draw(st.lists(scalars(), max_size=3))
            self.put(f"{head} = [{', '.join(some)}]")
            self.places |= {(*path, k): here for k in range(len(some))}
        else:
            self.long(head, path)

    def long(self, head, path):
        self.put(f"{head} = [")
        n = self.draw(st.integers(0, 3))
        for k in range(n):
            self.pad()
            names, text = self.draw(inline() | scalars().map(lambda text: ([], text)))
            comma = "," if k < n - 1 or self.draw(st.booleans()) else ""
            line = self.put(f"  {text}{comma}")
            self.places |= {(*path, k): line} | {(*path, k, one): line for one in names}
        self.put("]")

    def body(self, table):
        for name in self.draw(st.lists(NAMES.map("k".__add__), unique=True, max_size=3)):
            self.key(table, name)

    def header(self, names, path, brackets):
        self.pad()
        self.free.append(len(self.lines))
        keys = " . ".join(self.draw(written(name)) for name in names)
        self.places[path] = self.put(brackets.format(keys))
        self.body(path)


@st.composite
def documents(draw):
    writer = Writer(draw)
    writer.body(())
    for name in draw(st.lists(NAMES, unique=True, max_size=3)):
        if draw(st.booleans()):
            writer.header([name], (name,), "[{}]")
            continue
        for k in range(draw(st.integers(1, 3))):
            writer.header([name], (name, k), "[[{}]]")
            if draw(st.booleans()):
                writer.header([name, "sub"], (name, k, "sub"), "[ {} ]")
            for j in range(draw(st.integers(0, 2))):
                writer.header([name, "each"], (name, k, "each", j), "[[ {}]]")
    writer.free.append(len(writer.lines))
    return writer


@given(documents(), st.sampled_from(["\n", "\r\n"]))
def test_every_key_has_the_line_on_which_it_is_written(writer, end):
    text = end.join(writer.lines)
    document = read_toml(text)
    assert document.values == tomllib.loads(text.replace("\r\n", "\n"))
    assert document.mistakes == ()
    found = {path: document.line(path) for path in writer.places}
    assert found == writer.places
    assert document.lines.items() <= writer.places.items()


BROKEN = (
    "hu", "a b = 1", "= 3", "zz = ", "zz = yes", 'zz = "x', "zz = 'x", "[zz", "[[zz]", "zz == 1", "]",
    "zz = {a = 1", "}", "zz = 01", "zz = [1", "zz = [[1, 2]", '"zz',
)  # fmt: skip


@given(
    documents(),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(BROKEN)), min_size=1, max_size=4),
)
def test_each_broken_line_is_named_once_and_the_rest_is_read(writer, broken):
    at = {writer.free[k % len(writer.free)]: text for k, text in broken}
    lines, added = [], []
    for k, line in enumerate([*writer.lines, ""]):
        if k in at:
            lines.append(at[k])
            added.append((len(lines), at[k].strip()))
        lines.append(line)
    document = read_toml("\n".join(lines))
    assert [(mistake.line, mistake.text) for mistake in document.mistakes] == added
    assert document.values == tomllib.loads("\n".join(writer.lines))
    moved = {path: line + sum(place < line for place in at) for path, line in writer.places.items()}
    assert {path: document.line(path) for path in moved} == moved


@pytest.mark.parametrize(("text", "lines", "values"), [
    ("a = 1\na = 2\nb = 3", [2], {"a": 1, "b": 3}),
    ("a = [\n1,\n]\na = [\n2,\n]\nb = 3", [4], {"a": [1], "b": 3}),
    ("[t]\na = 1\n[t]\nb = 2", [3], {"t": {"a": 1, "b": 2}}),
    ('t = """never\nclosed\n[w]\na = 1', [1], {"w": {"a": 1}}),
    ("a = [\n1,\nx,\n3,\n]\nb = 1", [3], {"a": [1, 3], "b": 1}),
    ('a = [\n1,\n]\nb = "x', [4], {"a": [1]}),
    ("r = [\n  'x.csv',\n\n[o]\nf = 1", [1], {"o": {"f": 1}}),
    ("r = [1,\n[[w]]\na = 1\n[[w]]\na = 2", [1], {"w": [{"a": 1}, {"a": 2}]}),
    ("r = [\n{a = 1},\n# x\nb . c = 1\nd = 2", [1], {"b": {"c": 1}, "d": 2}),
    ("a = [\n{b = 1}\n{b = 2}\n]\nc = 1", [3], {"a": [{"b": 1}], "c": 1}),
    ("# x\n\n# \x00\na = 1", [3], {"a": 1}),
    ("a = 1\n\n\n", [], {"a": 1}),
])  # fmt: skip
def test_what_spans_lines_is_blamed_where_it_begins(text, lines, values):
    document = read_toml(text)
    assert [mistake.line for mistake in document.mistakes] == lines
    assert document.values == values


@given(st.text() | st.text("a=[]{}\"'#\n,. 1\\\r\t"))
def test_no_text_is_too_strange(text):
    document = read_toml(text)
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= mistake.line <= count for mistake in document.mistakes)
    assert all(1 <= line <= count for line in document.lines.values())
    lines = [mistake.line for mistake in document.mistakes]
    assert lines == sorted(set(lines))


@given(st.data())
def test_a_changed_file_is_read_as_far_as_it_goes(data):
    text = STUDY
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(start + 30, len(text))))
        text = text[:start] + data.draw(st.text("[]\"'=\n{},a1#", max_size=4)) + text[stop:]
    document = read_toml(text)
    try:
        assert document.values == tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert document.mistakes
    else:
        assert not document.mistakes


@given(st.text())
def test_any_text_is_quoted(text):
    shown = quoted_toml(text)
    assert shown.isprintable()
    assert tomllib.loads(f"a = {shown}") == {"a": text.encode("utf-8", "replace").decode()}


def test_long_lists_take_no_time():
    listed = "".join(f'  "wave{k}.csv",\n' for k in range(400))
    start = time.perf_counter()
    document = read_toml(f"reports = [\n{listed}]\nb = 1\n")
    assert time.perf_counter() - start < 5
    assert document.line(("reports", 399)) == 401
    assert document.line(("b",)) == 403
