"""Every control of a map works with a mouse and with a keyboard."""

import pytest

import relnet as rn
from tests.maps.regions import lindeland_map, lindeland_panel
from tests.maps.screen import stage, state, ties_of

READERS = {  # renderer, language, width, colours
    "mouse": [("svg", "en", 1280, "light"), ("pyvis", "nl", 320, "dark")],
    "keyboard": [("svg", "nl", 320, "dark"), ("pyvis", "en", 1280, "light")],
}
CASES = [(way, *reader) for way, readers in READERS.items() for reader in readers]
SCALE = """() => {
  const root = document.getElementById("stage");
  if (root.network) return root.network.getScale();
  return 1 / Number(root.querySelector("svg").getAttribute("viewBox").split(" ")[2]);
}"""
WITHIN_REACH = """() => {
  const wanted = "button, input, select, summary, [tabindex='0']";
  const all = [...document.querySelectorAll(wanted)].filter((one) =>
    !one.disabled && one.tabIndex >= 0 && one.getClientRects().length && (one.type !== "radio" || one.checked));
  all.forEach((one, k) => { one.dataset.place = String(k); });
  return all.length;
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const ring = one.querySelector?.(".ring");
  const seen = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  return [one.dataset.place ?? null, seen || Boolean(ring && getComputedStyle(ring).stroke !== "none")];
}"""


class Mouse:
    def __init__(self, page):
        self.page = page

    def press(self, where):
        self.page.locator(where).click()

    toggle = press

    def pick(self, where, steps):
        """Take the option so many below the one that is chosen."""
        select = self.page.locator(where)
        select.select_option(index=select.evaluate("one => one.selectedIndex") + steps)

    def slide(self, where, share):
        box = self.page.locator(where).bounding_box()
        x = 8 + share * (box["width"] - 16)
        self.page.locator(where).click(position={"x": x, "y": box["height"] / 2})


class Keyboard:
    def __init__(self, page):
        self.page = page

    def press(self, where, key="Enter"):
        self.page.locator(where).focus()
        self.page.keyboard.press(key)

    def toggle(self, where):
        self.press(where, "Space")

    def pick(self, where, steps):
        for _ in range(abs(steps)):
            self.press(where, "ArrowDown" if steps > 0 else "ArrowUp")

    def slide(self, where, share):
        self.press(where, "End" if share else "Home")


HANDS = {"mouse": Mouse, "keyboard": Keyboard}


@pytest.fixture(scope="module")
def panel():
    return lindeland_panel()


@pytest.fixture(params=CASES, ids=lambda case: "-".join(map(str, case)))
def reader(request, open_page):
    way, renderer, language, width, colours = request.param
    drawn, text = lindeland_map(renderer, language)
    page = open_page(text, viewport={"width": width, "height": 800}, color_scheme=colours)
    return HANDS[way](page), page, drawn


def test_waves_and_their_difference(reader, panel):
    hand, page, drawn = reader
    waves = panel["information"]

    def at(wave):
        assert stage(page, drawn) == (set(waves[wave].actors), ties_of(waves[wave]))
        assert page.locator("#wave-name").inner_text() == wave

    at("2025")
    hand.press("#previous")
    at("2023")
    hand.press("#next")
    at("2025")
    assert page.locator("#next").is_disabled()
    hand.slide("#wave", 0)
    at("2019")
    assert page.locator("#wave").get_attribute("aria-valuetext") == "2019"
    hand.slide("#wave", 1)
    at("2025")
    if isinstance(hand, Keyboard):
        hand.press("#wave", "ArrowLeft")
        at("2023")
        hand.press("#wave", "ArrowRight")
        hand.press("#mode-wave", "ArrowRight")
    else:
        hand.press("#mode-change")
    assert page.locator("body").get_attribute("data-view") == "0-3"
    hand.pick("#before", 1)
    assert page.locator("body").get_attribute("data-view") == "1-3"
    hand.pick("#after", -1)
    assert page.locator("body").get_attribute("data-view") == "1-2"
    change = rn.compare(waves["2021"], waves["2023"])
    actors, ties = stage(page, drawn)
    assert actors == set(change.composition["actor"])
    assert ties.total() == len(change.ties)
    hand.press("#mode-wave", *(["Space"] if isinstance(hand, Keyboard) else []))
    at("2023")


def test_relations_of_which_one_stays(reader, panel):
    hand, page, drawn = reader
    boxes = [f"#relation-choice label:nth-of-type({k}) input" for k in (1, 2, 3)]

    def shown(*names):
        networks = [panel["2025", name] for name in names]
        ties = sum((ties_of(network) for network in networks[1:]), ties_of(networks[0]))
        assert stage(page, drawn)[1] == ties
        assert page.locator("#caption p").count() == len(names) + 1

    hand.toggle(boxes[2])
    shown("information", "referral")
    hand.toggle(boxes[0])
    shown("referral")
    hand.toggle(boxes[2])
    assert page.locator(boxes[2]).is_checked()
    shown("referral")


def test_filters_and_all_again(reader, panel):
    hand, page, drawn = reader
    network = panel["information"]["2025"]
    hand.press("#filters summary")
    hand.toggle("[data-attribute='1'] [data-code='0']")
    outside = network.attributes.index[network.attributes["district"] != "centre"]
    assert stage(page, drawn) == (set(outside), ties_of(network, among=outside))
    hand.pick("#strength", 2)
    assert stage(page, drawn)[1] == ties_of(network, among=outside, least=3)
    hand.toggle("#confirmed")
    assert stage(page, drawn)[1] == ties_of(network, among=outside, least=3, confirmed=True)
    hand.press("#reset")
    assert stage(page, drawn) == (set(network.actors), ties_of(network))
    assert state(page) == {"w": "3"}
    assert page.locator("#strength").input_value() == ""
    assert page.locator("[data-attribute='1'] [data-code='0']").is_checked()
    assert not page.locator("#confirmed").is_checked()
    if isinstance(hand, Keyboard):
        assert page.evaluate("document.activeElement.id") == "reset", "one can go on from there"


def test_looks(reader):
    hand, page, drawn = reader
    hand.press("#display summary")
    words = drawn.spec.labels
    for step, measure in enumerate(drawn.spec.measures):
        hand.pick("#size", min(step, 1))
        told = words["legend.size"].format(measure=measure.label)
        assert page.locator("#legend-size").inner_text() == told
    hand.pick("#size", 1)
    assert page.locator("#legend-size").inner_text() == words["legend.size.none"]
    assert page.locator("#group-legend").is_hidden()
    hand.toggle("#groups")
    names = page.locator("#legend-groups bdi").all_inner_texts()
    assert names == [group.name for group in drawn.spec.groups]
    hand.toggle("#groups")
    assert page.locator("#group-legend").is_hidden()
    system = (
        "rgb(20, 24, 29)"
        if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        else "rgb(255, 255, 255)"
    )
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == system
    ink = "getComputedStyle(document.body).color"
    for colours in (
        ("rgb(255, 255, 255)", "rgb(27, 31, 36)"),
        ("rgb(20, 24, 29)", "rgb(238, 241, 244)"),
        ("rgb(255, 255, 255)", "rgb(0, 0, 0)"),
    ):
        hand.pick("#theme", 1)
        assert (page.evaluate(background), page.evaluate(ink)) == colours
    hand.pick("#theme", -3)
    assert page.evaluate(background) == system


def test_zoom(reader):
    hand, page, _ = reader
    whole = page.evaluate(SCALE)
    hand.press("#zoom-in")
    assert page.evaluate(SCALE) == pytest.approx(1.5 * whole, rel=1e-4)
    hand.press("#zoom-in")
    hand.press("#zoom-out")
    assert page.evaluate(SCALE) == pytest.approx(1.5 * whole, rel=1e-4)
    hand.press("#zoom-all")
    assert page.evaluate(SCALE) == pytest.approx(whole, rel=1e-4)
    page.locator("#stage [tabindex='0']").first.focus()
    for key, factor in (("+", 1.5), ("=", 2.25), ("-", 1.5), ("0", 1), ("-", 1)):
        page.keyboard.press(key)
        assert page.evaluate(SCALE) == pytest.approx(factor * whole, rel=1e-4), key
    for _ in range(12):
        page.keyboard.press("+")
    assert page.evaluate(SCALE) == pytest.approx(12 * whole, rel=1e-4), "no nearer than this"


def test_an_organisation_and_those_around_it(reader, panel):
    hand, page, drawn = reader
    network = panel["information"]["2025"]
    page.locator("#search").fill("ggz lindeland")
    page.keyboard.press("Enter")
    chosen = page.locator("#chosen h2")
    assert chosen.inner_text() == "GGZ Lindeland"
    ties = network.ties[network.ties[["source", "target"]].eq("GGZ Lindeland").any(axis=1)]
    near = {*ties["source"], *ties["target"]}
    hand.pick("#reach", 1)
    assert stage(page, drawn)[0] == near
    hand.pick("#reach", 1)
    assert stage(page, drawn)[0] > near
    hand.pick("#reach", -2)
    assert stage(page, drawn)[0] == set(network.actors)
    hand.press(".partners button >> nth=0")
    partner = chosen.inner_text()
    assert partner in near - {"GGZ Lindeland"}
    assert page.evaluate("document.activeElement.id") == "chosen", "and is read from its name on"
    page.keyboard.press("Escape")
    assert page.locator("#chosen").is_hidden()
    assert page.locator("#hint").is_visible()
    page.locator("#stage [tabindex='0']").first.focus()
    page.keyboard.press("Home")
    first = min(network.actors)
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        assert chosen.inner_text() == first
        page.keyboard.press(key)
        assert page.locator("#chosen").is_hidden(), "once more lets go"


@pytest.mark.parametrize(("renderer", "width"), [("svg", 320), ("pyvis", 1280)])
def test_tab_reaches_every_control_in_order_and_shows_where_it_is(open_page, renderer, width):
    page = open_page(
        lindeland_map(renderer)[1], viewport={"width": width, "height": 800}, color_scheme="dark"
    )
    page.evaluate("location.hash = 't=1&w=2&n=0'")
    page.locator("#one-wave").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("#actor-table tbody tr").first.wait_for()
    count = page.evaluate(WITHIN_REACH)
    assert count > 60
    seen = []
    for _ in range(count):
        page.keyboard.press("Tab")
        place, visible = page.evaluate(FOCUSED)
        assert visible, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        seen.append(place)
    assert sorted(map(int, seen)) == list(range(count)), "each of them once"
    order = sorted(range(count), key=lambda k: seen.index(str(k)))
    assert order == list(range(count)), "in the order in which they are read"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED)[0] == str(count - 2), "and back: it holds nobody"


def test_who_wants_no_motion_gets_none(open_page):
    page = open_page(lindeland_map()[1])
    duration = "getComputedStyle(document.querySelector('.stage .actor')).transitionDuration"
    assert page.evaluate(duration) == "0s"
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(duration) == "0.15s"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_control_has_a_name_in_the_language_of_the_page(open_page, language):
    drawn, text = lindeland_map(language=language)
    page = open_page(text)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    words = drawn.spec.labels
    for role, keys in {
        "button": ("previous", "next", "zoom.in", "zoom.out", "zoom.all", "reset", "save.png",
                   "save.svg", "print", "story.start"),
        "radio": ("mode.wave", "mode.change"),
        "checkbox": ("filter.confirmed", "groups"),
        "combobox": ("strength", "size", "theme"),
        "slider": ("wave",),
        "group": ("relation", "mode"),
    }.items():  # fmt: skip
        for key in keys:
            assert page.get_by_role(role, name=words[key], exact=True).count() == 1, key
