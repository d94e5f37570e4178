"""A map inside other pages: notebooks, websites and documents, as other programs make them."""

import base64
import re
import socket
import subprocess
import sys
import zipfile

import nbformat
import pypandoc
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Error

import relnet as rn
from tests.maps.regions import hostile_panel, lindeland_panel

CODE = """import relnet as rn
region = rn.datasets.lindeland("nl")
drawn = rn.draw(rn.build_panel(region.survey), title="Lindeland", language="nl")
drawn"""
WAIT = 60_000


@pytest.fixture(scope="module")
def drawn():
    return rn.draw(lindeland_panel("nl"), title="Lindeland", language="nl")


@pytest.fixture(scope="module")
def notebook():
    """A notebook that was run."""
    cells = [new_code_cell(CODE)]
    made = new_notebook(cells=cells)
    return NotebookClient(made, timeout=120, kernel_name="python3").execute()


def outputs(notebook):
    return notebook.cells[0].outputs[0].data


def pandoc(text, source, target, path, *more):
    pypandoc.convert_text(text, target, source, outputfile=str(path), extra_args=list(more))
    return path


def map_in(page):
    """The page of the map in another page: how many organisations it shows, and in which wave."""
    frame = page.frame_locator("iframe")
    frame.locator(".stage .actor").first.wait_for(timeout=WAIT)
    frame.locator("#previous").click()
    return frame.locator(".stage .actor:not([hidden])").count(), frame.locator(
        "#wave-name"
    ).text_content()


def shown_in(panel, wave):
    network = panel[wave, panel.relations[0]]
    return network.n, wave


def test_the_page_hides_the_picture_and_works(drawn, open_page):
    piece = drawn.embed(height=500)
    assert piece.isascii()  # the page that it stands in says nothing of its encoding
    page = open_page(f"<!doctype html><html lang=nl><title>n</title>{piece}")
    assert page.locator("img").get_attribute("alt") == drawn.static().text
    picture, frame = (page.locator(name).bounding_box() for name in ("img", "iframe"))
    assert frame["height"] == 500
    assert picture["height"] <= 500
    assert (picture["x"], picture["y"]) == (frame["x"], frame["y"])
    assert picture["width"] <= frame["width"]
    assert map_in(page) == shown_in(lindeland_panel("nl"), "2023")


def test_a_page_beside_the_report_is_named(drawn, open_page, tmp_path):
    drawn.save(tmp_path / "kaart 1.html")
    piece = drawn.embed(address="kaart 1.html")
    assert len(piece) < len(drawn.embed()) - len(drawn.html())
    assert re.findall(r'<iframe.* src="([^"]*)"', piece) == ["kaart 1.html"]


def test_without_pages_in_pages_the_picture_is_left():
    drawn = rn.draw(hostile_panel())
    piece = re.sub(r"<iframe.*</iframe>", "", drawn.embed(), flags=re.DOTALL)
    assert re.findall("<[a-z/]+", piece) == [
        "<figure", "<div", "<img", "</div", "<figcaption", "</figcaption", "</figure",
    ]  # fmt: skip
    data = re.search(r'src="data:image/png;base64,([^"]+)"', piece)[1]
    assert base64.b64decode(data) == drawn.static().png(dpi=110)


@pytest.mark.parametrize("height", [0, -1, 2.5, "860", True, None])
def test_a_height_is_a_number_of_pixels(drawn, height):
    with pytest.raises(rn.UsageError, match="whole number of pixels"):
        drawn.embed(height=height)


def test_a_notebook_gets_the_page_and_the_picture(drawn, notebook):
    data = outputs(notebook)
    assert data["text/html"] == drawn.embed()
    assert base64.b64decode(data["image/png"]) == drawn.static().png(dpi=110)
    assert data["text/plain"] == repr(drawn)


def test_a_notebook_as_a_page(notebook, chromium, tmp_path):
    """The template of nbconvert itself asks for scripts, which are not there offline."""
    text, _ = HTMLExporter(embed_images=True).from_notebook_node(notebook)
    (tmp_path / "notebook.html").write_text(text, encoding="utf-8")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "notebook.html").as_uri())
    assert map_in(page) == shown_in(lindeland_panel("nl"), "2023")
    context.close()


def test_a_page_of_pandoc(drawn, open_page, tmp_path):
    text = f"# Verslag\n\n{drawn.embed()}\n\nTot zover.\n"
    made = pandoc(
        text,
        "markdown",
        "html",
        tmp_path / "report.html",
        "--embed-resources",
        "--standalone",
        "--metadata",
        "title=x",
    )
    page = open_page(made.read_text("utf-8"))
    assert map_in(page) == shown_in(lindeland_panel("nl"), "2023")


def document(path):
    """The text of a document of Word, and its pictures."""
    with zipfile.ZipFile(path) as parts:
        media = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
        return parts.read("word/document.xml").decode(), media


def test_a_document_of_a_page(drawn, tmp_path):
    text, media = document(pandoc(drawn.embed(), "html", "docx", tmp_path / "report.docx"))
    assert media == [drawn.static().png(dpi=110)]
    assert f'descr="{drawn.static().text}"' in text
    assert "organisaties" in re.sub("<[^>]+>", "", text)


def test_a_document_of_a_notebook(drawn, notebook, tmp_path):
    made = pandoc(nbformat.writes(notebook), "ipynb", "docx", tmp_path / "report.docx")
    assert document(made)[1] == [drawn.static().png(dpi=110)]


def test_a_document_with_a_saved_picture(drawn, tmp_path):
    picture = drawn.static(view=("2019", "2025"))
    picture.save(tmp_path / "kaart.png")
    text = f"![{picture.caption}]({tmp_path / 'kaart.png'}){{alt='{picture.text}'}}\n"
    found, media = document(pandoc(text, "markdown", "docx", tmp_path / "report.docx"))
    assert media == [picture.png()]
    assert picture.text.split(":")[0] in found


@pytest.fixture
def laboratory(tmp_path):
    """JupyterLab on a folder, and where it is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", f"--ServerApp.root_dir={tmp_path}", "--IdentityProvider.token="]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        yield tmp_path, f"http://127.0.0.1:{port}/"
        server.kill()


def arrive(page, address):
    """Go to a page of a server that may not have started yet."""
    for _ in range(60):
        try:
            return page.goto(address)
        except Error:
            page.wait_for_timeout(500)
    return page.goto(address)


@pytest.mark.slow
def test_jupyterlab_shows_the_page_where_it_is_trusted_and_the_picture_where_not(
    notebook, laboratory, chromium
):
    folder, address = laboratory
    nbformat.write(notebook, folder / "trusted.ipynb")
    NotebookNotary().sign(notebook)
    other = nbformat.from_dict(notebook)
    other.cells[0].source += "\n# of someone else"
    nbformat.write(other, folder / "other.ipynb")
    page = chromium.new_page()
    for name, frames in (("trusted", 1), ("other", 0)):
        arrive(page, f"{address}doc/tree/{name}.ipynb")
        shown = page.locator(".jp-OutputArea-output").first
        shown.wait_for(timeout=WAIT)
        assert shown.locator("iframe").count() == frames
        assert shown.locator("img").evaluate("image => image.naturalWidth") > 500
        assert "organisaties" in shown.locator("figcaption").text_content()
    page.close()
