"""What passes the filters of a map is what passes them in the panel."""

from collections import Counter
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest

import relnet as rn
from tests.maps.regions import lindeland_map, lindeland_panel, only_relation
from tests.maps.screen import having, key_of, stage, state, table, ties_of

RENDERERS = ["svg", "pyvis"]


@pytest.fixture(scope="module")
def panel():
    return lindeland_panel()


@pytest.fixture(params=RENDERERS)
def drawn(request):
    return lindeland_map(request.param)[0]


@pytest.fixture
def page(drawn, open_page):
    opened = open_page(drawn.html(), viewport={"width": 1366, "height": 900})
    opened.locator("#filters summary").click()
    return opened


def only(page, attribute, *values):
    """Tick these values of an attribute, and no other."""
    choice = page.get_by_role("group", name=attribute, exact=True)
    for box in choice.get_by_role("checkbox").all():
        box.set_checked(box.evaluate("one => one.parentElement.textContent.trim()") in values)


def told(page):
    return page.locator("#filtered").inner_text()


def shown_is(page, drawn, actors, ties):
    """The map, its tables and its words all show these actors and these ties."""
    assert stage(page, drawn) == (actors, ties)
    assert {row[0] for row in table(page, "actor")} == actors
    assert len(table(page, "tie")) == ties.total()


def filtered(actors, ties, every, which):
    counts = f"{actors} of {every[0]} organisations and {ties} of {every[1]} ties are shown"
    return f"Filtered: {counts} ({which})."


def test_to_some_values_of_each_attribute_in_each_wave(page, drawn, panel):
    for wave, (attribute, values) in zip(
        (3, 0, 1, 2),
        [
            ("sector", ["elderly care", "municipality"]),
            ("district", ["north"]),
            ("size", ["large", "small"]),
            ("sector", []),
        ],
        strict=True,
    ):
        page.locator("#reset").evaluate("one => one.click()")
        page.locator("#wave").fill(str(wave))
        only(page, attribute, *values)
        network = panel["information"][panel.waves[wave]]
        inside = having(network, attribute, values)
        ties = ties_of(network, among=inside)
        shown_is(page, drawn, inside, ties)
        names = f"{attribute}: {', '.join(values) or 'none'}"
        every = network.n, len(network.ties)
        assert told(page).startswith(filtered(len(inside), ties.total(), every, names))
        assert page.locator("#filters").get_attribute("class") == "on"
    page.locator("#reset").click()
    assert told(page).startswith("Everyone and every tie is shown.")
    assert stage(page, drawn) == (set(network.actors), ties_of(network))
    assert page.locator("#reset").is_disabled()


def test_of_two_attributes_both_hold_and_of_two_waves_the_last_one_there(page, drawn, panel):
    before, after = panel["information"]["2019"], panel["information"]["2025"]
    page.locator("#mode-change").check()
    only(page, "sector", "elderly care", "welfare and residents", "hospital care")
    only(page, "district", "centre", "north")
    last = pd.concat([before.attributes, after.attributes])
    last = last[~last.index.duplicated(keep="last")]
    sectors = last["sector"].isin(["elderly care", "welfare and residents", "hospital care"])
    inside = set(last.index[sectors & last["district"].isin(["centre", "north"])])
    assert inside - set(after.actors), "someone who left"
    ties = rn.compare(before, after).ties
    ties = ties[ties[["source", "target"]].isin(inside).all(axis=1)]
    pairs = ties[["source", "target"]].to_numpy()
    expected = Counter(key_of("information", a, b, directed=False) for a, b in pairs)
    shown_is(page, drawn, inside, expected)


def test_a_value_that_is_not_known_is_one_to_choose(open_page):
    ties = pd.DataFrame([("1", "A", "B"), ("1", "B", "C"), ("2", "A", "C")])
    ties.columns = ["wave", "source", "target"]
    known = [("1", "A", "x", "p"), ("1", "B", "x", "p"), ("1", "C", None, "q")]
    known += [("2", "A", None, "p"), ("2", "C", "x", "q")]
    roster = pd.DataFrame(known, columns=["wave", "id", "sector", "kind"])
    drawn = rn.draw(rn.build_panel(rn.read_survey(ties, roster=roster, warn=False)))
    page = open_page(drawn.html())
    page.locator("#filters summary").click()
    for wave, nobody in (("0", "C"), ("1", "A")):
        page.locator("#reset").evaluate("one => one.click()")
        page.locator("#wave").fill(wave)
        only(page, "sector", "not stated")
        assert stage(page, drawn)[0] == {nobody}
    choice = page.get_by_role("group", name="kind", exact=True)
    assert choice.locator("label").all_inner_texts() == ["p", "q"], "who is not there has none"


def test_to_strong_and_to_confirmed_ties(page, drawn, panel):
    levels = page.locator("#strength option").all_inner_texts()
    assert levels == ["of any strength", *(f"strength {k} or more" for k in (2, 3, 4))]
    for wave, least in ((3, 2), (0, 3), (1, 4)):
        network = panel["information"][panel.waves[wave]]
        page.locator("#wave").fill(str(wave))
        page.locator("#strength").select_option(str(least))
        ties = ties_of(network, least=least)
        assert ties.total() < len(network.ties)
        shown_is(page, drawn, set(network.actors), ties)
        page.locator("#confirmed").check()
        both = ties_of(network, least=least, confirmed=True)
        assert both.total() < ties.total()
        shown_is(page, drawn, set(network.actors), both)
        which = f"strength {least} or more; reported by both sides"
        every = network.n, len(network.ties)
        assert told(page).startswith(filtered(network.n, both.total(), every, which))
        page.locator("#confirmed").uncheck()
    only_relation(page, "referral")
    assert page.locator("#confirmed-choice").is_hidden(), "only who sends one reports it"


def test_of_two_waves_one_with_a_strong_tie_is_enough(page, drawn, panel):
    page.locator("#mode-change").check()
    page.locator("#strength").select_option("4")
    before, after = panel["information"]["2019"], panel["information"]["2025"]
    strong = set(ties_of(before, least=4)) | set(ties_of(after, least=4))
    _, ties = stage(page, drawn)
    assert set(ties) == strong
    page.locator("#confirmed").check()
    both = [set(ties_of(network, confirmed=True)) for network in (before, after)]
    assert set(stage(page, drawn)[1]) == strong & (both[0] | both[1])


def test_several_relations_are_all_their_ties(page, drawn, panel):
    choice = page.get_by_role("group", name="Relation", exact=True)
    chosen = {"information"}
    for name in ("referral", "projects"):
        choice.get_by_role("checkbox", name=name, exact=True).check()
        chosen.add(name)
        networks = [panel["2025", relation] for relation in panel.relations if relation in chosen]
        ties = sum((ties_of(network) for network in networks), Counter())
        shown_is(page, drawn, set().union(*(network.actors for network in networks)), ties)
        counts = dict(zip(*legend(page), strict=True))
        assert counts == {network.relation: str(len(network.ties)) for network in networks}
        assert page.locator("#caption p").count() == len(chosen) + 1
        relations = {row[2] for row in table(page, "tie")}
        assert relations == chosen
    for name in panel.relations:
        box = choice.get_by_role("checkbox", name=name, exact=True)
        box.click()
    assert box.is_checked(), "one relation is always shown"
    network = panel["2025", "referral"]
    assert stage(page, drawn) == (set(network.actors), ties_of(network))
    page.locator("#strength").select_option("3")
    choice.get_by_role("checkbox", name="projects", exact=True).check()
    both = ties_of(network, least=3) + ties_of(panel["2025", "projects"], least=3)
    assert stage(page, drawn)[1] == both


def legend(page):
    return [
        page.locator(f"#legend-ties {part}").all_inner_texts() for part in ("li bdi", "li .count")
    ]


def test_reach_is_the_ego_network(page, drawn, panel):
    network = panel["information"]["2021"]
    page.locator("#wave").fill("1")
    only(page, "size", "large", "medium")
    inside = having(network, "size", ["large", "medium"])
    graph = rn.to_networkx(network).subgraph(inside)
    within = nx.single_source_shortest_path_length(graph, "GGZ Lindeland", cutoff=2)
    assert len(within) < len(graph)
    page.locator("#search").fill("GGZ Lindeland")
    page.keyboard.press("Enter")
    for reach in (1, 2):
        page.locator("#reach").select_option(str(reach))
        near = set(nx.ego_graph(graph, "GGZ Lindeland", radius=reach))
        assert 1 < len(near) < network.n
        ties = ties_of(network, among=near)
        shown_is(page, drawn, near, ties)
        steps = f"up to {reach} step{'s' if reach > 1 else ''} from GGZ Lindeland"
        assert f"size: large, medium; {steps})" in told(page)
        assert page.evaluate("document.activeElement.id") == "reach", "one can go on from there"
    page.locator("#reach").select_option("0")
    assert stage(page, drawn)[0] == inside
    page.locator("#reach").select_option("1")
    page.keyboard.press("Escape")
    assert stage(page, drawn)[0] == inside, "with nobody chosen there is nobody to be near"


def test_whom_the_filters_leave_out_is_said_to_be(page, panel):
    only(page, "sector", "insurer")
    page.locator("#search").fill("GGZ Lindeland")
    assert page.locator("#found").inner_text() == "1 found, not there at this point"
    page.keyboard.press("Enter")
    assert "left out by the filters" in page.locator("#chosen h2 + p").inner_text()
    assert page.locator("#chosen .partners li").count() == 0
    network = panel["information"]["2025"]
    figures = page.locator("#figures tbody tr").first.locator("td").all_inner_texts()
    whole = rn.measure(network, "total_degree").set_index("actor")["value"]["GGZ Lindeland"]
    assert figures[-1] == f"{whole:.0f}", "figures are of the whole network"


def test_filters_do_not_touch_captions_sizes_or_each_other(page, panel):
    caption = page.locator("#caption p").first.inner_text()
    only(page, "sector", "insurer", "municipality")
    only(page, "size", "large")
    assert page.locator("#caption p").first.inner_text() == caption
    assert state(page)["f"] == "0:3.5;2:0"
    for one, other in combinations(panel.waves, 2):
        page.locator("#mode-change").check()
        page.locator("#before").select_option(label=one)
        page.locator("#after").select_option(label=other)
        assert state(page)["f"] == "0:3.5;2:0"
    only(page, "size", "large", "medium", "small")
    assert state(page)["f"] == "0:3.5", "all values are no filter"
