"""Names on a map can be read on a small screen too, and then there are fewer of them."""

from itertools import combinations

import pytest

import relnet as rn
from tests.maps.regions import lindeland_panel

SEEN = """() => [...document.querySelectorAll(".stage .name")]
  .filter((name) => getComputedStyle(name).visibility === "visible" && !name.closest("[hidden]"))
  .map((name) => {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    const letters = parseFloat(getComputedStyle(name).fontSize) * name.getScreenCTM().a;
    return { text: name.textContent, left, right, top, bottom, letters };
  })"""


@pytest.fixture(scope="module")
def drawn():
    return rn.draw(lindeland_panel("nl"), language="nl")


def apart(one, other):
    across = one["right"] <= other["left"] or other["right"] <= one["left"]
    return across or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


COVERED = """() => {
  const seen = (node) => getComputedStyle(node).visibility === "visible" && !node.closest("[hidden]");
  const box = (node) => node.getBoundingClientRect();
  const actors = [...document.querySelectorAll(".stage .actor")].filter(seen);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return actors.flatMap((one) => {
    const name = one.querySelector(".name");
    if (!seen(name)) return [];
    const rest = actors.filter((other) => other !== one);
    return rest.filter((other) => meet(box(name), box(other.querySelector(".mark")))).map(() => name.textContent);
  });
}"""


@pytest.mark.parametrize(("width", "least"), [(320, 4), (390, 8)])
def test_on_a_phone_names_can_be_read(drawn, open_page, width, least):
    page = open_page(drawn.html(), viewport={"width": width, "height": 800})
    seen = page.evaluate(SEEN)
    assert min(name["letters"] for name in seen) == pytest.approx(9, abs=0.1)
    assert all(apart(*pair) for pair in combinations(seen, 2))
    assert page.evaluate(COVERED) == []
    frame = page.locator("#stage").bounding_box()
    assert all(name["left"] >= frame["x"] - 1 for name in seen)
    assert all(name["right"] <= frame["x"] + frame["width"] + 1 for name in seen)
    assert least <= len(seen) < sum(actor.places[0].named for actor in drawn.spec.actors)


def test_who_looks_closer_sees_more_names(drawn, open_page):
    page = open_page(drawn.html(), viewport={"width": 390, "height": 800})
    before = len(page.evaluate(SEEN))
    for _ in range(4):
        page.locator("#zoom-in").click()
    closer = page.evaluate(SEEN)
    assert len(closer) > before
    assert min(name["letters"] for name in closer) > 9
    page.locator("#zoom-all").click()
    assert len(page.evaluate(SEEN)) == before


def test_whom_one_looks_for_is_named_wherever(drawn, open_page):
    page = open_page(drawn.html(), viewport={"width": 390, "height": 800})
    shown = {name["text"] for name in page.evaluate(SEEN)}
    others = [one for one in drawn.spec.actors if "".join(one.lines) not in shown]
    sought = next(one for one in others if one.heard[0][-1] == "a")
    page.fill("#search", sought.name)
    assert "".join(sought.lines) in {name["text"] for name in page.evaluate(SEEN)}


def test_on_a_wide_screen_names_are_as_the_drawing_has_them(drawn, open_page):
    page = open_page(drawn.html(), viewport={"width": 1366, "height": 900})
    assert page.locator(".stage .name[transform], .stage .crowded").count() == 0


def test_a_picture_made_on_a_phone_has_the_names_of_any_other(drawn, open_page):
    pictures = []
    for width in (390, 1366):
        page = open_page(drawn.html(), viewport={"width": width, "height": 800})
        page.locator("#save summary").click()
        with page.expect_download() as download:
            page.locator("#save-svg").click()
        text = download.value.path().read_text("utf-8")
        pictures.append({actor.name: actor.lines[0] in text for actor in drawn.spec.actors})
        assert "scale(" not in text.split("<text")[1]
    assert pictures[0] == pictures[1]
