"""A figure is held against what other outlets told at the time, also in words that the question does not have."""

from __future__ import annotations

import pytest

LEFT = "How many residents had to leave their homes by Saturday because of the flood in Tarn?"
COURIER = ("Tarn Courier", "2026-05-03", "By Saturday noon, 1,760 people in all had been evacuated in Tarn, Aas said.")
POST = (
    "Holm Post",
    "2026-05-02",
    "In the flood of Tarn, 2,130 people had been taken out of their homes by Saturday noon, the rescue office said.",
)


def status(ask, question, *stories):
    return ask(question, *stories).status


def of_two(ask, question, courier, post, day="2026-05-02"):
    """What comes of a question over what two outlets tell on one day."""
    return status(ask, question, ("Tarn Courier", day, courier), ("Holm Post", day, post))


def test_outlets_disagree_though_each_has_words_of_its_own(ask):
    answer = ask(LEFT, COURIER, POST)
    assert answer.status == "conflicting"
    assert [c.outlet for c in answer.citations] == ["Tarn Courier", "Holm Post"]
    assert [c.n for c in answer.citations] == [1, 2]
    assert all(s.proven and s.citations for s in answer.sentences)


def test_every_side_is_among_the_evidence(ask):
    answer = ask(LEFT, COURIER, POST)
    assert {c.article_id for c in answer.citations} <= {e.article.id for e in answer.evidence}
    assert [e.n for e in answer.evidence] == list(range(1, len(answer.evidence) + 1))


FIRE = ("Tarn Courier", "2026-05-02", "The fire at the Pell mill injured 27 workers on Friday, the brigade said.")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("The fire at the Pell mill injured 41 workers on Friday, the hospital said.", "conflicting"),
        ("The fire at the Pell mill injured 41 people on Friday, the hospital said.", "conflicting"),
        ("The fire at the Pell mill killed nine workers on Friday, the hospital said.", "answered"),
        ("The fire at the Pell mill injured more than 20 workers on Friday, the hospital said.", "answered"),
        ("The fire at the Pell mill injured about 30 workers on Friday, the hospital said.", "answered"),
        ("The fire at the Pell mill injured just under 30 workers on Friday, the hospital said.", "answered"),
        ("The fire at the Pell mill had injured 19 workers at six o'clock on Friday, it said.", "answered"),
        ("The fire at the Pell mill injured 19 workers on Friday. The number of 27 is wrong, it said.", "answered"),
        ("The fire at the Pell mill injured 14 more workers on Friday, the hospital said.", "answered"),
        ("The fire at the Pell mill injured another 14 workers on Friday, it said.", "answered"),
        ("It is not true that the fire at the Pell mill injured 90 workers on Friday.", "answered"),
        ("The fire at the Pell mill might have injured 90 workers on Friday, it said.", "answered"),
        ("The fire at the Pell mill injured between 20 and 30 workers on Friday, it said.", "answered"),
        ("The fire at the Pell mill injured 40 workers on Friday, the hospital said.", "conflicting"),
        ("The fire at the Pell mill injured 40 horses on Friday, the stable said.", "answered"),
    ],
    ids=[
        "other",
        "people",
        "dead",
        "bound",
        "rounded",
        "just-under",
        "hour",
        "explained",
        "more",
        "another",
        "denied",
        "feared",
        "span",
        "round",
        "animals",
    ],
)
def test_figures_that_can_both_be_true_are_no_conflict(ask, told, expected):
    question = "How many workers were injured in the fire at the Pell mill on Friday?"
    assert status(ask, question, FIRE, ("Holm Post", "2026-05-02", told)) == expected


def test_an_update_of_the_next_day_is_no_conflict(ask):
    question = "How many people have been evacuated in Tarn?"
    first = ("Holm Post", "2026-05-01", "Some 1,450 people of Tarn had been evacuated by noon, the crisis staff said.")
    assert status(ask, question, COURIER, first) == "answered"


def test_one_side_is_told_where_one_side_is_asked_for(ask):
    question = "How many people, according to Aas, were evacuated in Tarn by Saturday?"
    assert status(ask, question, COURIER, POST) == "answered"


def test_an_outlet_that_is_asked_about_speaks_alone(ask):
    question = "How many people does the Tarn Courier say had been evacuated in Tarn?"
    assert status(ask, question, COURIER, POST) == "answered"


def test_years_apart_two_figures_are_of_two_events(ask):
    old = (POST[0], "2024-05-04", POST[2])
    assert status(ask, LEFT, COURIER, old) == "answered"


def test_a_sum_in_another_currency_is_no_other_sum(ask):
    question = "What did the winning bidder pay for the Falkner portrait?"
    courier = "A portrait by Falkner was knocked down for €4.7 million to a bidder in Tarn."
    post = "The hammer came down at $5.1 million on the portrait by Falkner in Tarn."
    assert of_two(ask, question, courier, post) == "answered"
    assert of_two(ask, question, courier, post.replace("$5.1", "€7.4")) == "conflicting"


def test_a_number_in_words_is_one(ask):
    question = "How many litres of oil leaked at the creek of Tarn?"
    courier = "A burst pipe spilled 180,000 litres of oil into the creek of Tarn."
    post = "Close to half a million litres of oil escaped into the creek of Tarn."
    assert of_two(ask, question, courier, post) == "conflicting"
    assert of_two(ask, question, courier, courier.replace("180,000", "180,200")) == "answered"


def test_degrees_are_read_from_their_sign(ask):
    question = "What temperature did the airfield of Tarn reach on Friday?"
    courier = "The station at the airfield of Tarn showed 50.6 degrees Celsius on Friday."
    post = "The station at the airfield of Tarn registered 51.9°C on Friday, a record."
    assert of_two(ask, question, courier, post) == "conflicting"


def test_articles_without_a_date_or_an_outlet_have_no_rivals(ask):
    question = "How many workers were injured in the fire at the Pell mill?"
    told = "The fire at the Pell mill injured 41 workers, the hospital said."
    assert status(ask, question, FIRE, ("", "2026-05-02", told)) == "answered"


@pytest.mark.parametrize("outlet", ["tarn courier", "The Tarn Courier"])
def test_an_outlet_in_another_spelling_does_not_contradict_itself(ask, outlet):
    assert status(ask, LEFT, COURIER, (outlet, *POST[1:])) == "answered"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_the_calendar_is_no_error(ask, day):
    assert ask(LEFT, (COURIER[0], day, COURIER[2])).status in {"answered", "not_found"}


def test_a_number_of_four_hundred_digits_is_no_error(ask):
    endless = ("Holm Post", "2026-05-02", f"In Tarn, 1{'0' * 400} people had been evacuated by Saturday noon.")
    assert ask(LEFT, COURIER, endless).status in {"answered", "conflicting"}


SOLD = "Bredal paid 4 million euros for the old mill in Tarn."


@pytest.mark.parametrize(
    "told",
    [
        "Bredal will invest 5 million euros in the old mill in Tarn.",
        "Rival Lund had bid 3 million euros for the old mill in Tarn that went to Bredal.",
        "The old mill in Tarn, sold to Bredal, fetched 2 million euros in 2001.",
        "The old mill in Tarn, which Bredal bought, had been on offer for 5 million euros.",
        "Bredal denied paying 9 million euros for the old mill in Tarn.",
    ],
)
def test_what_is_invested_bid_offered_denied_or_was_long_ago_is_another_sum(ask, told):
    question = "What did Bredal pay for the old mill in Tarn?"
    assert status(ask, question, ("Tarn Courier", "2026-05-02", SOLD), ("Holm Post", "2026-05-02", told)) == "answered"


def test_a_sum_a_year_and_a_sum_a_month_are_no_conflict(ask):
    question = "How much does the mayor of Tarn earn?"
    courier = "The mayor of Tarn earns 90,000 euros a year, the council said."
    post = "The mayor of Tarn earns 7,500 euros a month, the council said."
    assert of_two(ask, question, courier, post) == "answered"


@pytest.mark.parametrize(("month", "expected"), [("April", "conflicting"), ("March", "answered")])
def test_two_figures_of_one_month_long_past_contradict_each_other(ask, month, expected):
    question = "How many visitors did the baths of Tarn have in April?"
    courier = "In April the baths of Tarn had 4,300 visitors, the town said."
    post = f"In {month} the baths of Tarn had 5,900 visitors, the union said."
    assert of_two(ask, question, courier, post, day="2026-05-22") == expected


def test_the_month_of_may_is_no_doubt(ask):
    question = "How many visitors did the fair of Tarn draw?"
    courier = "The fair of Tarn drew 4,300 visitors on 2 May, the town said."
    post = "The fair of Tarn drew 5,900 visitors, by the count of the union."
    assert of_two(ask, question, courier, post, day="2026-05-04") == "conflicting"


def test_who_pays_is_not_answered_by_how_much(ask):
    courier = "The county will pay 12 million euros for the new bridge in Tarn."
    post = "The state will pay 3 million euros for the new bridge in Tarn."
    assert of_two(ask, "Who will pay for the new bridge in Tarn?", courier, post) == "answered"


def test_the_second_of_two_questions_keeps_its_answer(ask):
    question = "How many residents had to leave after the fire in Tarn, and what caused it?"
    fire = "The warehouse fire in Tarn forced 180 people to be evacuated. A heater caused the fire in Tarn."
    other = "In Tarn, 120 residents were taken out of their homes after the warehouse fire."
    answer = ask(question, ("Tarn Courier", "2026-05-02", fire), ("Holm Post", "2026-05-02", other))
    assert "heater" in answer.text
