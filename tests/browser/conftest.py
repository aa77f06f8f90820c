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
WIDE = {"width": 1280, "height": 800}
OURS = ("http://127.0.0.1:", "data:", "blob:", "about:")


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium, gone with the last test of this folder: Playwright keeps an event loop that others would meet."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the page is not tested (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def served(browser: Any) -> Iterator[tuple[ScriptedBot, str]]:
    """One scripted bot behind one server, for all tests: starting either costs more than most of them."""
    bot = ScriptedBot()
    serving = serve(bot, host="127.0.0.1", port=0, block=False)
    assert serving
    yield bot, serving.url
    serving.close()


@pytest.fixture
def bot(served: tuple[ScriptedBot, str]) -> ScriptedBot:
    served[0].reset()
    return served[0]


@pytest.fixture
def url(served: tuple[ScriptedBot, str]) -> str:
    return served[1]


@pytest.fixture(scope="package")
def tab(browser: Any) -> Iterator[Any]:
    """One tab, whose cache holds Gradio's files. `foreign` collects requests to any other host, `dialogs` what popped up."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(15_000)
    tab = context.new_page()
    tab.foreign, tab.dialogs, tab.problems = [], [], []
    tab.on("request", lambda r: None if r.url.startswith(OURS) else tab.foreign.append(r.url))
    tab.on("console", lambda m: tab.problems.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: tab.problems.append(str(error)))

    def dismiss(dialog: Any) -> None:
        tab.dialogs.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", dismiss)
    yield tab
    context.close()


@pytest.fixture
def page(tab: Any, bot: ScriptedBot, url: str) -> Any:
    """The chat, opened afresh in the shared tab."""
    for seen in (tab.foreign, tab.dialogs, tab.problems):
        seen.clear()
    tab.set_viewport_size(WIDE)
    tab.emulate_media(color_scheme="light", reduced_motion="no-preference")
    tab.goto(url)
    tab.locator("#rb-question textarea").wait_for()
    return tab
