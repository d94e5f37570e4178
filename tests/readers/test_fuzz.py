"""Files of every layout with mistakes in them: each is read, or refused with a reason.

The number of files read is counted: ``pytest tests/readers/test_fuzz.py -s`` prints it.
"""

import io
import warnings
from collections import Counter

import hypothesis
import hypothesis.strategies as st
import pytest
from hypothesis import given

import relnet as rn
from relnet.datasets.platforms import PLATFORMS
from relnet.wording import LANGUAGES, Wording
from tests.readers import seeds

TOKENS = [
    b'"', b"'", b";", b",", b"\n", b"\r", b"\t", b"\x00", b"\xff\xfe", b"|", b"=cmd|'/c'!A1", b"1e999",
    b"-99", b"NaN", b"-1", b"99999999999999999999", b"[", b"]", b"{", b"}", b"<", b">", b"</", b"&lol;",
    b'<!DOCTYPE x [<!ENTITY a "b">]>', b"<![CDATA[", b"*Arcs", b"*Vertices 9", b"n=9", b"format=edgelist1",
    b'"wave"', b'"answered": 7', b"[1-*]", b"\xe2\x80\xae", "é".encode(), b" ", b"-->", b"null", b"true",
]  # fmt: skip
ONE = st.tuples(
    st.sampled_from(["insert", "delete", "double", "swap", "flip"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 40),
    st.one_of(st.sampled_from(TOKENS), st.binary(min_size=1, max_size=6)),
)
MISTAKES = st.lists(ONE, min_size=1, max_size=3)
LAYOUTS = [*seeds.PLAIN, *PLATFORMS, *seeds.NETWORKS, "panel"]
READ = Counter()
OUTCOMES = {"read", "refused"}
EXAMPLES = 3000 if hypothesis.settings().max_examples > 500 else 60
"""Damaged files of each layout: ten minutes of the slow lane, seconds of the short one."""


class Files(dict):
    """Files by their layout; their bytes are no part of a report on a failure."""

    def __repr__(self):
        return f"<{len(self)} files>"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    yield Files(seeds.seeds(tmp_path_factory.mktemp("seeds")))
    print(f"\n{READ.total()} damaged files: {dict(READ)}")  # noqa: T201 - what -s is for


def damaged(data, mistakes):
    """The bytes with mistakes in them."""
    for what, place, size, token in mistakes:
        k = int(place * len(data))
        piece = data[k : k + size]
        data = {
            "insert": data[:k] + token + data[k:],
            "delete": data[:k] + data[k + size :],
            "double": data[:k] + piece + piece + data[k + size :],
            "swap": data[:k] + token + data[k + size :],
            "flip": data[:k] + bytes(b ^ 1 for b in piece) + data[k + size :],
        }[what]
    return data


def read_or_refused(data, **options):
    """Read bytes; nothing but our own errors may leave, and each can be told."""
    with warnings.catch_warnings(action="error"):
        try:
            survey = rn.read_survey(io.BytesIO(data), warn=False, **options)
        except rn.DataError as error:
            assert error.problems
            for language in LANGUAGES:
                assert all(problem.describe(Wording(language)) for problem in error.problems)
            return "refused"
        except rn.UsageError:
            return "refused"
    rn.build_panel(survey)
    return "read"


def counted(data, **options):
    """Whether bytes are read or refused; that is counted too."""
    outcome = read_or_refused(data, **options)
    READ[outcome] += 1
    return outcome


def options_of(layout):
    """What a platform does not say itself: its columns, and the answer that is no number."""
    if layout not in PLATFORMS:
        return {}
    return {"columns": PLATFORMS[layout].columns["nl"], "missing": ["geen contact"]}


@pytest.mark.parametrize("layout", [k for k in LAYOUTS if k not in {"limesurvey codes", "panel"}])
def test_the_files_are_read_as_long_as_they_are_whole(whole, layout):
    assert read_or_refused(whole[layout], **options_of(layout)) == "read"


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "spss"])
@hypothesis.settings(max_examples=EXAMPLES)
@given(mistakes=MISTAKES, inside=st.booleans(), which=st.integers(0, 99))
def test_a_damaged_file_is_read_or_refused(whole, layout, mistakes, inside, which):
    content = whole[layout]
    if content.startswith(b"PK") and inside:
        parts = seeds.parts_of(content)
        name = sorted(parts)[which % len(parts)]
        content = seeds.packed(parts | {name: damaged(parts[name], mistakes)})
    else:
        content = damaged(content, mistakes)
    assert counted(content, **options_of(layout)) in OUTCOMES


@hypothesis.settings(max_examples=5)
@given(mistakes=MISTAKES)
def test_a_damaged_file_of_spss_is_read_or_refused(whole, mistakes):
    assert counted(damaged(whole["spss"], mistakes), **options_of("spss")) in OUTCOMES


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "spss"])
def test_a_truncated_file_is_read_or_refused(whole, layout):
    content = whole[layout]
    for end in range(0, len(content), max(len(content) // 25, 1)):
        assert counted(content[:end], **options_of(layout)) in OUTCOMES


@pytest.mark.parametrize("layout", list(rn.list_layouts()["layout"]))
def test_any_file_named_as_any_layout_is_read_or_refused(whole, layout):
    for name, content in whole.items():
        if name != "spss" or layout == "spss":
            assert counted(content, layout=layout) in OUTCOMES
