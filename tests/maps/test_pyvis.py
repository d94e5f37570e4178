"""The pyvis renderer: a real pyvis network, of which nothing unsafe reaches a reader."""

import json
import re
import subprocess
import sys

import networkx as nx
import pytest

import relnet as rn
from relnet.errors import UsageError
from relnet.maps.pyvis_network import VisNetwork, _library
from tests.maps.regions import hostile_panel, lindeland_panel


@pytest.fixture(scope="module")
def drawn():
    return rn.draw(lindeland_panel(), renderer="pyvis")


@pytest.fixture(scope="module")
def hostile():
    title = "</title><script>alert(1)</script>"
    return rn.draw(hostile_panel(), title=title, renderer="pyvis")


@pytest.fixture
def network(drawn):
    return VisNetwork(drawn.spec)


@pytest.fixture
def small():
    return VisNetwork(rn.draw(rn.from_networkx(nx.Graph([("A", "B"), ("B", "C")]))).spec)


def data_of(html):
    text = re.search(
        r'<script type="application/json" id="map-data">(.*?)</script>', html, re.DOTALL
    )
    return json.loads(text[1])


def markup_of(html):
    """The page without its scripts, its data and its style."""
    return re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)


def test_ids_are_positions_in_the_map(drawn, network):
    assert [node["id"] for node in network.nodes] == list(range(len(drawn.spec.actors)))
    assert [(e["id"], e["from"], e["to"]) for e in network.edges] == [
        (k, tie.source, tie.target) for k, tie in enumerate(drawn.spec.ties)
    ]
    assert [(n["x"], n["y"]) for n in network.nodes] == [(a.x, a.y) for a in drawn.spec.actors]
    assert network.options.physics.enabled is False


def test_the_same_map_gives_the_same_page(drawn):
    assert drawn.html() == drawn.html() == VisNetwork(drawn.spec).generate_html()


def test_hostile_names_stand_in_the_page_as_text(hostile):
    html = hostile.html()
    assert html.count("<script") == html.count("</script") == 2
    assert not re.search(r"<img|<svg|onerror=alert\(2\)>", html)
    assert "{{" not in markup_of(html)
    assert not re.search("[\u2028\u2029]", html)
    names = {name for name, *_ in data_of(html)["actors"]}
    assert "<img src=x onerror=alert(2)>" in names


def test_the_library_cannot_end_its_script():
    library = _library()
    assert not re.search("</script|<!--|<script|sourceMappingURL", library, re.IGNORECASE)
    assert "Apache 2.0 License" in library


def test_nothing_in_the_page_names_something_to_fetch(drawn):
    html = drawn.html()
    assert 'content="default-src &#39;none&#39;;' in html
    assert not re.search(r"<[a-z][^>]*\s(src|href|srcset|data|poster)\s*=", markup_of(html))
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert not re.search(r"@import|url\(", style)
    assert not re.search("bootstrap|cdnjs|jsdelivr|unpkg", html)


def test_changes_of_the_object_show(small):
    small.toggle_physics(status=True)
    small.add_node("more", label="More")
    small.add_edge("more", 0, width=5)
    small.nodes[0]["color"] = "red"
    data = data_of(small.generate_html())
    assert data["options"]["physics"]["enabled"] is True
    assert data["nodes"][-1]["label"] == "More"
    assert data["edges"][-1] == {"width": 5, "from": "more", "to": 0}
    assert data["nodes"][0]["color"] == "red"
    small.set_options('{"edges": {"dashes": true}}')
    assert data_of(small.generate_html())["options"] == {"edges": {"dashes": True}}


def test_the_page_is_told_of_what_changed_alone(small):
    same = data_of(small.generate_html())
    assert (same["nodes"], same["edges"], same["gone"]) == ([], [], {"nodes": [], "edges": []})
    small.nodes.pop(0)
    small.nodes[0]["size"] = 30
    small.edges[1]["color"] = "red"
    small.edges.pop(0)
    data = data_of(small.generate_html())
    assert [(node["id"], node["size"]) for node in data["nodes"]] == [(1, 30)]
    assert [(edge["id"], edge["color"]) for edge in data["edges"]] == [(1, "red")]
    assert data["gone"] == {"nodes": [0], "edges": [0]}


def test_an_edge_is_not_added_twice_unless_it_has_an_id(small):
    small.add_edge(0, 1)
    assert len(small.edges) == 2
    small.add_edge(0, 1, id="again")
    assert len(small.edges) == 3
    with pytest.raises(UsageError, match="no node 'nobody'"):
        small.add_edge(0, "nobody")


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("show_buttons", ()),
        ("prep_notebook", ()),
        ("set_template", ("a/b.html",)),
        ("set_template_dir", ("a",)),
        ("from_DOT", ("a.dot",)),
    ],
)
def test_what_would_write_into_the_page_is_refused(small, method, args):
    with pytest.raises(UsageError, match=method):
        getattr(small, method)(*args)


@pytest.mark.parametrize(
    "name", ["heading", "select_menu", "filter_menu", "neighborhood_highlight"]
)
def test_options_that_inject_are_refused(small, name):
    with pytest.raises(UsageError, match=name):
        VisNetwork(small.spec, **{name: True})
    setattr(small, name, "<script>alert(1)</script>")
    with pytest.raises(UsageError, match=name):
        small.generate_html()


def test_controls_and_pictures_of_vis_network_are_refused(small):
    small.set_options('{"configure": {"enabled": true}}')
    with pytest.raises(UsageError, match="configure"):
        small.generate_html()
    small.options = {"manipulation": True}
    with pytest.raises(UsageError, match="manipulation"):
        small.generate_html()
    small.options = {}
    small.add_node("seen", shape="image", image="https://example.org/pixel.png")
    with pytest.raises(UsageError, match="image"):
        small.generate_html()


def test_files_are_written_alone(small, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = small.generate_html()
    small.write_html("one.html")
    small.save_graph("two.html")
    assert small.show("three.html") is small
    written = sorted(tmp_path.iterdir())
    assert [path.name for path in written] == ["one.html", "three.html", "two.html"]
    assert {path.read_text("utf-8") for path in written} == {page}
    with pytest.raises(UsageError, match="cannot write"):
        small.write_html("no/such/folder.html")


def test_show_opens_the_browser_only_when_asked(small, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    small.show(tmp_path / "map.html")
    assert not opened
    small.show(tmp_path / "map.html", notebook=False)
    assert opened == [(tmp_path / "map.html").as_uri()]


def test_a_notebook_gets_a_sandboxed_frame(hostile):
    html = VisNetwork(hostile.spec)._repr_html_()
    assert re.findall("<[a-z/]+", html) == [
        "<figure",
        "<div",
        "<img",
        "<iframe",
        "</iframe",
        "</div",
        "<figcaption",
        "</figcaption",
        "</figure",
    ]
    assert 'sandbox="allow-scripts allow-downloads allow-modals"' in html


def test_pyvis_waits_until_it_is_used():
    code = "import sys, relnet.maps; assert not {'pyvis', 'IPython'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_map_on_which_nothing_was_changed_has_the_page_of_its_network():
    for renderer in (
        rn.draw(lindeland_panel(), renderer="pyvis"),
        rn.draw(hostile_panel(), renderer="pyvis"),
    ):
        assert renderer.html() == renderer.to_pyvis().generate_html()
