import re
from importlib.resources import files
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relnet.figures import matrix, ranks, style
from relnet.figures.letters import UNKNOWN, drawable, shortened, text_width, wrapped
from relnet.figures.style import luminance
from relnet.maps import looks

LEAST_APART = 0.09
"""How much the luminances of the marks of a matrix differ."""
CSS = files("relnet.maps").joinpath("assets", "map.css").read_text("utf-8")


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_marks_of_a_matrix_differ_in_grey():
    kinds = ("formed", "persisted", "dissolved", "impossible", "unknown", "absent")
    own = {kind: luminance(matrix.COLOURS[kind]) for kind in kinds} | {"none": 1.0}
    for one, other in combinations(own, 2):
        assert abs(own[one] - own[other]) >= LEAST_APART, (one, other)


def test_lines_stand_out_from_the_paper():
    drawn = [*looks.COLOURS.values(), *(line.colour for line in ranks.LINES.values())]
    drawn += [matrix.COLOURS[kind] for kind in ("formed", "dissolved", "persisted", "unobserved")]
    assert min(contrast(colour, style.PAPER) for colour in drawn) >= 3
    assert min(contrast(text, style.PAPER) for text in (style.INK, style.SOFT)) >= 4.5


def test_kinds_of_line_differ_without_colour():
    kinds = ["formed", "dissolved", "persisted", "unobserved", "entered", "left", "impossible"]
    for group in (kinds, [f"r{k}" for k in range(8)]):
        lines = [looks.tie_line(kind, looks.WEIGHT.get(kind, 1.0), 7.0) for kind in group]
        plain = {(line.width, line.dashes) for line in lines}
        assert len(plain) == len(group)


def test_marks_of_a_matrix_differ_without_colour():
    shapes = [
        tuple(
            (part.points.round(2).tobytes(), fill is None)
            for part, fill, _ in matrix.cell_mark(kind, 8.0)
        )
        for kind in matrix.KEY
    ]
    assert len(set(shapes)) == len(matrix.KEY)


def css_value(name):
    """A colour of the page in its light dress."""
    return re.search(rf"--{name}: (#[0-9a-f]{{6}})", CSS)[1]


def test_colours_are_those_of_the_page():
    names = {"ink": "INK", "soft": "SOFT", "formed": "GAINED", "dissolved": "LOST", "persisted": "KEPT",
             "unobserved": "UNMEASURED", "kept": "CHANGED", "tie": "TIE", "none": "NONE"}  # fmt: skip
    for name, own in names.items():
        assert css_value(name) == getattr(style, own), name
    assert tuple(css_value(f"c{k}") for k in range(8)) == style.VALUES


def test_dashes_are_those_of_the_page():
    for kind in looks.COLOURS:
        rules = re.findall(rf"\.tie\.{kind}(?:,[^{{]*)? {{([^}}]*)}}", CSS)
        dashes = re.findall(r"stroke-dasharray: ([\d. ]+)", " ".join(rules))
        assert [tuple(map(float, one.split())) for one in dashes] == (
            [tuple(map(float, looks.DASHES[kind]))] if kind in looks.DASHES else []
        ), kind


def test_letters_that_cannot_be_drawn_are_replaced_and_others_kept():
    assert (
        drawable("Café “Ñandú” Łódź Ελλάς Москва → ≤ …") == "Café “Ñandú” Łódź Ελλάς Москва → ≤ …"
    )
    assert drawable("a\tb\n c\x00") == f"a b c{UNKNOWN}"
    assert set(drawable("医院مستشفى\u202e\ud800")) == {UNKNOWN}


@given(st.text(max_size=60), st.floats(20, 300))
def test_text_fits_in_the_room_there_is(text, room):
    assert text_width(shortened(text, 7, room), 7) <= room
    lines = wrapped(text, 7, room)
    assert all(text_width(line, 7) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == drawable(text).replace(" ", "")


def test_a_width_is_that_of_the_drawn_letters():
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - only here
    from matplotlib.textpath import TextPath  # noqa: PLC0415

    from relnet.figures.letters import font_file  # noqa: PLC0415

    path = TextPath((0, 0), "Huisartsengroep", size=7, prop=FontProperties(fname=font_file()))
    assert text_width("Huisartsengroep", 7) == pytest.approx(path.get_extents().width, abs=1.5)
