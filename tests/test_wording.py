import ast
import pickle
import re
from pathlib import Path

import polib
import pytest

import relnet
from relnet.wording import Wording, system_language, unknown
from tests.catalogues import SOURCES, catalogue, placeholders, texts

CODE = sorted(Path(relnet.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_what_is_read_is_what_was_written(source):
    compiled = polib.pofile(str(source)).to_binary()
    assert source.with_suffix(".mo").read_bytes() == compiled, "run make wording"


def test_every_sentence_is_there_in_each_language_with_the_same_values():
    english, dutch = ({entry.msgid: entry for entry in catalogue(name)} for name in ("en", "nl"))
    assert english.keys() == dutch.keys()
    for key, entry in english.items():
        other = dutch[key]
        assert bool(entry.msgid_plural) == bool(other.msgid_plural), key
        assert all(text.strip() for text in [*texts(entry), *texts(other)]), key
        forms = [placeholders(" ".join(texts(one))) for one in (entry, other)]
        assert forms[0] == forms[1], key


FAMILIES = {
    "unknown": (0, ("usage.unknown",), {"name", "hint"}),
    "expect": (2, ("usage.expect",), {"kind", "value"}),
    "Registry": (0, ("usage.unknown", "usage.registered"), {"name", "hint"}),
}
"""Functions that complete a key: the place of its end, its beginnings, the values they give."""


def _calls():
    for source in CODE:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield source.name, node, getattr(node.func, "id", None)


def _text(node, place):
    there = len(node.args) > place and isinstance(node.args[place], ast.Constant)
    return node.args[place].value if there else None


def _keys_asked_for():
    """Keys that the code writes out, and the values given to them: all of them, or None."""
    for name, node, function in _calls():
        given = {keyword.arg for keyword in node.keywords}
        place, beginnings, own = FAMILIES.get(function, (0, (), set()))
        end = _text(node, place)
        if end and beginnings:
            for beginning in beginnings:
                yield name, f"{beginning}.{end}", given | own
        elif end and function in {"words", "Phrase"}:
            yield name, end, None if None in given else given
        for keyword in node.keywords:
            if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
                yield name, keyword.value.value, set()


def test_every_sentence_that_is_asked_for_is_there():
    asked, entries = list(_keys_asked_for()), {entry.msgid: entry for entry in catalogue("en")}
    assert len(asked) > 150
    for name, key, given in asked:
        entry = entries.get(key)
        assert entry is not None, (name, key)
        if given is not None:
            assert placeholders(" ".join(texts(entry))) <= given, (name, key)
            assert ("n" in given) == bool(entry.msgid_plural), (name, key)


def test_no_error_is_worded_where_it_is_raised():
    raised = [(name, node) for name, node, function in _calls() if function == "UsageError"]
    assert len(raised) > 50
    for name, node in raised:
        (what,) = node.args
        assert isinstance(what, ast.Call), (name, node.lineno)
        assert what.func.id == "Phrase", (name, node.lineno)


def test_no_sentence_is_left_that_nobody_asks_for():
    code = "\n".join(
        part.read_text("utf-8")
        for pattern in ("*.py", "*.js", "*.html", "*.j2")
        for part in Path(relnet.__file__).parent.rglob(pattern)
    )
    quoted = set(re.findall(r"""["']([\w. ]+)["']""", code))
    quoted |= {key for _, key, _ in _keys_asked_for()}
    families = set(re.findall(r"""f["']([a-z_.]+)\.\{""", code)) - {"map"}
    families -= {beginning for _, beginnings, _ in FAMILIES.values() for beginning in beginnings}
    families |= set(re.findall(r"""\.name\(["'](\w+)["']""", code))
    for entry in catalogue("en"):
        key = entry.msgid
        own = key.removeprefix("map.").removeprefix("reading.")
        assert {key, own} & quoted or any(key.startswith(f"{f}.") for f in families), key


def test_an_unknown_language_or_sentence_is_an_error():
    with pytest.raises(relnet.UsageError, match="unknown language 'de'"):
        Wording("de")
    with pytest.raises(KeyError):
        Wording("nl")("no.such.sentence")


def test_an_error_is_told_in_each_language():
    with pytest.raises(ValueError, match="did you mean 'density' or 'densities'") as caught:
        raise unknown("measure", "densit", ["density", "densities"])
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - its own
    assert isinstance(error, relnet.UsageError)
    assert str(error) == str(caught.value)
    assert error.describe(Wording("nl")) == (
        "onbekende maat 'densit'; bedoelde u 'density' of 'densities'? (`relnet measures` noemt ze alle)"
    )


@pytest.mark.parametrize("said", [(), ("usage.mutual",), ("two", "parts")])
def test_an_error_of_someone_else_is_told_as_it_is(said):
    error = relnet.UsageError(*said)
    assert error.describe(Wording("nl")) == str(error) == str(ValueError(*said))


def test_names_that_resemble_nothing_are_answered_by_those_that_are_known():
    few = unknown("wave", "x", ["2020", "2021"])
    many = unknown("wave", "x", map(str, range(2000, 2020)))
    assert str(few) == "unknown wave 'x'; known: '2020', '2021'"
    assert str(many).endswith("'2011', …")
    assert str(unknown("wave", "x", map(str, range(1900, 2020)))).endswith("none is like it")
    assert unknown("wave", "x", []).describe(Wording("nl")).endswith("er is er geen bekend")


def test_numbers_are_written_as_the_language_does():
    words = Wording("nl")
    assert words.number(1234.5, 2) == "1.234,50"
    assert words.share(0.125, 1) == "12,5%"
    assert Wording("en").number(1234567) == "1,234,567"
    assert words("count.tie", n=1) == "1 relatie"
    assert words("count.tie", n=2000) == "2.000 relaties"


@pytest.mark.parametrize(
    ("set_to", "language"), [("nl_NL.UTF-8", "nl"), ("en_GB", "en"), ("C", "en"), ("de_DE", "en")]
)
def test_the_language_of_the_system(monkeypatch, set_to, language):
    for name in ("RELNET_LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", set_to)
    assert system_language() == language
    monkeypatch.setenv("RELNET_LANGUAGE", "nl")
    assert system_language() == "nl"
