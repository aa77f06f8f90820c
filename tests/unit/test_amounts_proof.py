"""Amounts that a claim writes otherwise than its quotes, and those that it rounds."""

from __future__ import annotations

import time

import pytest

from ragbot.citations.amounts import amounts, parted, restated
from tests.proofs import prove


@pytest.mark.parametrize(
    ("claim", "quote", "said"),
    [
        ("Some half a million bulbs froze.", "Some 500,000 bulbs froze.", "Some 500,000 bulbs froze."),
        ("It took a year and a half.", "It took 18 months.", "It took 18 months."),
        ("It ran for ninety minutes.", "It ran for an hour and a half.", "It ran for an hour and a half."),
        ("It ran for six decades.", "It ran for 60 years.", "It ran for 60 years."),
        ("Half of the locks leak.", "Of these, 14 of 28 locks leak.", "14 of the locks leak."),
        ("A share of 25 percent went.", "About one-fourth went.", "A share of one-fourth went."),
        ("About 7.32 million crowns.", "7,318,402 crowns", "About 7,318,402 crowns."),
        ("More than 7 million crowns.", "7,318,402 crowns", "More than 7,318,402 crowns."),
        ("Nearly 8 million crowns.", "7,818,402 crowns", "Nearly 7,818,402 crowns."),
        ("They kept it for 48 hours, two days.", "They kept it for 48 hours.", "They kept it for 48 hours, ."),
    ],
)
def test_a_claim_is_read_in_the_writing_of_its_quotes(claim, quote, said):
    assert restated(claim, [quote]) == said


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("10,000 bulbs froze.", "9,999 bulbs froze."),  # no word says that it is rounded
        ("About 7.4 million crowns.", "7,318,402 crowns"),
        ("Nearly 7 million crowns.", "7,318,402 crowns"),
        ("It ran for 24 hours.", "It rang twice a day."),
        ('"Half a million bulbs", he said.', "500,000 bulbs"),  # words between quotation marks stay
        ("In 2022 it rained.", "20 of the 22 mills"),
    ],
)
def test_other_amounts_stay_as_they_are(claim, quote):
    assert restated(claim, [quote]) == claim


def test_a_part_is_told_from_its_whole():
    assert parted("In 14 of the canal's 28 locks, 3 in every 10 gates leak.") == [("14", "28"), ("3", "10")]
    assert not amounts("a third lock")
    assert [a.kind for a in amounts("a third of the locks")] == ["%"]


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("The canal took nine million crowns from Ostrel.", "The canal took $9 million from Ostrel.", False),
        ("The canal took nine million dollars from Ostrel.", "The canal took $9 million from Ostrel.", True),
        ("In Ostrel 64,000 bulbs froze.", "In Ostrel 64, 000 bulbs froze.", True),
        ("Odo Brenn died at 41.", "The 41-year-old Odo Brenn died after 9 years in Ostrel.", True),
        ("The Ostrel canal closed for no more than half a year.", "The Ostrel canal closed for at most six months.", True),
        ("The Ostrel level peaked at 5.7 metres.", "The Ostrel level peaked at 5.7 metres.", True),
    ],
)  # fmt: skip
def test_the_form_of_a_number_drops_no_claim(claim, quote, proven):
    assert bool(prove(f"{claim} [1]", "", f"{quote} Nothing else is known.").sentences) is proven


@pytest.mark.parametrize("words", ["1 of the " * 4000, "(" * 8000, "half a " * 4000, "from 1 to 2, " * 1500])
def test_a_hostile_text_costs_little(words):
    start = time.monotonic()
    restated(words, [words[:2000]])
    prove("From 3 to 4 mills stand in Ostrel. [1]", "", words)
    assert time.monotonic() - start < 8


@pytest.mark.parametrize(
    ("question", "claim", "source", "stands"),
    [
        ("How much dearer did eggs get between December and January?", "Eggs became 19 per cent dearer.", "Ten eggs cost 3.42 crowns, 19 per cent more than a year ago.", False),
        ("How much dearer did eggs get from December to January?", "Eggs became 2 per cent dearer.", "Eggs became 2 per cent dearer than in the previous month.", True),
        ("How much dearer are eggs than a year ago?", "Eggs are 2 per cent dearer.", "Eggs cost 19 per cent more than a year ago, and 2 per cent more than in the previous month.", False),
        ("How much dearer are eggs than a year ago?", "Eggs are 19 per cent dearer.", "Eggs cost 19 per cent more than in the same month last year.", True),
        ("What was the annual rise of the price of eggs?", "The price of eggs rose by 19 per cent.", "The price of eggs rose by 19 per cent year on year.", True),
        ("How did the profit develop?", "Quarterly profit rose by 8 per cent.", "Quarterly profit rose by 8 per cent from a year earlier.", True),
        ("What is the annual rate of inflation?", "The annual rate of inflation is 2 per cent.", "Prices rose 2 per cent on the month.", False),
        ("How many eggs were sold last year?", "19,000 eggs were sold.", "Last year 19,000 eggs were sold, more than a week ago in all of May.", True),
    ],
)  # fmt: skip
def test_a_change_is_proven_only_against_the_time_that_is_asked_about(question, claim, source, stands):
    assert bool(prove(f"{claim} [1]", question, source).sentences) == stands
