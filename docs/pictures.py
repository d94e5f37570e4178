"""Draw the pictures of the documentation: ``python docs/pictures.py``; needs Chromium."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import relnet as rn

FOLDER = Path(__file__).parent / "images"
SIZE = {"width": 1366, "height": 880}


def main() -> None:
    """Draw a wave and a difference of the region Lindeland."""
    panel = rn.build_panel(rn.datasets.lindeland().survey)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE)
        for name, relation, view in (
            ("wave", "information", "2025"),
            ("change", "projects", ("2019", "2025")),
        ):
            drawn = rn.draw(panel[relation], view=view, title=f"Lindeland: {relation}")
            page.goto(drawn.save(Path(folder) / "map.html").as_uri())
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
