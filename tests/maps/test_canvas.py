"""The canvas of the pyvis renderer, in a browser."""

from collections import Counter

import pytest

import relnet as rn
from relnet.maps.pyvis_network import VisNetwork
from tests.maps.regions import (
    HOSTILE,
    hostile_panel,
    lindeland_panel,
    only_relation,
    split_by_strength,
)


@pytest.fixture(scope="module")
def panel():
    return lindeland_panel()


@pytest.fixture(scope="module")
def drawn(panel):
    return rn.draw(panel, renderer="pyvis")


ACTORS = """document.getElementById("stage").network.body.data.nodes.length"""
TIES = """(() => {
  const { drawing } = document.getElementById("stage");
  return drawing.tiesIn(drawing.sight()).reduce((sum, batch) => sum + batch.count, 0);
})()"""
DREW = """() => {
  const canvas = document.querySelector("#stage canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return data.some((value) => value > 0);
}"""


def choose(page, select, value):
    page.select_option(f"#{select}", str(value))


def caption(page):
    """What is said of each relation that is shown."""
    return page.locator("#caption p:not(#filtered)").all_text_contents()


def table(page):
    if not page.evaluate("document.getElementById('ties').open"):
        page.click("#ties summary")
    page.wait_for_selector("#tie-table tbody tr")
    return page.locator("#tie-table tbody tr").evaluate_all(
        "all => all.map((one) => one.dataset.status)"
    )


def test_hostile_names_do_not_run(open_page):
    page = open_page(rn.draw(hostile_panel(), renderer="pyvis").html())
    assert page.locator("#stage script, #stage img").count() == 0
    page.fill("#search", "<img")
    page.press("#search", "Enter")
    assert page.text_content("#chosen h2") == HOSTILE[1]
    table(page)
    assert page.locator("#tie-table img, #chosen img").count() == 0


def test_every_wave_shows_what_the_panel_holds(panel, drawn, open_page):
    page = open_page(drawn.html())
    page.wait_for_function(DREW)
    name = panel.relations[0]
    for k, wave in enumerate(panel.waves):
        page.fill("#wave", str(k))
        network = panel[wave, name]
        assert page.evaluate(ACTORS) == network.n
        assert page.evaluate(TIES) == len(network.ties) == len(table(page))
        assert caption(page) == [drawn.spec.relations[0].waves[k]]


def test_every_difference_shows_what_compare_tells(panel, drawn, open_page):
    page = open_page(drawn.html())
    page.click("#mode-change")
    choose(page, "before", 0)
    choose(page, "after", 3)
    change = rn.compare(panel["2019", panel.relations[0]], panel["2025", panel.relations[0]])
    expected = split_by_strength(change)
    assert {"strengthened", "weakened", "persisted"} <= set(expected)
    assert Counter(table(page)) == expected
    assert page.evaluate(TIES) == expected.total()
    assert page.evaluate(ACTORS) == len(change.composition)
    assert caption(page) == [drawn.spec.relations[0].changes["0-3"]]
    only_relation(page, drawn.spec.relations[1].name)
    assert caption(page) == [drawn.spec.relations[1].changes["0-3"]]


STROKES = """status => {
  const { drawing } = document.getElementById("stage");
  const lines = drawing.tiesIn(drawing.sight()).map(({ look }) => look.stroke);
  const sample = document.querySelector(`#legend-ties .tie.${status}`);
  return lines.includes(getComputedStyle(sample).stroke);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_have_the_colours_of_the_legend(scheme, drawn, open_page):
    page = open_page(drawn.html())
    page.emulate_media(color_scheme=scheme)
    page.click("#mode-change")
    for status in ("formed", "dissolved", "strengthened", "weakened", "persisted", "unobserved"):
        assert page.evaluate(STROKES, status)


def test_an_actor_is_chosen_by_search_click_and_keys(drawn, open_page):
    page = open_page(drawn.html())
    shown = [k for k, actor in enumerate(drawn.spec.actors) if actor.heard[0][-1] != "-"]
    name = drawn.spec.actors[shown[3]].name
    page.fill("#search", name)
    assert page.text_content("#found").startswith("1 ")
    page.press("#search", "Enter")
    assert page.text_content("#chosen h2") == name
    page.press("#search", "Escape")
    assert page.is_hidden("#chosen")
    place = page.evaluate(
        "id => { const net = document.getElementById('stage').network;"
        " return net.canvasToDOM(net.getPositions([id])[id]); }",
        shown[3],
    )
    page.click("#stage canvas", position=place)
    assert page.text_content("#chosen h2") == name
    page.focus("#stage canvas")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.text_content("#chosen h2") != name


def test_zoom_stays_within_the_map(drawn, open_page):
    page = open_page(drawn.html())
    scale = "document.getElementById('stage').network.getScale()"
    page.wait_for_function(DREW)
    whole = page.evaluate(scale)
    page.click("#zoom-in")
    assert page.evaluate(scale) == pytest.approx(1.5 * whole)
    for _ in range(3):
        page.click("#zoom-out")
    assert page.evaluate(scale) == pytest.approx(whole)


def test_the_canvas_says_what_it_is(drawn, open_page):
    page = open_page(drawn.html())
    assert page.get_by_role("application", name=drawn.spec.labels["label"]).count() == 1


def test_a_screen_reader_hears_whom_a_key_leads_to(drawn, open_page):
    page = open_page(drawn.html())
    page.focus("#stage canvas")
    there = [actor.name for actor in drawn.spec.actors if actor.heard[0][-1] != "-"]
    page.keyboard.press("Home")
    for name in there:
        assert page.text_content("#said").startswith(f"{name}, ")
        page.keyboard.press("PageDown")


def test_what_was_added_is_drawn_in_every_wave(drawn, open_page):
    network = VisNetwork(drawn.spec)
    network.add_node("more", label="<b>More</b>", title="<img src=x onerror=alert(1)>", x=20, y=20)
    network.add_edge("more", 0)
    page = open_page(network.generate_html())
    there = "document.getElementById('stage').network.body.data.nodes.get('more') !== null"
    page.fill("#wave", "0")
    assert page.evaluate(there)
    page.hover(
        "#stage canvas",
        position=page.evaluate(
            "document.getElementById('stage').network.canvasToDOM({ x: 20, y: 20 })"
        ),
    )
    page.wait_for_selector(".vis-tooltip")
    assert page.text_content(".vis-tooltip") == "<img src=x onerror=alert(1)>"


def test_physics_moves_and_keeps_everyone_in_sight(drawn, open_page):
    network = VisNetwork(drawn.spec)
    network.toggle_physics(status=True)
    page = open_page(network.generate_html())
    moved = page.wait_for_function(
        """places => {
          const { network, clientWidth, clientHeight } = document.getElementById("stage");
          const now = network.getPositions();
          const moved = Object.keys(now).some((id) => Math.hypot(now[id].x - places[id][0], now[id].y - places[id][1]) > 20);
          return moved && Object.values(now).map((at) => network.canvasToDOM(at))
            .every(({ x, y }) => x > 0 && y > 0 && x < clientWidth && y < clientHeight);
        }""",
        arg=[[actor.x, actor.y] for actor in drawn.spec.actors],
    )
    assert moved.json_value() is True


def test_what_was_changed_is_drawn_so_in_the_waves_it_is_in(drawn, open_page):
    network = VisNetwork(drawn.spec)
    ties = [(k, tie.states[0] in "Tt") for k, tie in enumerate(drawn.spec.ties) if not tie.relation]
    in_wave = [k for k, there in ties if there]
    not_in_wave = next(k for k, there in ties if not there)
    altered, dropped = in_wave[:2]
    for k in (altered, not_in_wave):
        network.edges[k]["color"] = "#ff0000"
    del network.edges[dropped]
    page = open_page(network.generate_html())
    page.fill("#wave", "0")
    ids = page.evaluate("document.getElementById('stage').network.body.data.edges.getIds()")
    assert ids == [altered]
    assert page.evaluate(TIES) == len(in_wave) - 2
    assert page.evaluate(DREW)


def test_a_moved_actor_takes_its_ties_along_and_goes_back(drawn, open_page):
    page = open_page(drawn.html())
    shown = next(k for k, actor in enumerate(drawn.spec.actors) if actor.heard[0][-1] != "-")
    at = f"document.getElementById('stage').drawing.at[{shown}]"
    actor = drawn.spec.actors[shown]
    assert page.evaluate(at) == {"x": actor.x, "y": actor.y}
    box = page.locator("#stage canvas").bounding_box()
    place = page.evaluate(f"document.getElementById('stage').network.canvasToDOM({at})")
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + place["x"] + 60, box["y"] + place["y"] + 40, steps=5)
    page.mouse.up()
    moved = page.evaluate(at)
    assert moved["x"] > actor.x + 20
    assert moved["y"] > actor.y + 10
    page.click("#zoom-all")
    assert page.evaluate(at) == {"x": actor.x, "y": actor.y}


def test_all_ties_in_sight_are_drawn_wherever_one_looks(drawn, open_page):
    page = open_page(drawn.html())
    every = page.evaluate(TIES)
    for _ in range(4):
        page.click("#zoom-in")
    assert 0 < page.evaluate(TIES) < every
    page.click("#zoom-all")
    assert page.evaluate(TIES) == every
