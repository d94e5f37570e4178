"""What a person sees and does, in a browser."""

import base64
import hashlib
import re
from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from tests.maps.regions import (
    HOSTILE,
    hostile_panel,
    lindeland_panel,
    only_relation,
    split_by_strength,
    told,
)


def shown_ties(page):
    """How many ties are drawn, by status."""
    classes = page.eval_on_selector_all(
        ".ties > .tie",
        "all => all.map(one => [one.parentElement, one].map(each => each.className.baseVal.split(' ')[1]))",
    )
    assert all(layer == own for layer, own in classes), "a line looks as its layer says"
    return Counter(layer for layer, _ in classes)


def test_the_slider_shows_each_wave(page):
    panel = lindeland_panel()["information"]
    slider = page.get_by_role("slider", name="Wave")
    places = page.eval_on_selector_all(
        ".stage .actor", "all => all.map(one => one.getAttribute('transform'))"
    )
    for position, network in enumerate(panel):
        slider.fill(str(position))
        assert slider.get_attribute("aria-valuetext") == network.wave
        assert page.locator("#wave-name").inner_text() == network.wave
        assert (
            page.locator("#caption")
            .inner_text()
            .startswith(f"information, {network.wave}: {len(network.ties)} ties")
        )
        assert shown_ties(page) == Counter(tie=len(network.ties))
        visible = page.locator(".stage .actor:not([hidden])")
        assert visible.count() == network.n
        silent = page.locator(".stage .actor.silent:not([hidden])").count()
        assert silent == (~network.observation.answered).sum()
        now = page.eval_on_selector_all(
            ".stage .actor", "all => all.map(one => one.getAttribute('transform'))"
        )
        assert now == places, "nobody moves"


def test_the_buttons_step_through_the_waves(page):
    assert page.get_by_role("button", name="Next wave").is_disabled()
    for wave in ("2023", "2021", "2019"):
        page.get_by_role("button", name="Previous wave").click()
        assert page.locator("#wave-name").inner_text() == wave
    assert page.get_by_role("button", name="Previous wave").is_disabled()


@pytest.mark.parametrize("relation", ["information", "projects", "referral"])
def test_the_difference_between_any_two_waves_is_what_compare_gives(page, relation):
    panel = lindeland_panel()[relation]
    only_relation(page, relation)
    page.get_by_label("Change between two waves").check()
    assert page.locator("body").get_attribute("data-view") == "0-3", "from the first to the last"
    page.locator("#ties summary").click()
    for before, after in (("2019", "2025"), ("2021", "2023"), ("2019", "2021")):
        page.locator("#before").select_option(label=before)
        page.locator("#after").select_option(label=after)
        page.locator("#before").select_option(label=before)
        change = rn.compare(panel[before], panel[after])
        assert shown_ties(page) == split_by_strength(change)
        rows = page.eval_on_selector_all(
            "#tie-table tbody tr", "all => all.map(r => r.dataset.status)"
        )
        assert Counter(rows) == split_by_strength(change)
        first = page.locator("#tie-table tbody tr").first.locator("th, td").all_inner_texts()
        directed = change.before.directed
        pair = (lambda a, b: (a, b)) if directed else (lambda a, b: frozenset((a, b)))
        status = {pair(tie.source, tie.target): tie.status for tie in change.ties.itertuples()}
        assert status[pair(*first[:2])] == rows[0]
        assert page.locator("#caption").inner_text().startswith(f"{relation}, {before} → {after}")


def test_an_end_that_would_pass_the_other_takes_it_along(page):
    page.get_by_label("Change between two waves").check()
    page.locator("#after").select_option(label="2021")
    assert page.locator("body").get_attribute("data-view") == "0-1"
    page.locator("#before").select_option(label="2023")
    assert page.locator("body").get_attribute("data-view") == "2-3"
    page.get_by_label("One wave").check()
    assert page.locator("body").get_attribute("data-view") == "3"


def test_search_finds_and_enter_chooses(page):
    page.get_by_label("Search").fill("gemeente")
    found = [a for a in lindeland_panel()["information"]["2025"].actors if "gemeente" in a.lower()]
    assert page.locator("#found").inner_text() == f"{len(found)} found"
    assert page.locator(".actor.found").count() == len(found)
    page.get_by_label("Search").fill("  gemeente   REIGERSVÖORT ")
    page.keyboard.press("Enter")
    chosen = page.locator("#chosen")
    assert chosen.locator("h2").inner_text() == "Gemeente Reigersvoort"
    network = lindeland_panel()["information"]["2025"]
    own = network.ties[network.ties[["source", "target"]].eq("Gemeente Reigersvoort").any(axis=1)]
    partners = chosen.locator("li bdi").all_inner_texts()
    assert set(partners) == set(own[["source", "target"]].to_numpy().ravel()) - {
        "Gemeente Reigersvoort"
    }
    assert page.locator(".ties > .tie:not(.dim)").count() == len(own)
    chosen.get_by_role("button", name=partners[0]).click()
    assert chosen.locator("h2").inner_text() == partners[0]
    page.keyboard.press("Escape")
    assert chosen.is_hidden()
    assert page.locator(".dim").count() == 0
    page.get_by_label("Search").fill("nobody of that name")
    assert page.locator("#found").inner_text() == "0 found"


def test_search_takes_the_name_that_is_meant(open_page):
    graph = nx.Graph([("Algemene Zorg Linde", "Zorg"), ("Zorg", "Zorgpunt")])
    page = open_page(rn.draw(rn.from_networkx(graph)).html())
    for text, name in (("zorg", "Zorg"), ("zorgp", "Zorgpunt"), ("linde", "Algemene Zorg Linde")):
        page.get_by_label("Search").fill(text)
        page.keyboard.press("Enter")
        assert page.locator("#chosen h2").inner_text() == name


def test_who_is_not_there_in_a_wave_is_said_not_to_be(page):
    page.get_by_label("Search").fill("Lindeziekenhuis")
    assert page.locator("#found").inner_text() == "1 found, not there at this point"
    assert page.locator(".stage .dim").count() == 0
    page.keyboard.press("Enter")
    chosen = page.locator("#chosen")
    assert chosen.locator("h2").inner_text() == "Lindeziekenhuis Lindeveen"
    assert chosen.locator("h2 + p").inner_text() == "not in this wave"
    assert chosen.locator(".partners li").count() == 0
    page.get_by_role("slider", name="Wave").fill("0")
    assert page.locator("#found").inner_text() == "1 found"
    assert "answered" in chosen.locator("h2 + p").inner_text()
    assert chosen.locator(".partners li").count() > 0


def test_sizes_follow_the_measure_and_the_unknown_is_marked(open_page):
    panel = lindeland_panel()["referral"]
    page = open_page(rn.draw(panel["2021"], size="closeness").html())
    table = rn.measure(panel["2021"], "closeness").set_index("actor")["value"]
    assert table.isna().any()
    for name, value in table.items():
        actor = page.locator(f'.actor[aria-label^="{name}, "]')
        assert ("unsized" in actor.get_attribute("class")) == np.isnan(value)
        assert ("size not known" in actor.get_attribute("aria-label")) == np.isnan(value)
    widths = {
        name: page.locator(f'.actor[aria-label^="{name}, "] .ring').evaluate(
            "one => one.getBBox().width"
        )
        for name in table.dropna().index
    }
    order = table.dropna().sort_values()
    drawn = [widths[name] for name in order.index]
    assert drawn == sorted(drawn)
    assert drawn[-1] > 1.5 * drawn[0]
    assert page.locator("#legend-actors").inner_text().count("size not known") == 1


def test_a_group_that_changes_changes_with_the_wave(open_page):
    rows = [("1", "A", "B"), ("2", "A", "B")]
    table = pd.DataFrame(rows, columns=["wave", "source", "target"])
    roster = pd.DataFrame(
        [("1", "A", "x"), ("1", "B", "x"), ("2", "A", "y"), ("2", "B", "x")],
        columns=["wave", "id", "sector"],
    )
    panel = rn.build_panel(rn.read_survey(table, roster=roster, warn=False))
    page = open_page(rn.draw(panel).html())
    assert told(page, "A").startswith("A, y")
    page.get_by_role("slider", name="Wave").fill("0")
    assert told(page, "A").startswith("A, x")


def test_what_could_not_be_a_tie_is_not_new_or_gone(open_page):
    table = pd.DataFrame({"wave": ["1", "2"], "source": ["A", "C"], "target": ["B", "B"]})
    cells = pd.DataFrame(
        {"wave": ["2"], "source": ["A"], "target": ["B"], "code": ["structural_zero"]}
    )
    survey = rn.read_survey(table, unobserved=cells, warn=False)
    panel = rn.build_panel(survey)
    change = rn.compare(panel["1"], panel["2"])
    page = open_page(rn.draw(change).html())
    assert split_by_strength(change) == Counter(impossible=1, formed=1)
    assert shown_ties(page) == split_by_strength(change)
    assert "1 was not possible in one of the two" in page.locator("#caption").inner_text()


def test_a_question_that_was_not_asked_has_nothing_to_count(open_page):
    rows = [("1", "A", "B", "one"), ("2", "A", "B", "one"), ("2", "B", "C", "two")]
    table = pd.DataFrame(rows, columns=["wave", "source", "target", "relation"])
    page = open_page(
        rn.draw(rn.build_panel(rn.read_survey(table, warn=False)), view=("1", "2")).html()
    )
    only_relation(page, "two")
    assert page.locator("#caption").inner_text().startswith("two, 1 → 2: cannot be compared")
    assert page.locator("#legend-ties li").all_inner_texts() == ["not fully measured both times\n1"]
    assert "was not asked" in page.locator("#legend-actors").inner_text()
    page.get_by_label("One wave").check()
    page.get_by_role("button", name="Previous wave").click()
    assert told(page, "A") == "A, was not asked, size not known"
    page.locator("#actors summary").click()
    page.locator("#actor-table td").first.wait_for()
    assert page.locator("#actor-table tbody td").all_inner_texts()[:2] == ["was not asked", "?"]


def test_zoom_keeps_within_the_map(page):
    box = page.locator(".stage").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    smaller = page.locator(".stage").get_attribute("viewBox")
    assert float(smaller.split()[2]) < float(box.split()[2])
    page.get_by_role("button", name="Whole map").click()
    assert page.locator(".stage").get_attribute("viewBox") == box


def test_labels_that_would_like_to_be_code_are_text(open_page):
    title = "<h1 onclick=alert(4)>title</h1>"
    drawn = rn.draw(hostile_panel(), title=title, view=("<b>1</b>", "2</script>"))
    page = open_page(drawn.html())
    assert page.title() == title
    assert page.locator("h1").inner_text() == title
    page.locator("#ties summary").click()
    names = page.eval_on_selector_all(
        "#tie-table tbody th", "all => all.map(one => one.textContent)"
    )
    assert set(names) == set(HOSTILE)
    assert page.locator("img, iframe, h1 h1, b, i").count() == 0
    for k, actor in enumerate(drawn.spec.actors):
        page.eval_on_selector(f".actor >> nth={k}", "one => one.dispatchEvent(new Event('click'))")
        assert page.eval_on_selector("#chosen h2", "one => one.textContent") == actor.name


def test_the_page_can_fetch_nothing_and_run_only_its_own_script():
    text = rn.draw(lindeland_panel()).html()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1].replace("&#39;", "'")
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(script) == len(style) == 1
    for kind, content in (("script", script[0]), ("style", style[0])):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"\*|https?:|unsafe", policy)
    assert not re.search(r"\s(?:src|href)\s*=", text.replace(script[0], ""))
    assert set(re.findall(r"\bsrc\s*=\s*(.{6})", script[0])) <= {"`data:"}, (
        "a picture it made itself"
    )
    within = r"#|\$1\)"  # a picture of the map keeps the names within it
    assert not re.search(rf"url\((?!{within})|@import|localStorage|innerHTML", text)
    assert set(re.findall(r"https?://[\w./]+", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("source", ["network", "change"])
def test_a_map_of_one_wave_or_of_one_change(open_page, source):
    panel = lindeland_panel()["referral"]
    drawn = rn.draw(
        panel["2019"] if source == "network" else rn.compare(panel["2019"], panel["2021"])
    )
    page = open_page(drawn.html())
    assert page.get_by_role("slider").count() == 0
    if source == "network":
        assert page.locator("#modes").is_hidden()
        assert shown_ties(page) == Counter(tie=len(panel["2019"].ties))
    else:
        assert shown_ties(page) == split_by_strength(rn.compare(panel["2019"], panel["2021"]))
        assert page.locator("#two-waves").is_hidden()


def test_dragging_a_large_map_chooses_nobody(page):
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    box = page.locator("svg.stage").get_attribute("viewBox")
    mark = page.locator(".stage .actor:not([hidden]) .mark")
    inside = page.evaluate(
        """() => {
          const all = document.querySelector("svg.stage").getBoundingClientRect();
          const marks = [...document.querySelectorAll(".stage .actor:not([hidden]) .mark")];
          return marks.findIndex((one) => {
            const at = one.getBoundingClientRect();
            return at.left > all.left + 150 && at.right < all.right - 150 && at.top > all.top + 150 && at.bottom < all.bottom - 150;
          });
        }"""
    )
    at = mark.nth(inside).bounding_box()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(at["x"] - 60, at["y"] - 40, steps=5)
    page.mouse.up()
    assert page.locator("svg.stage").get_attribute("viewBox") != box
    assert page.locator("#chosen").is_hidden()
    assert page.evaluate("getSelection().toString()") == ""
