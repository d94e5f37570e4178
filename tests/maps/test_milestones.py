"""What happened in the region, beside the map."""

from dataclasses import replace

import pandas as pd
import pytest

import relnet as rn
from relnet.survey.milestones import placed_milestones, stated_milestones
from tests.maps.regions import HOSTILE, lindeland_panel

TEXT = "all => all.map(one => one.textContent)"


def with_titles(titles, dates=(None,) * 4):
    """Lindeland, with milestones of these titles on one day."""
    panel = lindeland_panel()
    stated = stated_milestones((pd.Timestamp("2022-06-20"), title, "", "") for title in titles)
    return replace(panel, _milestones=placed_milestones(stated, panel.waves, dates))


def test_the_map_has_each_in_its_place():
    spec = rn.draw(lindeland_panel()).spec
    assert [one.place for one in spec.milestones] == [0, 1, 2, 2, 2, 3]
    assert spec.milestones[3].title == "Regional pact signed"
    assert [(wave, len(after)) for wave, after in spec.timeline] == [
        ("", 1), ("2019", 1), ("2021", 3), ("2023", 1), ("2025", 0),
    ]  # fmt: skip
    assert spec.as_dict()["milestones"][3] == {
        "date": "2022-06-20", "title": "Regional pact signed", "place": 2,
    }  # fmt: skip


def test_panels_side_by_side_tell_each_once_and_in_order():
    panel = lindeland_panel()
    late = with_titles(["Another pact"])
    spec = rn.draw({"one": panel, "other": panel, "late": late}).spec
    titles = [one.title for one in spec.milestones]
    usual = [one.title for one in rn.draw(panel).spec.milestones]
    assert titles == [*usual[:4], "Another pact", *usual[4:]]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_titles_are_in_the_language_of_the_page(language):
    stated = stated_milestones([(pd.Timestamp("2022-06-20"), "", "Pact NL", "Pact EN")])
    panel = lindeland_panel()
    placed = placed_milestones(stated, panel.waves, (None,) * 4)
    drawn = rn.draw(replace(panel, _milestones=placed), language=language)
    assert drawn.spec.milestones[0].title == f"Pact {language.upper()}"


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_they_stand_between_the_waves_and_those_of_the_comparison_stand_out(open_page, renderer):
    drawn = rn.draw(lindeland_panel(), view=("2021", "2023"), language="nl", renderer=renderer)
    page = open_page(drawn.html(), viewport={"width": 1366, "height": 900})
    assert page.locator("#h-milestones").inner_text() == "Wat er gebeurde"
    rows = [" ".join(text.split()) for text in page.eval_on_selector_all("#milestones li", TEXT)]
    assert rows[:3] == ["1 november 2018 Lindeland regional table starts", "2019", "12 maart 2020 Start of the pandemic"]  # fmt: skip
    assert rows[-3:] == ["2023", "8 april 2024 Regional contact point opens", "2025"]
    assert page.locator("#milestones .within").count() == 3
    page.locator("#after").select_option(label="2025")
    assert page.locator("#milestones .within").count() == 4
    page.get_by_label("Eén meting").check()
    assert page.locator("#milestones .within").count() == 0


def test_a_place_that_is_not_known_is_said(open_page):
    page = open_page(rn.draw(with_titles(["Pact"])).html())
    assert page.locator("#milestones").count() == 0
    assert "not known" in page.locator("section:has(#h-milestones) p").inner_text()
    assert page.locator("#unplaced bdi").inner_text() == "Pact"


def test_without_any_there_is_nothing(open_page):
    panel = lindeland_panel()
    for source in (panel["2019", "referral"], with_titles([])):
        page = open_page(rn.draw(source).html())
        assert page.locator("#h-milestones").count() == 0


def test_titles_that_would_like_to_be_code_are_text(open_page):
    titles = [title.replace("\x00", "") for title in HOSTILE]
    for dates in ((None,) * 4, lindeland_days()):
        page = open_page(rn.draw(with_titles(titles, dates)).html())
        where = "#unplaced bdi" if dates[0] is None else "#milestones time + bdi"
        assert page.eval_on_selector_all(where, TEXT) == titles
        assert page.locator("img, iframe").count() == 0


def lindeland_days():
    return rn.datasets.lindeland().survey.dates
