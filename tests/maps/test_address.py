"""The address holds what is shown, and whatever else stands in it does no harm."""

import pytest

import relnet as rn
from tests.maps.regions import lindeland_panel

OPENING = rn.View(waves="2023", relations="projects", only={"sector": ["insurer", "municipality"]})
STATE = """() => ({
  view: document.body.dataset.view,
  shown: document.querySelectorAll(".stage .actor:not([hidden])").length,
  ties: document.querySelectorAll(".ties > .tie").length,
  caption: document.getElementById("caption").textContent,
  chosen: document.getElementById("chosen").textContent,
  size: document.getElementById("size").value,
  strength: document.getElementById("strength").value,
})"""
VIEWS = (
    "",
    "w=0&a=0",
    "w=0-3&r=0&f=",
    "w=3&r=0-1&a=0&n=1&m=&f=",
    "w=3&m=1&f=0:-1",
    "w=1-2&f=0:;1:0.1&s=3",
    "t=0",
    "t=1&w=0-2&c=1&h=1",
)
NONSENSE = (
    "w=",
    "w=3-9999999999999999999-0-1",
    "w=NaN&r=Infinity&a=1e3&n=7&m=-1&s=NaN&c=2&h=x&t=-1",
    "w=0x1&r=%00&a=%E0%A4%A&f=__proto__:1;constructor:0;:1;0:__proto__;99999999:1",
    "__proto__=1&toString=2&w=__proto__",
    "s=1e308&a=&f=;;::",
)


@pytest.fixture(scope="module")
def drawn():
    steps = [
        ("First.", rn.View(waves="2019")),
        ("Then.", rn.View(waves=("2019", "2025"), groups=True)),
    ]
    return rn.draw(lindeland_panel(), view=OPENING, steps=steps, groups="sector")


@pytest.fixture
def map_page(drawn, open_page):
    return open_page(drawn.html())


GO = """async (address) => {
  const before = location.hash;
  const there = new Promise((done) => { addEventListener("hashchange", done, { once: true }); });
  location.hash = address;
  if (location.hash !== before) await there;
}"""


def go(page, address):
    page.evaluate(GO, address)
    return page.evaluate(STATE)


def test_an_address_that_the_page_wrote_shows_the_same_again(map_page):
    told = {}
    for view in VIEWS:
        state = go(map_page, view)
        address = map_page.evaluate("location.hash")
        go(map_page, "w=1&r=2&a=3&n=2&s=2")
        assert go(map_page, address[1:]) == state, view
        assert map_page.evaluate("location.hash") == address
        told[address] = state
    assert len(told) == len(VIEWS)
    assert len({str(state) for state in told.values()}) == len(VIEWS)


def test_the_first_of_a_list_is_chosen_too(map_page, drawn):
    state = go(map_page, "w=0&r=0&a=0&f=")
    assert state["chosen"].startswith(drawn.spec.actors[0].name)
    assert state["caption"].startswith("information, 2019")


@pytest.mark.parametrize("address", NONSENSE)
def test_what_makes_no_sense_is_as_the_map_opens(map_page, address):
    opening = map_page.evaluate(STATE)
    state = go(map_page, address)
    assert state["view"] == opening["view"]
    assert state["caption"] == opening["caption"] or "f=" in address
    assert map_page.locator("#chosen").is_hidden()


def test_a_strength_between_two_levels_stands_in_the_list(open_page):
    view = rn.View(waves="2025", strength=2.5)
    page = open_page(rn.draw(lindeland_panel(), view=view).html())
    assert page.locator("#strength").input_value() == "2.5"
    network = lindeland_panel()["information"]["2025"]
    assert page.locator(".ties > .tie").count() == (network.ties["strength"] >= 2.5).sum()
