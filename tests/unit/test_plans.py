"""The proof, of plans and corrections: what is still to come is not there, and what is taken back is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ragbot import chunking, citations
from tests.proofs import evidence, prove

PUPILS = "How many children were enrolled at the Holm school?"
OPENED = "When was the Lune bridge opened?"
OPENS = "When does the Lune bridge open?"
MOVED = "The Lune bridge will be opened on 12 June, not on 30 April."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("209 children were enrolled at the Holm school.", "From September the Holm school will have 209 pupils."),
        ("The Holm school had 209 pupils.", "The Holm school is due to have 209 pupils in September."),
        ("The Holm school had 209 pupils.", "The Holm school is going to have 209 pupils in September."),
        ("The Holm school has had 209 pupils.", "The Holm school was to grow; it is due to have 209 pupils."),
        ("The Holm school had 209 pupils.", "The Holm school had 180 pupils, but in May it will have 209 pupils."),
    ],
)
def test_a_count_that_is_still_to_come_is_not_proven_as_there(claim, source):
    assert not prove(f"{claim} [1]", PUPILS, source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Holm school will have 209 pupils.", "From September the Holm school will have 209 pupils."),
        (
            "The Holm school wanted to have 209 pupils.",
            "From September the Holm school will have 209 pupils, it wants.",
        ),
        ("The Holm school had 180 pupils.", "The Holm school had 180 pupils; from September it will have 209 pupils."),
        ("The Holm school had 209 pupils.", "The Holm school will have 209 pupils, as in May, when it had 209 pupils."),
        ("The Holm school had 209 pupils.", "The Holm school will not close; in May it had 209 pupils."),
        (
            "The Holm school had 209 pupils.",
            "The Holm school will not have to close now that it had 209 pupils in May.",
        ),
    ],
)
def test_a_plan_is_told_as_a_plan_and_what_is_there_as_there(claim, source):
    assert prove(f"{claim} [1]", PUPILS, source).sentences


def test_what_the_question_itself_puts_ahead_is_answered_in_any_tense():
    source = "From September the Holm school will have 209 pupils."
    for asked, stands in (("How many pupils will the Holm school have?", True), (PUPILS, False)):
        assert bool(prove("The Holm school had 209 pupils. [1]", asked, source).sentences) == stands


@pytest.mark.parametrize(
    "source",
    [
        "The Lune bridge will be opened on 12 June, the roads office said.",
        "The Lune bridge is due to open on 12 June, the roads office said.",
    ],
)
def test_what_was_announced_and_came_by_its_day_is_let_pass(source):
    assert prove("The Lune bridge was opened on 12 June. [1]", OPENED, source).sentences


@pytest.mark.parametrize(
    ("right", "wrong", "source"),
    [
        ("The bridge opens on 12 June.", "The bridge opens on 30 April.", "The bridge opens on 12 June, not on 30 April."),
        ("The bridge opens on 12 June, not on 30 April.", "The bridge opens on 30 April, not on 12 June.", "The bridge opens on 12 June, not on 30 April."),
        ("The bridge opens on 12 June.", "The bridge opens on April 30.", "The bridge opens on 12 June rather than on 30 April."),
        ("The mill cost 4.7 million.", "The mill cost 3.2 million crowns.", "The mill cost 4.7 million instead of 3.2 million crowns."),
        ("The mill cost 4.7 million crowns.", "The mill cost 3.2 million crowns.", "The mill cost not 3.2 million but 4.7 million crowns."),
        ("The ferry runs every ten minutes.", "The ferry runs every fifteen minutes.", "From May the ferry runs every ten minutes instead of every fifteen."),
        ("The ferry runs every 10 minutes.", "The ferry runs every 15 minutes.", "From May the ferry runs every ten minutes rather than every fifteen."),
        ("The bus leaves at 9 pm.", "The bus leaves at 8 pm.", "The last bus leaves at 9 pm instead of at 8 pm."),
        ("The roof has 71 windows.", "The roof has 58 windows.", "The roof has 71 windows instead of about 58 windows."),
    ],
)  # fmt: skip
def test_of_a_correction_only_what_is_right_is_proven(right, wrong, source):
    assert prove(f"{right} [1]", "", source).sentences
    assert not prove(f"{wrong} [1]", "", source).sentences


def test_a_claim_may_deny_what_the_quotes_deny():
    assert prove("The Lune bridge opens on 12 June, not on 30 April. [1]", OPENS, MOVED).sentences


def test_a_claim_may_tell_what_was_so_before_as_that():
    source = "From May the ferry runs every ten minutes instead of every fifteen."
    question = "How often did the ferry run before May?"
    assert prove("Before May the ferry ran every fifteen minutes. [1]", question, source).sentences


def test_an_agreement_to_do_it_is_told_as_one():
    source = "The maker Pell said on Monday it will pay $1.1 billion to settle 500 lawsuits."
    question = "How much did Pell agree to hand over?"
    assert prove("Pell agreed to hand over $1.1 billion to settle 500 lawsuits. [1]", question, source).sentences
    assert not prove("Pell paid $1.1 billion to settle 500 lawsuits. [1]", "What did it cost?", source).sentences


def test_a_past_that_only_the_question_tells_of_makes_no_plan_a_deed():
    source = "Pay on the railway in Tarn will go up by 5.8 percent in two steps."
    question = "How big is the pay rise the railway in Tarn ended up with?"
    assert prove("The pay rise the railway in Tarn ended up with is 5.8 percent. [1]", question, source).sentences
    assert not prove("Pay on the railway went up by 5.8 percent. [1]", question, source).sentences


def test_a_figure_that_stands_elsewhere_in_the_quotes_is_not_taken_back():
    source = "The mill cost 3.2 million crowns; the barn cost 4.7 million instead of 3.2 million crowns."
    assert prove("The mill cost 3.2 million crowns. [1]", "What did the mill cost?", source).sentences


@pytest.mark.parametrize(
    "source",
    [
        "Parents were told not to give tap water to babies after a test found 71 milligrams of nitrate.",
        "Parents should give bottles instead of tap water, for a test found 71 milligrams of nitrate.",
    ],
)
def test_what_is_not_to_be_done_denies_no_figure_behind_it(source):
    assert prove("A test found 71 milligrams of nitrate. [1]", "How much nitrate did a test find?", source).sentences


def test_a_day_without_its_year_is_taken_back_in_the_year_of_the_article():
    (shown,) = evidence("The Lune bridge opens on 12 June instead of 30 April.")
    shown = replace(shown, article=replace(shown.article, published=datetime(2026, 3, 19, tzinfo=UTC)))
    for day, stands in (("June 12, 2026", True), ("April 30, 2026", False)):
        claim = f"The Lune bridge opens on {day} [1]."
        assert bool(citations.prove(claim, OPENS, [shown], chunking.sentences).sentences) == stands


@pytest.mark.parametrize(
    ("claim", "source", "proven"),
    [
        ("3,000 people came to the fair.", "The fair is to fill the park for ten days, with 3,000 lamps and a stage.", False),
        ("The fair drew 3,000 people.", "The fair is to fill the park, with 3,000 people, from May on.", False),
        ("3,000 people came to the fair.", "The fair is to return, after 3,000 people came to the fair in May.", True),
        ("The fair will have 3,000 lamps.", "The fair is to fill the park for ten days, with 3,000 lamps.", True),
    ],
)  # fmt: skip
def test_what_is_listed_behind_a_plan_is_planned(claim, source, proven):
    assert bool(prove(f"{claim} [1]", "How many came to the fair?", source).sentences) == proven


def test_a_question_for_yes_or_no_may_ask_for_a_plan():
    source = "The Lune bridge will be opened on 12 June, the roads office said."
    assert prove(
        "The Lune bridge was opened on 12 June. [1]", "Will the Lune bridge be open in June?", source
    ).sentences


def test_a_question_for_yes_or_no_may_ask_what_might_be():
    assert prove("The dam breaks in a flood. [1]", "Could the dam break?", "The dam might break in a flood.").sentences
