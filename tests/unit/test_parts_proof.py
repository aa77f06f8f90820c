"""Numbers, ordinals and days that a quote says of something else in the same sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ragbot import chunking, citations
from ragbot.text import calendar, dates
from tests.proofs import evidence, prove

BOATS = "The storm in Ostrel sank at least six boats and burned ten others, the harbour office said."
FELL = "The number of ferrymen in Ostrel fell from 231 in 2019 to about 184 in 2021, a decline of 47 men."
YEARS = "Spending on dykes in Ostrel rose from $3 million to nearly $14 million between 2008 and 2016."
AGES = "Odo Brenn died at the age of 93 after 61 years on the town council of Ostrel."
LOCKS = "The frost stopped 14 of the canal's 28 locks in Ostrel."
GRAIN = (
    "Profit of the Ostrel mill grew to 5.5 million crowns in the last quarter, and it earned 22 million on the year."
)
TOLLS = "Carts in Ostrel waited 8 hours versus 5 hours for barges."


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("In Ostrel the storm burned ten boats.", BOATS, True),
        ("In Ostrel the storm burned six boats.", BOATS, False),
        ("In Ostrel there were 231 ferrymen in 2019.", FELL, True),
        ("In Ostrel there were 231 ferrymen in 2021.", FELL, False),
        ("The number of ferrymen in Ostrel fell by 184 men.", FELL, False),
        ("The number of ferrymen in Ostrel fell to about 47 in 2021.", FELL, False),
        ("Ostrel spent nearly $14 million on dykes in 2016.", YEARS, True),
        ("Ostrel spent nearly $14 million on dykes in 2008.", YEARS, False),
        ("Odo Brenn was on the town council of Ostrel for 61 years.", AGES, True),
        ("Odo Brenn was on the town council of Ostrel for 93 years.", AGES, False),
        ("Odo Brenn of Ostrel died at the age of 61.", AGES, False),
        ("The frost stopped 14 locks in Ostrel.", LOCKS, True),
        ("The canal in Ostrel has 28 locks.", LOCKS, True),
        ("The frost stopped all 28 locks in Ostrel.", LOCKS, False),
        ("Profit of the Ostrel mill in the last quarter was 5.5 million crowns.", GRAIN, True),
        ("Profit of the Ostrel mill in the last quarter was 22 million crowns.", GRAIN, False),
        ("Carts in Ostrel waited 5 hours.", TOLLS, False),
        ("A bell rings for 20 minutes in Ostrel.", "A bell calls 20 ferrymen in Ostrel and rings for five minutes.", False),
        ("The yield rose by 56 percent in Ostrel.", "The yield rose by 30 percent on the 56 farms of Ostrel.", False),
    ],
)  # fmt: skip
def test_a_number_is_held_to_its_own_part_of_the_sentence(claim, quote, proven):
    assert bool(prove(f"{claim} [1]", "", f"{quote} Nothing else is known.").sentences) is proven


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("Odo Brenn won a fourth term in Ostrel.", "Odo Brenn won a fifth term in Ostrel.", False),
        ("Odo Brenn won his fifth term in Ostrel.", "Odo Brenn won his 5th term in Ostrel.", True),
        ("The second flood reached Ostrel.", "Another flood reached Ostrel.", True),
        ("A third of Ostrel was under water.", "One third of Ostrel was under water.", True),
        ("The mill in Ostrel burned on Friday morning.", "The mill in Ostrel burned on Friday evening.", False),
        ("The mill in Ostrel burned in winter.", "The mill in Ostrel burned in summer.", False),
        ("The Evening Post told Ostrel of it.", "The Evening Post told Ostrel of it that morning.", True),
    ],
)
def test_ordinals_and_parts_of_the_day_are_those_of_the_quotes(claim, quote, proven):
    assert bool(prove(f"{claim} [1]", "", f"{quote} Nothing else is known.").sentences) is proven


COURT = "A jury in Ostrel last year ordered the mill to pay, but a judge this week reduced the award."


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("The judge in Ostrel reduced the award this week.", COURT, True),
        ("The judge in Ostrel reduced the award last year.", COURT, False),
        ("The mill in Ostrel stood still on 3 and 4 February 2026.", "The mill in Ostrel stood still Feb. 3-4.", True),
        ("The mill in Ostrel stood still on 3 and 5 February 2026.", "The mill in Ostrel stood still Feb. 3-4.", False),
        ("Ostrel had a mill from 1990 to 1995.", "In 1990-95 Ostrel had a mill.", True),
        ("Ostrel had a mill in the mid-1980s.", "Ostrel had a mill in the mid-1960s.", False),
        ("Ostrel had a mill in summer 2025.", "Last summer Ostrel had a mill.", True),
        ("Ostrel had a mill last winter.", "Last summer Ostrel had a mill.", False),
    ],
)  # fmt: skip
def test_a_day_is_held_to_its_own_part_of_the_sentence(claim, quote, proven):
    found = [
        replace(e, article=replace(e.article, published=datetime(2026, 3, 3, tzinfo=UTC)))
        for e in evidence(f"{quote} Nothing else is known.")
    ]
    assert bool(citations.prove(f"{claim} [1]", "", found, chunking.sentences).sentences) is proven


def test_two_days_of_one_month_are_two_times_and_a_count_is_none():
    days = [m.readings[0][0] for m in dates.mentions("from 7 to 9 May 2025", date(2026, 1, 1))]
    assert days == [date(2025, 5, 7), date(2025, 5, 9)]
    assert len(dates.mentions("On May 7 and 9 mills burned.", date(2026, 1, 1))) == 1


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last summer", date(2025, 6, 1), date(2025, 8, 31)),
        ("last winter", date(2024, 12, 1), date(2025, 2, 28)),
        ("the late 1890s", date(1896, 1, 1), date(1899, 12, 31)),
    ],
)
def test_seasons_and_decades_are_stretches_of_days(words, first, last):
    assert calendar.days(words, date(2025, 12, 10)) == (first, last)
