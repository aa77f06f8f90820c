"""Two questions in one, and one about two: each is looked up on its own, and each answer has its own quote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ragbot import Ragbot, generation
from ragbot.catalogue import Window
from ragbot.retrieval import Retrieval, both
from ragbot.verdicts import read_comparison, read_parts
from tests.fakes import ScriptedChatModel, WordHashEncoder

NOW = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def ask(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()

    def put_and_ask(question, *stories, llm="extractive"):
        for n, (published, body) in enumerate(stories):
            front = f'id: "{n}"\ntitle: "Story {n}"\nsource: "Tarn Courier"\npublished: "{published}"'
            (folder / f"{n}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
        with Ragbot.open(tmp_path / "archive", llm=llm, embedder=WordHashEncoder()) as bot:
            bot.ingest(folder)
            return bot.ask(question)

    return put_and_ask


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who settled the mill dispute, and how old is he?",
            ("Who settled the mill dispute?", "How old is he?"),
        ),
        (
            "Which minister promised the money, and from which party does he come?",
            ("Which minister promised the money?", "From which party does he come?"),
        ),
        (
            "How many pupils were expected in May, and then how many were there in June?",
            ("How many pupils were expected in May?", "How many were there in June?"),
        ),
        ("Which fair drew more visitors, and how many?", None),
        ("How and when did the mill burn?", None),
        ("What did she say, and to whom did she say it, and where was that?", None),
        ("Who mills and bakes in Tarn?", None),
        ("What is the difference between what Tarn promised and what it has done?", None),
        ("Who is the man who shot the mayor and who was arrested in Pell?", None),
        ("What did the minister say about inflation, and how it affects pensions?", None),
        ("Would the dyke have held: what is it meant for, and what was reached?", None),
    ],
)
def test_two_questions_in_one_are_told_apart(question, parts):
    assert read_parts(question) == parts


def test_a_question_of_many_ands_is_read_at_once():
    assert read_parts("who came and who went " * 40) is None


def test_the_second_question_is_about_whom_the_first_answer_names(ask):
    answer = ask(
        "Who settled the dispute at the mill, and how old is he?",
        ("2026-05-02", "The dispute at the mill was settled by Judge Wenzel Stroud in nineteen hours."),
        ("2026-05-09", "Wenzel Stroud, 68, keeps bees. He was a clerk in Pell."),
        ("2026-05-10", "Odo Farr, 31, keeps goats and was a clerk in Pell."),
    )
    assert answer.status == "answered"
    assert [c.headline for c in answer.citations] == ["Story 0", "Story 1"]
    assert "68" in answer.text


STROUD = (
    ("2026-05-02", "The dispute at the mill was settled by Judge Wenzel Stroud in nineteen hours."),
    ("2026-05-09", "Wenzel Stroud, 68, keeps bees."),
)


def test_a_model_that_is_trusted_words_the_answer_to_both(ask):
    model = ScriptedChatModel("Wenzel Stroud settled it in nineteen hours [1]. Wenzel Stroud is 68 [2].")
    answer = ask("Who settled the dispute at the mill, and how old is he?", *STROUD, llm=model)
    assert answer.text.startswith("Wenzel Stroud settled it in nineteen hours")
    assert len(answer.citations) == 2


def test_a_small_model_is_not_asked_two_questions_at_once(ask, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", False)
    model = ScriptedChatModel("Wenzel Stroud.")
    answer = ask("Who settled the dispute at the mill, and how old is he?", *STROUD, llm=model)
    assert not model.heard
    assert "68" in answer.text


def test_where_the_second_question_has_no_answer_the_whole_is_looked_up(ask):
    answer = ask(
        "Who settled the dispute at the mill, and how old is the Duke of Ostrava?",
        ("2026-05-02", "The dispute at the mill was settled by Wenzel Stroud in nineteen hours."),
    )
    assert answer.status == "not_found"
    assert "Ostrava" in answer.text


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "In which year did the field have more passengers, 2024 or 2025, and how many in each?",
            (
                "How many passengers did the field have in 2024?",
                "How many passengers did the field have in 2025?",
            ),
        ),
        (
            "At which of the two derbies, 2025 or 2026, were there more spectators?",
            (
                "How many spectators: At of the two derbies were there, in 2025?",
                "How many spectators: At of the two derbies were there, in 2026?",
            ),
        ),
        (
            "Did the exit poll or the first count promise the Union more seats?",
            (
                "How many seats did the exit poll promise the Union?",
                "How many seats did the first count promise the Union?",
            ),
        ),
        (
            "Did Tarn or Upper Pell have more visitors?",
            ("How many visitors did Tarn have?", "How many visitors did Upper Pell have?"),
        ),
        (
            "Did Labour or the Greens win more seats, and by how many?",
            (
                "How many seats did Labour win?",
                "How many seats did the Greens win?",
            ),
        ),
    ],
)
def test_the_two_sides_are_found_however_they_are_worded(question, sides):
    comparison = read_comparison(question)
    assert comparison
    assert comparison.questions == sides


@pytest.mark.parametrize(
    "question",
    [
        "Did he win or lose?",
        "Was Tarn flooded or spared in 2025?",
        "Is it red or blue?",
        "Was anyone killed or injured in last night's explosion?",
        "Did police or firefighters arrive first?",
        "Has the government or parliament approved the budget before Friday?",
    ],
)
def test_a_choice_that_compares_nothing_is_no_comparison(question):
    assert read_comparison(question) is None


def test_years_are_compared_by_what_is_told_of_each(ask):
    answer = ask(
        "At which of the two August derbies, 2025 or 2026, were there more spectators?",
        ("2025-08-24", "The August derby was watched by 4,870 spectators."),
        ("2026-08-23", "The August derby, with 5,112 spectators, was sold out."),
    )
    assert answer.text.startswith("More: 2026 (5,112 against 4,870)")
    assert len(answer.citations) == 2


def test_what_was_read_in_either_side_is_told_and_the_dates_as_one_stretch(ask):
    answer = ask(
        "In which year did the airfield have more passengers, 2024 or 2025?",
        ("2025-01-24", "The airfield had 48,620 passengers in 2024."),
        ("2026-01-23", "The airfield had 52,310 passengers in 2025."),
    )
    told = answer.filters.inferred
    assert (told["since"][:10], told["until"][:10]) == ("2024-01-01", "2025-12-31")
    assert set(told["soft"]) == {"since", "until"}
    assert told["words"] == {"since": "in 2024", "until": "in 2025"}


def side(window=None, **inferred):
    return Retrieval((), (), (), window or Window(NOW), inferred)


def test_of_two_sides_no_reading_is_lost():
    words = {"outlet": "the Courier", "since": "in May", "until": "in May"}
    may = {"since": "2026-05-01T00:00:00+00:00", "until": "2026-05-31T23:59:59+00:00"}
    one = side(outlet="Tarn Courier", relaxed=["dates"], words=words, **may)
    other = side(outlet="Tarn Courier", order="latest", soft=["outlet"], relaxed=["byline"], words={"order": "now"})
    for pair in ((one, other), (other, one)):
        told = both(*pair, 100).inferred
        assert told.items() >= {"outlet": "Tarn Courier", "order": "latest", "soft": ["outlet"], **may}.items()
        assert sorted(told["relaxed"]) == ["byline", "dates"]
        assert told["words"] == words | {"order": "now"}


def test_a_side_that_is_open_at_an_end_leaves_both_open_there():
    closed = {"since": "2026-03-01T00:00:00+00:00", "until": "2026-05-31T23:59:59+00:00"}
    one = side(**closed, words={"since": "in spring", "until": "in spring"}, soft=["since", "until"])
    other = side(since="2026-01-01T00:00:00+00:00", words={"since": "since January"}, soft=["since"])
    told = both(one, other, 100).inferred
    assert "until" not in told
    assert (told["since"][:7], told["words"], told["soft"]) == ("2026-01", {"since": "since January"}, ["since"])


def test_the_window_of_two_sides_lets_through_what_either_does():
    early, late = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 9))
    one = side(Window(NOW, since=early, until=early, outlet="Tarn Courier", byline="Ida Holm"))
    other = side(Window(NOW, since=late, until=late, outlet="Holm Post", byline="Ida Holm"))
    assert both(one, other, 100).window == Window(NOW, since=early, until=late, byline="Ida Holm")
    assert both(one, side(), 100).window == Window(NOW)


def test_half_a_year_is_not_compared_with_a_whole_one(ask):
    answer = ask(
        "In which year did the airfield have more passengers, 2024 or 2025?",
        ("2025-01-24", "The airfield had 48,620 passengers in 2024."),
        ("2025-08-23", "The airfield had 52,310 passengers in the first half of 2025."),
    )
    assert not answer.text.startswith("More:")


def test_what_comes_right_after_the_best_sentence_stands_with_it(ask):
    answer = ask(
        "Where can the last wolf shot in Tarn be seen today?",
        (
            "2026-05-02",
            "The last wolf of Tarn was shot near Pell in 1886. The wolf of Tarn stands, stuffed, in the museum.",
        ),
    )
    assert "museum" in answer.text


def test_a_count_stands_alone(ask):
    answer = ask(
        "How many visitors came to the spring fair?",
        ("2026-05-02", "To the spring fair came 4,300 visitors. The band played until ten."),
    )
    assert "band" not in answer.text


def test_a_question_of_many_spaces_is_read_at_once():
    assert read_comparison(f"Is {' ' * 590}x before or after y?").names == ("x", "y")
    assert read_comparison(f"is {' ' * 590}x") is None
