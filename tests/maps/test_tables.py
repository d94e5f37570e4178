"""The tables and what a screen reader finds hold all that is on the map."""

import pandas as pd
import pytest

import relnet as rn
from tests.maps.regions import lindeland_map, lindeland_panel, region
from tests.maps.screen import stage, table


@pytest.fixture(scope="module")
def panel():
    return lindeland_panel()


def cells(page, kind, column):
    return [row[column] for row in table(page, kind)]


def sort(page, kind, column, *, key=None):
    head = page.locator(f"#{kind}-table thead th").nth(column)
    if key:
        head.locator("button").focus()
        page.keyboard.press(key)
    else:
        head.locator("button").click()
    assert page.evaluate("document.activeElement.closest('th').cellIndex") == column, (
        "one can go on from there"
    )
    return head.get_attribute("aria-sort")


def test_by_each_column_and_the_unknown_comes_last(open_page, panel):
    drawn, text = lindeland_map()
    page = open_page(text)
    page.locator("#actors summary").click()
    page.get_by_role("checkbox", name="referral").check()
    page.get_by_role("checkbox", name="information").uncheck()
    page.locator("#wave").fill("1")
    network = panel["referral"]["2021"]
    heads = page.locator("#actor-table thead th").all_inner_texts()
    assert heads[:6] == ["Organisation", "sector", "district", "size", "Answered", "Ties shown"]
    for k, measure in enumerate(drawn.spec.measures):
        column = 6 + k
        assert heads[column] == measure.label
        value = rn.measure(network, measure.name).set_index("actor")["value"]
        for key, way, up in (("Enter", "ascending", True), ("Space", "descending", False)):
            assert sort(page, "actor", column, key=key) == way
            found = cells(page, "actor", column)
            known = [float(text.replace(",", "")) for text in found if text != "?"]
            assert known == sorted(known, reverse=not up)
            assert len(known) == value.notna().sum()
            assert found[len(known) :] == ["?"] * int(value.isna().sum())
    for column in (0, 1, 4):
        assert sort(page, "actor", column) == "ascending"
        found = [text.casefold() for text in cells(page, "actor", column)]
        assert found == sorted(found)
    assert sort(page, "actor", 0) == "ascending"
    assert sort(page, "actor", 0) == "descending"
    others = page.locator("#actor-table [aria-sort='descending']")
    assert others.count() == 1
    page.locator("#wave").fill("2")
    found = [text.casefold() for text in cells(page, "actor", 0)]
    assert found == sorted(found, reverse=True), "a wave is no reason to sort otherwise"
    assert set(found) == {name.casefold() for name in panel["referral"]["2023"].actors}


def test_ties_by_strength_with_figures_before_words(open_page, panel):
    page = open_page(lindeland_map()[1])
    page.locator("#ties summary").click()
    page.locator("#mode-change").check()
    page.locator("#ties thead th").last.wait_for()
    assert sort(page, "tie", 3) == "ascending"
    ties = rn.compare(panel["information"]["2019"], panel["information"]["2025"]).ties
    found = cells(page, "tie", 3)
    known = [float(text) for text in found if text.isdigit()]
    assert (
        known == sorted(ties["strength_before"].dropna()) == [float(t) for t in found[: len(known)]]
    )
    assert sort(page, "tie", 3) == "descending"
    assert [float(text) for text in cells(page, "tie", 3)[: len(known)]] == known[::-1]


def test_a_long_table_has_a_thousand_rows_until_all_are_asked_for(open_page):
    panel = region(300, 2)
    page = open_page(rn.draw(panel, renderer="pyvis", measures=()).html())
    network = panel["2021"]
    assert len(network.ties) > 1000
    assert len(table(page, "tie")) == 1000
    more = page.locator("#tie-table tfoot button")
    assert more.inner_text() == f"Show all {len(network.ties):,} rows"
    more.focus()
    page.keyboard.press("Enter")
    assert len(table(page, "tie")) == len(network.ties)
    assert page.locator("#tie-table tfoot").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"


def tree(page):
    """The names of all that Chromium hands to a screen reader, by role."""
    session = page.context.new_cdp_session(page)
    found = {}
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if not node["ignored"] and "name" in node:
            found.setdefault(node["role"]["value"], []).append(str(node["name"]["value"]))
    return found


def test_each_organisation_and_tie_is_there_for_a_screen_reader(open_page, panel):
    drawn, text = lindeland_map()
    page = open_page(text)
    for wave in (3, 0):
        page.locator("#wave").fill(str(wave))
        network = panel["information"][panel.waves[wave]]
        heard = tree(page)
        actors = [name for name in heard["button"] if name.split(",")[0] in set(network.actors)]
        assert {name.split(",")[0] for name in actors} == set(network.actors)
        assert len(actors) == network.n
        pairs = network.ties[["source", "target"]].to_numpy().tolist()
        wanted = [frozenset(pair) for pair in pairs]
        said = [name.rsplit(", ", 1) for name in heard["image"] if " and " in name]
        images = {frozenset(name.split(" and ")): strength for name, strength in said}
        strengths = network.ties["strength"].to_list()
        assert images == {
            pair: f"{strength:.0f}" for pair, strength in zip(wanted, strengths, strict=True)
        }
        assert len(wanted) == stage(page, drawn)[1].total()


def test_the_tables_of_a_canvas_are_there_for_a_screen_reader(open_page, panel):
    drawn, text = lindeland_map("pyvis")
    page = open_page(text)
    for kind in ("tie", "actor"):
        table(page, kind)
    network = panel["information"]["2025"]
    heard = tree(page)
    assert set(network.actors) <= set(heard["rowheader"])
    rows = pd.DataFrame(table(page, "tie"))
    assert len(rows) == len(network.ties)
    assert set(rows[1]) <= set(heard["cell"])
    assert drawn.spec.labels["label"] in heard["application"]
