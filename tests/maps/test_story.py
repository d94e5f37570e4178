"""The story of a map: each step says its text and shows its view."""

from collections import Counter

import networkx as nx
import pytest

import relnet as rn
from tests.maps.regions import STORY, lindeland_map, lindeland_panel
from tests.maps.screen import having, key_of, stage, state, ties_of


@pytest.fixture(scope="module")
def panel():
    return lindeland_panel()


def first(panel):
    """Projects in 2019."""
    network = panel["2019", "projects"]
    return set(network.actors), ties_of(network)


def second(panel):
    """Around the hospital that was made between 2021 and 2023."""
    ties = rn.compare(panel["2021", "information"], panel["2023", "information"]).ties
    pairs = ties[["source", "target"]].to_numpy()
    near = set(nx.ego_graph(nx.Graph(pairs.tolist()), "Lindelands Ziekenhuis", radius=1))
    inside = [key_of("information", a, b, directed=False) for a, b in pairs if {a, b} <= near]
    return near, Counter(inside)


def third(panel):
    """Strong ties of the north."""
    network = panel["2025", "information"]
    inside = having(network, "district", ["north"])
    return inside, ties_of(network, least=3, among=inside)


STEPS = (first, second, third)


@pytest.mark.parametrize(
    ("renderer", "language", "keys"),
    [("svg", "nl", True), ("svg", "en", False), ("pyvis", "en", True), ("pyvis", "nl", False)],
)
def test_step_by_step_and_back(open_page, panel, renderer, language, keys):
    drawn, text = lindeland_map(renderer, language)
    page, words = open_page(text, viewport={"width": 1280, "height": 900}), drawn.spec.labels

    def press(button):
        if keys:
            page.locator(button).focus()
            page.keyboard.press("Enter")
        else:
            page.locator(button).click()

    def at(step):
        assert page.locator("#story-text").inner_text() == STORY[step][0]
        place = words["story.place"].format(step=step + 1, steps=3)
        assert page.locator("#story-place").inner_text() == place
        assert stage(page, drawn) == STEPS[step](panel)
        assert state(page)["t"] == str(step)

    whole = stage(page, drawn)
    assert page.locator("#story-text").inner_text() == words["story.begin"]
    assert page.locator("#story-next").inner_text() == words["story.start"]
    assert page.locator("#story-close").is_hidden()
    press("#story-next")
    at(0)
    assert page.locator("#story-previous").is_disabled()
    press("#story-next")
    at(1)
    assert page.locator("#chosen h2").inner_text() == "Lindelands Ziekenhuis"
    assert page.locator("#groups").is_checked()
    press("#story-next")
    at(2)
    assert page.locator("#chosen").is_hidden()
    assert not page.locator("#groups").is_checked()
    measure = drawn.spec.measures[int(page.locator("#size").input_value())]
    assert measure.name == "betweenness"
    assert page.locator("#story-next").is_disabled()
    if keys:
        page.keyboard.press("Enter")
        at(2)
        assert page.evaluate("document.activeElement.id") == "story-next"
    press("#story-previous")
    at(1)
    page.locator("#search").fill("a")
    press("#story-next")
    assert page.locator("#search").input_value() == "", "what was sought is no part of a step"
    at(2)
    press("#story-close")
    assert stage(page, drawn) == whole
    assert state(page) == {"w": "3"}
    assert page.locator("#story-close").is_hidden()
    assert page.evaluate("document.activeElement.id") == "story-next"


def test_a_reader_may_leave_a_step_and_come_back_to_it(open_page, panel):
    drawn, text = lindeland_map()
    page = open_page(text)
    page.locator("#story-next").click()
    page.locator("#wave").fill("1")
    assert page.locator("#story-text").inner_text() == STORY[0][0], "the step is still told"
    network = panel["2021", "projects"]
    assert stage(page, drawn) == (set(network.actors), ties_of(network))
    address = page.evaluate("location.hash")
    page.locator("#story-next").click()
    page.locator("#story-previous").click()
    assert stage(page, drawn) == first(panel)
    page.evaluate("address => { location.hash = address; }", address)
    page.locator("body[data-view='1']").wait_for()
    assert stage(page, drawn) == (set(network.actors), ties_of(network))


def test_without_a_story_there_is_none(open_page):
    page = open_page(rn.draw(lindeland_panel()["2025", "referral"]).html())
    assert page.locator("#story").is_hidden()
