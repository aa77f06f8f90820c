from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from ragbot.ui import serve
from tests.browser.scripted import ScriptedBot

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the page is not tested (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot(examples=["Why was the Cooper Bridge closed?"])


@pytest.fixture
def url(bot: ScriptedBot) -> Iterator[str]:
    serving = serve(bot, host="127.0.0.1", port=0, block=False)
    assert serving
    yield serving.url
    serving.close()


@pytest.fixture
def page(browser: Any, url: str) -> Iterator[Any]:
    """The chat, open. `page.foreign` collects requests to any other host; `page.dialogs` what popped up."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(15_000)
    tab = context.new_page()
    tab.foreign, tab.dialogs, tab.problems = [], [], []
    tab.on("request", lambda r: None if r.url.startswith((url, "data:", "blob:")) else tab.foreign.append(r.url))
    tab.on("console", lambda m: tab.problems.append(m.text) if m.type == "error" else None)

    def dismiss(dialog: Any) -> None:
        tab.dialogs.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", dismiss)
    tab.goto(url)
    tab.locator("#rb-question textarea").wait_for()
    yield tab
    context.close()
