import base64
import contextlib
import io
import re
from functools import partial

import pytest
from PIL import Image

import relnet as rn
from relnet.figures.picture import Picture
from relnet.figures.sheet import Sheet, Text
from relnet.figures.style import points
from tests.figures.panels import HOSTILE, lindeland
from tests.figures.reading import LATER, SVG, chunks, gids, in_another_process, pdf_text, tree
from tests.test_public import loaded

EVERY = """
import hashlib, relnet as rn
panel = rn.build_panel(rn.datasets.lindeland().survey)
change = rn.compare(panel["2019", "referral"], panel["2025", "referral"])
drawn = rn.draw(change, title="Lindeland")
pictures = [
    rn.plot_matrix(change, "sector", width=85), rn.plot_ranks(panel["referral"], "in_degree", most=4),
    rn.plot_flows(panel, "sector"), drawn.static(width=60),
]
#LATER
for picture in pictures:
    for data in (picture.svg().encode(), picture.png(dpi=60), picture.pdf()):
        print(hashlib.sha256(data).hexdigest())
"""


def simple(text="Short.", told="Long.", **given):
    def sheet(width=85):
        drawn = Sheet(points(width))
        drawn.title(given.get("title", "A title"))
        drawn.write(Text(20, 30, "beside", halo=True, gid="beside"))
        drawn.at = 60
        return drawn

    return Picture(text, told, "A caption", given.get("language", "en"), partial(sheet))


def test_the_bytes_are_the_same_in_another_process_a_year_later():
    here = io.StringIO()
    with contextlib.redirect_stdout(here):
        exec(EVERY, {})  # noqa: S102 - our own
    first = here.getvalue().split()
    assert len(set(first)) == 12
    assert first == in_another_process(EVERY.replace("#LATER", LATER), 2)


def test_importing_a_picture_loads_no_matplotlib():
    code = "import relnet\nrelnet.Picture, relnet.plot_flows, relnet.draw"
    assert "matplotlib" not in loaded(code)


def test_an_svg_holds_its_text_alternative():
    root = tree(simple("Short & <b>.", "Long\x00 ]]> told.", language="nl"))
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    told = {node.get("id"): node.text for node in root if node.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert [told[name] for name in root.get("aria-labelledby").split()] == [
        "Short & <b>.",
        "Long\ufffd ]]> told.",
    ]
    assert "beside" in gids(simple())


def test_a_png_and_a_pdf_hold_their_text_alternative_and_no_date():
    picture = simple("Kort, één → twee.", "Lang: 医院.")
    png, pdf = picture.png(), picture.pdf()
    assert chunks(png) == {
        "Title": picture.text,
        "Description": f"{picture.text}\n{picture.description}",
    }
    assert pdf_text(pdf, "Title") == picture.text
    assert pdf_text(pdf, "Subject") == picture.description
    for data in (png, pdf, picture.svg().encode()):
        assert not re.search(rb"CreationDate|Producer|matplotlib|20\d\d-\d\d", data, re.IGNORECASE)


def test_its_size_is_that_of_the_paper():
    image = Image.open(io.BytesIO(simple().png(dpi=300)))
    assert image.width == pytest.approx(85 / 25.4 * 300, abs=1)
    assert tree(simple()).get("width") == f"{85 / 25.4 * 72:.6f}pt"


@pytest.mark.parametrize(
    ("ending", "start"), [(".svg", b"<?xml"), (".PNG", b"\x89PNG"), (".pdf", b"%PDF")]
)
def test_a_file_is_written_by_its_ending(tmp_path, ending, start):
    path = simple().save(tmp_path / f"figure{ending}")
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["figure.jpg", "figure", "svg"])
def test_another_ending_is_refused_and_nothing_written(tmp_path, name):
    with pytest.raises(rn.UsageError, match=r"may be \.svg, \.png, \.pdf"):
        simple().save(tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("dpi", [0, 5000, float("nan"), "300"])
def test_dots_that_no_printer_has(dpi):
    with pytest.raises(rn.UsageError, match="30 to 1200 dots"):
        simple().png(dpi=dpi)


@pytest.mark.parametrize("width", [0, 59, 1000, float("nan"), "85"])
def test_widths_that_no_page_has(width):
    change = rn.compare(*(lindeland()[wave, "referral"] for wave in ("2019", "2021")))
    drawn = rn.draw(change)
    for draw in (
        partial(rn.plot_matrix, change), partial(rn.plot_ranks, lindeland()["referral"], "in_degree"),
        partial(rn.plot_flows, lindeland(), "sector"), drawn.static, drawn.multiples,
    ):  # fmt: skip
        with pytest.raises(rn.UsageError, match="60 to 420 mm"):
            draw(width=width)


def test_a_notebook_shows_it_with_its_text():
    picture = simple('"><script>alert(1)</script>')
    page = picture._repr_mimebundle_()["text/html"]
    assert "<script" not in page
    assert 'alt="&quot;&gt;&lt;script&gt;' in page
    assert "<figcaption>A caption</figcaption>" in page
    assert repr(simple()) == "<Picture: Short.>"


def test_a_notebook_keeps_one_small_image():
    formats = pytest.importorskip("IPython.core.formatters").DisplayFormatter()
    kept, _ = formats.format(simple())
    assert set(kept) == {"text/plain", "text/html", "image/png"}
    png = kept["image/png"]
    assert f'src="data:image/png;base64,{png}"' in kept["text/html"]
    assert Image.open(io.BytesIO(base64.b64decode(png))).width == pytest.approx(
        85 / 25.4 * 110, abs=1
    )


def test_the_figure_of_matplotlib_is_made_anew_and_can_be_changed():
    import matplotlib as mpl  # noqa: PLC0415 - only here

    picture = simple()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "lines.linewidth": 9}):
        changed = picture.svg()
        figure = picture.figure
    assert changed == picture.svg()
    assert figure is not picture.figure
    figure.text(0.5, 0.5, "mine")
    assert "mine" not in picture.svg()
    assert mpl.rcParams["font.size"] == mpl.rcParamsDefault["font.size"]


@pytest.mark.parametrize("name", [*HOSTILE, "\ud800 half a character"])
def test_no_name_is_read_as_anything_else(name):
    picture = simple(name, name, title=name)
    for data in (picture.svg().encode(), picture.png(dpi=60), picture.pdf()):
        assert data
    title = next(node for node in tree(picture) if node.tag == f"{SVG}title").text
    assert title == re.sub("[\x00\x1b\ud800]", "\ufffd", name)
