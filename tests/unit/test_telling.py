"""A quoted "last year" is told with the year that it was, where the question asks for a time."""

from __future__ import annotations

from datetime import date

import pytest

from ragbot import Ragbot
from ragbot.text import dates
from ragbot.verdicts.telling import dated
from tests.fakes import WordHashEncoder

FRIDAY = date(2024, 2, 23)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("She was diagnosed last year.", "She was diagnosed last year (2023)."),
        ("The mill burned down yesterday.", "The mill burned down yesterday (February 22, 2024)."),
        ("The mill burned down on Tuesday morning.", "The mill burned down on Tuesday morning (February 20, 2024)."),
        ("The mill burned down\nthree days ago.", "The mill burned down three days ago (February 20, 2024)."),
        ("The mill will open again next year.", "The mill will open again next year (2025)."),
    ],
)
def test_a_time_that_the_articles_date_explains_is_explained(sentence, told):
    assert dated(sentence, FRIDAY) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill burned down on Feb. 20, 2024.",  # says it itself
        "The mill burned down on Tuesday, 20 February.",
        "The mill will open again on Tuesday.",  # the one after
        "The fire was put out, Aas said on Wednesday.",  # when he spoke
        "After Tuesday's fire the mill is shut.",
        "It burned for this week and the next.",  # no name for it
    ],
)
def test_what_is_clear_unclear_or_of_no_interest_stays_as_it_is(sentence):
    assert dated(sentence, FRIDAY) == sentence


def test_without_a_day_of_its_own_an_article_explains_nothing():
    assert dated("The mill burned down yesterday.", None) == "The mill burned down yesterday."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did the Pell mill burn down?", "The Pell mill burned down yesterday (February 22, 2024) [1]."),
        ("What did burn down at Pell?", "The Pell mill burned down yesterday [1]."),
    ],
)
def test_it_is_told_where_a_time_is_asked_for_and_the_quote_stays_verbatim(tmp_path, question, text):
    (tmp_path / "a.md").write_text(
        "---\ntitle: Fire at Pell\nsource: Tarn Courier\npublished: 2024-02-23\n---\n\nThe Pell mill burned down yesterday.",
        encoding="utf-8",
    )
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(tmp_path / "a.md")
        answer = bot.ask(question)
        assert answer.text == text
        assert answer.citations[0].quote == "The Pell mill burned down yesterday."
        assert all(s.proven for s in answer.sentences)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("The debate is on 2026-09-24.", "The debate is on September 24, 2026."),
        ("From 2026-09-24 to 2026-10-20", "From September 24, 2026 to October 20, 2026"),
        (
            "Form 2026-13-45, case 12026-10-20 and file-2026-10-20",
            "Form 2026-13-45, case 12026-10-20 and file-2026-10-20",
        ),
    ],
)
def test_a_date_in_digits_is_told_in_words(draft, told):
    assert dates.spelt(draft) == told
