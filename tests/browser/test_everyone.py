"""The page for everyone: any screen, light or dark, with a keyboard alone, read aloud, from right to left."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ragbot.domain import Filters
from tests.browser.scripted import Gate, ScriptedBot, done, evidence, refused, retrieved
from tests.browser.test_news import FIRST, INFERRED, QUESTION, ask, disagreeing
from tests.browser.test_reader import answered

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Any) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n['any'][:1]}" for v in found for n in v["nodes"]]


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(page: Any, bot: ScriptedBot, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # a colour on its way to another is neither
    background = "rgb(22, 22, 20)" if scheme == "dark" else "rgb(251, 250, 247)"
    page.wait_for_function(
        "(at) => getComputedStyle(document.querySelector('.gradio-container')).backgroundColor === at", arg=background
    )
    seen = {"empty": violations(page)}
    disagreeing(bot)
    ask(page)
    page.locator(".rb-table").wait_for()
    page.locator(".rb-mark").first.focus()
    seen["conflict"] = violations(page)
    page.keyboard.press("Enter")
    page.locator("#rb-reader mark").wait_for()
    seen["reader"] = violations(page)
    page.keyboard.press("Escape")
    bot.will(retrieved("q", inferred=INFERRED), refused("q"))
    page.get_by_text("Limit the search").click()
    page.locator("#rb-since input").fill("2026-01-01")
    ask(page, "Who won?")
    page.locator(".rb-not_found").wait_for()
    seen["refusal, filters and chips"] = violations(page)
    assert {state: found for state, found in seen.items() if found} == {}


def test_nothing_spills_over_any_screen(page: Any, bot: ScriptedBot) -> None:
    disagreeing(bot)
    ask(page)
    page.locator(".rb-table").wait_for()
    page.get_by_text("Limit the search").click()
    for width, height in ((360, 640), (390, 844), (768, 1024), (820, 600), (821, 600), (1440, 900), (3840, 2160)):
        page.set_viewport_size({"width": width, "height": height})
        assert overflow(page) <= 0, width
    page.locator("#rb-question textarea").fill("W" * 500)
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0


def test_on_a_phone_the_sources_are_a_drawer(page: Any, bot: ScriptedBot) -> None:
    page.set_viewport_size(PHONE)
    answered(page, bot)
    panel = page.locator("#rb-panel")
    panel.wait_for(state="hidden")  # it slides out of sight
    for control in ("#rb-send", "#rb-drawer", "#rb-new"):
        box = page.locator(control).bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"], control

    page.locator("#rb-drawer button, #rb-drawer").first.click()
    page.locator("#rb-panel .rb-cited").wait_for()
    assert page.locator("#rb-talk").get_attribute("inert") is not None
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert page.locator("#rb-talk").get_attribute("inert") is None

    page.locator(".rb-mark").click()
    passage = page.locator("#rb-reader mark.rb-wanted")
    passage.wait_for()
    page.wait_for_function("document.activeElement.id === 'rb-title'")
    page.wait_for_function(
        "() => { const at = document.querySelector('#rb-here').getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight }"
    )
    assert overflow(page) <= 0
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.className.includes('rb-mark')")
    page.locator("#rb-side").wait_for(state="hidden")


def test_on_a_phone_the_best_sentence_stands_in_the_talk_until_there_is_an_answer(page: Any, bot: ScriptedBot) -> None:
    gate = Gate()
    page.set_viewport_size(PHONE)
    bot.will(retrieved("q", evidence(1, FIRST, FIRST.body)), gate, refused("q"))
    ask(page)
    page.locator(".rb-glimpse").get_by_text("Six people were hurt").wait_for()
    gate.open()
    page.locator(".rb-not_found").wait_for()
    assert page.locator(".rb-glimpse").count() == 0


def test_with_a_keyboard_alone_one_asks_reads_and_asks_again(page: Any, bot: ScriptedBot) -> None:
    answered(page, bot)
    page.locator("#rb-panel a.rb-open").first.focus()
    page.keyboard.press("/")
    box = page.locator("#rb-question textarea")
    assert box.evaluate("e => e === document.activeElement")
    assert not box.input_value()
    page.keyboard.type("1/2")
    assert box.input_value() == "1/2"
    page.keyboard.press("ArrowUp")
    assert box.input_value() == "1/2"
    box.fill("")
    page.keyboard.press("ArrowUp")
    assert box.input_value() == "Why?"
    bot.will(refused("Why not?"))
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    page.keyboard.type(" not?")
    page.keyboard.press("Enter")
    page.locator(".rb-not_found").wait_for()
    assert bot.calls[1].question == "Why not?"


def test_a_question_that_was_limited_by_itself_says_so_in_the_answer(page: Any, bot: ScriptedBot) -> None:
    bot.will(done(QUESTION, text="Five.", filters=Filters(inferred=INFERRED)))
    ask(page)
    page.locator(".rb-understood").get_by_text("in Brennick Courier").wait_for()
    assert "Searched 13 articles from 4 outlets" in page.locator(".rb-coverage").inner_text()
