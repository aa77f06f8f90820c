"""The page in a real browser, over a bot that waits where the test tells it to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ragbot.errors import LlmError, QuestionError
from tests.browser.scripted import (
    Gate,
    ScriptedBot,
    Trickle,
    article,
    done,
    evidence,
    near,
    refused,
    retrieved,
    words,
)

pytestmark = pytest.mark.browser

QUOTE = "Divers found the river bed under the third pier washed out."
BRIDGE = article(
    "Cooper Bridge closes", f"BRENNICK – {QUOTE} The bridge is shut.", url="https://courier.example/bridge"
)
FERRY = article("Keep the ferry", "The ferry carries 900 people a day.", outlet="Felt & Field")
QUESTION = "Why was the bridge closed?"
SAID = "The river bed under the third pier was washed out."


def ask(page: Any, question: str) -> None:
    page.locator("#rb-question textarea").fill(question)
    page.keyboard.press("Enter")


def answered(question: str = QUESTION) -> list[Any]:
    found = retrieved(question, evidence(1, BRIDGE, QUOTE))
    return [
        found,
        *words(SAID),
        done(question, [(SAID, (1,))], [(BRIDGE, QUOTE)], considered=[near(BRIDGE), near(FERRY)]),
    ]


def test_evidence_stands_before_the_first_token_and_the_draft_before_the_answer(page: Any, bot: ScriptedBot) -> None:
    searched, drafted = Gate(), Gate()
    found, *tokens, final = answered()
    bot.will(found, searched, *tokens[:3], drafted, *tokens[3:], final)
    ask(page, QUESTION)

    page.locator("#rb-panel .rb-found blockquote").get_by_text(QUOTE).wait_for()
    assert page.locator(".rb-draft").count() == 0
    steps = page.locator(".rb-steps").inner_text()
    for step in ("Searched 13 articles", "68 passages came near", "1 article may hold the answer", "Reading them"):
        assert step in steps
    searched.open()

    page.locator(".rb-draft").get_by_text("The river bed", exact=True).wait_for()
    assert page.locator(".rb-text").count() == 0
    assert page.locator("#rb-stop").is_visible()
    drafted.open()

    page.locator(".rb-text").get_by_text(SAID).wait_for()
    assert page.locator(".rb-draft").count() == 0
    page.locator("#rb-send").wait_for()
    assert page.locator("#rb-stop").is_hidden()


def test_cited_sources_stand_beside_the_answer_and_considered_ones_apart(page: Any, bot: ScriptedBot) -> None:
    bot.will(*answered())
    ask(page, QUESTION)
    card = page.locator("#rb-panel .rb-cited")
    card.wait_for()
    shown = card.inner_text()
    for part in ("1", "Cooper Bridge closes", "Brennick Courier", "19 March 2026", "Nils Abery", "town/article.md"):
        assert part in shown
    assert card.locator("blockquote").inner_text() == QUOTE
    link = card.locator("a.rb-link")
    assert link.get_attribute("href") == "https://courier.example/bridge"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "courier.example" in link.inner_text()
    assert "Searched 13 articles from 4 outlets" in page.locator(".rb-coverage").inner_text()

    considered = page.locator(".rb-considered")
    assert "Keep the ferry" in (considered.text_content() or "")
    assert "Cooper Bridge" not in (considered.text_content() or "")
    assert not considered.locator("ul").is_visible()


def test_a_question_without_an_answer_is_told_calmly_with_what_was_searched(page: Any, bot: ScriptedBot) -> None:
    bot.will(retrieved("Who won in Ohio?"), refused("Who won in Ohio?", near(FERRY)))
    ask(page, "Who won in Ohio?")
    reply = page.locator(".rb-not_found")
    reply.wait_for()
    assert "Not in these articles." in reply.inner_text()
    assert reply.inner_text().count("Searched 13 articles") == 1
    assert page.locator(".rb-cited").count() == 0
    assert page.locator(".rb-considered").get_by_text("Keep the ferry").is_visible()


def test_an_interrupted_answer_says_so(page: Any, bot: ScriptedBot) -> None:
    bot.will(
        done(QUESTION, [(SAID, (1,))], [(BRIDGE, QUOTE)], status="interrupted", notice="The model stopped answering.")
    )
    ask(page, QUESTION)
    page.locator(".rb-interrupted").wait_for()
    said = page.locator(".rb-interrupted").inner_text()
    assert "Cut short" in said
    assert "The model stopped answering." in said


def test_stop_frees_the_page_at_once_and_closes_the_bots_stream(page: Any, bot: ScriptedBot) -> None:
    thinking = Gate()
    found, *tokens, final = answered()
    bot.will(found, *tokens[:2], thinking, *tokens[2:], final)
    ask(page, QUESTION)
    page.locator(".rb-draft").wait_for()
    page.locator("#rb-stop").click()
    page.get_by_text("Stopped. What was written so far is a draft").wait_for()
    page.locator("#rb-send").wait_for()
    thinking.open()
    assert bot.calls[0].closed.wait(10)
    assert not bot.calls[0].finished
    assert page.locator(".rb-text").count() == 0

    bot.will(*answered("And now?"))
    ask(page, "And now?")
    page.locator(".rb-text").wait_for()
    assert bot.calls[1].options["history"] == []


def test_a_new_question_ends_the_answer_before_it_and_a_second_press_of_enter_does_not(
    page: Any, bot: ScriptedBot
) -> None:
    found, *_, final = answered()
    bot.will(found, Trickle(), final)
    ask(page, QUESTION)
    page.locator(".rb-draft").wait_for()
    with page.expect_response("**/queue/join*"):  # two requests may overtake each other, faster than anyone types
        page.locator("#rb-question textarea").press("Enter")
    with page.expect_response("**/queue/join*"):
        ask(page, QUESTION)
    assert not bot.calls[0].closed.is_set()
    bot.will(*answered("And now?"))
    ask(page, "And now?")
    page.locator(".rb-text").wait_for()
    assert bot.calls[0].closed.wait(10)
    assert [call.question for call in bot.calls] == [QUESTION, "And now?"]
    page.locator("#rb-send").wait_for()
    assert page.locator("#rb-stop").is_hidden()
    page.wait_for_timeout(500)  # what the first one's end would bring
    assert page.locator(".rb-asked").all_inner_texts() == [QUESTION, "And now?"]
    assert page.locator(".rb-cited").count() == 1
    assert page.locator("#rb-send").inner_text() == "Ask"


def test_leaving_the_page_closes_the_bots_stream(page: Any, bot: ScriptedBot) -> None:
    found, *_, final = answered()
    bot.will(found, Trickle(), final)
    ask(page, QUESTION)
    page.locator(".rb-draft").wait_for()
    page.goto("about:blank")
    assert bot.calls[0].closed.wait(20)
    assert not bot.calls[0].finished


def test_a_second_question_is_asked_with_the_first_as_history(page: Any, bot: ScriptedBot) -> None:
    bot.will(*answered())
    ask(page, QUESTION)
    page.locator(".rb-text").wait_for()
    bot.will(*answered("And when?"))
    ask(page, "And when?")
    page.locator(".rb-text").nth(1).wait_for()
    assert bot.calls[0].options["history"] == []
    assert bot.calls[1].options["history"] == [("user", QUESTION), ("assistant", SAID)]

    page.locator("#rb-new").click()
    page.locator(".rb-text").first.wait_for(state="detached")
    bot.will(*answered("Afresh?"))
    ask(page, "Afresh?")
    page.locator(".rb-text").wait_for()
    assert bot.calls[2].options["history"] == []


def test_two_pages_do_not_share_a_conversation(page: Any, bot: ScriptedBot, url: str) -> None:
    bot.will(*answered())
    ask(page, QUESTION)
    page.locator(".rb-text").wait_for()
    other = page.context.new_page()
    other.goto(url)
    bot.will(*answered("Mine?"))
    ask(other, "Mine?")
    other.locator(".rb-text").wait_for()
    assert bot.calls[1].options["history"] == []
    assert page.locator(".user-row").count() == 1


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (QuestionError("The question is empty. Write what you want to know, in words."), "The question is empty."),
        (LlmError("The model at <b>x</b> refused. Check the key."), "The model at <b>x</b> refused."),
        (KeyError("secret"), "Something went wrong inside ragbot (KeyError)."),
    ],
    ids=["usage", "model", "bug"],
)
def test_an_error_is_one_sentence_in_the_chat_and_spoils_nothing(
    page: Any, bot: ScriptedBot, error: Exception, shown: str, caplog: pytest.LogCaptureFixture
) -> None:
    bot.will(*answered())
    ask(page, QUESTION)
    page.locator(".rb-cited").wait_for()
    bot.will(error)
    ask(page, "Another?")
    page.locator(".rb-problem").wait_for()
    assert shown in page.locator(".rb-problem").inner_text()
    assert "secret" not in page.locator("body").inner_text()
    assert page.locator(".rb-cited").count() == 1
    bot.will(*answered("And now?"))
    ask(page, "And now?")
    page.locator(".rb-text").nth(1).wait_for()
    assert bot.calls[2].options["history"] == [("user", QUESTION), ("assistant", SAID)]


def test_enter_sends_and_shift_enter_breaks_the_line(page: Any, bot: ScriptedBot) -> None:
    bot.will(*answered())
    box = page.locator("#rb-question textarea")
    box.click()
    page.keyboard.type("Why was the bridge")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("closed?")
    assert bot.calls == []
    page.keyboard.press("Enter")
    page.locator(".rb-text").wait_for()
    assert bot.calls[0].question == "Why was the bridge\nclosed?"
    assert not box.input_value()


def test_filters_reach_the_bot(page: Any, bot: ScriptedBot) -> None:
    bot.will(*answered())
    page.get_by_text("Limit the search").click()
    page.locator("#rb-since input").fill("2026-01-01")
    page.locator("#rb-outlet input").click()
    page.get_by_role("option", name="Felt & Field").click()
    ask(page, QUESTION)
    page.locator(".rb-text").wait_for()
    chosen = {k: bot.calls[0].options[k] for k in ("since", "until", "outlet")}
    assert chosen == {"since": "2026-01-01", "until": None, "outlet": "Felt & Field"}


def test_an_example_asks_itself(page: Any, bot: ScriptedBot) -> None:
    bot.will(*answered())
    page.get_by_text("Why was the Cooper Bridge closed?").click()
    page.locator(".rb-text").wait_for()
    assert bot.calls[0].question == "Why was the Cooper Bridge closed?"


def test_an_article_that_was_updated_says_when(page: Any, bot: ScriptedBot) -> None:
    corrected = article("Fixed", "A fact.", updated=datetime(2026, 4, 2, tzinfo=UTC))
    bot.will(done(QUESTION, [("A fact.", (1,))], [(corrected, "A fact.")]))
    ask(page, QUESTION)
    page.locator(".rb-cited").wait_for()
    assert "updated on 2 April 2026" in page.locator(".rb-cited").inner_text()
