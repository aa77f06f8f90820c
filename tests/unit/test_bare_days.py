"""A day without a word beside it answers a question for a day, as the best sentence that gives any has it."""

from __future__ import annotations

from tests.proofs import prove

ALBUM = "The band's next album hits stores on June 7, 2026, and its single is out now."
TOUR = "The tour of the band begins on 9 July 2026 in Tarn."
ASKED = "What is the release date of the band's next album?"


def test_a_bare_day_is_proven_by_the_best_sentence_with_a_day():
    proof = prove("June 7, 2026 [1]", ASKED, ALBUM, TOUR)
    assert proof.text == "June 7, 2026 [1]"
    assert proof.citations[0].quote == ALBUM


def test_a_bare_day_of_another_sentence_or_of_none_is_not_proven():
    assert not prove("9 July 2026 [2]", ASKED, ALBUM, TOUR).sentences
    assert not prove("June 8, 2026 [1]", ASKED, ALBUM, TOUR).sentences


def test_a_bare_day_does_not_answer_what_asks_for_none():
    assert not prove("June 7, 2026 [1]", "Who sings on the band's next album?", ALBUM).sentences
