"""Whatever a survey holds is text on a map, in every place where it can stand."""

import struct
import zlib
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import relnet as rn
from tests.maps.screen import table

LONG = "x" * 10_000
EVIL = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"quotes\" & 'more' <b>",
    "\u202eright to left",
    "👩\u200d👩\u200d👧\u200d👦 family",
    "=cmd|' /C calc'!A0",
    "line\u2028separator\u2029nul\x00.",
    "javascript:alert(3)",
    "{{7*7}} {n} ${1} %s {0}",
    "--><!--<svg onload=alert(4)>",
)
FIELDS = """() => {
  const text = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent);
  return {
    title: document.title,
    heading: text("h1")[0],
    relation: text("#relation-choice bdi"),
    waves: text("#before option"),
    filters: text("#filter-list fieldset:nth-child(2) label bdi"),
    attribute: text("#filter-list legend"),
    groups: text("#legend-groups bdi"),
    story: text("#story-text")[0],
    milestones: text("#unplaced bdi"),
    legend: text("#legend-colours bdi"),
    datalist: [...document.querySelectorAll("#names option")].map((one) => one.value),
  };
}"""
MARKUP = "script:not([id='map-data']), img, iframe, object, embed, link, base, form, b, a, [onerror], [onload]"


@pytest.fixture(scope="module")
def panel():
    """Who is asked, about whom, when, on what: each would like to be code."""
    waves = (EVIL[1], EVIL[0])
    names = [*EVIL, LONG]
    pairs = list(zip(names, [*names[1:], names[0]], strict=True))
    rows = [
        (wave, a, b, relation, 1 + (k + w) % 3)
        for w, wave in enumerate(waves)
        for k, (a, b) in enumerate(pairs)
        for relation in (EVIL[2], EVIL[8])
        if (k + w) % 4
    ]
    columns = ["wave", "source", "target", "relation", "weight"]
    roster = pd.DataFrame({
        "id": names,
        "sector": [f"sector {one[:40]}" for one in names],
        "name": [f"short {one}" for one in names],
        EVIL[7]: [EVIL[k % 2] for k, _ in enumerate(names)],
    })  # fmt: skip
    happened = pd.DataFrame({"date": ["2020-01-01", "2021-01-01"], "title": [EVIL[1], EVIL[6]]})
    survey = rn.read_survey(
        pd.DataFrame(rows, columns=columns), roster=roster, milestones=happened,
        waves=waves, warn=False,
    )  # fmt: skip
    return rn.build_panel(survey)


def drawn_of(panel, renderer="svg"):
    return rn.draw(
        panel, title=EVIL[0], renderer=renderer, label="name",
        attributes=["sector", EVIL[7]],
        groups={EVIL[1]: [EVIL[0], EVIL[3]], LONG: [LONG, EVIL[2]]},
        steps=[(text, rn.View(focus=text, reach=1, groups=True)) for text in EVIL],
    )  # fmt: skip


@pytest.fixture(params=["svg", "pyvis"])
def drawn(request, panel):
    return drawn_of(panel, request.param)


def text_of(page, where):
    return page.eval_on_selector_all(where, "all => all.map((one) => one.textContent)")


def test_everything_is_text_everywhere(drawn, open_page):
    page = open_page(drawn.html(), viewport={"width": 1280, "height": 900})
    scripts = page.locator("script").count()
    names = {*EVIL, LONG}
    for k, text in enumerate(EVIL):
        page.locator("#story-next").click()
        shown = page.evaluate(FIELDS)
        assert shown["story"] == text
        assert text_of(page, "#chosen h2") == [text]
        assert set(text_of(page, ".partners button")) <= names
        assert page.locator(".partners button").count() > 0, k
    assert shown["title"] == shown["heading"] == EVIL[0]
    assert set(shown["relation"]) == {EVIL[2], EVIL[8]}
    assert shown["waves"] == [EVIL[1]]
    assert set(shown["filters"]) == {EVIL[0], EVIL[1]}
    assert shown["attribute"] == ["sector", EVIL[7]]
    assert set(shown["groups"]) <= {EVIL[1], LONG}
    assert shown["milestones"] == [EVIL[1], EVIL[6].replace("\x00", "")], "a page holds no NUL"
    assert set(shown["datalist"]) == names
    page.locator("#reach").select_option("0")
    page.keyboard.press("Escape")
    for mode in ("#mode-wave", "#mode-change"):
        page.locator(mode).check()
        rows = table(page, "tie")
        assert {name for row in rows for name in row[:2]} <= names
        assert {row[0] for row in table(page, "actor")} == names
    assert page.locator("script").count() == scripts
    assert page.locator(MARKUP).count() == 1, "the page's own script"
    policy = page.evaluate("document.head.querySelector('meta[http-equiv]').content")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_name_of_ten_thousand_letters_breaks_nothing(drawn, open_page, width):
    page = open_page(drawn.html(), viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(
        "address => { location.hash = address; }", f"t=0&r=0-1&a={where(drawn, LONG)}&n=0"
    )
    page.locator("#chosen h2").wait_for()
    assert text_of(page, "#chosen h2") == [LONG]
    for view in ("w=0", "w=0-1"):
        page.evaluate("view => { location.hash = location.hash.replace(/w=[-\\d]+/, view); }", view)
        page.locator(f"body[data-view='{view[2:]}']").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("location.hash = 'w=0&h=1'")
    page.locator("body[data-view='0']").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def where(drawn, name):
    return [actor.name for actor in drawn.spec.actors].index(name)


def test_pictures_hold_it_as_text(drawn, open_page, tmp_path):
    page = open_page(drawn.html(), viewport={"width": 1280, "height": 900})
    page.evaluate("document.getElementById('save').open = true")
    page.locator("#story-next").click()
    for kind in ("svg", "png"):
        with page.expect_download() as download:
            page.locator(f"#save-{kind}").click()
        name = download.value.suggested_filename
        assert name.startswith("script-script-alert-1-script-script-script-alert-1-script-")
        assert name.endswith(f".{kind}")
        assert len(name.encode()) < 200
        download.value.save_as(tmp_path / f"picture.{kind}")
    root = ET.parse(tmp_path / "picture.svg").getroot()  # noqa: S314 - our own file
    assert {node.tag.split("}")[1] for node in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "tspan", "path", "g", "circle", "defs", "marker", "image",
    }  # fmt: skip
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    assert root[0].text == EVIL[0]
    assert is_picture((tmp_path / "picture.png").read_bytes())


def is_picture(content):
    """Whether each piece of a PNG is whole, and it has as many dots as it says, not all alike."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, dots, kinds = 8, b"", []
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + data) == check
        dots += data if kind == b"IDAT" else b""
        kinds.append(kind)
        at += 12 + length
    width, height = struct.unpack(">2I", content[16:24])
    raw = zlib.decompress(dots)
    assert (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
    return len(raw) == height * (4 * width + 1) and len(set(raw)) > 50


ADDRESSES = (
    "w=__proto__",
    "w=99999999999999999999-3&a=1e400&m=9e9",
    "w=-1--2&r=-3&a=-1&n=-1&s=-1e308",
    "f=0:99999;__proto__:0;constructor:1;9999:0;-1:0",
    "%E0%A4%A&%&w=%zz&a=%00",
    "a=<img src=x onerror=alert(5)>&t=javascript:alert(6)",
    "w=0&" + "f=0:" + ".".join(map(str, range(20_000))),
    "w=" + "0-" * 50_000,
    "t=0&t=9&t=x&w=0&w=1",
)


def test_no_address_does_harm(drawn, open_page):
    page = open_page(drawn.html())
    whole = {actor.name for actor in drawn.spec.actors}
    for address in ADDRESSES:
        page.evaluate("address => { location.hash = address; }", address)
        page.evaluate("() => new Promise((done) => setTimeout(done, 20))")
        assert page.locator("body").get_attribute("data-view") in {"0", "1", "0-1"}, address[:80]
        assert {row[0] for row in table(page, "actor")} <= whole
        assert page.evaluate("location.hash.length") < 300
    assert page.evaluate("Object.keys(Object.prototype).length") == 0
    assert page.locator(MARKUP).count() == 1


def test_a_notebook_shows_it_in_a_frame_that_can_do_nothing(drawn, open_page):
    page = open_page(f"<!doctype html><title>n</title>{drawn._repr_html_()}")
    frame = page.frame_locator("iframe")
    frame.locator("#story-next").click()
    assert frame.locator("#story-text").text_content() == EVIL[0]
    assert frame.locator("h1").text_content() == EVIL[0]
    frame.locator("#mode-change").check()
    assert frame.locator("body").get_attribute("data-view") == "0-1"
    assert page.locator("iframe").get_attribute("title") == EVIL[0]
    assert "allow-same-origin" not in page.locator("iframe").get_attribute("sandbox")
    assert page.locator("script, b").count() == 0
    assert page.locator("img").count() == 1
