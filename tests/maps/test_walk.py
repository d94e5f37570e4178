"""On a map on which actors move: where they stand on the screen, in each wave and on the way."""

import math
import re

import numpy as np
import pytest

import relnet as rn
from tests.maps.regions import lindeland_panel, told
from tests.maps.screen import state

MARKS = """() => [...document.querySelectorAll(".stage > .actor")].map((one) => {
  const [x, y] = one.getAttribute("transform").match(/-?[\\d.]+/g).map(Number);
  const text = one.querySelector("text:not(.doubt)");
  const [line] = text.children;
  return { x, y, shown: !one.hasAttribute("hidden"), align: text.getAttribute("text-anchor"),
    right: Number(line.getAttribute("x")), down: Number(line.getAttribute("y")),
    named: text.classList.contains("name") && !text.classList.contains("hidden") };
})"""
CANVAS = """() => {
  const { drawing, network } = document.getElementById("stage");
  const told = network.getPositions();
  return drawing.at.map(({ x, y }, k) => ({ x, y, told: told[k] || null }));
}"""
SENTENCE = "does not mean that its ties changed"


@pytest.fixture(scope="module")
def moving():
    return rn.draw(lindeland_panel(), layout="linked", groups="district")


@pytest.fixture(scope="module")
def on_canvas():
    return rn.draw(lindeland_panel(), layout="linked", renderer="pyvis")


def expected(drawn, wave):
    return [(actor.at(wave).x, actor.at(wave).y) for actor in drawn.spec.actors]


def places(page, script=MARKS):
    return [(one["x"], one["y"]) for one in page.evaluate(script)]


def test_each_wave_has_its_places_and_names(moving, open_page):
    page = open_page(moving.html())
    for wave in (3, 0, 2, 1):
        page.fill("#wave", str(wave))
        found = page.evaluate(MARKS)
        assert [(one["x"], one["y"]) for one in found] == expected(moving, wave)
        for actor, one in zip(moving.spec.actors, found, strict=True):
            place = actor.at(wave)
            if one["shown"]:
                assert (one["align"], one["right"], one["down"]) == place.label
                assert one["named"] == place.named


def test_a_difference_has_the_places_of_the_later_wave(moving, open_page):
    page = open_page(moving.html())
    page.locator("#mode-change").check()
    page.select_option("#before", "0")
    page.select_option("#after", "2")
    assert state(page)["w"] == "0-2"
    assert places(page) == expected(moving, 2)


def test_ties_run_between_the_places_of_the_wave(moving, open_page):
    page = open_page(moving.html())
    page.fill("#wave", "1")
    at = np.array(expected(moving, 1))
    lines = page.eval_on_selector_all(
        ".ties > .tie", "all => all.map((one) => one.getAttribute('d'))"
    )
    starts = np.array(
        [[float(part) for part in re.findall(r"-?[\d.]+", line)[:2]] for line in lines]
    )
    nearest = np.hypot(*(starts[:, None] - at[None]).transpose(2, 0, 1)).min(axis=1)
    assert len(lines) > 50
    assert nearest.max() < 0.1


def test_lines_around_groups_go_along(moving, open_page):
    page = open_page(moving.html())
    page.evaluate("document.getElementById('display').open = true")
    page.check("#groups")
    for wave in (0, 3):
        page.fill("#wave", str(wave))
        at = expected(moving, wave)
        for k, group in enumerate(moving.spec.groups):
            line = page.locator(".hull").nth(k).get_attribute("d")
            x = [float(one) for one in re.findall(r"-?[\d.]+", line)[::2]]
            inside = [at[member][0] for member in group.members[wave]]
            assert min(x) < min(inside) < max(inside) < max(x)
            assert min(inside) - min(x) == pytest.approx(max(x) - max(inside), abs=1)


def test_on_a_canvas_too(on_canvas, open_page):
    page = open_page(on_canvas.html())
    for wave in (0, 2):
        page.fill("#wave", str(wave))
        for one, place in zip(page.evaluate(CANVAS), expected(on_canvas, wave), strict=True):
            assert (one["x"], one["y"]) == place
            if one["told"]:
                told_place = (one["told"]["x"], one["told"]["y"])
                assert told_place == pytest.approx(place, abs=0.51), "vis-network tells whole ones"


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_actors_walk_and_arrive(moving, on_canvas, open_page, renderer):
    drawn, script = (moving, MARKS) if renderer == "svg" else (on_canvas, CANVAS)
    page = open_page(drawn.html())
    page.emulate_media(reduced_motion="no-preference")
    assert places(page, script) == expected(drawn, 3), "it opens where it is"
    page.evaluate("""() => {
      window.times = [];
      window.requestAnimationFrame = (act) => { window.next = act; return 1; };
      performance.now = () => window.clock;
      window.clock = 1000;
    }""")
    page.fill("#wave", "0")
    assert places(page, script) == expected(drawn, 3), "before the first step"
    page.evaluate("() => { window.clock = 1350; window.next(); }")
    halfway = (np.array(expected(drawn, 3)) + np.array(expected(drawn, 0))) / 2
    assert np.array(places(page, script)) == pytest.approx(halfway, abs=0.06)
    page.evaluate("() => { window.clock = 1701; window.next(); }")
    assert places(page, script) == expected(drawn, 0)
    page.fill("#wave", "1")
    page.fill("#wave", "2")
    page.evaluate("() => { window.clock = 9000; window.next(); }")
    assert places(page, script) == expected(drawn, 2), "whoever hurries arrives"


def test_a_real_walk_ends(moving, open_page):
    page = open_page(moving.html())
    page.emulate_media(reduced_motion="no-preference")
    page.fill("#wave", "0")
    where = ", ".join(f"{coordinate:g}" for coordinate in expected(moving, 0)[0]).replace(", ", ",")
    page.locator(".stage > .actor").first.and_(
        page.locator(f'[transform="translate({where})"]')
    ).wait_for(state="attached", timeout=5_000)
    assert places(page) == expected(moving, 0)


def test_keys_lead_to_who_is_next_in_the_wave(moving, open_page):
    page = open_page(moving.html())
    for wave in (0, 3):
        page.fill("#wave", str(wave))
        page.locator('.actor[tabindex="0"]').focus()
        page.keyboard.press("Home")
        at = expected(moving, wave)
        found = page.evaluate(MARKS)
        here = page.evaluate(
            "[...document.querySelectorAll('.stage > .actor')].indexOf(document.activeElement)"
        )
        x, y = at[here]
        cost = {
            k: dx + 2.5 * abs(dy)
            for k, (dx, dy) in enumerate((one - x, other - y) for one, other in at)
            if dx > 0 and found[k]["shown"]
        }
        page.keyboard.press("ArrowRight")
        there = page.evaluate(
            "[...document.querySelectorAll('.stage > .actor')].indexOf(document.activeElement)"
        )
        assert there == (min(cost, key=cost.get) if cost else here)


def test_who_is_zoomed_in_on_is_brought_into_sight_where_it_is_now(moving, open_page):
    page = open_page(moving.html())
    page.fill("#wave", "0")
    for _ in range(4):
        page.click("#zoom-in")
    far = max(
        (actor for actor in moving.spec.actors if actor.heard[0][0] != "-"),
        key=lambda actor: math.dist((actor.at(0).x, actor.at(0).y), (actor.x, actor.y)),
    )
    page.fill("#search", far.name)
    page.keyboard.press("Enter")
    box = [float(part) for part in page.locator("svg.stage").get_attribute("viewBox").split()]
    assert box[0] <= far.at(0).x <= box[0] + box[2]
    assert box[1] <= far.at(0).y <= box[1] + box[3]
    assert told(page, far.name)


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_the_page_says_that_actors_move(moving, on_canvas, open_page, renderer):
    page = open_page((moving if renderer == "svg" else on_canvas).html())
    assert SENTENCE in page.locator("#caption").inner_text()
    page.locator("#mode-change").check()
    assert SENTENCE in page.locator("#caption").inner_text()
    page.evaluate("document.getElementById('how').open = true")
    assert page.locator("#places").inner_text() == moving.spec.layout.text


def test_where_nobody_moves_it_does_not(page):
    assert SENTENCE not in page.locator("#caption").inner_text()
    before = places(page)
    page.fill("#wave", "0")
    assert places(page) == before


def test_a_picture_taken_on_the_way_is_of_where_they_arrive(moving, open_page):
    page = open_page(moving.html())
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("window.requestAnimationFrame = () => 1")
    page.evaluate("document.getElementById('save').open = true")
    page.fill("#wave", "0")
    with page.expect_download() as saved:
        page.click("#save-svg")
    text = saved.value.path().read_text("utf-8")
    found = set(re.findall(r'transform="translate\(([-\d.]+),([-\d.]+)\)"', text))
    there = {
        (f"{actor.at(0).x:g}", f"{actor.at(0).y:g}")
        for actor in moving.spec.actors
        if actor.heard[0][0] != "-"
    }
    assert found >= there
    assert SENTENCE in text


def test_a_node_of_another_colour_moves_as_the_others_do(on_canvas, open_page):
    network = on_canvas.to_pyvis()
    network.nodes[0]["color"] = "red"
    network.nodes[1]["x"] = 50
    page = open_page(network.generate_html())
    page.fill("#wave", "0")
    at = places(page, CANVAS)
    assert at[0] == expected(on_canvas, 0)[0]
    assert at[1][0] == 50, "who was put somewhere stays"
