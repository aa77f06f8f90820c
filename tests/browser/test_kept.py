"""From a question in the served chat to its permanent link, over HTTP and in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ragbot import ui
from tests.conftest import BRIDGE, MILL
from tests.pages.conftest import COST, Place, make_place

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, str]]:
    made = make_place(tmp_path_factory.mktemp("served"), editing=True)
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


def drop(page: Any, place: Any, files: list[str]) -> None:
    """Let go of the files over the place, as from a desktop folder."""
    box = place.bounding_box()
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    held = {"items": [], "files": files, "dragOperationsMask": 1}
    wire = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        wire.send("Input.dispatchDragEvent", {"type": kind, **at, "data": held})


def test_files_dropped_on_the_page_are_read_asked_about_and_removed(
    browser: Any, served: tuple[Place, str], tmp_path: Path
) -> None:
    _, url = served
    (tmp_path / "ferry.txt").write_text(
        "Ferry to sail\n\nThe ferry of Holm carries 950 people a day.", encoding="utf-8"
    )
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    context = browser.new_context()
    page = context.new_page()
    page.goto(url + "/archive")
    page.get_by_role("link", name="Add articles").click()
    drop(page, page.locator("input.drop"), [str(tmp_path / "ferry.txt"), str(tmp_path / "photo.png")])
    page.get_by_role("button", name="Add").click()
    page.get_by_text("1 added, 0 updated, 0 unchanged, 1 skipped").wait_for()
    assert "photo.png ends in .png" in page.locator("main").inner_text()

    page.goto(url)
    ask(page, "How many people does the ferry of Holm carry a day?")
    page.locator(".rb-text").get_by_text("950").first.wait_for()

    page.goto(url + "/archive?q=ferry")
    page.get_by_role("link", name="Ferry to sail").click()
    page.get_by_text("Remove it from the archive").click()
    page.get_by_role("button", name="Remove for good").click()
    page.get_by_text("with all its versions.").wait_for()
    page.goto(url + "/archive?q=Holm")
    assert "Ferry to sail" not in page.locator("main").inner_text()
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
