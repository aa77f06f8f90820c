"""A conversation that turns to something else without naming it: real SQLite, real Chroma, no model."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
from tests.fakes import WordHashEncoder

STORIES = {
    "strike": "The drivers of the Tarn Railway went on strike on Monday over pay. The strike lasted three days. "
    "The last round of talks took 19 hours. The railway will pay the drivers five percent more.",
    "spring": "For three hundred years people with bad knees have travelled to the healing spring of Holm. "
    "The healing spring does bad knees no more good than tap water, a study found.",
    "choir": "The choir of Holm sang in the church on Sunday. Its leader Ada Brandt bowed twice.",
}
STRIKE = [
    ("user", "Why did the drivers of the Tarn Railway strike?"),
    ("assistant", "Over pay [1]."),
    ("user", "How long did the last round of talks take?"),
    ("assistant", "19 hours [1]."),
]


@pytest.fixture
def bot(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for name, body in STORIES.items():
        front = f"id: {name}\ntitle: The {name}\nsource: Tarn Courier\npublished: 2026-05-02"
        (folder / f"{name}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as opened:
        opened.ingest(folder)
        yield opened


def test_what_the_talk_has_nothing_of_and_another_article_has_is_asked_by_itself(bot):
    answer = bot.ask("What good does the healing spring do for bad knees?", history=STRIKE)
    assert answer.standalone_question == "What good does the healing spring do for bad knees?"
    assert [c.source_path for c in answer.citations] == ["spring.md"]


def test_what_the_articles_of_the_talk_tell_goes_on_with_it(bot):
    answer = bot.ask("What will the railway pay the drivers?", history=STRIKE)
    assert "(about: " in answer.standalone_question
    assert {c.source_path for c in answer.citations} == {"strike.md"}


def test_a_question_with_an_it_goes_on_whatever_others_tell(bot):
    answer = bot.ask("Did it do the healing spring any good?", history=STRIKE)
    assert "(about: " in answer.standalone_question


def test_what_no_article_tells_goes_on(bot):
    answer = bot.ask("Which trombones did the gardeners paint?", history=STRIKE)
    assert "(about: " in answer.standalone_question
