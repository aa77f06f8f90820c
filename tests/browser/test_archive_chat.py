"""The page in a real Chromium: real archive and index, a scripted model that waits for the test."""

from __future__ import annotations

import threading
from urllib.parse import urlsplit

import pytest

from ragbot import Ragbot, ui
from ragbot.errors import PortError
from tests.conftest import write_news
from tests.fakes import ScriptedChatModel, WordHashEncoder

pytestmark = pytest.mark.browser
COST = "How much do the repairs of the old bridge cost?"
EVIL = """---
title: "Pier <img src=x onerror=window.__pwn=1> news"
source: "<style>body{display:none}</style>Evil Post"
url: "https://evil.example/\\"onmouseover=window.__pwn=1"
---
The pier <script>window.__pwn=1</script> ![x](https://foreign.example/x.png) repairs cost 5 crowns `<img src=https://foreign.example/y.png onerror=window.__pwn=1>` today.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A served chat over a real archive: (address, model)."""
    folder = tmp_path_factory.mktemp("archive")
    write_news(folder / "news")
    (folder / "news" / "evil.md").write_text(EVIL, encoding="utf-8")
    model = ScriptedChatModel()
    bot = Ragbot.open(folder / "home", llm=model, embedder=WordHashEncoder())
    bot.ingest(folder / "news")
    at = []
    serving = ui.serve(bot, host="127.0.0.1", port=0, ready=at.append, block=False)
    yield at[0], model
    serving.close()
    bot.close()


@pytest.fixture
def site(archive):
    """(address, model, gate). The model writes nothing until the gate is set."""
    address, model = archive
    gate = threading.Event()
    model.forget(gate)
    yield address, model, gate
    gate.set()


@pytest.fixture
def page(tab, site):
    """The open page; the test fails if it asked any host but this machine, or opened a dialog."""
    tab.foreign.clear()
    tab.dialogs.clear()
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(site[0])
    tab.locator("#rb-question textarea").wait_for()
    yield tab
    assert tab.foreign == []
    assert tab.dialogs == []
    assert tab.evaluate("window.__pwn") is None


def ask(page, question):
    page.locator("#rb-question textarea").fill(question)
    page.keyboard.press("Enter")


def test_evidence_then_draft_then_proven_answer_with_its_source(page, site):
    _, model, gate = site
    model.then("The repairs of the old bridge cost 2.4 million crowns [1]. They were paid by 99 dragons [1].")
    ask(page, COST)
    page.locator("#rb-panel .rb-found blockquote", has_text="2.4 million crowns").wait_for()
    assert model.heard
    assert "crowns" not in page.locator("#rb-chat").inner_text().replace(COST, "")
    gate.set()
    page.locator("#rb-panel .rb-cited").wait_for()
    said = page.locator("#rb-chat").inner_text()
    assert "cost 2.4 million crowns." in said
    assert "dragons" not in said
    assert "Searched 3 articles from 3 outlets" in said
    source = page.locator("#rb-panel .rb-cited").first
    assert "Bridge in Tarn to close" in source.inner_text()
    assert "Tarn Courier · 14 January 2026 · Ida Holm" in source.inner_text()
    assert source.locator("blockquote").inner_text() == "Repairs cost 2.4 million crowns."
    link = source.locator("a.rb-link")
    assert link.inner_text().startswith("Read at courier.example")
    assert "noopener" in link.get_attribute("rel")


def test_the_draft_is_seen_while_it_is_written(page, site):
    _, model, gate = site
    model.then("Repairs cost " + "very " * 40 + "much [1].")
    words, release = iter(range(100)), threading.Event()
    # A word every 50 ms, and none beyond the thirtieth until the draft has been seen.
    gate.wait = lambda timeout: release.wait(timeout if next(words) > 30 else 0.05)
    ask(page, COST)
    page.locator(".rb-draft", has_text="very very").wait_for()
    assert page.locator(".rb-text").count() == 0
    release.set()
    page.locator(".rb-coverage").wait_for()


def test_what_is_not_there_is_said_with_the_nearest_articles(page, site):
    site[2].set()
    ask(page, "Who won the men's title in Melbourne?")
    page.locator("#rb-chat", has_text="Not in these articles.").wait_for()
    assert page.locator("#rb-panel summary").inner_text().startswith("Nearest articles")


def test_stop_stops_the_model(page, site):
    _, model, gate = site
    model.then("Repairs cost " + "a lot and " * 300)
    gate.set()
    plain = gate.wait
    slow = threading.Event()
    gate.wait = lambda timeout: (slow.wait(0.05), plain(timeout))
    ask(page, COST)
    page.locator("#rb-chat", has_text="a lot and").wait_for()
    page.locator("#rb-stop").click()
    page.locator("#rb-chat", has_text="Stopped").wait_for()
    for _ in range(100):
        if model.closed:
            break
        slow.wait(0.1)
    assert model.closed == 1


def test_a_follow_up_knows_what_was_said(page, site):
    _, model, gate = site
    gate.set()
    model.then(
        "Divers found a hole under the second pier [1].",
        "Who said that divers found a hole under the second pier?",
        "Petra Voss said it [1].",
    )
    ask(page, "Why does the bridge close?")
    page.locator("#rb-panel .rb-cited").wait_for()
    ask(page, "Who said that?")
    page.locator("#rb-chat", has_text="Understood as: Who said that divers found a hole").wait_for()
    assert "Why does the bridge close?" in model.heard[1][1].text


def test_a_wrong_filter_is_a_sentence_and_the_next_question_works(page, site):
    _, model, gate = site
    gate.set()
    model.then("Repairs cost 2.4 million crowns [1].")
    page.get_by_text("Limit the search").click()
    page.locator("#rb-since input").fill("2026-02-01")
    page.locator("#rb-until input").fill("2026-01-01")
    ask(page, COST)
    page.locator("#rb-chat", has_text="is later than until (2026-01-01). Swap them.").wait_for()
    page.locator("#rb-since input").fill("")
    page.locator("#rb-until input").fill("")
    ask(page, COST)
    page.locator("#rb-panel .rb-cited").wait_for()


def test_hostile_articles_and_answers_are_only_text(page, site):
    _, model, gate = site
    gate.set()
    model.then(
        "The pier repairs cost 5 crowns <img src=https://foreign.example/z.png onerror=window.__pwn=1> ![x](https://foreign.example/w.png) [1]."
    )
    ask(page, "What do the pier repairs cost? <img src=https://foreign.example/q.png onerror=window.__pwn=1>")
    page.locator(".rb-coverage").wait_for()
    assert "<style>" in page.locator("#rb-panel").inner_text()
    assert page.locator("#rb-panel img, #rb-panel script, #rb-panel style, #rb-chat img[src*=foreign]").count() == 0
    assert "<img src=https://foreign.example/q.png" in page.locator("#rb-chat").inner_text()
    assert "z.png" not in page.locator("#rb-chat").inner_text()  # unproven, so not shown
    assert page.locator("#rb-head h1").is_visible()


def test_on_a_phone_nothing_is_wider_than_the_screen(page):
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_taken_port_is_said(site, tmp_path):
    port = urlsplit(site[0]).port
    with (
        Ragbot.open(tmp_path / "other", llm="extractive", embedder=WordHashEncoder()) as bot,
        pytest.raises(PortError, match=f"Port {port} .* taken"),
    ):
        ui.serve(bot, host="127.0.0.1", port=port, block=False)
