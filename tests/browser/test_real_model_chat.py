"""The whole way in one test: a reader's browser, the real index, the real model, and the article behind the answer."""

from __future__ import annotations

from typing import Any

import pytest

from ragbot import Ragbot, ui

pytestmark = [pytest.mark.browser, pytest.mark.weights]

QUESTION = "How much will the repair of the Cooper Bridge cost, according to the final bill?"
_WRITES_MS = 120_000


@pytest.fixture
def page(tab: Any, newsroom: Ragbot) -> Any:
    serving = ui.serve(newsroom, host="127.0.0.1", port=0, block=False)
    assert serving
    for seen in (tab.foreign, tab.dialogs, tab.problems):
        seen.clear()
    tab.goto(serving.url)
    yield tab
    assert (tab.foreign, tab.dialogs) == ([], [])
    serving.close()


def test_a_question_is_answered_by_the_real_model_and_its_quote_stands_in_the_article(
    page: Any, newsroom: Ragbot
) -> None:
    page.locator("#rb-question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#rb-panel .rb-found blockquote").first.wait_for()
    assert page.locator(".rb-text").count() == 0, "the evidence is to be seen before the model has answered"
    page.locator(".rb-text").wait_for(timeout=_WRITES_MS)
    assert "4.86 million" in page.locator(".rb-text").inner_text()
    assert "local" in page.locator(".rb-coverage").inner_text()

    quote = page.locator("#rb-panel .rb-cited blockquote").first.inner_text()
    page.locator(".rb-mark").first.click()
    page.locator("#rb-reader mark").first.wait_for()
    assert (
        page.locator("#rb-reader mark").first.inner_text() in quote or quote in page.locator("#rb-reader").inner_text()
    )
    assert any(quote in a.body for c in newsroom.ask(QUESTION).citations if (a := newsroom.article(c.article_id)))
