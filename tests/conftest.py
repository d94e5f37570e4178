"""Fixtures and strategies that all tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from relnet.errors import UsageError
from relnet.wording import LANGUAGES, Wording

CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

hypothesis.settings.register_profile(
    "short",
    max_examples=40,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "slow",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture(scope="session")
def reference() -> Path:
    """Folder of the reference networks; most of their licences forbid to ship them."""
    folder = os.environ.get("RELNET_REFERENCE_DATA")
    if not folder:
        pytest.skip("RELNET_REFERENCE_DATA names no folder of reference networks")
    return Path(folder)


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """The commands speak English, whatever the machine they are tested on."""
    monkeypatch.setenv("RELNET_LANGUAGE", "en")


@pytest.fixture(autouse=True)
def _told_in_each_language(monkeypatch):
    """Every error that a test meets can be told, whether or not the test reads it."""

    def told(error, *said):
        ValueError.__init__(error, *said)
        for language in LANGUAGES:
            assert error.describe(Wording(language)) or not said

    monkeypatch.setattr(UsageError, "__init__", told, raising=False)


@pytest.fixture(scope="session")
def chromium():
    """Chromium without a window or a network."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine to open the maps in")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - loaded where it is used

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Open a page from a file; at the end it must have asked for nothing and said nothing."""
    contexts, said = [], []

    def opened(text, **settings):
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(text, encoding="utf-8")
        context = chromium.new_context(offline=True, reduced_motion="reduce", **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: said.append(request.url))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        assert said.pop(0) == file.as_uri()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
