"""Whether something is so: what a small model is not asked, what the articles say, what none of them has a word for."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, generation
from tests.fakes import ScriptedChatModel, WordHashEncoder

STORIES = {
    "03-27": "Babies in Dunmarrow should not drink the tap water, the waterworks said. The tap water has too much nitrate.",
    "04-09": "The warning about tap water in Dunmarrow was lifted today. Babies may drink the tap water in Dunmarrow.",
    "05-01": "The ferry at Pell carries cars, the captain said. The ferry at Pell has room for ten cars.",
    "05-09": "The ferry at Pell carries no cars, the captain said. The ferry at Pell has room for bicycles.",
    "05-02": "The driver of the digger cut a cable on Market Square. The cable on Market Square fed 9,000 homes.",
}


@pytest.fixture
def ask(tmp_path, monkeypatch):
    folder = tmp_path / "news"
    folder.mkdir()
    for day, body in STORIES.items():
        front = f"id: s{day}\ntitle: Report of {day}\nsource: Tarn Courier\npublished: 2026-{day}"
        (folder / f"{day}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")

    def asked(question, *drafts, trusted=False):
        monkeypatch.setattr(generation.Given, "trusted", trusted)
        model = ScriptedChatModel(*drafts)
        with Ragbot.open(tmp_path / "archive", llm=model, embedder=WordHashEncoder()) as bot:
            bot.ingest(folder)
            return bot.ask(question), model.heard

    return asked


def test_a_small_model_is_not_asked_whether_something_is_so(ask):
    answer, heard = ask("Should babies in Dunmarrow not drink the tap water?", "Yes, babies should not [1].")
    assert heard == []
    assert answer.receipt["llm"] == "extractive"


def test_what_a_later_article_tells_of_it_stands_beside_the_best_sentence(ask):
    answer, _ = ask("Should babies in Dunmarrow not drink the tap water?")
    assert {c.source_path for c in answer.citations} >= {"04-09.md"}


def test_of_what_was_told_alike_the_newest_comes_first(ask):
    answer, _ = ask("Does the ferry at Pell carry cars?")
    assert answer.citations[0].source_path == "05-09.md"


def test_a_trusted_model_is_asked(ask):
    said = "Babies may drink the tap water in Dunmarrow [1]."
    answer, heard = ask("May babies in Dunmarrow drink the tap water?", said, trusted=True)
    assert len(heard) == 1
    assert answer.text.startswith("Babies may drink the tap water")


def test_what_no_article_has_a_word_for_is_refused_and_named(ask):
    answer, _ = ask("Was the driver of some digger near Holm ever prosecuted for manslaughter?")
    assert answer.status == "not_found"
    assert "do not mention" in answer.text


def test_a_bare_number_of_something_else_is_no_answer(ask):
    answer, _ = ask("How many drivers were on Market Square?", "9,000 [1]", "9,000 [1]")
    assert answer.text != "9,000 [1]"


def test_a_bare_number_of_what_is_asked_is_one(ask):
    answer, _ = ask("How many homes did the cable on Market Square feed?", "9,000 [1]")
    assert answer.text == "9,000 [1]"
