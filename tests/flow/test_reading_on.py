"""A question of a conversation is read on from the one before it: real SQLite, real Chroma, scripted."""

from __future__ import annotations

from itertools import takewhile

import pytest

from ragbot import Ragbot, generation
from ragbot.answering import continued
from tests.fakes import ScriptedChatModel, WordHashEncoder

STORIES = {
    "mill": "The miller of Tarn lost a boot to the dog of the mill. The dog of the mill hid the boot below the stairs. "
    "Nobody knows why the dog of the mill took it. The boot of the miller cost 90 crowns in Tarn. "
    "The stairs of the mill lead to a cellar. The cellar of the mill is full of corn. "
    "Rats like corn. A trap for rats is sold in Holm. The trap is made of iron and of old springs.",
    "dogs": "Dogs in Tarn may not run free near a mill, the council said. The tax for a dog is 12 crowns a year.",
    "choir": "The choir of Holm sang in the church on Sunday. Its leader Ada Brandt bowed twice.",
}
ASKED, ANSWERED = "What did the dog of the mill in Tarn take?", "It took a boot of the miller."
THEN = "Where did it hide the boot below the stairs of the mill?"
BOOT, STAIRS = "The dog took the boot of the miller [1].", "The dog of the mill hid the boot below the stairs [1]."


@pytest.fixture
def open_bot(tmp_path, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", False)
    monkeypatch.setattr(generation.Given, "rewrites", False)
    monkeypatch.setattr(generation.Given, "remembers", True)
    folder = tmp_path / "news"
    folder.mkdir()
    for name, body in STORIES.items():
        front = f"id: {name}\ntitle: The {name}\nsource: Tarn Courier\npublished: 2026-05-02"
        (folder / f"{name}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    made = []

    def make():
        bot = Ragbot.open(tmp_path / f"archive{len(made)}", llm=ScriptedChatModel(), embedder=WordHashEncoder())
        made.append(bot)
        bot.ingest(folder)
        return bot

    yield make
    for bot in made:
        bot.close()


def put(bot, question, draft, history=()):
    """The answer, and the sources as the model first got to read them."""
    model = bot._parts.writer.model()
    model.forget()
    model.then(*[draft] * 3)
    answer = bot.ask(question, history=history)
    return answer, model.heard[0][1].content.rpartition("\n\nQuestion:")[0]


def prefix(one, other):
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def test_a_follow_up_begins_with_the_sources_as_they_were_read(open_bot):
    bot = open_bot()
    _, before = put(bot, ASKED, BOOT)
    answer, after = put(bot, THEN, STAIRS, [("user", ASKED), ("assistant", ANSWERED)])
    common = prefix(before, after)
    assert len(common) > len(STORIES["mill"]) / 2
    assert answer.text.startswith("The dog of the mill hid the boot below the stairs")
    assert after.count("The mill · Tarn Courier") == 1


def test_what_the_question_before_did_not_need_comes_behind(open_bot):
    bot = open_bot()
    _, before = put(bot, ASKED, BOOT)
    history = [("user", ASKED), ("assistant", ANSWERED)]
    told = "The trap is made of iron and of old springs [1]."
    answer, after = put(bot, "And what is the trap for rats made of?", told, history)
    assert "springs" not in before
    assert after.index("[1] (more)\n") >= len(prefix(before, after))
    assert answer.text.startswith("The trap is made of iron")


def test_what_a_follow_up_reads_does_not_depend_on_what_the_bot_was_asked_before(open_bot):
    asked, fresh = open_bot(), open_bot()
    put(asked, ASKED, BOOT)
    history = [("user", ASKED), ("assistant", ANSWERED)]
    assert put(asked, THEN, STAIRS, history)[1] == put(fresh, THEN, STAIRS, history)[1]


def test_a_chat_that_keeps_a_question_as_it_was_resolved_reads_on_as_well(open_bot):
    bot = open_bot()
    said = [("user", ASKED), ("assistant", ANSWERED)]
    answer, before = put(bot, THEN, STAIRS, said)
    last, told = "What did the boot of the miller cost?", "The boot of the miller cost 90 crowns in Tarn [1]."
    resolved = put(bot, last, told, [*said, ("user", answer.standalone_question), ("assistant", STAIRS)])[1]
    as_typed = put(open_bot(), last, told, [*said, ("user", THEN), ("assistant", STAIRS)])[1]
    assert resolved == as_typed
    assert len(prefix(before, resolved)) > len(STORIES["mill"]) / 2


def test_a_sentence_that_was_read_for_the_question_before_may_prove_an_answer(open_bot):
    history = [("user", ASKED), ("assistant", ANSWERED)]
    answer, read = put(open_bot(), "What did the boot of the miller cost?", BOOT, history)
    quotes = {c.quote for c in answer.citations}
    assert all(quote in read for quote in quotes)
    assert all(any(quote in s.text for e in answer.evidence for s in e.sentences) for quote in quotes)


def test_a_model_that_forgets_is_given_each_source_once(open_bot, monkeypatch):
    monkeypatch.setattr(generation.Given, "remembers", False)
    _, read = put(open_bot(), THEN, STAIRS, [("user", ASKED), ("assistant", ANSWERED)])
    assert "(more)" not in read


def test_after_some_turns_all_is_read_anew(open_bot):
    bot = open_bot()
    turn = [("user", ASKED), ("assistant", ANSWERED)]
    alone = put(bot, THEN, STAIRS, turn * continued.TURNS)[1]
    first = put(bot, THEN, STAIRS)[1]
    assert alone.splitlines()[0] == first.splitlines()[0]
    assert "(more)" not in alone


@pytest.mark.parametrize("odd", ["", "?!", "x" * 100_000, "Thanks!", "When? (about: )"])
def test_an_odd_turn_before_spoils_nothing(open_bot, odd):
    answer, _ = put(open_bot(), ASKED, BOOT, [("user", odd), ("assistant", "")])
    assert answer.text.startswith("The dog took the boot")


def test_what_the_model_was_not_asked_is_not_read_on(open_bot, monkeypatch):
    bot = open_bot()
    asked = "Did the dog of the mill in Tarn take a boot?"
    talk = [("user", asked), ("assistant", bot.ask(asked).text)]
    assert bot._parts.writer.model().heard == []
    read = put(bot, THEN, STAIRS, talk)[1]
    monkeypatch.setattr(generation.Given, "remembers", False)
    assert read == put(open_bot(), THEN, STAIRS, talk)[1]
