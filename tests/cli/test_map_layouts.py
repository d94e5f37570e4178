import json

import pytest

from relnet.datasets import lindeland, write_region


@pytest.fixture
def run(invoke, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_region(lindeland("en"), "surveys")
    return invoke


FILES = ("surveys/reports.csv", "--roster", "surveys/roster.csv", "--respondents", "surveys/respondents.csv",
         "--scale", "1:4", "--output", "map.html")  # fmt: skip


def layout_of(path):
    text = path.read_text("utf-8")
    start = text.index('id="map-data">') + len('id="map-data">')
    return json.loads(text[start : text.index("</script>", start)])["layout"]


@pytest.mark.parametrize(
    ("options", "name", "stillness", "moves"),
    [
        (("--map-layout", "linked"), "linked", 0.1, True),
        (("--map-layout", "anchored", "--stillness", "0.5"), "anchored", 0.5, True),
        (("--map-layout", "grouped"), "grouped", None, False),
    ],
)
def test_a_map_has_the_layout_that_is_asked_for(run, tmp_path, options, name, stillness, moves):
    result = run("map", *FILES, *options)
    layout = layout_of(tmp_path / "map.html")
    assert (layout["name"], layout["stillness"]) == (name, stillness)
    assert any(layout["motion"]) == moves
    assert ("does not mean that its ties changed" in result.stdout) == moves


def test_what_is_no_layout_is_a_wrong_command(run):
    for options, message in (
        (("--map-layout", "linkd"), "did you mean 'linked'"),
        (("--stillness", "0.2"), "not for union"),
    ):
        assert message in run("map", *FILES, *options, code=2).stderr
