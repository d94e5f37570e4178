"""A language that relnet does not speak by itself, from a folder of catalogues."""

import subprocess
import sys

import polib
import pytest

SCRIPT = """
import networkx as nx, relnet as rn
from relnet.wording import Wording
drawn = rn.draw(rn.from_networkx(nx.Graph([("A", "B")]), wave="2023"), language="fr")
print(drawn.spec.labels["search"], "|", drawn.spec.labels["zoom.in"], "|", Wording("fr").number(1234.5))
assert '<html lang="fr">' in drawn.html()
drawn = rn.draw(rn.from_networkx(nx.Graph([("A", "B")]), wave="2023"), language="pt_BR")
assert drawn.spec.language == "pt-BR" and '<html lang="pt-BR">' in drawn.html()
"""


@pytest.fixture
def french(tmp_path, monkeypatch):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}  # fmt: skip
    texts = {"map.search": "Rechercher", "number.marks": " ,", "help.map": "Dessine une carte."}
    file.extend(polib.POEntry(msgid=key, msgstr=text) for key, text in texts.items())
    brazil = tmp_path / "pt_BR" / "LC_MESSAGES"
    brazil.mkdir(parents=True)
    for one in (folder, brazil):
        file.save_as_mofile(str(one / "relnet.mo"))
    monkeypatch.setenv("RELNET_CATALOGUES", str(tmp_path))
    monkeypatch.delenv("RELNET_LANGUAGE")
    return lambda *words: (
        subprocess.run(
            [sys.executable, *words], capture_output=True, text=True, encoding="utf-8", check=True
        ).stdout
    )


def test_a_map_speaks_it_and_english_where_it_has_no_sentence(french):
    assert french("-c", SCRIPT) == "Rechercher | Zoom in | 1 234,5\n"


def test_the_shell_speaks_it(french, monkeypatch):
    assert "Dessine une carte." in french("-m", "relnet", "map", "--language", "fr", "--help")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    assert "Dessine une carte." in french("-m", "relnet", "--help")
