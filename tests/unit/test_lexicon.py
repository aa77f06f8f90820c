"""Words that mean the same are one to whoever reads a question."""

from __future__ import annotations

import pytest

from ragbot import text
from ragbot.text import lexicon


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Who was hurt in the crash?", "Two cyclists were injured when the lorries collided."),
        ("Who stole the picture?", "The theft of the painting took nine minutes."),
        ("Which kids were rescued?", "Three children were saved."),
        ("Why was the fair scrapped?", "The fair was cancelled."),
    ],
)
def test_a_question_meets_an_article_that_says_it_in_other_words(asked: str, told: str):
    assert len(text.senses(text.content_stems(asked)) & text.senses(text.content_stems(told))) >= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("charged", "convicted"), ("rose", "fell"), ("killed", "injured"), ("town", "region"), ("deny", "say")],
)
def test_words_that_say_something_else_stay_apart(one: str, other: str):
    assert text.senses([text.stem(one)]) != text.senses([text.stem(other)])


def test_a_word_is_in_one_group_only():
    stems = [text.stem(word) for word in lexicon.SENSES]
    assert len(stems) == len(set(stems))
    firsts = {text.stem(first) for first in lexicon.SENSES.values()}
    assert firsts.isdisjoint(stems)


def test_a_thing_is_of_one_kind_only():
    kinds = [{text.stem(word) for word in words.split()} for words in lexicon.KINDS.values()]
    assert sum(map(len, kinds)) == len(set().union(*kinds))
    assert text.kind(text.stem("birds")) == "animals"
    assert text.kind(text.stem("people")) == text.kind(text.stem("guests")) == "people"
    assert text.kind(text.stem("crowns")) == ""


@pytest.mark.parametrize(
    ("asked", "told", "another"),
    [
        ("How many were injured?", "Nine people died.", True),
        ("How many were injured?", "Nine died and 27 were injured.", False),
        ("How high was the fine?", "It must pay 19,400 pounds in compensation.", True),
        ("How many were evacuated?", "They were taken out of their homes.", False),
    ],
)
def test_what_became_of_people_and_what_a_sum_is_for_is_told_apart(asked, told, another):
    stems = [text.content_stems(text.in_one_word(words)) for words in (asked, told)]
    assert text.is_of_another_outcome(*stems) is another


@pytest.mark.parametrize(
    ("question", "newer", "older", "best"),
    [
        # The word itself is worth more than one that means the same,
        ("Which driver was hurt in Tarn?", "The driver Ben Holt was injured in Tarn.", "The driver Ann Pell was hurt in Tarn.", "Ann Pell"),
        # and that more than a word for something else.
        ("What was destroyed in Tarn?", "The old mill in Tarn was demolished by the storm.", "The old mill in Tarn was painted by the council.", "demolished"),
    ],
)  # fmt: skip
def test_the_best_sentence_has_the_word_or_one_that_means_the_same(ask, question, newer, older, best):
    answer = ask(question, ("Tarn Courier", "2026-01-05", newer), ("Tarn Courier", "2026-01-04", older))
    assert best in answer.citations[0].quote
