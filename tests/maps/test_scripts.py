"""The scripts are checked as the pages have them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import relnet.maps
from relnet.maps import pyvis_network, svg

ASSETS = Path(relnet.maps.__file__).with_name("assets")
CHECKS = Path(__file__).parents[1] / "scripts"
PAGES = {"svg": svg.SCRIPTS, "vis": pyvis_network.SCRIPTS}
ELEMENTS = {
    "details": "HTMLDetailsElement",
    "table": "HTMLTableElement",
    "select": "HTMLSelectElement",
    "script": "HTMLScriptElement",
    "input": "HTMLInputElement",
    "fieldset": "HTMLFieldSetElement",
    "datalist": "HTMLDataListElement",
    "button": "HTMLButtonElement",
    "output": "HTMLOutputElement",
}


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = {}

    def handle_starttag(self, tag, attrs):
        if "id" in dict(attrs):
            self.found[dict(attrs)["id"]] = ELEMENTS.get(tag, "HTMLElement")


@pytest.mark.parametrize("page", PAGES)
def test_the_type_checker_has_the_scripts_of_the_page(page):
    files = json.loads((CHECKS / f"tsconfig.{page}.json").read_text("utf-8"))["files"]
    scripts = [(CHECKS / file).resolve() for file in files if file.endswith(".js")]
    assert scripts == [(ASSETS / name).resolve() for name in PAGES[page]]


def test_every_script_is_in_a_page():
    assert {path.name for path in ASSETS.glob("*.js")} == {
        name for names in PAGES.values() for name in names
    }


def test_the_type_checker_knows_the_elements_of_the_page():
    ids = Ids()
    ids.feed((ASSETS / "page.html").read_text("utf-8"))
    types = (CHECKS / "types.d.ts").read_text("utf-8")
    own = re.search(r"interface PageElements \{(.*?)\n\}", types, re.DOTALL)[1]
    told = dict(re.findall(r'^  "?([\w-]+)"?: (\w+);$', own, re.MULTILINE))
    assert told
    assert {name: ids.found.get(name) for name in told} == told
