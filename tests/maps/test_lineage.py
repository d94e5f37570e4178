"""What a map says of the organisations in whose terms it is."""

import json

import pytest

import relnet as rn
from tests.lineage.test_lineage import MERGED, MERGER

WHOLE = rn.in_terms_of(MERGED, "2", MERGER)


def test_captions_say_in_whose_terms_it_is_and_what_is_internalised():
    relation = rn.draw(WHOLE).spec.relations[0]
    assert relation.waves[0].startswith(
        "1: 2 ties among 3 organisations. In the organisations of 2: A + B → C (2). "
        "1 tie lies inside one organisation and is not drawn."
    )
    assert "organisations of" not in relation.waves[1]
    assert (
        "In the organisations of 2: A + B → C (2). 1 tie between organisations that are one here "
        "is internalised, not lost."
    ) in relation.changes["0-1"]


def test_captions_of_a_change_in_dutch():
    caption = rn.draw(rn.compare(*WHOLE), language="nl").spec.caption()
    assert (
        "In de organisaties van 2: A + B → C (2). 1 relatie tussen organisaties die hier één zijn, "
        "is intern geworden en niet verdwenen."
    ) in caption


@pytest.mark.parametrize("renderer", ["svg", "pyvis"])
def test_the_notes_of_the_page_say_so_too(renderer, tmp_path):
    rn.draw(WHOLE, renderer=renderer).save(tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text("utf-8")
    assert '<p class="small" id="terms">In the organisations of 2: A + B → C (2).</p>' in page
    rn.draw(MERGED, renderer=renderer).save(tmp_path / "map.html")
    assert 'id="terms"' not in (tmp_path / "map.html").read_text("utf-8")


def test_the_description_is_of_the_same_schema():
    whole, own = (rn.draw(panel).spec.as_dict() for panel in (WHOLE, MERGED))
    assert whole["schema"] == own["schema"] == "relnet.map/3"
    assert (whole["terms"], own["terms"]) == ("In the organisations of 2: A + B → C (2).", "")
    assert json.loads(json.dumps(whole)) == whole


def test_the_organisations_that_all_have_in_common():
    spec = rn.draw(rn.in_common(MERGED, MERGER), language="nl").spec
    assert spec.terms == "In de organisaties die alle metingen gemeen hebben: A + B → C (2)."
