"""Where an article was filed stands in its quote, and not in an answer in its words."""

from __future__ import annotations

import pytest

from ragbot.citations import Quote
from ragbot.domain import Article, Evidence, EvidenceSentence


def quote(sentence, start=0):
    article = Article(id="a", source_path="a", headline="", body=" " * start + sentence)
    span = EvidenceSentence(start, start + len(sentence), sentence, 1.0)
    return Quote(Evidence(1, article, (span,)), span)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("BRENNICK – The court sat on Monday.", "The court sat on Monday."),
        ("BRENNICK, Feb. 12 (Halyard) – The court\nsat on Monday.", "The court sat on Monday."),
        ("LONDON (AP) — The king is well.", "The king is well."),
    ],
)
def test_the_place_and_the_agency_are_left_out(sentence, words):
    assert quote(sentence).words == words


@pytest.mark.parametrize(
    "sentence",
    [
        "US – China trade fell by 3 percent.",
        "OPEC – Saudi Arabia above all – cut its output.",
        "NATO – the alliance of the West – met in Tarn.",
        "The court sat on Monday.",
    ],
)
def test_what_is_no_dateline_stays(sentence):
    assert quote(sentence).words == sentence


def test_only_an_article_opens_with_one():
    assert quote("TARN – The court sat.", start=40).words == "TARN – The court sat."


def test_where_the_place_is_asked_for_it_stays(ask):
    told = ("Tarn Courier", "2026-02-12", "BRENNICK, Feb. 12 (Halyard) – The court convicted Ignaz Kordas of fraud.")
    assert "BRENNICK" in ask("Where was Ignaz Kordas convicted of fraud?", told).text
    assert "BRENNICK" not in ask("Of what was Ignaz Kordas convicted?", told).text
