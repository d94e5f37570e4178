"""What an author says that a map shows, and what of it is refused."""

import math
from dataclasses import replace

import networkx as nx
import pytest

import relnet as rn
from relnet.maps.spec import MapAttribute, MapMeasure, MapRelation, MapView
from relnet.maps.view import Names, placed, waves_of
from tests.maps.regions import lindeland_panel


def relation(name, levels=(1.0, 2.0, 3.0), *, confirmed=True):
    return MapRelation(name, "", directed=False, waves=(), changes={}, levels=levels,
                       confirmed=confirmed)  # fmt: skip


NAMES = Names(
    waves=["2019", "2021", "2023"],
    relations=[relation("information"), relation("projects")],
    actors=["Arts", "Bieb", "Club"],
    attributes=[
        MapAttribute("sector", ("care", "work"), ((0, 0, 0), (1, 1, 1), (-1, 0, 0))),
        MapAttribute("size", ("1", "2", "10"), ((0, 0, 0), (1, 1, 1), (2, 2, 2))),
    ],
    measures=[MapMeasure("total_degree", "ties", ()), MapMeasure("betweenness", "between", ())],
    grouped=True,
    former={"Dokter": "Arts"},
)
LAST = (2,)


def place(**said):
    return placed(rn.View(**said), NAMES, LAST)


def test_an_empty_view_shows_everyone_of_the_first_relation_at_the_usual_waves():
    assert place() == MapView(waves=LAST, relations=(0,), size=0)
    assert placed(rn.View(), NAMES, (0, 1)).waves == (0, 1)


def test_names_become_positions():
    said = place(
        waves=("2019", "2023"), relations=["projects", "information"], focus="Bieb", reach=2,
        size="betweenness", only={"size": [10, "1"], "sector": "care"}, strength=3, confirmed=True,
        groups=True,
    )  # fmt: skip
    assert said == MapView(
        waves=(0, 2), relations=(0, 1), chosen=1, reach=2, size=1, only={"1": (0, 2), "0": (0,)},
        strength=3.0, confirmed=True, groups=True,
    )  # fmt: skip


def test_what_is_said_twice_is_shown_once():
    said = place(relations=["projects", "projects"], only={"sector": ["work", "work"]})
    assert (said.relations, said.only) == ((1,), {"0": (1,)})


def test_one_name_stands_for_a_list_of_one():
    assert place(waves="2021", relations="projects", only={"sector": "work"}) == place(
        waves=["2021"], relations=["projects"], only={"sector": ["work"]}
    )


def test_without_measures_there_is_no_size():
    plain = Names(NAMES.waves, NAMES.relations, NAMES.actors, NAMES.attributes, [])
    assert placed(rn.View(), plain, LAST).size is None
    with pytest.raises(rn.UsageError, match="measure"):
        placed(rn.View(size="betweenness"), plain, LAST)


def test_sizes_that_the_map_has_not_are_not_those_of_its_measures():
    plain = replace(NAMES, sized=False)
    assert placed(rn.View(), plain, LAST).size is None
    assert placed(rn.View(size="betweenness"), plain, LAST).size == 1
    steps = [("", rn.View()), ("", rn.View(size="betweenness"))]
    spec = rn.draw(lindeland_panel(), size=None, measures="betweenness", steps=steps).spec
    assert [measure.name for measure in spec.measures] == ["betweenness"]
    assert [spec.view.size, *(step.view.size for step in spec.steps)] == [None, None, 0]


def test_nobody_at_all_can_be_asked_for():
    assert place(only={"sector": []}).only == {"0": ()}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"waves": "2012"}, r"unknown wave '2012'; did you mean '20\d\d'"),
        ({"waves": ("2019", "2032")}, "unknown wave '2032'"),
        ({"relations": "project"}, "unknown relation 'project'; did you mean 'projects'"),
        ({"relations": ["projects", "informatie"]}, "did you mean 'information'"),
        ({"focus": "Beib"}, "unknown actor 'Beib'; did you mean 'Bieb'"),
        ({"size": "betweeness"}, "'betweeness'; did you mean 'betweenness'"),
        ({"only": {"sectr": ["care"]}}, "unknown attribute 'sectr'; did you mean 'sector'"),
        ({"only": {"sector": ["cure"]}}, "unknown value 'cure'; did you mean 'care'"),
        ({"only": {"size": ["care"]}}, "unknown value 'care'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(said, told):
    with pytest.raises(rn.UsageError, match=told):
        place(**said)


@pytest.mark.parametrize("reach", [3, -1, 1.5, "1", None, [1]])
def test_a_map_shows_one_or_two_steps(reach):
    with pytest.raises(rn.UsageError, match="up to 2 steps from an organisation, not"):
        place(focus="Arts", reach=reach)


@pytest.mark.parametrize(
    ("relations", "told"),
    [
        ([relation("a", levels=())], "no strength to filter by: the ties of 'a'"),
        ([relation("a"), relation("b", levels=(1.0, 2.0))], "the ties of 'a', 'b'"),
        ([relation("a"), relation("b", levels=())], "the ties of 'a', 'b'"),
    ],
)
def test_a_strength_that_no_tie_is_told_by_is_refused(relations, told):
    names = replace(NAMES, relations=relations)
    view = rn.View(relations=[one.name for one in relations], strength=2)
    with pytest.raises(rn.UsageError, match=told):
        placed(view, names, LAST)
    alike = replace(NAMES, relations=[relation("a"), relation("b")])
    both = rn.View(relations=["a", "b"], strength=2)
    assert placed(both, alike, LAST).strength == 2.0


def test_ties_of_which_nobody_knows_who_reports_them_are_never_only_confirmed():
    names = replace(NAMES, relations=[relation("a"), relation("b", confirmed=False)])
    assert placed(rn.View(relations="a", confirmed=True), names, LAST).confirmed
    for relations in ("b", ["a", "b"]):
        with pytest.raises(rn.UsageError, match="of no tie of 'b' it is known"):
            placed(rn.View(relations=relations, confirmed=True), names, LAST)


def test_there_are_no_lines_around_groups_that_there_are_not():
    with pytest.raises(rn.UsageError, match="the map has no groups"):
        placed(rn.View(groups=True), replace(NAMES, grouped=False), LAST)


def test_what_a_whole_map_cannot_show_is_refused():
    plain = rn.from_networkx(nx.Graph([("A", "B"), ("B", "C")]))
    for said, told in (
        ({"strength": 2}, "no strength"),
        ({"confirmed": True}, "both sides"),
        ({"groups": True}, "no groups"),
    ):
        with pytest.raises(rn.UsageError, match=told):
            rn.draw(plain, view=rn.View(**said))
        with pytest.raises(rn.UsageError, match=f"step 1 of the story: .*{told}"):
            rn.draw(plain, steps=[("See.", rn.View(**said))])
    panel = lindeland_panel()
    told = rn.View(relations="projects", strength=3, confirmed=True, groups=True)
    view = rn.draw(panel, view=told, groups="sector").spec.view
    assert (view.strength, view.confirmed, view.groups) == (3.0, True, True)


def test_an_actor_goes_by_the_name_that_it_had():
    assert place(focus="Dokter") == place(focus="Arts")
    assert place(focus="arts") == place(focus="dokter") == place(focus="Arts")
    taken = replace(NAMES, former={"ARTS": "Bieb", "bieb": "Club"})
    for name, chosen in (("ARTS", 0), ("arts", 0), ("bieb", 1), ("Bieb", 1)):
        assert placed(rn.View(focus=name), taken, LAST).chosen == chosen
    with pytest.raises(rn.UsageError, match="unknown actor 'Doctor'"):
        place(focus="Doctor")


def test_former_names_stand_for_who_it_is_in_the_terms_of_the_map():
    panel = rn.in_terms_of(lindeland_panel(), "2025")
    merged = ("Lindeziekenhuis Lindeveen", "Ziekenhuis Reigersvoort", "Lindelands Ziekenhuis")
    for name in merged:
        spec = rn.draw(panel, view=rn.View(focus=name), groups={"x": [name, "GGD Lindeland"]}).spec
        assert spec.actors[spec.view.chosen].name == "Lindelands Ziekenhuis"
        assert [spec.actors[k].name for k in spec.groups[0].members[0]] == [
            "GGD Lindeland",
            "Lindelands Ziekenhuis",
        ]
    several = rn.in_terms_of(lindeland_panel(), "2019")
    with pytest.raises(rn.UsageError, match="unknown actor 'Lindelands Ziekenhuis'"):
        rn.draw(several, view=rn.View(focus="Lindelands Ziekenhuis"))
    with pytest.raises(rn.UsageError, match="unknown actor 'Lindelands Ziekenhuis'"):
        rn.draw(several, groups={"x": ["Lindelands Ziekenhuis"]})


def test_a_reach_is_from_somebody():
    assert place(reach=2) == place()


@pytest.mark.parametrize(
    ("waves", "told"),
    [
        ((), "opens at"),
        (("2021", "2019"), "not 2021, 2019"),
        (("2019", "2019"), "not 2019, 2019"),
        (("2019", "2021", "2023"), "not 2019, 2021, 2023"),
        (2.5, "a view is waves, not float"),
    ],
)
def test_a_view_is_of_one_wave_or_of_two_in_order(waves, told):
    with pytest.raises(rn.UsageError, match=told):
        waves_of(waves, NAMES.waves)


@pytest.mark.parametrize("strength", ["strong", math.nan, math.inf, [2]])
def test_a_strength_is_a_number(strength):
    with pytest.raises(rn.UsageError, match="strength of a tie is a number, not"):
        place(strength=strength)


@pytest.mark.parametrize("only", ["sector", ["sector"], None])
def test_only_goes_from_attribute_to_values(only):
    with pytest.raises(rn.UsageError, match="only goes from attribute to values"):
        place(only=only)


def test_the_steps_of_a_story_are_views_of_the_same_map():
    panel = lindeland_panel()
    name = panel["2025", "referral"].actors[0]
    told = rn.View(waves=("2019", "2021"), relations="referral", focus=name, reach=1)
    spec = rn.draw(
        panel, view=rn.View(groups=True), groups="sector", steps=[("So it began.", told)]
    ).spec
    assert spec.view.groups
    assert spec.view.waves == (3,)
    (step,) = spec.steps
    assert step.text == "So it began."
    assert step.view.waves == (0, 1)
    assert spec.relations[step.view.relations[0]].name == "referral"
    assert spec.actors[step.view.chosen].name == name


def test_a_step_that_is_no_view_is_refused():
    with pytest.raises(rn.UsageError, match=r"View\(waves='2023'\), not str '2019'"):
        rn.draw(lindeland_panel()["2019", "referral"], steps=[("So it began.", "2019")])
    with pytest.raises(rn.UsageError, match="unknown actor"):
        rn.draw(lindeland_panel()["2019", "referral"], steps=[("", rn.View(focus="Nobody"))])
    for step in ("So it began.", rn.View(), ("", rn.View(), "")):
        with pytest.raises(rn.UsageError, match="a text and what is shown with it"):
            rn.draw(lindeland_panel()["2019", "referral"], steps=[step])
