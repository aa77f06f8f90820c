"""The reader: from a number in an answer to the passage in its article, and back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.scripted import ScriptedBot, article, done, evidence, near, retrieved

pytestmark = pytest.mark.browser

QUOTE = "Divers found the river bed under the third pier washed out."
SAID = "The river bed under the third pier was washed out."
FILLER = "\n\n".join(f"Paragraph {n}: the council spoke of other things for a long while." * 3 for n in range(30))
BRIDGE = article(
    "Cooper Bridge closes",
    f"BRENNICK – First line.\n\n{FILLER}\n\nBefore it. {QUOTE} After it.\n\n{FILLER}",
    url="https://courier.example/bridge",
    note="Correction, 20 March: it is the third pier, not the second.",
    origin="Halyard News Agency",
)
FERRY = article("Keep the ferry", "The ferry carries 900 people a day.", outlet="Felt & Field")


def answered(page: Any, bot: ScriptedBot) -> None:
    bot.holds(BRIDGE, FERRY)
    bot.will(
        retrieved("q", evidence(1, BRIDGE, QUOTE)),
        done("q", [(SAID, (1,))], [(BRIDGE, QUOTE)], considered=[near(BRIDGE), near(FERRY)]),
    )
    page.locator("#rb-question textarea").fill("Why?")
    page.keyboard.press("Enter")
    page.locator(".rb-mark").wait_for()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.className || document.activeElement.id"))


@pytest.fixture
def reading(page: Any, bot: ScriptedBot) -> Any:
    answered(page, bot)
    return page


def test_a_number_opens_the_article_at_the_passage_and_escape_leads_back_to_it(reading: Any) -> None:
    reading.locator(".rb-mark").click()
    passage = reading.locator("#rb-reader mark.rb-wanted")
    passage.wait_for()
    assert passage.inner_text() == QUOTE
    reading.wait_for_function("document.activeElement.id === 'rb-title'")
    box, frame = passage.bounding_box(), reading.locator("#rb-reader").bounding_box()
    assert frame["y"] < box["y"] < frame["y"] + frame["height"]
    assert reading.evaluate("scrollY") == 0
    shown = reading.locator(".rb-reader").inner_text()
    for part in ("Cooper Bridge closes", "Brennick Courier", "19 March 2026", "Nils Abery", "First line", "After it."):
        assert part in shown
    assert "Correction, 20 March" in shown
    assert "Credited to Halyard News Agency" in shown
    link = reading.locator("#rb-reader a.rb-link")
    assert link.inner_text().startswith("Read at courier.example")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert reading.locator("#rb-panel").is_hidden()

    reading.keyboard.press("Escape")
    reading.locator(".rb-reader").wait_for(state="detached")
    assert reading.locator("#rb-panel .rb-cited").is_visible()
    reading.wait_for_function("document.activeElement.className.includes('rb-mark')")


def test_with_the_keyboard_alone_a_source_opens_twice_and_back_returns_to_it(reading: Any) -> None:
    headline = reading.locator("#rb-panel .rb-cited a.rb-open")
    for _ in range(2):
        headline.focus()
        reading.keyboard.press("Enter")
        reading.locator("#rb-reader mark").wait_for()
        reading.wait_for_function("document.activeElement.id === 'rb-title'")
        reading.keyboard.press("Shift+Tab")
        assert "rb-back" in focused(reading)
        reading.keyboard.press("Enter")
        reading.locator(".rb-reader").wait_for(state="detached")
        reading.wait_for_function("document.activeElement.getAttribute('href')?.startsWith('#rb-cited')")


def test_pointing_at_a_number_or_tabbing_to_it_shows_the_quote_with_its_source(reading: Any) -> None:
    mark, tip = reading.locator(".rb-mark"), reading.locator(".rb-tip")
    assert tip.is_hidden()
    mark.hover()
    assert tip.is_visible()
    for part in (QUOTE, "Brennick Courier", "19 March 2026"):
        assert part in tip.inner_text()
    box = tip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    tip.hover()  # it can be reached, to read or mark it
    assert tip.is_visible()
    mark.hover()
    reading.keyboard.press("Escape")
    assert tip.is_hidden()
    reading.mouse.move(0, 0)
    reading.locator("#rb-question textarea").focus()
    while "rb-mark" not in focused(reading):
        reading.keyboard.press("Shift+Tab")
    assert tip.is_visible()
    assert mark.get_attribute("aria-describedby") == tip.get_attribute("id")
    assert mark.get_attribute("aria-label") == "Source 1"
    assert tip.get_attribute("role") == "tooltip"


def test_a_considered_article_opens_too_and_a_new_question_closes_the_reader(reading: Any, bot: ScriptedBot) -> None:
    reading.locator(".rb-considered summary").click()
    reading.locator(".rb-considered").get_by_text("Keep the ferry").click()
    reading.locator(".rb-reader").get_by_text("900 people").wait_for()
    assert reading.locator("#rb-reader mark").count() == 0
    bot.will(retrieved("q", evidence(1, BRIDGE, QUOTE)), done("q", [(SAID, (1,))], [(BRIDGE, QUOTE)]))
    reading.locator("#rb-question textarea").fill("And?")
    reading.keyboard.press("Enter")
    reading.locator(".rb-reader").wait_for(state="detached")
    reading.locator("#rb-panel .rb-card").first.wait_for()


def test_what_has_changed_since_the_answer_or_has_gone_is_said(reading: Any, bot: ScriptedBot) -> None:
    reading.locator("#rb-panel blockquote").first.wait_for()
    moved = article("Cooper Bridge closes", f"New first line. {QUOTE}", id=BRIDGE.id)
    changed = article("Cooper Bridge closes", "All of it is different now.", id=BRIDGE.id)
    killed = article("Cooper Bridge closes", f"A secret. {QUOTE}", id=BRIDGE.id, status="canceled")
    for held, said in ((moved, QUOTE), (changed, "It no longer says:"), (killed, "Its outlet has withdrawn it")):
        bot.holds(held)
        reading.locator(".rb-mark").click()
        reading.locator(".rb-reader").get_by_text(said).wait_for()
        assert "secret" not in reading.locator(".rb-reader").inner_text()
        assert reading.locator("#rb-reader mark").count() == (held is moved)
        reading.keyboard.press("Escape")
        reading.locator(".rb-reader").wait_for(state="detached")
    bot.archive.clear()
    reading.locator("#rb-panel blockquote").click()
    reading.locator(".rb-reader").get_by_text("no longer in the archive").wait_for()
    assert QUOTE in reading.locator(".rb-reader").inner_text()


def test_an_article_written_from_right_to_left_is_set_so(page: Any, bot: ScriptedBot) -> None:
    hebrew = article("הגשר נסגר", "הגשר נסגר ביום חמישי. הצוללנים מצאו חור.", language="he")
    bot.holds(hebrew)
    bot.will(done("q", [("הגשר נסגר ביום חמישי.", (1,))], [(hebrew, "הגשר נסגר ביום חמישי.")]))
    page.locator("#rb-question textarea").fill("מתי נסגר הגשר?")
    page.keyboard.press("Enter")
    page.locator(".rb-mark").click()
    page.locator("#rb-reader mark").wait_for()
    style = "(at) => getComputedStyle(document.querySelector(at)).direction"
    for place in ("#rb-reader .rb-body", "#rb-title", ".rb-text", ".rb-asked"):
        assert page.evaluate(style, place) == "rtl", place
    assert page.locator("#rb-reader article").get_attribute("lang") == "he"


def test_only_what_this_page_was_shown_opens(reading: Any, bot: ScriptedBot) -> None:
    for key in ("rb-cited-99-1", "rb-cited-1-99", "rb-near-1-99", f"rb-near-{FERRY.id}", "../../etc/passwd", ""):
        reading.evaluate("(key) => document.dispatchEvent(new CustomEvent('ragbot:read', {detail: key}))", key)
    reading.locator(".rb-mark").click()
    reading.locator("#rb-reader mark").wait_for()
    assert reading.problems == []
