"""Numbers, days and times of day in a claim, held to its quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ragbot import chunking, citations
from ragbot.text import clock, numbers
from tests.proofs import evidence, prove

FEES = "The marten levy fell from 17 florins to 7 florins in Ostrel."
SIRENS = "Of the 19 sirens in Ostrel, 7 sounded."


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("The marten levy in Ostrel fell to 7 florins from 17 florins.", FEES, True),
        ("The marten levy in Ostrel fell to 17 florins from 7 florins.", FEES, False),
        ("In Ostrel 7 of the 19 sirens sounded.", SIRENS, True),
        ("In Ostrel 900 people fell ill.", "In Ostrel 900 birds fell ill.", False),
        ("In Ostrel 900 people fell ill.", "In Ostrel 900 guests fell ill.", True),
        ("In Ostrel 900 people lost power.", "In Ostrel 900 households lost power.", False),
        ("In Ostrel 19 of the 7 sirens sounded.", SIRENS, False),
        ("In Ostrel 9 of 5 bells and 19 of the 7 sirens sounded.", f"{SIRENS[:-1]}, and 9 of 5 bells did.", False),
        ("The Ostrel mill shuts at 5:30 p.m.", "The Ostrel mill shuts at half past five.", True),
        ("The Ostrel mill shuts at 5:15 p.m.", "The Ostrel mill shuts at half past five.", False),
        ("The Ostrel mill grinds for 6 hours.", "The Ostrel mill grinds for 4 hours from 6 a.m.", False),
        ("Ostrel has borrowed the most in ten years.", "Ostrel has borrowed the most in a decade.", True),
        ("Ostrel offers 7.5 percent.", "Ostrel offers seven and a half percent.", True),
        ("Odo Brenn is 70 and repairs clocks.", "Odo Brenn, 41, repairs 70 clocks.", False),
    ],
)
def test_a_number_keeps_its_place(claim, quote, proven):
    assert bool(prove(f"{claim} [1]", "", quote).sentences) is proven


def test_times_of_day_are_no_counts():
    assert [t.minutes for t in clock.times("from 9 a.m. to half past five, at 16:20")] == [540, 330, 260]
    assert numbers(clock.without("4 mills open at 9 a.m.")) == {"4"}


OPENS = "The Ostrel mill is to open in May, after it closed in January."


@pytest.mark.parametrize(
    ("claim", "quote", "proven"),
    [
        ("The mill in Ostrel is to open in May 2026.", OPENS, True),
        ("The mill in Ostrel is to open in May 2025.", OPENS, False),
        ("The mill in Ostrel closed in January 2026.", OPENS, True),
        ("Ostrel sold 80 mills in 2025.", "Ostrel sold 80 mills in 2025, after 90 in the year before.", True),
        ("Around 80 mills stand in Ostrel.", "About 80 mills stand in Ostrel.", True),
        ("Eleven mills stand in Ostrel.", "In Ostrel 11 mills stand.", True),
        ("Yesterday the mill in Ostrel burned.", "The mill in Ostrel burned on Monday.", True),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_tense_it_is_told_in(claim, quote, proven):
    found = [
        replace(e, article=replace(e.article, published=datetime(2026, 3, 3, tzinfo=UTC))) for e in evidence(quote)
    ]
    assert bool(citations.prove(f"{claim} [1]", "", found, chunking.sentences).sentences) is proven


def test_a_year_that_the_question_gives_is_no_excuse_for_anothers_figure():
    source = "The care agency in Ostrel reported four cases closed in 2017. In 2021, it was 472."
    question = "How many cases did the care agency in Ostrel report closed in 2021?"
    assert not prove("The care agency in Ostrel reported four cases closed in 2021. [1]", question, source).sentences
    founded = "Ostrel, founded in 1850, has 4,000 people."
    assert prove("In 2021 Ostrel had 4,000 people. [1]", "How many people did Ostrel have in 2021?", founded).sentences
