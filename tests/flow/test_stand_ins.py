"""Which of the articles' own sentences stands in for a small model's draft: real SQLite, real Chroma, scripted."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, generation
from tests.fakes import ScriptedChatModel, WordHashEncoder

STORIES = {
    "01-14": "The bridge in Tarn is due to open again on 30 April, the town said.",
    "03-19": "The bridge in Tarn needs bolts. It wants to open the bridge in Tarn on 12 June, not on 30 April, the mayor said.",
    "06-05": "The bridge in Tarn is late. It will open the bridge on 26 June, not on 12 June, the mayor said.",
    "07-01": "Jon Aas won the long race in Holm. The reward for the long race in Holm was 20,000 crowns.",
    "11-28": "Flu was found at a farm near Pell, the first outbreak in Pell since 2021. Eleven farms near Pell have flu.",
}
LETTER = "Der Bus 44 kostet vier Kronen. Am 20. April entscheidet der Kreistag über den Bus 44. Landrat Ruprecht Noth sagt, ein Bus müsse sich tragen."


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", False)
    folder = tmp_path / "news"
    folder.mkdir()
    for day, body in [*STORIES.items(), ("03-12", LETTER)]:
        front = f"id: s{day}\ntitle: Report of {day}\nsource: Tarn Courier\npublished: 2026-{day}"
        front += "\nlanguage: de" if body is LETTER else ""
        (folder / f"s{day}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    model = ScriptedChatModel()
    with Ragbot.open(tmp_path / "archive", llm=model, embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)

        def ask(question, draft):
            model.then(draft, draft)
            return bot.ask(question)

        yield ask


@pytest.mark.parametrize(
    ("question", "draft", "told"),
    [
        ("What does the bus 44 cost?", "Kosten des Bus 44: vier Kronen [1].", "Der Bus 44 kostet vier Kronen"),
        ("When does the council decide about the bus 44?", "The council votes on the bus 44 on April 20th [1].", "Am 20. April"),
        ("Who says that the bus 44 must pay for itself?", "Ruprecht Noth warns that the bus 44 must pay for itself [1].", "Landrat Ruprecht Noth"),
    ],
)  # fmt: skip
def test_an_article_in_another_language_answers_with_its_own_sentence(asked, question, draft, told):
    answer = asked(question, draft)
    assert told in answer.text
    assert "own best sentence" in answer.notice
    assert all(s.proven for s in answer.sentences)


def test_a_made_up_figure_finds_no_sentence_in_another_language(asked):
    answer = asked("What does the bus 44 cost?", "Kosten des Bus 44: sieben Taler [1].")
    assert "sieben" not in answer.text


def test_what_has_been_is_not_told_by_a_plan_that_was_put_off(asked):
    answer = asked(
        "When did the bridge in Tarn open again?", "The bridge opened on 30 April, as all the papers wrote [1]."
    )
    assert "26 June, not on 12 June" in answer.text


def test_a_sum_is_no_answer_to_who(asked):
    answer = asked(
        "Who won the reward for the long race in Holm?", "The reward for the long race in Holm was 20,000 crowns [1]."
    )
    assert "20,000" not in answer.text


def test_since_a_year_tells_nothing_of_that_year(asked):
    answer = asked("How many farms near Pell had flu in 2021?", "Eleven farms near Pell had flu in 2021 [1].")
    assert answer.status == "not_found"
    assert "2021" in answer.text


def test_a_model_that_named_a_day_amiss_is_answered_with_the_day_that_the_articles_name(asked):
    answer = asked("When will the bridge in Tarn open?", "The bridge in Tarn opens on 3 May 2031 [1].")
    assert answer.status == "answered"
    assert "26 June" in answer.text


def test_whether_there_is_something_is_not_told_by_a_sentence_without_it(asked):
    answer = asked("Is there a café near the bridge in Tarn?", "Not in these articles.")
    assert answer.status == "not_found"
    answer = asked("Is there a reward for the long race in Holm?", "Not in these articles.")
    assert answer.status == "answered"


def test_a_plain_question_answered_amiss_is_answered_with_the_best_sentences(asked):
    answer = asked("What did Jon Aas win in Holm?", "Jon Aas won the silver spoon of the king in Holm [1].")
    assert "own best sentence" in answer.notice
    assert "won the long race" in answer.text


def test_a_question_that_little_of_the_articles_speaks_of_is_not(asked):
    answer = asked(
        "Which spoon did the king of Denmark lend Jon Aas for breakfast?", "The king lent him a silver spoon [1]."
    )
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "When did Mayor Odo Farr open the bridge in Tarn?",  # he is nowhere near it
        "When did the runner of the long race in Holm die?",  # no death is told
        "What is the name of the mayor in Tarn who wants to open the bridge?",  # "Tarn" is none
    ],
)
def test_where_the_question_asks_for_what_is_nowhere_near_no_sentence_stands_in(asked, question):
    assert asked(question, "Not in these articles.").status == "not_found"
