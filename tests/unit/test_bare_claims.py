"""The proof, of claims in which the quotes bear out nothing but the name of who says it."""

from __future__ import annotations

import pytest

from tests.proofs import prove

TEAR = "It has a tear of three centimetres and has lost some paint, according to restorer Meret Pascoe."


def test_a_claim_whose_only_own_word_stands_nowhere_is_not_proven_by_a_name():
    question = "What shape is the picture in, according to the restorer?"
    claim = "The picture is in the shape of a rectangle, according to the restorer Meret Pascoe."
    assert not prove(f"{claim} [1]", question, TEAR).sentences


@pytest.mark.parametrize(
    ("question", "claim", "source"),
    [
        ("How high was the chimney?", "The chimney was 62 meters high.", "The 62-metre chimney will be blown up."),
        ("How long did Odo Farr get?", "Odo Farr got five and a half years.", "Odo Farr got five years and six months."),
        ("Where did people catch it?", "People caught it in Chad and Mali.", "Nine people of Chad and Mali have it."),
        ("Who was hurt?", "Ann Poole was injured.", "Ann Poole was hurt."),
        ("Who won the final?", "Spain defeated England 2-1.", "Spain edged England 2-1 in the final."),
        ("Who wrote the book?", "The author is Sally Rooney.", "Sally Rooney wrote the book."),
    ],
)  # fmt: skip
def test_measures_figures_other_forms_and_words_of_one_meaning_are_no_such_words(question, claim, source):
    assert prove(f"{claim} [1]", question, source).sentences
