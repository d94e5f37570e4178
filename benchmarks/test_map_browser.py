"""How fast a map opens and answers in a browser: medians of twenty, offline, without a screen."""

from __future__ import annotations

import shutil

import pytest

import relnet as rn
from benchmarks.panels import spread_out
from tests.conftest import CHROMIUM
from tests.maps.regions import region

SIZES = {
    (60, 4): {},
    (300, 5): {},
    (1_000, 4): {},
    (5_000, 3): {"measures": (), "size": None},
}
ROUNDS = 20
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
SWITCH = """async (wave) => {
  const slider = document.getElementById("wave");
  const start = performance.now();
  slider.value = String(wave);
  slider.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
PAINT = """() => new Promise((done) => {
  const painted = (all) => done(all.getEntries()[0].startTime);
  new PerformanceObserver(painted).observe({ type: "paint", buffered: true });
})"""


@pytest.fixture(scope="module")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine to open the maps in")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - loaded where it is used

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def drawn(request):
    actors, waves = request.param
    if actors < 1_000:
        return rn.draw(region(actors, waves))
    survey = rn.read_survey(spread_out(actors, waves), undirected=True, warn=False)
    return rn.draw(rn.build_panel(survey), **SIZES[request.param])


@pytest.fixture(scope="module")
def address(drawn, tmp_path_factory):
    return drawn.save(tmp_path_factory.mktemp("map") / "map.html").as_uri()


@pytest.fixture(scope="module")
def page(browser, address):
    context = browser.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 1366, "height": 900}
    )
    opened = context.new_page()
    opened.goto(address)
    opened.evaluate(DRAWN)
    yield opened
    context.close()


def group(benchmark, what, drawn):
    spec = drawn.spec
    benchmark.group = f"{what} {len(spec.actors)}x{len(spec.waves)} {drawn.renderer}"


def often(benchmark, act):
    benchmark.pedantic(act, rounds=ROUNDS, warmup_rounds=1)


def test_open_until_it_is_painted(benchmark, browser, address, drawn):
    group(benchmark, "open", drawn)
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 900})
    paints = []

    def act():
        opened = context.new_page()
        opened.goto(address)
        opened.evaluate(DRAWN)
        paints.append(opened.evaluate(PAINT))
        opened.close()

    rounds = ROUNDS if len(drawn.spec.actors) < 1_000 else 5
    benchmark.pedantic(act, rounds=rounds, warmup_rounds=1)
    benchmark.extra_info["first paint, ms"] = sorted(paints)[len(paints) // 2]
    context.close()


def test_another_wave(benchmark, page, drawn):
    group(benchmark, "another wave", drawn)
    waves, inside = len(drawn.spec.waves), []
    turn = iter(range(1, 10_000))
    often(benchmark, lambda: inside.append(page.evaluate(SWITCH, next(turn) % waves)))
    benchmark.extra_info["in the page, ms"] = sorted(inside)[len(inside) // 2]


def test_a_difference(benchmark, page, drawn):
    group(benchmark, "a difference", drawn)
    turn = iter(range(1, 10_000))

    def act():
        mode = "mode-change" if next(turn) % 2 else "mode-wave"
        page.evaluate("mode => document.getElementById(mode).click()", mode)
        page.evaluate(DRAWN)

    often(benchmark, act)


def test_zoom(benchmark, page, drawn):
    group(benchmark, "zoom", drawn)
    turn = iter(range(1, 10_000))

    def act():
        button = "zoom-in" if next(turn) % 2 else "zoom-all"
        page.evaluate("button => document.getElementById(button).click()", button)
        page.evaluate(DRAWN)

    often(benchmark, act)


def test_drag(benchmark, page, drawn):
    group(benchmark, "drag", drawn)
    for _ in range(3):
        page.evaluate("document.getElementById('zoom-in').click()")
    box = page.locator("#stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    turn = iter(range(1, 10_000))
    page.mouse.move(x, y)
    page.mouse.down()

    def act():
        page.mouse.move(x + 40 * (next(turn) % 2), y + 10)
        page.evaluate(DRAWN)

    often(benchmark, act)
    page.mouse.up()
    page.evaluate("document.getElementById('zoom-all').click()")
