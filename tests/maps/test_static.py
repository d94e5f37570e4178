import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

import relnet as rn
from relnet.figures.outlines import mark
from relnet.figures.sheet import Shape, Text
from relnet.maps.scene import scene_of
from tests.figures.panels import hostile
from tests.figures.reading import gids, kinds, named, tree
from tests.maps.regions import STORY, lindeland_map, lindeland_panel, region, split_by_strength

SCENE = """() => ({
  actors: [...document.querySelectorAll(".stage .actor")].map((one) => {
    one.classList.remove("chosen", "near", "found", "dim");
    const mark = one.querySelector(".mark"), { width, height } = mark.getBBox();
    return one.hasAttribute("hidden") ? null : [one.getAttribute("class"), mark.dataset.colour, width, height];
  }),
  ties: [...document.querySelectorAll(".ties > .tie")].map((one) => one.getAttribute("class")),
})"""
VIEWS = (
    {},
    {"waves": ("2019", "2025")},
    {"waves": ("2019", "2023"), "relations": ("projects", "referral")},
    {"waves": "2021", "relations": ("information", "projects", "referral"), "size": "betweenness"},
    {"waves": ("2021", "2023"), "relations": "projects", "strength": 3},
    {"waves": "2025", "only": {"district": ["north"]}},
    {"waves": ("2023", "2025"), "relations": "projects", "confirmed": True},
    {"waves": ("2019", "2021"), "focus": "GGD Lindeland", "reach": 1},
    {"waves": "2023", "focus": "Lindelands Ziekenhuis", "reach": 2},
)


@pytest.mark.parametrize("said", VIEWS, ids=str)
def test_a_scene_is_that_of_the_page(open_page, said):
    drawn = rn.draw(lindeland_panel(), view=rn.View(**said))
    theirs = open_page(drawn.html()).evaluate(SCENE)
    scene = scene_of(drawn.spec, drawn.spec.view)
    assert Counter(theirs["ties"]) == Counter(tie_classes(drawn.spec, scene))
    for own, other in zip(scene.actors, theirs["actors"], strict=True):
        if not own.shown:
            assert other is None
            continue
        classes, colour, *size = other
        assert classes == actor_class(own)
        assert colour == ("none" if own.colour < 0 else str(own.colour % 8))
        assert size == pytest.approx(np.ptp(mark(own.shape, own.radius).points, axis=0), abs=0.02)


def tie_classes(spec, scene):
    several = len(scene.view.relations) > 1
    for tie, status in zip(spec.ties, scene.statuses, strict=True):
        if status is not None:
            yield f"tie r{tie.relation}" if several and status == "tie" else f"tie {status}"


def actor_class(actor):
    partly = actor.partly and actor.status != "partly"
    more = [" unheard"] * actor.silent + [" partly"] * partly + [" unsized"] * actor.unsized
    return f"actor {actor.status}{''.join(more)}"


@pytest.mark.parametrize(("before", "after"), [*combinations(("2019", "2021", "2023", "2025"), 2)])
def test_what_is_drawn_is_what_compare_says(before, after):
    panel = lindeland_panel()
    drawn = rn.draw(panel)
    for relation in panel.relations:
        change = rn.compare(panel[before, relation], panel[after, relation])
        picture = drawn.static(rn.View(waves=(before, after), relations=relation))
        assert kinds(picture, "tie-", 2) == split_by_strength(change)
        who = change.composition["status"].value_counts()
        came_went = kinds(picture, "actor-", 2)
        assert came_went["joiner"] + came_went["made"] == who.get("joiner", 0)
        assert came_went.total() == len(change.composition)


def test_a_wave_has_its_ties_and_who_did_not_answer():
    panel = lindeland_panel()
    picture = rn.draw(panel).static(rn.View(waves="2021", relations="projects"))
    network = panel["2021", "projects"]
    assert kinds(picture, "tie-", 2) == {"tie": len(network.ties)}
    silent = int((~network.observation.answered).sum())
    assert kinds(picture, "actor-", 2) == {"silent": silent, "answered": network.n - silent}


def test_each_of_the_multiples_has_its_ties_on_shared_positions():
    panel = lindeland_panel()
    drawn = rn.draw(panel["referral"])
    picture = drawn.multiples()
    assert gids(picture, "wave") == named(picture)
    for k, network in enumerate(panel["referral"]):
        assert len(named(picture, f"wave{k}-tie-")) == len(network.ties)
        assert len(named(picture, f"wave{k}-actor-")) == network.n
    middles = {}
    for shape in picture._sheet().marks:
        if isinstance(shape, Shape) and "-actor-" in shape.gid:
            wave, _, actor, *_ = shape.gid.split("-")
            points = shape.outline.points
            middles[wave, int(actor)] = (points.min(axis=0) + points.max(axis=0)) / 2
    steps = {tuple((middles["wave2", k] - middles["wave0", k]).round(0)) for _, k in middles
             if {("wave0", k), ("wave2", k)} <= middles.keys()}  # fmt: skip
    assert (
        max(abs(np.ptp(np.array(sorted(steps)), axis=0))) <= 2
    )  # a triangle's middle is not its place
    assert not named(drawn.multiples(["2021", "2025"]), "wave0-")


def test_the_texts_tell_what_is_drawn_and_filtered():
    drawn = rn.draw(lindeland_panel("nl"), title="Lindeland", language="nl")
    picture = drawn.static(
        rn.View(waves=("2019", "2025"), relations="informatie", only={"district": "noord"})
    )
    assert picture.text.startswith("Lindeland: kaart van informatie, 2019 → 2025, met ")
    for text in (picture.caption, picture.description):
        assert "30 relaties zijn nieuw, 21 zijn verdwenen" in text
        assert "Gefilterd: te zien zijn" in text
        assert "district: noord" in text
    counts = kinds(picture, "tie-", 2)
    assert f"verdwenen: {counts['dissolved']}." in picture.description
    assert "Gefilterd" in written(picture)
    whole = drawn.static()
    assert "Gefilterd" not in whole.description
    assert not re.search(r"20\d\d-\d\d|\d+ \w+ 20\d\d om", whole.description)


def written(picture):
    """All that is written on it."""
    return " ".join(mark.text for mark in picture._sheet().marks if isinstance(mark, Text))


def test_what_is_hidden_is_in_no_picture():
    panel = rn.protect(lindeland_panel(), rn.Privacy(pseudonyms=True)).panel
    names = {name for network in lindeland_panel() for name in network.actors}
    drawn = rn.draw(panel)
    for picture in (drawn.static(), drawn.multiples()):
        text = f"{written(picture)} {picture.text} {picture.description} {picture.caption}"
        assert not [name for name in names if name in text]


def test_another_wave_is_of_what_the_map_shows_first():
    drawn = rn.draw(
        lindeland_panel(), view=rn.View(relations="projects", only={"district": "north"})
    )
    picture = drawn.static("2019")
    assert "map of projects, 2019, " in picture.text
    assert "district: north" in picture.caption


def test_every_step_of_a_story_has_a_picture():
    drawn, _ = lindeland_map()
    for _, view in STORY:
        assert drawn.static(view).svg()


def test_names_that_do_not_fit_are_counted():
    drawn = rn.draw(region(60, 2), title="Region")
    names = {line for actor in drawn.spec.actors for line in actor.lines}
    for width in (85, 170):
        picture = drawn.static(width=width)
        (unnamed,) = re.findall(r"(\d+) organisations stand without", written(picture))
        shown = [
            m for m in picture._sheet().marks if isinstance(m, Text) and m.halo and m.text in names
        ]
        assert len(shown) >= 60 - int(unnamed)
        assert 0 < int(unnamed) < 60


def test_names_that_would_be_something_else():
    drawn = rn.draw(hostile(), groups="sector", title="$x$ \x00 \u202e")
    for picture in (drawn.static(rn.View(groups=True), width=85), drawn.multiples(width=85)):
        assert tree(picture) is not None
        assert picture.png(dpi=60)
        assert picture.pdf()


def test_who_is_in_two_groups_has_a_ring_of_each_and_their_names_stand_apart():
    network = rn.from_networkx(nx.Graph([("A", "B"), ("B", "X")]), wave="1")
    groups = {"first": ["A", "B", "X"], "second": ["A", "B", "X"]}
    marks = rn.draw(network, groups=groups).static(rn.View(groups=True))._sheet().marks
    first, second = (
        one.y for one in marks if isinstance(one, Text) and one.halo and one.text in groups
    )
    assert first - second >= 7
    rings = [
        np.ptp(one.outline.points[:14], axis=0)[0]
        for one in marks
        if isinstance(one, Shape) and not one.gid and len(one.outline.points) == 3 * 14
    ]
    assert len(rings) == 2
    assert rings[1] > rings[0] + 2


def test_the_text_of_a_difference_says_what_became_of_the_ties():
    panel = lindeland_panel()
    change = rn.compare(panel["2019", "projects"], panel["2023", "projects"])
    count = change.ties["status"].value_counts()
    drawn = rn.draw(panel, title="Lindeland")
    picture = drawn.static(rn.View(waves=("2019", "2023"), relations="projects"))
    assert picture.text == (
        "Lindeland: map of projects, 2019 → 2023, with 46 organisations. Ties: "
        f"{count['formed']} gained, {count['dissolved']} lost, {count['persisted']} kept, "
        f"{count['unobserved']} ties that were not fully measured both times, "
        f"{count['entered']} came with a joiner, {count['left']} went with a leaver."
    )
    both = [rn.from_networkx(nx.DiGraph([("A", "B")]), wave=wave) for wave in "12"]
    same = rn.draw(rn.Panel(tuple(both)))
    assert same.static(("1", "2")).text.endswith("Ties: 0 gained, 0 lost, 1 kept.")


def test_several_relations_that_are_compared_are_told_apart():
    picture = rn.draw(lindeland_panel()).static(
        rn.View(waves=("2019", "2023"), relations=("information", "projects"))
    )
    assert "information + projects" in written(picture)
    counts = Counter(name.split("-")[2] for name in named(picture, "tie-"))
    first, second = re.search(
        r"new: information (\d+), projects (\d+)\.", picture.description
    ).groups()
    assert int(first) + int(second) == counts["formed"]
    assert f"new: {first} + {second}" in written(picture)


@pytest.mark.parametrize(("width", "some"), [(85, False), (170, True)])
def test_the_same_names_stand_in_each_small_map_and_the_others_are_counted(width, some):
    drawn = rn.draw(lindeland_panel())
    lines = {line for actor in drawn.spec.actors for line in actor.lines}
    picture = drawn.multiples(view=rn.View(relations="projects"), width=width)
    halos = [m.text for m in picture._sheet().marks if isinstance(m, Text) and m.halo]
    found = Counter(text for text in halos if text in lines)
    assert bool(found) is some
    assert not [text for text, count in found.items() if count % 4]
    (unnamed,) = re.findall(r"(\d+) organisations stand without", written(picture))
    who = [one for one in drawn.spec.actors if all(line in found for line in one.lines)]
    assert int(unnamed) == len(drawn.spec.actors) - len(who)


def test_small_maps_show_another_view():
    drawn = rn.draw(lindeland_panel())
    picture = drawn.multiples(["2019", "2023"], view=rn.View(relations="projects"))
    for k, wave in ((0, "2019"), (2, "2023")):
        ties = lindeland_panel()[wave, "projects"].ties
        assert len(named(picture, f"wave{k}-tie-")) == len(ties)
    for view, message in (
        (rn.View(waves="2019"), "a view without waves"),
        (rn.View(relations="nothing"), "nothing"),
        ("projects", "View"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            drawn.multiples(view=view)


def test_small_maps_say_what_filters_hold_and_count_each_for_itself():
    drawn = rn.draw(lindeland_panel(), view=rn.View(only={"district": ["north"]}))
    picture = drawn.multiples()
    told = "Left out is what does not pass the filters: district: north."
    assert told in written(picture)
    assert told in picture.caption
    assert "Filtered:" not in written(picture)
    assert picture.description.count("Filtered:") == 4
    assert "Left out" not in rn.draw(lindeland_panel()).multiples().caption


def test_edges_of_what_a_map_shows():
    lonely = nx.DiGraph()
    lonely.add_node("A")
    drawn = rn.draw(rn.from_networkx(lonely, wave="1"))
    assert kinds(drawn.static(width=60), "actor-", 2) == {"answered": 1}
    for waves in ("1", 1, [1, "1"]):
        assert drawn.multiples(waves, width=60).text == "ties, 1: map of wave 1."
    for call, message in (
        (lambda: drawn.static("2"), "unknown wave"),
        (lambda: drawn.static(("1", "1")), "opens at a wave"),
        (lambda: drawn.multiples(["3"]), "unknown wave"),
        (lambda: drawn.multiples([]), "at least one wave"),
    ):
        with pytest.raises(rn.UsageError, match=message):
            call()


def test_a_moving_map_is_drawn_where_everyone_stands():
    drawn = rn.draw(lindeland_panel()["referral"])
    actors = list(drawn.spec.actors)
    k = next(k for k, actor in enumerate(actors) if "-" not in actor.heard[0])
    place = actors[k].places[0]
    places = tuple(replace(place, x=place.x + 50 * wave) for wave in range(4))
    actors[k] = replace(actors[k], places=places)
    spec = replace(drawn.spec, actors=tuple(actors))
    far = [middle(rn.Map(spec).static(wave), k) for wave in ("2019", "2023")]
    assert far[1] - far[0] == pytest.approx(100 * (170 / 25.4 * 72 - 4) / spec.width, abs=0.5)
    assert "same place" not in rn.Map(spec).multiples().caption


def middle(picture, actor):
    """Where an actor is from the left."""
    (shape,) = (
        m
        for m in picture._sheet().marks
        if isinstance(m, Shape) and m.gid.startswith(f"actor-{actor}-")
    )
    return shape.outline.points[:, 0].mean()
