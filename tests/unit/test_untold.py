"""What no article near a question has a word for, and what stands beside the best sentence of a yes-or-no question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ragbot.citations import Quote
from ragbot.domain import Article, Evidence, EvidenceSentence
from ragbot.verdicts import find_untold, own_words


def quote(body: str, score: float, day: int = 2, doubt: str = "") -> Quote:
    article = Article(
        id=f"{body}{day}", headline="Report", body=body, outlet="Tarn Courier", source_path="1.md",
        published=datetime(2026, 5, day, tzinfo=UTC), doubt=doubt,
    )  # fmt: skip
    sentence = EvidenceSentence(0, len(body), body, score)
    return Quote(Evidence(1, article, (sentence,)), sentence)


DRIVER = "The driver of the digger cut a cable on the square."


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Was the driver of the digger prosecuted?", "prosecuted"),
        ("How much compensation did the driver of the digger pay?", "compensation, pay"),
    ],
)
def test_a_word_that_the_article_lacks_is_named(question, words):
    assert find_untold(question, [quote(DRIVER, 0.9)]).words == words


@pytest.mark.parametrize(
    ("question", "score"),
    [
        ("Was the driver of the digger prosecuted?", 1.1),  # near enough for its words to be others
        ("Did the driver of the digger really cut the cable?", 0.9),  # all told
        ("Did the driver of the digger sever the power line in 2026?", 1.2),
        ("Who was the driver that was prosecuted?", 0.9),  # asked for a person: worded too freely
        ("Do the papers agree on who was prosecuted?", 0.9),
        ("Wurde der Fahrer bestraft?", 0.9),
    ],
)
def test_what_is_near_or_told_or_asked_otherwise_is_not_held_against_it(question, score):
    assert find_untold(question, [quote(DRIVER, score)]) is None


def test_a_word_that_means_the_same_is_told():
    assert (
        find_untold("Was the driver of the lorry injured?", [quote("The driver of the truck was hurt.", 0.9)]) is None
    )


def test_beside_the_best_sentence_stands_what_a_later_article_tells():
    warned, lifted = quote("Nobody may drink the water.", 1.0, day=2), quote("The warning was lifted.", 0.8, day=9)
    asked = "May nobody drink the water?"
    assert own_words(asked, asked, [warned, lifted]) == [warned, lifted]
    assert own_words(asked, asked, [lifted, warned])[0] == lifted


@pytest.mark.parametrize(
    ("later", "question"),
    [
        (quote("The warning was lifted.", 0.3, day=9), "May nobody drink the water?"),  # about something else
        (quote("The warning was lifted.", 0.5, day=9, doubt="no date"), "May nobody drink the water?"),
        (quote("The warning was lifted.", 0.5, day=9), "What may nobody drink?"),
    ],
)
def test_a_later_sentence_stands_alone_where_it_tells_of_something_else(later, question):
    warned = quote("Nobody may drink the water.", 1.0, day=2)
    assert own_words(question, question, [warned, later]) == [warned]
