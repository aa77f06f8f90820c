"""What becomes of the words of a model that is not trusted to have the last one: real SQLite, real Chroma, scripted."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, generation
from tests.fakes import ScriptedChatModel, WordHashEncoder

STORIES = {
    "02-06": "A camera that was to count deer took the first picture of a wolf in Holm, the office said on Friday.",
    "02-13": "Tests show that it is the wolf that a camera took a picture of in Holm on January 31, and no dog.",
    "01-14": "The bridge in Tarn will open again on 30 April, the town said. Repairs of the bridge cost 2.4 million crowns.",
    "02-20": "A fire at the mill in Tarn hurt people. Two people were hurt, its brigade said.",
    "02-24": "Five people were hurt in the fire at the mill in Tarn, among them two workers of the night shift.",
    "03-19": "The bridge in Tarn needs new bolts. It wants to open it on 12 June, not on 30 April, the mayor said.",
    "04-09": "The warning was lifted. Samples were below the limit of 50 milligrams of nitrate per litre, the last one at 34.",
    "05-14": "Baker Pell has made a mark. The number of houses that the flood in the town of Tarn and around it did hit has grown from 387 to 431.",
    "04-11": "The school in Holm closed its doors because its roof leaked. All windows of the school were closed. Jon Aas won the race around the roof.",
    "08-20": "A sudden storm did damage 58 houses in Tarn on Thursday. A flood hurt nobody.",
}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", False)
    folder = tmp_path / "news"
    folder.mkdir()
    for day, body in STORIES.items():
        front = f"id: s{day}\ntitle: Report of {day}\nsource: Tarn Courier\npublished: 2026-{day}"
        (folder / f"s{day}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    model = ScriptedChatModel()
    with Ragbot.open(tmp_path / "archive", llm=model, embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)

        def ask(question, *words):
            model.then(*words)
            return bot.ask(question)

        def add(day, body):
            front = f"id: s{day}\ntitle: Report of {day}\nsource: Tarn Courier\npublished: 2026-{day}"
            (folder / f"s{day}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
            bot.ingest(folder)

        ask.model, ask.add = model, add
        yield ask


def test_a_day_that_was_put_off_gives_way_to_the_new_one_though_the_model_took_it(asked):
    answer = asked("When will the bridge in Tarn open again?", "The bridge will open again on 30 April [2].")
    assert "12 June, not on 30 April" in answer.text
    assert "newer" in answer.notice


def test_of_a_day_that_was_put_off_twice_the_last_one_holds(asked):
    asked.add("06-05", "A beam is too short. It will open on 26 June, and not on 12 June, the office in Tarn said.")
    answer = asked("When will the bridge in Tarn open again?", "The bridge will open again on 30 April [3].")
    assert "26 June" in answer.text
    assert "newer" in answer.notice


def test_the_new_day_stays_where_the_model_found_it_itself(asked):
    answer = asked("When will the bridge in Tarn open again?", "The bridge will open on 12 June [1].")
    assert answer.text.startswith("The bridge will open on 12 June")
    assert not answer.notice


def test_a_draft_that_cannot_be_proven_still_tells_where_its_figure_was_read(asked):
    made_up = "431 houses were flattened by the comet that the astronomers of Pell had announced"
    answer = asked("How many houses did the flood in Tarn damage?", f"{made_up} [1].", f"{made_up} [1].")
    assert answer.text.startswith("The number of houses that the flood")
    assert "own best sentence" in answer.notice


def test_an_older_count_gives_way_though_its_number_counts_something_else_in_the_newer_report(asked):
    answer = asked("How many people were hurt in the fire at the mill in Tarn?", "Two people were hurt [2].")
    assert answer.text.startswith("Five people were hurt in the fire")
    assert "newer" in answer.notice


def test_a_number_without_a_unit_of_its_own_has_that_of_the_number_beside_it(asked):
    question = "What was the last sample of nitrate before the warning was lifted?"
    assert asked(question, "34 milligrams of nitrate per litre [1].").text == "34 milligrams of nitrate per litre [1]."


def test_yes_or_no_is_answered_by_the_articles_and_not_by_the_model(asked):
    answer = asked("Did a flood in Tarn hurt people in August?", "Yes, a flood in Tarn hurt people in August [1].")
    assert answer.text.startswith("A flood hurt nobody [1].")
    assert answer.receipt["llm"] == "extractive"


def test_a_reason_is_given_by_the_articles_where_the_model_declines(asked):
    answer = asked("Why did the school in Holm close its doors?", "Not in these articles.")
    assert answer.text.startswith("The school in Holm closed its doors because its roof leaked")


def test_without_a_reason_why_is_declined(asked):
    assert asked("Why did the bridge in Tarn need new bolts?", "Not in these articles.").status == "not_found"


def test_yes_or_no_about_something_else_is_declined(asked):
    assert asked("Will the bridge be painted green for the jubilee?", "Not in these articles.").status == "not_found"


def test_to_say_the_question_again_is_no_answer(asked):
    words = "The school in Holm was closed somehow"
    answer = asked("How was the school in Holm closed?", f"{words} [1].", "Not in these articles.")
    assert words not in answer.text
    assert len(asked.model.heard) == 2


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who won the race around the roof, Jon Aas of Holm and nobody else?", "Jon Aas won the race around the roof"),
        ("How many windows of the school in Holm were closed?", "All windows of the school in Holm were closed"),
    ],
)
def test_an_answer_that_picks_from_the_question_is_one(asked, question, words):
    assert asked(question, f"{words} [1].", "Not in these articles.").text.startswith(words)


def test_what_counts_something_else_does_not_stand_in_for_a_declined_count(asked):
    answer = asked("How many geese did the flood in the town of Tarn and around it drown?", "Not in these articles.")
    assert answer.status == "not_found"


def test_the_words_of_the_question_do_not_carry_an_answer_from_an_article_about_something_else(asked):
    answer = asked(
        "Who won the election for harbour master of Pell?",
        "Jon Aas won the election for harbour master of Pell [1].",
        "Not in these articles.",
    )
    assert answer.status == "not_found"


def test_a_draft_that_cannot_be_proven_still_tells_which_day_was_read(asked):
    made_up = "The camera of the astronomers took the picture of the wolf in Holm for the museum of Pell on January 31"
    answer = asked("On what day did a camera take a picture of a wolf in Holm?", f"{made_up} [1].", f"{made_up} [1].")
    assert "January 31" in answer.text


def test_where_the_latest_is_asked_for_an_older_report_gives_way(asked):
    answer = asked("What is the latest about the bridge in Tarn?", "Repairs of the bridge cost 2.4 million crowns [2].")
    assert "new bolts" in answer.text or "12 June" in answer.text
    assert "newer" in answer.notice
