"""Numbers, names, sentences, passages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragbot import chunking, text
from ragbot.domain import Article


def article(body, **fields):
    return Article(id="a", source_path="a.txt", headline="H", body=body, **fields)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("1,200 people", {"1200"}),
        ("1.2 thousand", {"1200"}),
        ("five workers", {"5"}),
        ("$6.38 billion", {"6380000000"}),
        ("780-72 on March 4, 2024", {"780", "72", "4", "2024"}),
        ("2.0%", {"2"}),
        ("nobody", set()),
    ],
)
def test_numbers_have_one_form(words, numbers):
    assert text.numbers(words) == numbers


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Who is Ida Holm?", {"ida", "holm"}),
        ("The mayor spoke.", set()),
        ("On Monday the FDA met.", {"fda"}),
        ("In March the United States voted.", set()),
        ("Bridge closed", set()),
    ],
)
def test_names_are_told_from_capitals_at_the_start(words, names):
    assert text.names(words) == {text.stem(n) for n in names}


def test_abbreviations_clock_times_and_initials_end_no_sentence():
    body = "Mr. Smith of the U.S. Treasury left at 5 p.m. Tuesday. He paid $2.5 million."
    assert [body[s.start : s.end] for s in chunking.sentences(body)] == [body[:54], body[55:]]


def test_a_word_of_a_million_letters_is_cut():
    spans = chunking.sentences("x" * 1_000_000)
    assert max(s.end - s.start for s in spans) <= 1200


def test_ids_are_deterministic_and_change_with_the_text():
    first, again, other = (chunking.passages(article(b), 50)[0].id for b in ("One. Two.", "One. Two.", "One. Three."))
    assert first == again
    assert first != other


def test_the_embedded_text_carries_headline_outlet_and_day():
    from datetime import UTC, datetime

    passage = chunking.passages(article("One.", outlet="Courier", published=datetime(2026, 3, 1, tzinfo=UTC)), 50)[0]
    assert passage.embedded_text == "H\nCourier, March 1, 2026\nOne."


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("abcde AB.?!\n“”’1,;–é漢"), max_size=1500), st.integers(20, 60))
def test_passages_cover_the_text_exactly_in_order_and_within_their_size(body, size):
    passages = chunking.passages(article(body), size)
    at = 0
    for passage in passages:
        assert passage.text == body[passage.start : passage.end]
        assert (passage.sentences[0].start, passage.sentences[-1].end) == (passage.start, passage.end)
        for span in passage.sentences:
            assert not body[at : span.start].strip()
            assert at <= span.start < span.end
            at = span.end
        assert len(passage.sentences) == 1 or len(passage.text.split()) <= size
    assert not body[at:].strip()


def test_a_capital_that_is_two_characters_when_small_does_not_cut_its_word():
    assert len(text.words("İstanbul")) == 1


def test_a_thousand_clock_times_before_weekdays_are_one_sentence():
    assert len(chunking.sentences("at 5 p.m. Tuesday " * 60)) == 1


@pytest.mark.parametrize(
    ("written", "defused", "unmarked"),
    [
        ("It is open [1].", "It is open (1).", "It is open."),
        ("It is open  [ 1, 2 ].", "It is open  (1, 2).", "It is open."),
        ("It is open【1】[2].", "It is open(1)(2).", "It is open."),
        ("It is open [1-3].", "It is open (1-3).", "It is open."),
        ("It is open [1–3].", "It is open (1–3).", "It is open."),
        ("It is open [since 1914].", "It is open [since 1914].", "It is open [since 1914]."),
    ],
)
def test_a_number_in_square_brackets_is_that_of_a_source(written, defused, unmarked):
    assert text.defused(written) == defused
    assert text.unmarked(written) == unmarked


@pytest.mark.timeout(60)  # hours, where each blank looks through all that are behind it
@pytest.mark.parametrize("blanks", [" ", "\n\t", "\u3000"])
def test_a_text_that_is_a_million_blanks_is_read_through_once(blanks):
    written = f"open{blanks * 1_000_000}closed"
    assert text.unmarked(written) == text.defused(written) == written
