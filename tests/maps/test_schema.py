"""What a map is described by: every description has the schema that is shipped, and says the same."""

import copy
import json
from dataclasses import fields
from importlib.resources import files

import jsonschema
import networkx as nx
import pytest

import relnet as rn
from relnet.maps import spec as described_by
from tests.lineage.test_lineage import MERGED, MERGER
from tests.maps.described import GOLDEN, described, differences, row_of
from tests.maps.regions import hostile_panel, lindeland_panel

SCHEMA = json.loads(files("relnet.maps").joinpath("schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


def told_panel():
    """The region with all that a map can show."""
    steps = [
        ("First.", rn.View(waves="2019", only={"sector": ["municipality"]}, strength=2)),
        ("Then.", rn.View(waves=("2019", "2023"), focus="Lindelands Ziekenhuis", reach=2)),
        ("Last.", rn.View(relations=["information", "projects"], confirmed=True, groups=True)),
    ]
    return rn.draw(lindeland_panel(), groups="sector", shape="district", steps=steps)


def by_name():
    panel = lindeland_panel()["referral"]
    return {"one": panel, "other": panel}


def drawn_in_terms_of(wave):
    return rn.draw(rn.in_terms_of(lindeland_panel(), wave), measures=["betweenness"])


MAPS = {
    "the region": lambda: rn.draw(lindeland_panel()),
    "the region in Dutch": lambda: rn.draw(lindeland_panel("nl"), language="nl"),
    "with all there is": told_panel,
    "hostile": lambda: rn.draw(hostile_panel(), groups={"<b>": []}),
    "one network": lambda: rn.draw(lindeland_panel()["2021", "projects"]),
    "a change": lambda: rn.draw(rn.compare(*[lindeland_panel()[w, "referral"] for w in ("2019", "2025")])),
    "in terms of the last wave": lambda: drawn_in_terms_of("2025"),
    "in terms of the first wave": lambda: drawn_in_terms_of("2019"),
    "a merger in other terms": lambda: rn.draw(rn.in_terms_of(MERGED, "2", MERGER)),
    "a merger in its own": lambda: rn.draw(rn.Panel(tuple(MERGED), MERGER)),
    "panels by name": lambda: rn.draw(by_name(), relations=["referral (other)"]),
    "no size, no attribute": lambda: rn.draw(lindeland_panel(), size=None, attributes=[]),
    "no attribute, no tie": lambda: rn.draw(rn.from_networkx(nx.empty_graph(2))),
    "who moves": lambda: rn.draw(lindeland_panel(), layout="linked"),
    "in groups": lambda: rn.draw(lindeland_panel(), layout="grouped"),
    "one organisation": lambda: rn.draw(rn.from_networkx(nx.empty_graph(1))),
}  # fmt: skip


@pytest.fixture(scope="module")
def region():
    return told_panel().spec.as_dict()


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["title"] == SCHEMA["properties"]["schema"]["const"] == described_by.SCHEMA


def parts(node):
    """Every part of a schema that says what something is."""
    if isinstance(node, dict):
        if "type" in node or "$ref" in node or "enum" in node:
            yield node
        for value in node.values():
            yield from parts(value)
    elif isinstance(node, list):
        for value in node:
            yield from parts(value)


def test_nothing_is_open_and_everything_is_described():
    objects = [part for part in parts(SCHEMA) if "properties" in part and "required" in part]
    assert len(objects) == 12
    for part in objects:
        assert part["additionalProperties"] is False
        assert list(part["properties"]) == part["required"]
    rows = [part for part in parts(SCHEMA) if "prefixItems" in part]
    assert len(rows) == 2
    assert all(row["items"] is False for row in rows)
    described_parts = [*objects, *rows, *(one for row in rows for one in row["prefixItems"])]
    assert all(part.get("description") for part in described_parts)


NAMES = {
    "MapRelation": "relation", "MapInside": "inside", "MapAttribute": "attribute", "MapMeasure": "measure",
    "MapGroup": "group", "MapMove": "move", "MapMilestone": "milestone", "MapLayout": "layout", "MapView": "view", "MapStep": "step",
}  # fmt: skip


@pytest.mark.parametrize("kind", [*NAMES, "MapSpec"])
def test_it_has_what_the_description_has(kind):
    own = {field.name for field in fields(getattr(described_by, kind))}
    node = SCHEMA if kind == "MapSpec" else SCHEMA["$defs"][NAMES[kind]]
    assert set(node["properties"]) == own


@pytest.mark.parametrize("which", MAPS)
def test_every_map_has_the_schema_and_its_parts_fit(which):
    content = json.loads(json.dumps(MAPS[which]().spec.as_dict(), allow_nan=False))
    VALID.validate(content)
    fits(content)


def fits(content):
    """What no schema can say: that positions are in the lists, and texts as long as there are waves."""
    for part in (actors_fit, ties_fit, relations_fit, values_fit, groups_fit):
        part(content)
    for view in (content["view"], *(step["view"] for step in content["steps"])):
        view_fits(view, content)


def counted(content):
    return (len(content[key]) for key in ("waves", "actors", "relations"))


def actors_fit(content):
    waves, _, relations = counted(content)
    for name, lines, heard, places in content["actors"]:
        assert lines != [name]
        assert len(places) in {1, waves}
        assert all(x <= content["width"] and y <= content["height"] for x, y, *_ in places)
        assert [len(letters) for letters in heard] == [waves] * relations
    names = [row[0] for row in content["actors"]]
    assert names == sorted(set(names))


def ties_fit(content):
    waves, actors, relations = counted(content)
    assert len(content["ties"]) == relations
    for relation, ties in zip(content["relations"], content["ties"], strict=True):
        source, target, states = ties["source"], ties["target"], ties["states"]
        assert len(source) == len(target) == len(states) / waves
        assert not any(i == j or max(i, j) >= actors for i, j in zip(source, target, strict=True))
        there = [state in "Tt" for state in states]
        assert all(any(there[k : k + waves]) for k in range(0, len(there), waves))
        assert len(ties["strength"]) in {0, sum(there)}
        confirmed = [letter != "-" for letter in ties["confirmed"]]
        assert confirmed == (there if relation["confirmed"] else [])
    for one in content["inside"]:
        assert (one["relation"] < relations, one["actor"] < actors) == (True, True)
        assert (len(one["states"]), "T" in one["states"]) == (waves, True)


def pairs_of(content):
    waves = range(len(content["waves"]))
    return {f"{i}-{j}" for j in waves for i in waves if i < j}


def relations_fit(content):
    for relation in content["relations"]:
        assert len(relation["waves"]) == len(content["waves"])
        assert set(relation["changes"]) == pairs_of(content)
        assert relation["levels"] == sorted(relation["levels"])


def values_fit(content):
    waves, actors, relations = counted(content)
    for attribute in content["attributes"]:
        own = [[code] * waves if isinstance(code, int) else code for code in attribute["codes"]]
        assert [len(codes) for codes in own] == [waves] * actors
        assert {code for codes in own for code in codes} - {-1} == set(
            range(len(attribute["values"]))
        )
    for measure in content["measures"]:
        assert [[len(wave) for wave in own] for own in measure["values"]] == [
            [actors] * waves
        ] * relations


def groups_fit(content):
    waves, actors, _ = counted(content)
    for group in content["groups"]:
        assert len(group["members"]) == waves
        assert all(place < actors for wave in group["members"] for place in wave)
    assert set(content["moves"]) <= pairs_of(content)
    for move in (move for several in content["moves"].values() for move in several):
        assert all(place < actors for place in (move["actor"], *move["into"]))


def view_fits(view, content):
    assert view["waves"] == sorted(view["waves"])
    assert view["waves"][-1] < len(content["waves"])
    assert max(view["relations"]) < len(content["relations"])
    assert view["chosen"] is None or view["chosen"] < len(content["actors"])
    assert (view["size"] is None) == (not content["measures"])
    for key, codes in view["only"].items():
        assert all(code < len(content["attributes"][int(key)]["values"]) for code in codes)


def broken(change):
    """A way to break a description, under its own source as name."""
    return pytest.param(change, id=change)


@pytest.mark.parametrize(
    "change",
    [
        broken("one['schema'] = 'relnet.map/2'"),
        broken("one['more'] = 1"),
        broken("del one['terms']"),
        broken("one['waves'] = []"),
        broken("one['language'] = ''"),
        broken("one['width'] = 0"),
        broken("one['colour'] = 'sector'"),
        broken("one['actors'][0].pop()"),
        broken("one['actors'][0].append(1)"),
        broken("one['actors'][0][1] = []"),
        broken("one['actors'][0][2][0] = 'ab--'"),
        broken("one['actors'][0][3] = []"),
        broken("one['actors'][0][3][0][2] = 'left'"),
        broken("one['actors'][0][3][0][0] = None"),
        broken("one['actors'][0][3][0].pop()"),
        broken("one['layout']['name'] = 'spring'"),
        broken("one['layout']['stress'][0] = 1.5"),
        broken("del one['layout']['text']"),
        broken("one['ties'][0]['states'] = 'TTyN'"),
        broken("one['ties'][0]['source'][0] = -1"),
        broken("one['ties'][0]['strength'] = 3"),
        broken("one['ties'][0]['strength'] = ['3']"),
        broken("del one['ties'][0]['target']"),
        broken("one['ties'][0]['confirmed'] += 'T'"),
        broken("one['ties'][0]['more'] = []"),
        broken("one['ties'][0] = [0, 0, 1, 'T', []]"),
        broken("one['relations'][0]['changes']['3'] = 'x'"),
        broken("one['relations'][0]['waves'][0] = None"),
        broken("one['relations'][0]['directed'] = 1"),
        broken("one['attributes'][0]['codes'][0] = -2"),
        broken("one['attributes'][0]['values'] *= 2"),
        broken("one['measures'][0]['values'][0][0][0] = '3'"),
        broken("one['groups'][0]['members'][0] = 1"),
        broken("next(iter(one['moves'].values()))[0]['status'] = 'left'"),
        broken("next(iter(one['moves'].values()))[0]['into'] = []"),
        broken("one['moves']['2019-2021'] = []"),
        broken("one['inside'].append({'relation': 0, 'actor': 0, 'source': 'A', 'target': 'B', 'states': '--x-'})"),
        broken("one['milestones'][0]['date'] = '20 June'"),
        broken("one['view']['waves'] = [0, 1, 2]"),
        broken("one['view']['waves'] = [1, 1]"),
        broken("one['view']['relations'] = []"),
        broken("one['view']['reach'] = 1"),
        broken("one['steps'][1]['view']['reach'] = 3"),
        broken("one['view']['only'] = {'sector': [0]}"),
        broken("one['view']['strength'] = '2'"),
        broken("one['view']['wave'] = 1"),
        broken("one['labels']['none'] = 3"),
    ],
)  # fmt: skip
def test_what_is_broken_is_found(region, change):
    one = copy.deepcopy(region)
    assert VALID.is_valid(one)
    exec(change, {"one": one})  # noqa: S102 - the changes stand above
    assert not VALID.is_valid(one)


def test_the_region_is_described_as_it_was():
    """Where a difference is meant: ``python -m tests.maps.described``."""
    now = json.loads(json.dumps(described()))
    found = list(differences(json.loads(GOLDEN.read_text("utf-8")), now))
    assert not found, "\n".join(found[:40])


def test_a_difference_is_told_with_its_path():
    old = {"a": [1, {"b": "x"}], "c": [0.3333, None], "d": [1]}
    new = {"a": [1, {"b": "y", "e": 1}], "c": [0.3334, 0], "d": [1, 2]}
    assert list(differences(old, new)) == [
        "/a/1/b: x → y", "/a/1/e: nothing → 1", "/c/1: None → 0", "/d: a list of 1 → a list of 2",
    ]  # fmt: skip
    assert list(differences(old, copy.deepcopy(old))) == []


def test_the_columns_hold_every_tie():
    spec = rn.draw(lindeland_panel()).spec
    waves, found = len(spec.waves), []
    for relation, ties in enumerate(spec.as_dict()["ties"]):
        strengths = iter(ties["strength"])
        for k, (source, target) in enumerate(zip(ties["source"], ties["target"], strict=True)):
            own = slice(k * waves, (k + 1) * waves)
            states = ties["states"][own]
            known = tuple(next(strengths) if state in "Tt" else None for state in states)
            found.append((relation, source, target, states, known, ties["confirmed"][own]))
        assert next(strengths, None) is None
    assert found == [row_of(tie) for tie in spec.ties]
