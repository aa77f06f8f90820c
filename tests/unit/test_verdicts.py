"""What is told from the evidence alone: near misses are refused, disagreement is shown, two sides are compared."""

from __future__ import annotations

import pytest

from ragbot.verdicts import read_comparison

FAIR = ("Tarn Courier", "2026-05-02", "The spring fair in Tarn drew 4,300 visitors, the town said.")
GROWN = ("Tarn Courier", "2026-05-02", "The fair in Tarn drew 4,300 visitors, a quarter more than in 2025.")
RACE = ("Tarn Courier", "2026-05-02", "Casper Eide won the race in Tarn. Benno Hask, his trainer, was delighted.")


def test_the_year_that_an_article_is_of_is_answered(ask):
    answer = ask("How many visitors did the spring fair in Tarn draw in May 2026?", FAIR)
    assert answer.status == "answered"
    assert "4,300" in answer.text


def test_an_article_that_names_the_time_once_tells_of_it_in_its_other_sentences_too(ask):
    background = "The town clerk keeps the books of every fair. " * 12
    story = f"The fair took place in May 2019. {background}The spring fair in Tarn drew 900 visitors."
    answer = ask("How many visitors did the spring fair in Tarn draw in May 2019?", ("Post", "2026-05-02", story))
    assert answer.status == "answered"
    assert "900" in answer.text


@pytest.mark.parametrize(
    ("question", "story", "told"),
    [
        ("How many visitors did the spring fair in Tarn draw in 2019?", FAIR, "2019"),
        ("How many visitors did the spring fair in Osaka draw?", FAIR, "Osaka"),
        ("How many visitors did the fair in Tarn draw in 2025?", GROWN, "2025"),
        ("When did the runner Casper Hask win the race in Tarn?", RACE, "Casper Hask"),
        ("How old is Casper Eide of Tarn?", RACE, "Casper Eide"),
    ],
)
def test_a_near_miss_is_refused_and_what_is_missing_or_nearest_is_told(ask, question, story, told):
    answer = ask(question, story)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert told in answer.text


@pytest.mark.parametrize(("asked", "told"), [("Danish", "Dan"), ("African", "Africa"), ("Africa", "African")])
def test_a_people_may_be_asked_about_by_its_country(ask, asked, told):
    story = ("Tarn Courier", "2026-05-02", f"Five {told} clubs came to the fair in Tarn, the mayor said.")
    assert ask(f"How many {asked} clubs came to the fair in Tarn?", story).status == (
        "not_found" if told == "Dan" else "answered"
    )


def test_a_person_may_be_asked_about_by_title_and_last_name(ask):
    race = ("Tarn Courier", "2026-05-02", "Casper Eide won the race in Tarn. Mayor Benno Hask was delighted with Eide.")
    answer = ask("When did Captain Eide win the race in Tarn?", race)
    assert answer.status == "answered"
    assert "Casper Eide won" in answer.text


def test_a_second_sentence_stands_beside_the_best_where_it_adds_words_of_the_question(ask):
    story = "Orsolya Gant runs the bakery in Tarn. She saved the dough of her grandfather from the flood."
    answer = ask("What did Orsolya Gant of the bakery save from the flood?", ("Tarn Courier", "2026-05-02", story))
    assert [s.text for s in answer.sentences] == [
        "Orsolya Gant runs the bakery in Tarn.",
        "She saved the dough of her grandfather from the flood.",
    ]
    assert all(s.proven and s.citations for s in answer.sentences)


def test_two_sides_are_looked_up_and_compared_by_their_figures(ask):
    answer = ask(
        "Which fair drew more visitors, the spring fair or the harvest fair?",
        FAIR,
        ("Holm Post", "2026-09-20", "The harvest fair in Holm drew 9,800 visitors in all."),
    )
    assert answer.status == "answered"
    assert answer.text.startswith("More: harvest fair (9,800 against 4,300)")
    assert {c.outlet for c in answer.citations} == {"Tarn Courier", "Holm Post"}


def test_a_sentence_with_two_figures_is_quoted_and_not_compared(ask):
    answer = ask(
        "Which fair drew more visitors, the spring fair or the harvest fair?",
        FAIR,
        ("Holm Post", "2026-09-20", "The harvest fair in Holm drew 9,800 visitors on Saturday and 10,200 on Sunday."),
    )
    assert answer.status == "answered"
    assert not answer.text.startswith("More:")
    assert {c.outlet for c in answer.citations} == {"Tarn Courier", "Holm Post"}


def test_one_side_alone_is_no_comparison(ask):
    answer = ask("Which fair drew more visitors, the spring fair or the opera ball?", FAIR)
    assert not answer.text.startswith("More:")
    assert all(c.outlet == "Tarn Courier" for c in answer.citations)


@pytest.mark.parametrize("published", ["9999-12-31", "1700-01-01", "2091-02-28"])
def test_an_article_of_an_impossible_day_spoils_no_question(ask, published):
    late = ("Holm Post", published, "Next month and tomorrow and on Friday the spring fair in Tarn draws 7 visitors.")
    assert ask("How many visitors did the spring fair in Tarn draw in May 2026?", FAIR, late).status == "answered"


def test_a_question_of_many_commas_is_read_at_once():
    assert read_comparison("which first, " * 300) is None
    assert read_comparison("which first, " * 40) is None


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "Where were more houses hit: in Lower Pell or in Upper Tarn?",
            "How many houses were hit in Lower Pell?",
        ),
        ("Which farm kept fewer hens, Pell or Tarn?", "How many hens was it that Pell kept?"),
        ("Which cost less money, the fair or the ball?", "How much money was it that the fair cost?"),
        (
            "What did the dearer of the two cost, the fair or the ball?",
            "How much did the fair cost?",
        ),
    ],
)
def test_what_is_counted_is_asked_of_each_side(question, first):
    comparison = read_comparison(question)
    assert comparison
    assert comparison.questions[0] == first


def test_beside_what_is_counted_a_sentence_may_tell_of_other_things(ask):
    answer = ask(
        "Where were more houses hit by the flood: in Pell or in Tarn?",
        ("Tarn Courier", "2026-05-02", "In Pell the flood has hit 96 houses."),
        ("Holm Post", "2026-08-02", "In Tarn the flood hit 58 houses and injured nine people."),
    )
    assert answer.text.startswith("More: Pell (96 against 58)")


def test_the_whole_is_not_compared_where_a_part_is_asked_for(ask):
    answer = ask(
        "Which has more money for roads and bridges, the budget of Pell or the budget of Tarn?",
        ("Tarn Courier", "2026-05-02", "The budget of Pell comes to 412 million crowns."),
        ("Holm Post", "2026-08-02", "The budget of Tarn comes to 431 million crowns."),
    )
    assert not answer.text.startswith("More:")


JOBLESS = "Unemployment in Tarn fell to 5.4 percent in March from 5.7 percent in February, the office said. The Holm district has a rate of 6.8 percent, the lowest since 2012."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was the unemployment rate in the Holm district in March 2026?", "6.8"),
        ("What was the unemployment rate in Tarn in February 2026?", "5.7"),
    ],
)
def test_a_rate_is_of_the_month_that_its_sentence_or_its_article_names(ask, question, told):
    answer = ask(question, ("Tarn Courier", "2026-04-02", JOBLESS))
    assert answer.status == "answered"
    assert told in answer.text


def test_a_rate_is_not_that_of_another_month(ask):
    question = "What was the unemployment rate in the Holm district in February 2026?"
    answer = ask(question, ("Tarn Courier", "2026-04-02", JOBLESS))
    assert not any("6.8" in sentence.text for sentence in answer.sentences)


def test_a_month_that_a_rate_is_only_compared_with_is_not_its_own(ask):
    story = "The unemployment rate in Tarn rose to 4.6 percent, the highest since September 2021, the office said."
    answer = ask("What was the unemployment rate in Tarn in November 2025?", ("Tarn Courier", "2025-12-04", story))
    assert answer.status == "answered"
    assert "4.6" in answer.text
