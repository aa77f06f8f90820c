"""A question about two is answered by way of one about each; what both come to is told by code, with a quote for each."""

from __future__ import annotations

import pytest

from ragbot import generation

MILL = ("The felt mill at Tarn burned down on 3 May 2026.", "The ferry of Pell sank on 9 May 2026.")
DAYS = "How many days lay between the fire at the felt mill of Tarn and the sinking of the ferry of Pell?"
BURNED, SANK = "The felt mill at Tarn burned down on 3 May 2026 [1].", "The ferry of Pell sank on 9 May 2026 [1]."
COSTS = ("The new library of Tarn cost 8.6 million crowns.", "Mending the baths of Pell cost 7.8 million crowns.")
DEARER = "Was the new library of Tarn dearer than mending the baths of Pell?"
NONE = "Not in these articles."


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """As the local model is used: code goes before it, and a refusal of its is no last word."""
    monkeypatch.setattr(generation.Given, "trusted", False)


def test_how_far_apart_two_days_are_is_counted_from_what_the_model_says_of_each(ask_over):
    answer, asked = ask_over(DAYS, MILL, BURNED, SANK)
    assert asked == ["When was the fire at the felt mill of Tarn?", "When was the sinking of the ferry of Pell?"]
    assert answer.status == "answered"
    assert answer.text.startswith("6 days: from May 3, 2026 to May 9, 2026 [1][2].")
    assert [c.quote for c in answer.citations] == list(MILL)
    assert answer.question == answer.standalone_question == DAYS


def test_figures_that_two_sentences_give_need_no_model(ask_over):
    answer, asked = ask_over(DEARER, COSTS)
    assert asked == []
    assert answer.text.startswith("Yes. More: new library of Tarn (8,600,000 against 7,800,000) [1][2].")


def test_the_other_way_round_the_answer_is_no(ask_over):
    answer, _ = ask_over("Was mending the baths of Pell dearer than the new library of Tarn?", COSTS)
    assert answer.text.startswith("No. More: new library of Tarn")


def test_the_difference_of_two_sums_is_told(ask_over):
    answer, _ = ask_over("How much more did the new library of Tarn cost than mending the baths of Pell?", COSTS)
    assert answer.text.startswith("Difference: 800,000 (8,600,000 against 7,800,000) [1][2].")


def test_where_the_model_finds_nothing_of_one_the_question_is_asked_as_a_whole(ask_over):
    answer, asked = ask_over(DAYS, MILL, BURNED, NONE, NONE)
    assert asked[-1] == DAYS
    assert answer.status == "not_found"


def test_two_answers_from_one_sentence_are_no_comparison(ask_over):
    question = "Taller chimney: the one of the glassworks in Tarn, or the one on Kiln Hill in Tarn?"
    told = ("The chimney on Kiln Hill in Tarn, 62 metres tall, falls on Saturday. The glassworks has a works council.",)
    answer, asked = ask_over(
        question,
        told,
        "The chimney of the glassworks is 62 metres tall [1].",
        "The chimney on Kiln Hill is 62 metres tall [1].",
    )
    assert len(asked) == 2
    assert "The chimney of the glassworks is 62" not in answer.text


def test_of_what_no_article_tells_nothing_is_compared(ask_over):
    answer, asked = ask_over("Which is older, the felt mill of Tarn or the castle of Ostrava?", MILL)
    assert answer.status == "not_found"
    assert "Ostrava" in answer.text
    assert asked == []


def test_what_each_of_two_says_stands_under_its_own_quote(ask_over):
    told = ("Ada Lund wants to sell the mill.", "Jon Renn wants to flood the mill.")
    answer, asked = ask_over(
        "What do Ada Lund and Jon Renn each want to do with the mill?",
        told,
        "Ada Lund wants to sell the mill [1].",
        "Jon Renn wants to flood the mill [1].",
    )
    assert asked == ["What does Ada Lund want to do with the mill?", "What does Jon Renn want to do with the mill?"]
    assert answer.text == "Ada Lund wants to sell the mill [1]. Jon Renn wants to flood the mill [2]."
    assert [c.quote for c in answer.citations] == list(told)


def test_a_bare_answer_stands_under_the_name_of_what_it_is_of(ask_over):
    told = ("Ada Lund wants to sell the mill.", "Jon Renn wants to flood the mill.")
    answer, _ = ask_over(
        "What do Ada Lund and Jon Renn each want to do with the mill?", told, "Sell it [1].", "Flood it [1]."
    )
    assert answer.text.startswith("Ada Lund: Sell it [1].")


def test_the_day_of_a_plan_is_the_one_to_come(ask_over):
    """Both articles are of May 2026: "on 20 April" would be the next year's, and the last of "20 October" the year before."""
    answer, _ = ask_over(
        "What is due sooner, the hearing of the hauliers or the vote on the dyke?",
        ("The hearing of the hauliers is on 20 October.", "The vote on the dyke is on 15 October."),
    )
    assert answer.text.startswith(
        "First: vote on the dyke (October 15, 2026; hearing of the hauliers: October 20, 2026)"
    )


def test_a_hosted_model_is_asked_once(ask_over, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", True)
    _, asked = ask_over(DAYS, MILL, f"{BURNED} The ferry of Pell sank on 9 May 2026 [2].")
    assert asked == [DAYS]


def test_what_two_answers_come_to_cites_the_quotes_that_bear_it_out(ask_over):
    """The first sentence of an answer may tell no day; the verdict stands by the one that does."""
    stories = (f"The felt mill at Tarn was built of brick. {MILL[0]}", MILL[1])
    answer, _ = ask_over(DAYS, stories, f"The felt mill at Tarn was built of brick [1]. {BURNED}", SANK)
    verdict = answer.sentences[0]
    assert verdict.text.startswith("6 days")
    assert [c.quote for c in answer.citations if c.n in verdict.citations] == list(MILL)
