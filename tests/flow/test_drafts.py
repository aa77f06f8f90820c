"""How often a model is asked, and what it gets to read: real SQLite, real Chroma, scripted."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, generation
from tests.fakes import ScriptedChatModel, WordHashEncoder

STORY = (
    "The dog of the mill in Tarn ran off with a boot of the miller. The miller of Tarn owns a mill and a dog. "
    "The mill in Tarn has a dog. The dog in Tarn is brown. The mill in Tarn is white. The miller in Tarn is old. "
    "It had been left on the stairs of the mill. A boot costs 90 crowns in Tarn."
)
OPEN, TYPED = "What did the dog of the mill in Tarn run off with?", "How many boots did the miller in Tarn leave?"
PROVEN, UNPROVEN, COPIED = "It ran off with a boot of the miller [1].", "It sang operas in Vienna [1].", "Nothing more."


@pytest.fixture
def asked(tmp_path, monkeypatch):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "dog.md").write_text(
        f"---\nid: dog\ntitle: A boot\nsource: Tarn Courier\npublished: 2026-05-02\n---\n\n{STORY}", encoding="utf-8"
    )
    model = ScriptedChatModel()
    with Ragbot.open(tmp_path / "archive", llm=model, embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)

        def ask(question, *words, trusted=False):
            monkeypatch.setattr(generation.Given, "trusted", trusted)
            model.then(*words)
            return bot.ask(question), [len(heard[1].content) for heard in model.heard], model.heard

        yield ask


def test_what_is_proven_is_asked_for_once(asked):
    answer, read, _ = asked(OPEN, PROVEN)
    assert answer.text.startswith("It ran off with a boot")
    assert len(read) == 1


@pytest.mark.parametrize("first", [UNPROVEN, "Not in these articles."])
def test_what_does_not_come_of_more_evidence_is_looked_for_in_the_best(asked, first):
    answer, read, _ = asked(OPEN, first, PROVEN)
    assert answer.text.startswith("It ran off with a boot")
    assert read[0] > read[1]


def test_after_the_best_evidence_the_model_may_copy_a_sentence(asked):
    _, read, heard = asked(OPEN, UNPROVEN, UNPROVEN, COPIED)
    assert len(read) == 3
    assert [m.type for m in heard[2]] == ["system", "human", "ai", "human"]
    assert heard[2][:2] == heard[1]


def test_what_is_declined_twice_is_not_asked_for_again(asked):
    answer, read, _ = asked(OPEN, "Not in these articles.", "Not in these articles.")
    assert answer.status == "not_found"
    assert len(read) == 2


def test_a_question_for_a_figure_reads_the_best_evidence_at_once(asked):
    _, read, heard = asked(TYPED, UNPROVEN, COPIED)
    assert len(heard) == 2
    assert heard[1][:2] == heard[0]
    assert read[0] == read[1]


def test_a_trusted_model_is_not_asked_the_same_of_less(asked):
    answer, read, _ = asked(OPEN, "Not in these articles.", trusted=True)
    assert answer.status == "not_found"
    assert len(read) == 1


def test_a_second_reading_that_fails_leaves_the_first_draft(asked):
    answer, _, heard = asked(OPEN, UNPROVEN, RuntimeError("gone"), COPIED)
    assert heard[-1][2].content == UNPROVEN
    assert "Vienna" not in answer.text
    assert "own best sentence" in answer.notice
