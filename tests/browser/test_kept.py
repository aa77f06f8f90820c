"""From a question in the served chat to its permanent link, over HTTP and in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ragbot import ui
from tests.conftest import BRIDGE, MILL
from tests.pages.conftest import COST, Place, make_place

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, str]]:
    made = make_place(tmp_path_factory.mktemp("served"))
    made.write(bridge=BRIDGE, mill=MILL)
    serving = ui.serve(made.bot, host="127.0.0.1", port=0, site=made.site, block=False)
    assert serving
    yield made, serving.url
    serving.close()
    made.bot.close()


def ask(page: Any, question: str) -> None:
    page.locator("#rb-question textarea").fill(question)
    page.keyboard.press("Enter")


def test_a_permanent_link_opens_in_another_browser(browser: Any, served: tuple[Place, str]) -> None:
    _, url = served
    mine, theirs = browser.new_context(), browser.new_context()
    page = mine.new_page()
    page.goto(url)
    ask(page, COST)
    link = page.locator(".rb-kept a").first
    link.wait_for()
    other = theirs.new_page()
    problems: list[str] = []
    other.on("console", lambda m: problems.append(m.text))
    other.goto(url + str(link.get_attribute("href")))
    assert "Repairs cost 2.4 million crowns." in other.locator(".said").inner_text()
    assert "every source still says" in other.locator("main").inner_text()
    other.locator(".source h3 a").click()
    other.locator("mark").wait_for()
    assert other.locator("mark").inner_text() == "Repairs cost 2.4 million crowns."
    assert problems == []
    other.get_by_role("link", name="History").click()
    assert "Nothing yet." in other.locator("main").inner_text()
    page.goto(url + "/history")
    page.get_by_role("link", name=COST).click()
    assert "Repairs cost 2.4 million crowns. [1]" in page.locator("main").inner_text()
    mine.close()
    theirs.close()


def test_a_kept_conversation_is_gone_on_with_by_its_owner_only(browser: Any, served: tuple[Place, str]) -> None:
    _, url = served
    mine, theirs = browser.new_context(), browser.new_context()
    page = mine.new_page()
    page.goto(url)
    ask(page, COST)
    page.locator(".rb-kept").wait_for()
    page.goto(url + "/history")
    page.get_by_role("link", name=COST).first.click()
    page.get_by_role("link", name="Go on with it").click()
    page.locator(".rb-text").wait_for()
    assert "Repairs cost 2.4 million crowns." in page.locator(".rb-text").inner_text()
    assert "Repairs cost 2.4 million crowns." in page.locator("#rb-panel .rb-cited blockquote").inner_text()
    page.locator("#rb-panel .rb-cited h3 a").click()
    page.locator("#rb-reader mark").wait_for()
    page.keyboard.press("Escape")
    ask(page, "Who is Petra Voss?")
    page.locator(".rb-kept").nth(1).wait_for()
    address = page.url
    page.goto(url + "/history")
    assert "2 questions" in page.locator("main").inner_text()

    stranger = theirs.new_page()
    stranger.goto(address)
    stranger.locator("#rb-question textarea").wait_for()
    assert stranger.locator(".rb-text").count() == 0
    mine.close()
    theirs.close()


def test_two_users_at_once_are_never_mixed(browser: Any, served: tuple[Place, str]) -> None:
    _, url = served
    asked = {"Who is Petra Voss?": "Petra Voss", "Who is Jon Aas?": "Jon Aas"}
    contexts = {question: browser.new_context() for question in asked}
    pages = {question: context.new_page() for question, context in contexts.items()}
    for page in pages.values():
        page.goto(url)
        page.locator("#rb-question textarea").wait_for()
    for question, page in pages.items():
        ask(page, question)
    for question, page in pages.items():
        page.locator(".rb-kept").wait_for()
        page.goto(url + "/history")
        words = page.locator("main").inner_text()
        assert [q for q in asked if q in words] == [question]
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_page_is_for_everyone(browser: Any, served: tuple[Place, str], width: int, scheme: str) -> None:
    place, url = served
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    article = place.bot.leaf("bridge").items[0].id
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for path in (
        f"/answer/{place.ask()}?verdict=down",
        f"/article/{article}?start=0&end=40#passage",
        "/archive",
        "/history",
    ):
        page.goto(url + path)
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "A", path
    context.close()
