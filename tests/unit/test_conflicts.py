"""Outlets that disagree are both quoted; what only looks like it is no conflict."""

from __future__ import annotations

import pytest

FAIR = ("Tarn Courier", "2026-05-02", "The spring fair in Tarn drew 4,300 visitors, the town said.")


def test_outlets_that_disagree_are_both_quoted_the_newest_first(ask):
    answer = ask(
        "How many visitors did the spring fair in Tarn draw?",
        FAIR,
        ("Holm Post", "2026-05-03", "The spring fair in Tarn drew 5,100 visitors, by the count of the police."),
    )
    assert answer.status == "conflicting"
    assert [c.outlet for c in answer.citations] == ["Holm Post", "Tarn Courier"]
    assert all(s.proven and s.citations for s in answer.sentences)


def test_outlets_that_disagree_about_a_price_need_not_use_the_questions_words(ask):
    answer = ask(
        "How much money changed hands for the Pell mill?",
        ("Tarn Courier", "2026-05-02", "The Lune group is buying the Pell mill for 9.2 million crowns, Aas said."),
        (
            "Holm Post",
            "2026-05-02",
            "The buyer of the Pell mill is the Lune group, and the price is 11.5 million crowns.",
        ),
    )
    assert answer.status == "conflicting"
    assert {"9.2", "11.5"} <= set(answer.text.split())


def test_parts_of_the_same_total_disagree_too(ask):
    answer = ask(
        "How many trains were cancelled in Tarn on the day of the strike?",
        ("Tarn Courier", "2026-05-02", "In the strike, 187 of the day's 236 trains in Tarn were cancelled."),
        (
            "Holm Post",
            "2026-05-02",
            "Two people counted on the day of the strike: of 236 trains in Tarn 212 did not run.",
        ),
    )
    assert answer.status == "conflicting"
    assert {"187", "212"} <= set(answer.text.split())


@pytest.mark.parametrize(("told", "status"), [("121 to 71", "conflicting"), ("74 against 118", "answered")])
def test_two_tallies_of_one_vote_disagree_unless_the_sides_only_change_places(ask, told, status):
    answer = ask(
        "What was the result when the delegates of the Tarn farmers voted on talks?",
        ("Tarn Courier", "2026-05-02", "Delegates of the Tarn farmers voted on Saturday, by 118 to 74, for talks."),
        ("Holm Post", "2026-05-03", f"By {told} the farmers' delegates decided in Tarn to bargain with both parties."),
    )
    assert answer.status == status


def test_outlets_that_disagree_may_count_what_the_question_calls_otherwise(ask):
    answer = ask(
        "At how many places in Tarn was there no ballot paper left on Sunday?",
        ("Tarn Courier", "2026-05-02", "In Tarn four polling stations ran out of ballot paper on Sunday afternoon."),
        (
            "Holm Post",
            "2026-05-03",
            "Seven polling stations ran out of ballot paper on Sunday, the Post found in Tarn.",
        ),
    )
    assert answer.status == "conflicting"
    assert {"four", "Seven"} <= set(answer.text.split())


def test_counts_that_have_little_else_in_common_are_no_conflict(ask):
    answer = ask(
        "At how many places in Tarn was there no ballot paper left on Sunday?",
        ("Tarn Courier", "2026-05-02", "In Tarn four polling stations ran out of ballot paper on Sunday afternoon."),
        ("Holm Post", "2026-05-03", "Seven polling stations in Tarn have a ramp."),
    )
    assert answer.status == "answered"


def test_figures_of_others_than_the_question_names_are_no_conflict(ask):
    answer = ask(
        "How many members does the Green List have in the council?",
        ("Tarn Courier", "2026-05-02", "The Green List did well. Both have 18 members in the new council of the town."),
        (
            "Holm Post",
            "2026-05-02",
            "The Green List lost. It has four members in the new council of the town, both say.",
        ),
    )
    assert answer.status == "answered"


def test_how_a_vote_was_split_is_told_by_its_tallies(ask):
    answer = ask(
        "How did the delegates of the Tarn farmers split in the vote on talks?",
        ("Tarn Courier", "2026-05-02", "Delegates of the Tarn farmers voted on Saturday, by 118 to 74, for talks."),
        (
            "Holm Post",
            "2026-05-03",
            "By 121 to 71 the farmers' delegates decided in Tarn to bargain with both parties.",
        ),
    )
    assert answer.status == "conflicting"


def test_whether_the_papers_agree_on_a_price_is_answered_with_what_each_says(ask):
    answer = ask(
        "Do the newspapers agree on the price that Lune paid for the Pell mill?",
        ("Tarn Courier", "2026-05-02", "The Lune group is buying the Pell mill for 9.2 million crowns, Aas said."),
        ("Holm Post", "2026-05-02", "The Lune group paid 11.5 million crowns for the Pell mill."),
    )
    assert answer.status == "conflicting"
    assert {"9.2", "11.5"} <= set(answer.text.split())


@pytest.mark.parametrize(
    "other",
    [
        "The Labour League does have 17 seats in the council. The Tarn Union lost.",
        "To govern, the Tarn Union lacks most of the 31 seats needed in the council.",
    ],
)
def test_what_another_has_and_what_is_needed_is_no_conflict(ask, other):
    answer = ask(
        "How many seats does the Tarn Union have in the council?",
        ("Tarn Courier", "2026-05-02", "The Tarn Union, which was founded last year, has 9 seats in the council."),
        ("Holm Post", "2026-05-02", other),
    )
    assert answer.status == "answered"


def test_an_older_count_does_not_stand_beside_the_newest(ask):
    answer = ask(
        "How many people were injured in the mill fire in Tarn?",
        ("Tarn Courier", "2026-05-02", "Two people were injured in the mill fire."),
        ("Tarn Courier", "2026-05-09", "Five people were injured in the mill fire."),
    )
    assert answer.text.startswith("Five people")
    assert "Two" not in answer.text


def test_outlets_that_agree_on_the_figure_may_differ_in_another(ask):
    answer = ask(
        "How many trains were cancelled in Tarn on the day of the strike?",
        ("Tarn Courier", "2026-05-02", "On the day of the strike 236 trains were cancelled in Tarn and 12 were late."),
        ("Holm Post", "2026-05-02", "On the day of the strike 236 trains were cancelled in Tarn and 30 were late."),
    )
    assert answer.status == "answered"


def test_figures_of_other_things_are_no_conflict(ask):
    answer = ask(
        "How many people were injured in the mill fire in Tarn?",
        ("Tarn Courier", "2026-05-02", "Five people were injured in the mill fire in Tarn."),
        ("Holm Post", "2026-05-02", "The mill fire in Tarn began at night. Sixteen people were working at the mill."),
    )
    assert answer.status == "answered"
    assert answer.text.startswith("Five people")


def test_a_figure_that_another_took_the_place_of_is_no_conflict(ask):
    later = ("Holm Post", "2026-08-03", "The spring fair in Tarn drew 5,100 visitors, the final count shows.")
    answer = ask("How many visitors did the spring fair in Tarn draw?", FAIR, later)
    assert answer.status == "answered"
    assert "5,100" in answer.text
