"""The proof, of what somebody said: their words about one thing are not their word on another."""

from __future__ import annotations

import pytest

from tests.proofs import prove

ASKED = "Who said that a ferry which carries nobody is a gift to the town?"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Odo Farr said that a ferry which carries nobody is a gift to the town.", '"For once the line points upwards," Odo Farr said of the chart.'),
        ("Odo Farr warned that a ferry which carries nobody is a gift to the town.", "Odo Farr warned the council of the winter."),
        ("Odo Farr told the council that a ferry which carries nobody is a gift.", '"We will see," Odo Farr told the council.'),
    ],
)  # fmt: skip
def test_words_of_the_question_are_put_into_nobodys_mouth(claim, source):
    assert not prove(f"{claim} [1]", ASKED, source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Odo Farr said that a ferry which carries nobody is a gift to the town.", '"A ferry with nobody in it is a gift," Odo Farr said.'),
        ("Odo Farr said that the ferry is a gift.", "Odo Farr called the ferry a gift."),
        ("Odo Farr said that the ferry will run until May.", '"It will run until May," Odo Farr said of the ferry.'),
    ],
)  # fmt: skip
def test_what_the_quote_speaks_of_was_said(claim, source):
    assert prove(f"{claim} [1]", ASKED, source).sentences
