"""Which day a sentence gives for one of two: of a plan the next, of what was the last, of what has no day the report's own."""

from __future__ import annotations

from datetime import date

import pytest

from ragbot import text
from ragbot.verdicts.comparing import times
from ragbot.verdicts.comparing.about import Told, is_about

MAY = date(2026, 5, 20)


def told(words: str, *, written: date | None = MAY, leads: bool = False, headline: str = "") -> Told:
    beside = f"{headline} {words}"
    return Told(words, written, words, beside, frozenset(text.stems(beside) | text.kindred(beside)), leads)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The hearing is on 20 October.", date(2026, 10, 20)),
        ("The hearing will be held on 10 February.", date(2027, 2, 10)),
        ("The hearing was held on 20 October.", date(2025, 10, 20)),
        ("The mill burned down on 3 May.", date(2026, 5, 3)),
        ("The baths open on Saturday, 6 June.", date(2026, 6, 6)),
        ("The mill burned down on Monday.", date(2026, 5, 18)),
        ("The mayor said on Monday that the mill had burned down on 3 May.", date(2026, 5, 3)),
    ],
)
def test_the_day_is_the_one_that_the_words_mean(words, day):
    found = times.when(told(words), "the mill")
    assert found
    assert found.days == (day, day)
    assert not found.reported


def test_of_two_days_the_one_beside_the_name_is_meant():
    words = "The mill burned down on 3 May; the ferry sank on 9 May."
    found = times.when(told(words), "the ferry")
    assert found
    assert found.days[0] == date(2026, 5, 9)
    assert times.when(told("On 3 May and on 9 May much went wrong."), "the ferry") is None


def test_news_without_a_day_is_of_the_day_it_was_reported():
    found = times.when(told("The mill of Pell has burned down.", leads=True), "the mill of Pell burned")
    assert found
    assert (found.days[0], found.reported) == (MAY, True)
    assert found.shown == "reported on May 20, 2026"


@pytest.mark.parametrize("year", ["1886", "0001", "9999"])
def test_the_day_of_a_year_that_is_not_read_is_of_no_other_year(year):
    assert times.when(told(f"The last wolf was shot on 9 November {year}."), "the last wolf") is None


@pytest.mark.parametrize(
    "words",
    ["Pell makes felt and has a works council.", "The mill of Pell will be burned out by the end."],
)
def test_what_only_leads_an_article_or_is_still_to_come_has_no_day(words):
    assert times.when(told(words, leads=True), "the mill of Pell burned down") is None


def test_without_a_date_of_its_own_an_article_tells_no_report_day():
    assert times.when(told("The mill of Pell has burned down.", written=None, leads=True), "the mill of Pell") is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((2026, 5, 3), (2026, 5, 9), "6 days"),
        ((2026, 5, 9), (2026, 5, 3), "6 days"),
        ((2026, 5, 3), (2026, 5, 4), "1 day"),
        ((2024, 2, 28), (2024, 3, 1), "2 days"),
    ],
)
def test_days_between_two_are_counted(one, other, apart):
    first, second = (times.Time((date(*day), date(*day))) for day in (one, other))
    assert times.between(first, second) == apart


def test_no_days_are_counted_between_months_or_from_a_report():
    day, month = times.Time((MAY, MAY)), times.Time((date(2026, 6, 1), date(2026, 6, 30)))
    assert times.between(day, month) == ""
    assert times.between(day, times.Time((date(2026, 6, 1),) * 2, reported=True)) == ""


def test_what_was_reported_a_day_apart_is_not_put_in_order():
    reports = [times.Time((date(2026, 5, day),) * 2, reported=True) for day in (3, 4, 12)]
    assert not times.are_apart(reports[0], reports[1])
    assert times.are_apart(reports[0], reports[2])


@pytest.mark.parametrize(
    ("words", "name", "question", "about"),
    [
        ("The Cooper Bridge opened in 1931.", "the closing of the Cooper Bridge", "When was it?", False),
        ("The Cooper Bridge was closed on Monday.", "the closing of the Cooper Bridge", "When was it?", True),
        ("The Cooper Bridge has been shut since Monday.", "the closing of the Cooper Bridge", "When was it?", True),
        ("The Mill Bridge was closed on Monday.", "the closing of the Cooper Bridge", "When was it?", False),
        ("The Cooper Bridge was closed on 19 January.", "the closing of the Cooper Bridge", "When was it in November 2025?", False),
        ("The Cooper Bridge was closed on 13 November.", "the closing of the Cooper Bridge", "When was it in November 2025?", True),
    ],
)  # fmt: skip
def test_an_event_is_told_by_its_own_words_in_its_own_time(words, name, question, about):
    assert is_about(told(words), name, question, event=True) is about


def test_a_headline_tells_what_a_figure_is_of():
    bare = told("The work cost 8.6 million crowns.", headline="New library of Tarn opens")
    assert is_about(bare, "the new library of Tarn", "How much did it cost?")
    assert not is_about(bare, "the baths of Pell", "How much did it cost?")
