"""What is told of one organisation is what the panel has of it."""

import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from tests.maps.regions import lindeland_map, lindeland_panel, only_relation
from tests.maps.screen import stage, statuses, table

MEASURES = ["total_degree", "in_degree", "out_degree", "betweenness"]
MERGED = ["Lindeziekenhuis Lindeveen", "Ziekenhuis Reigersvoort"]
WHOLE = "Lindelands Ziekenhuis"


@pytest.fixture(scope="module")
def panel():
    return lindeland_panel()


@pytest.fixture(params=["svg", "pyvis"])
def drawn(request):
    return lindeland_map(request.param)[0]


@pytest.fixture
def page(drawn, open_page):
    return open_page(drawn.html(), viewport={"width": 1366, "height": 900})


def find(page, name):
    page.locator("#search").fill(name)
    page.keyboard.press("Enter")
    assert page.locator("#chosen h2").inner_text() == name


def figures(page):
    """By measure: its figures in each wave, and the line that is drawn through them."""
    rows = page.locator("#figures tbody tr").all()
    return {
        row.locator("th").inner_text(): (
            row.locator("td").all_inner_texts(),
            row.locator(".spark path").get_attribute("d"),
        )
        for row in rows
    }


def as_number(text):
    return np.nan if text == "?" else float(text.replace(",", "").removesuffix("*"))


@pytest.mark.parametrize("relation", ["referral", "information"])
def test_figures_are_those_of_the_measures_and_break_where_they_are_not_known(
    page, drawn, panel, relation
):
    only_relation(page, relation)
    networks = [panel[wave, relation] for wave in panel.waves]
    measures = MEASURES if networks[0].directed else ["total_degree", "betweenness"]
    values = pd.DataFrame(
        {
            (name, wave): rn.measure(network, name).set_index("actor")["value"]
            for name in measures
            for wave, network in zip(panel.waves, networks, strict=True)
        }
    )
    labels = {measure.name: measure.label for measure in drawn.spec.measures}
    unknown = values.isna().sum(axis=1)
    some = [values.index[0], *values.index[unknown > 0][:4], values.index[-1]]
    broken = 0
    for name in some:
        find(page, name)
        shown = figures(page)
        assert set(shown) == {labels[measure] for measure in measures}
        for measure in measures:
            texts, line = shown[labels[measure]]
            own = values.loc[name, measure].to_numpy(float)
            told = np.array([as_number(text) for text in texts])
            np.testing.assert_allclose(told, own, rtol=6e-3)
            known = ~np.isnan(own)
            starts = known & ~np.r_[False, known[:-1]]
            assert line.count("M") == starts.sum(), "it is broken where it is not known"
            assert len(re.findall("[ML]", line)) == known.sum()
            broken += starts.sum() > 1
    assert broken


def test_partners_are_those_of_the_change_by_what_became_of_them(page, panel):
    page.locator("#mode-change").check()
    change = rn.compare(panel["information"]["2019"], panel["information"]["2025"])
    own = change.ties[change.ties[["source", "target"]].eq("GGZ Lindeland").any(axis=1)]
    find(page, "GGZ Lindeland")
    heads = page.locator(".partners .kind .count").all_inner_texts()
    assert sorted(map(int, heads)) == sorted(Counter(statuses(own)).values())
    names = page.locator(".partners button").all_inner_texts()
    assert Counter(names) == Counter(own[["source", "target"]].to_numpy().ravel()) - Counter(
        {"GGZ Lindeland": len(own)}
    )


def test_who_merged_and_who_was_made_of_them(page, drawn, panel):
    page.locator("#mode-change").check()
    page.locator("#before").select_option(label="2021")
    page.locator("#after").select_option(label="2023")
    became = rn.composition(panel).set_index("actor")
    became = became[became["before_wave"].eq("2021") & became["after_wave"].eq("2023")]
    moved = became[became["status"].isin(["merged", "renamed", "split"])]
    assert set(MERGED) < set(moved.index)
    rows = {row[0]: row for row in table(page, "actor")}
    for name, status in moved["status"].items():
        find(page, name)
        told = page.locator("#chosen").inner_text()
        into = moved.loc[name, "into"]
        words = {"merged": "Merged into {}.", "renamed": "Is called {} now."}[status]
        assert words.format(into) in told
        said = {"merged": "merged", "renamed": "took another name"}[status]
        assert said in rows[name][4]
    find(page, WHOLE)
    told = page.locator("#chosen").inner_text()
    assert f"Came from {MERGED[0]} and {MERGED[1]}." in told
    assert "made by a merger" in told
    legend = page.locator("#legend-actors li").all_inner_texts()
    assert "merged\n2" in legend
    assert "became" in legend
    for name in (*MERGED, WHOLE):
        assert name in page.locator("#caption p").first.inner_text()


def test_arrows_run_from_the_old_to_the_new(open_page, panel):
    drawn, text = lindeland_map()
    page = open_page(text)
    assert page.locator(".moves path").count() == 0, "in one wave nothing became of anyone"
    page.locator("#mode-change").check()
    places = {actor.name: (actor.x, actor.y) for actor in drawn.spec.actors}
    became = rn.composition(panel, "2019", "2025")
    moved = became[became["status"].isin(["merged", "renamed", "split"])]
    expected = {
        (*places[row.actor], *places[into])
        for row in moved.itertuples()
        for into in row.into.split(" + ")
    }
    lines = page.eval_on_selector_all(
        ".moves path", "all => all.map((one) => one.getAttribute('d'))"
    )
    found = set()
    for line in lines:
        x = [float(part) for part in re.findall(r"-?[\d.]+", line)]
        found.add((*x[:2], *x[-2:]))
    assert found == expected
    assert len(found) == 3


def test_what_fell_inside_one_is_a_loop_and_a_row(open_page):
    whole = rn.in_terms_of(lindeland_panel(), "2025")
    for renderer in ("svg", "pyvis"):
        drawn = rn.draw(whole, renderer=renderer, view=("2019", "2025"))
        page = open_page(drawn.html())
        inside = rn.compare(whole["information"]["2019"], whole["information"]["2025"]).internalised
        assert len(inside) == 1
        last = table(page, "tie")[-1]
        assert set(last[:2]) == set(inside[["source", "target"]].iloc[0])
        assert last[2:] == [f"now inside {WHOLE}", "tie", "inside one organisation"]
        row = page.locator("#tie-table tr[data-status='internalised']")
        assert row.count() == 1
        assert "now inside one organisation\n1" in page.locator("#legend-ties li").all_inner_texts()
        assert not set(MERGED) & stage(page, drawn)[0], "in these terms they are one"
        if renderer == "svg":
            loops = page.locator(".actor .loop[d]")
            assert loops.count() == 1
            assert loops.locator("..").get_attribute("aria-label").startswith(f"{WHOLE}, ")
            page.locator("#mode-wave").check()
            assert loops.count() == 0, "a wave has no before"


def test_strengths_of_what_was_kept_are_those_of_compare(page, drawn, panel):
    page.locator("#mode-change").check()
    change = rn.compare(panel["information"]["2019"], panel["information"]["2025"]).ties
    words = drawn.spec.labels

    def told(value):
        return value if pd.notna(value) else None

    expected = {
        frozenset((row.source, row.target)): (words[f"status.{own}"],
                                              told(row.strength_before), told(row.strength_after))
        for row, own in zip(change.itertuples(), statuses(change), strict=True)
    }  # fmt: skip
    rows = table(page, "tie")
    assert len(rows) == len(expected)
    for source, target, what, *strengths in rows:
        own = expected[frozenset((source, target))]
        assert what == own[0]
        for text, value in zip(strengths, own[1:], strict=True):
            if value is not None:
                assert float(text) == value
            else:
                assert text in {"no tie", "not measured", "not there"}


def test_sizes_follow_every_measure(open_page, panel):
    page = open_page(lindeland_map()[1])
    page.evaluate("document.getElementById('display').open = true")
    only_relation(page, "referral")
    for k, name in enumerate(MEASURES):
        page.locator("#size").select_option(str(k))
        for wave in (3, 1):
            page.locator("#wave").fill(str(wave))
            network = panel["referral"][panel.waves[wave]]
            value = rn.measure(network, name).set_index("actor")["value"]
            drawn_as = page.eval_on_selector_all(
                ".stage .actor:not([hidden])",
                """all => all.map((one) => [
                  one.getAttribute("aria-label"),
                  one.querySelector(".ring").getBBox().width,
                  one.matches(".unsized"),
                ])""",
            )
            assert len(drawn_as) == network.n
            own = {
                next(n for n in network.actors if label.startswith(f"{n}, ")): (width, unsized)
                for label, width, unsized in drawn_as
            }
            for actor, number in value.items():
                assert own[actor][1] == np.isnan(number)
            known = value.dropna()
            widths = np.array([own[actor][0] for actor in known.index])
            order = np.argsort(known.to_numpy(), kind="stable")
            assert (np.diff(widths[order]) > -0.5).all(), name
            rounds = np.corrcoef(widths, np.sqrt(known.clip(lower=0)))[0, 1]
            assert rounds > 0.99, "the area of a mark is its measure"


def test_lines_around_groups_hold_their_members(open_page, panel):
    drawn, text = lindeland_map()
    page = open_page(text)
    page.evaluate("document.getElementById('display').open = true")
    page.locator("#groups").check()
    for wave in (3, 0):
        page.locator("#wave").fill(str(wave))
        attributes = panel["information"][panel.waves[wave]].attributes["district"]
        names = page.locator(".hull-name").all_text_contents()
        assert names == sorted(attributes.unique())
        for k, name in enumerate(names):
            inside = page.evaluate(
                """k => {
                  const hull = document.querySelectorAll(".hull")[k];
                  return [...document.querySelectorAll(".stage .actor")].map((one) => {
                    const at = one.transform.baseVal[0].matrix;
                    return hull.isPointInFill(new DOMPoint(at.e, at.f));
                  });
                }""",
                k,
            )
            held = {a.name for a, is_in in zip(drawn.spec.actors, inside, strict=True) if is_in}
            assert set(attributes.index[attributes == name]) <= held
