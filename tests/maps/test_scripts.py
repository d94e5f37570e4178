"""The scripts are checked as the pages have them."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import relnet.maps

ASSETS = Path(relnet.maps.__file__).with_name("assets").resolve()
CHECKS = Path(__file__).parents[1] / "scripts"
PAGES = ("svg", "vis")
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


def scripts(page):
    """The scripts of a page, in order."""
    files = json.loads((CHECKS / f"tsconfig.{page}.json").read_text("utf-8"))["files"]
    return [(CHECKS / file).resolve() for file in files if file.endswith(".js")]


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = {}

    def handle_starttag(self, tag, attrs):
        if "id" in dict(attrs):
            self.found[dict(attrs)["id"]] = ELEMENTS.get(tag, "HTMLElement")


@pytest.mark.parametrize("page", PAGES)
def test_the_script_of_a_page_is_made_from_its_scripts_as_they_are(page):
    """Where it is not: ``make joined``."""
    text = "\n".join(path.read_text("utf-8") for path in scripts(page))
    made_from = re.match(r"/\*(\w+)\*/", (ASSETS / f"built/{page}.js").read_text("utf-8"))[1]
    assert made_from == hashlib.sha256(text.encode()).hexdigest()[:16]


def test_every_script_is_in_a_page():
    assert {path for page in PAGES for path in scripts(page)} == set(ASSETS.glob("*.js"))


def test_the_type_checker_knows_the_elements_of_the_page():
    ids = Ids()
    ids.feed((ASSETS / "page.html").read_text("utf-8"))
    types = (CHECKS / "types.d.ts").read_text("utf-8")
    own = re.search(r"interface PageElements \{(.*?)\n\}", types, re.DOTALL)[1]
    told = dict(re.findall(r'^  "?([\w-]+)"?: (\w+);$', own, re.MULTILINE))
    assert told
    assert {name: ids.found.get(name) for name in told} == told
