"""The picture of a map is one file that any program reads, and shows what the map shows."""

import re
import struct
from xml.etree import ElementTree as ET

import pytest

import relnet as rn
from tests.maps.regions import hostile_panel, lindeland_panel

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "a\x00b\ufffec\x08 </svg> & \"'"


def saved(page, kind, tmp_path):
    page.evaluate("document.getElementById('save').open = true")
    with page.expect_download() as download:
        page.click(f"#save-{kind}")
    path = tmp_path / f"picture.{kind}"
    download.value.save_as(path)
    assert re.fullmatch(rf"[\w-]+-\d{{4}}-\d\d-\d\d\.{kind}", download.value.suggested_filename)
    return path


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_what_no_xml_may_hold_does_not_break_it(open_page, tmp_path, renderer):
    page = open_page(rn.draw(hostile_panel(), title=TITLE, renderer=renderer).html())
    root = ET.parse(saved(page, "svg", tmp_path)).getroot()  # noqa: S314 - our own file
    assert root.find(f"{SVG}title").text == "a\ufffdb\ufffdc\ufffd </svg> & \"'"


def test_it_shows_what_the_map_shows_and_needs_no_style_sheet(open_page, tmp_path):
    page = open_page(rn.draw(lindeland_panel(), view=("2019", "2025")).html())
    text = saved(page, "svg", tmp_path).read_text("utf-8")
    assert not re.search(r"var\(|calc\(|color\(|\b(?:class|style|role|tabindex)=", text)
    assert set(re.findall(r"url\(.", text)) <= {"url(#"}
    root = ET.fromstring(text)  # noqa: S314 - our own file
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= ids
    drawn = root.find(f"{SVG}svg")
    names = {"".join(node.itertext()) for node in drawn.iter(f"{SVG}text")}
    shown = page.eval_on_selector_all(
        ".stage .actor:not([hidden]) .name:not(.hidden)", "all => all.map(one => one.textContent)"
    )
    assert shown
    assert set(shown) <= names
    gone = page.eval_on_selector_all(
        ".stage .actor[hidden] .name", "all => all.map(one => one.textContent)"
    )
    assert not names & set(gone)
    told = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    counts = page.locator("#legend-ties li").all_inner_texts()
    assert all(": ".join(row.split("\n")) in told for row in counts)


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_dots_are_twice_as_many_as_it_is_wide(open_page, tmp_path, renderer):
    page = open_page(rn.draw(lindeland_panel(), renderer=renderer).html())
    content = saved(page, "png", tmp_path).read_bytes()
    root = ET.parse(saved(page, "svg", tmp_path)).getroot()  # noqa: S314 - our own file
    assert content.startswith(b"\x89PNG")
    sides = struct.unpack(">2I", content[16:24])
    assert sides == tuple(2 * int(root.get(side)) for side in ("width", "height"))
    assert len(content) > 50_000, "there is a map on it"
