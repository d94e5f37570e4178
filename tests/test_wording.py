import ast
import re
from pathlib import Path

import pytest

import relnet
from relnet.wording import LANGUAGES, Wording, system_language
from tests.catalogues import catalogue, path, placeholders, texts

SOURCES = sorted(Path(relnet.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_was_written(language):
    assert path(language, "mo").read_bytes() == catalogue(language).to_binary(), "run make wording"


def test_every_sentence_is_there_in_each_language_with_the_same_values():
    english, dutch = ({entry.msgid: entry for entry in catalogue(name)} for name in ("en", "nl"))
    assert english.keys() == dutch.keys()
    for key, entry in english.items():
        other = dutch[key]
        assert bool(entry.msgid_plural) == bool(other.msgid_plural), key
        assert all(text.strip() for text in [*texts(entry), *texts(other)]), key
        forms = [placeholders(" ".join(texts(one))) for one in (entry, other)]
        assert forms[0] == forms[1], key


def _keys_asked_for():
    """Keys that the code writes out, as the first argument of a call on ``words``."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            named = (
                isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            )
            if named and isinstance(node.func, ast.Name) and node.func.id == "words":
                yield source.name, node


def test_every_sentence_that_is_asked_for_is_there():
    calls = list(_keys_asked_for())
    assert len(calls) > 30
    for name, node in calls:
        key = node.args[0].value
        entry = catalogue("en").find(key)
        assert entry is not None, (name, key)
        given = {keyword.arg for keyword in node.keywords}
        if None not in given:
            assert placeholders(" ".join(texts(entry))) <= given, (name, key)
            assert ("n" in given) == bool(entry.msgid_plural), (name, key)


def test_no_sentence_is_left_that_nobody_asks_for():
    code = "\n".join(
        part.read_text("utf-8")
        for pattern in ("*.py", "*.js", "*.html")
        for part in Path(relnet.__file__).parent.rglob(pattern)
    )
    quoted = set(re.findall(r"""["']([\w. ]+)["']""", code))
    families = set(re.findall(r"""f["']([a-z_.]+)\.\{""", code)) - {"map"}
    families |= set(re.findall(r"""words\.name\(["'](\w+)["']""", code))
    for entry in catalogue("en"):
        key = entry.msgid
        own = key.removeprefix("map.").removeprefix("reading.")
        assert {key, own} & quoted or any(key.startswith(f"{f}.") for f in families), key


def test_an_unknown_language_or_sentence_is_an_error():
    with pytest.raises(relnet.UsageError, match="unknown language 'de'"):
        Wording("de")
    with pytest.raises(KeyError):
        Wording("nl")("no.such.sentence")


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
