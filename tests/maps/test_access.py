"""The map for those who use a keyboard, a screen reader or other eyes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import relnet as rn
from relnet.maps.page import asset
from tests.maps.regions import lindeland_panel, told

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_what_a_screen_reader_hears_of_an_actor(page):
    panel = lindeland_panel()["information"]
    name = "Crisisdienst Sterrendonk"
    own = panel["2025"].ties[["source", "target"]].eq(name).any(axis=1).sum()
    assert told(page, name) == f"{name}, mental health care, answered, {own} ties"
    page.get_by_label("Change between two waves").check()
    ties = rn.compare(panel["2019"], panel["2025"]).ties
    status = ties.loc[ties[["source", "target"]].eq(name).any(axis=1), "status"].value_counts()
    heard = told(page, name)
    assert heard.startswith(f"{name}, mental health care, did not answer one or both times, ")
    words = {
        "formed": "new",
        "dissolved": "gone",
        "persisted": "kept",
        "unobserved": "not fully measured both times",
    }
    counts = [f"{status[key]} {word}" for key, word in words.items() if status[key]]
    assert heard.endswith(", ".join(counts))


def test_the_keyboard_reaches_every_actor(page):
    page.evaluate("document.querySelector('.actor[tabindex=\"0\"]').focus()")
    assert page.locator(".actor[tabindex='0']").count() == 1
    there = sorted(lindeland_panel()["information"]["2025"].actors)
    focused = "document.activeElement.getAttribute('aria-label').split(',')[0]"
    page.keyboard.press("Home")
    for name in there:
        assert page.evaluate(focused) == name
        page.keyboard.press("PageDown")
    seen = set()
    for key in ["ArrowUp"] * 9 + ["ArrowRight"] * 6 + ["ArrowDown"] * 6 + ["ArrowLeft"] * 12:
        page.keyboard.press(key)
        seen.add(page.evaluate(focused))
    assert len(seen) > 8
    page.keyboard.press("Alt+ArrowRight")
    assert page.evaluate(focused) in seen, "a key with another is the browser's"
    name = page.evaluate(focused)
    page.keyboard.press("Enter")
    assert page.locator("#chosen h2").inner_text() == name
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_of_who_is_chosen_a_sentence_is_read_out_and_not_all_that_is_told(page):
    name = "Crisisdienst Sterrendonk"
    page.get_by_label("Search").fill(name)
    page.get_by_label("Search").press("Enter")
    said = page.locator("#chosen-said")
    assert said.get_attribute("aria-live") == "polite"
    assert said.inner_text() == told(page, name)
    assert page.get_by_role("region", name=name, exact=True).locator(".partners li").count() > 1
    assert page.locator("#chosen[aria-live], #chosen [aria-live]").count() == 0
    page.get_by_role("button", name="Previous wave").click()
    assert said.inner_text() == told(page, name)
    page.keyboard.press("Escape")
    assert said.inner_text() == ""


def test_the_keyboard_moves_what_is_shown_of_a_large_map(page):
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    page.evaluate("document.querySelector('.actor[tabindex=\"0\"]').focus()")
    for key in ("Home", "PageDown", "PageDown", "End", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        inside = page.evaluate(
            """() => {
              const one = document.activeElement.querySelector(".mark").getBoundingClientRect();
              const all = document.querySelector("svg.stage").getBoundingClientRect();
              return one.left >= all.left && one.right <= all.right && one.top >= all.top && one.bottom <= all.bottom;
            }"""
        )
        assert inside


def test_who_is_chosen_is_brought_into_sight(page):
    for _ in range(5):
        page.get_by_role("button", name="Zoom in").click()
    for name in ("Herstelhuis Dassenbeek", "Gemeente Sterrendonk", "Crisisdienst Sterrendonk"):
        page.get_by_label("Search").fill(name)
        page.keyboard.press("Enter")
        shown = page.evaluate(
            """() => {
              const one = document.querySelector(".actor.chosen .mark").getBoundingClientRect();
              const all = document.querySelector("svg.stage").getBoundingClientRect();
              return one.left >= all.left && one.right <= all.right && one.top >= all.top && one.bottom <= all.bottom;
            }"""
        )
        assert shown


def test_the_table_of_actors_tells_what_is_drawn(page):
    page.locator("#actors summary").click()
    network = lindeland_panel()["information"]["2025"]
    rows = page.locator("#actor-table tbody tr")
    rows.first.wait_for()
    assert rows.count() == network.n
    first = rows.first.locator("th, td").all_inner_texts()
    assert first[0] == min(network.actors)
    assert first[1] == network.attributes.loc[first[0], "sector"]


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_the_accessibility_tree_holds_every_organisation_and_every_tie(open_page, renderer):
    network = lindeland_panel()["information"]["2025"]
    page = open_page(rn.draw(lindeland_panel(), renderer=renderer).html())
    lines = page.locator("main").aria_snapshot().splitlines()
    for actor in network.actors:
        assert any(actor in line for line in lines), actor
    for tie in network.ties.itertuples():
        assert any(tie.source in line and tie.target in line for line in lines), tie


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


THEMES = {
    "light": ":root",
    "the dark of the system": ":root:not([data-theme])",
    "dark": ':root[data-theme="dark"]',
    "contrast": ':root[data-theme="contrast"]',
}


def colours_of(selector):
    """The colours that the style sheet gives under a selector, over those of the page."""
    blocks = re.findall(r"([^{}]+)\{([^{}]*--page:[^{}]*)\}", asset("map.css"))
    found = {of.strip(): dict(re.findall(r"--(\w+):\s*(#\w{6})", own)) for of, own in blocks}
    assert set(found) == set(THEMES.values())
    return found[":root"] | found[selector]


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_text_stand_out_from_the_page(theme):
    colours = colours_of(THEMES[theme])
    page = luminance(colours["page"])
    text, line = (7.0, 4.5) if theme == "contrast" else (4.5, 3.0)
    least = {"ink": text, "soft": text} | dict.fromkeys(
        ("tie", "persisted", "formed", "dissolved", "unobserved", "outline", "focus"), line
    )
    for name, ratio in least.items():
        low, high = sorted([page, luminance(colours[name])])
        assert (high + 0.05) / (low + 0.05) >= ratio, name


def test_dark_is_dark_whoever_asks_for_it():
    assert colours_of(THEMES["dark"]) == colours_of(THEMES["the dark of the system"])


@pytest.mark.parametrize(
    ("scheme", "language", "width"), [("light", "en", 1366), ("dark", "nl", 320)]
)
def test_no_barrier_is_found(open_page, scheme, language, width):
    drawn = rn.draw(lindeland_panel(language), language=language)
    page = open_page(drawn.html(), color_scheme=scheme, viewport={"width": width, "height": 900})
    for show in (
        "one => one.click()",
        "one => document.querySelector('.actor').dispatchEvent(new Event('click'))",
    ):
        page.eval_on_selector("#mode-change", show)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        page.locator("#actor-table tbody tr").first.wait_for()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == language


def test_without_script_the_page_says_what_it_needs(open_page):
    page = open_page(rn.draw(lindeland_panel()).html(), java_script_enabled=False)
    assert "needs JavaScript" in page.locator("body").inner_text()
