"""What is read out of a question, and what is left alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragbot.understanding import understand
from ragbot.understanding.manner import without_wish

NOW = datetime(2026, 9, 11, 12, tzinfo=UTC)  # a Friday
OUTLETS = ["Brennick Courier", "Sorley Evening Post", "Radio Tesmark", "Halyard News Agency", "The Sun", "Valley"]
BYLINES = ["Ida Holm", "Jon Aas", "May March"]


def read(question, now=NOW):
    return understand(question, now=now, outlets=OUTLETS, bylines=BYLINES)


def days(question):
    span = read(question).span
    return tuple(f"{end:%Y-%m-%d}" if end else "" for end in (span.since, span.until)) if span else None


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What happened on 5 May 2026?", "2026-05-05", "2026-05-05"),
        ("What happened on the 5th of May 2026?", "2026-05-05", "2026-05-05"),
        ("What happened on May 5, 2026?", "2026-05-05", "2026-05-05"),
        ("What happened on Nov. 7?", "2025-11-07", "2025-11-07"),
        ("What happened on 2026-05-05?", "2026-05-05", "2026-05-05"),
        ("Who resigned in March 2024?", "2024-03-01", "2024-03-31"),
        ("Who resigned in March?", "2026-03-01", "2026-03-31"),
        ("Who resigned in December?", "2025-12-01", "2025-12-31"),
        ("Who resigned in early March 2024?", "2024-03-01", "2024-03-10"),
        ("Who resigned in late February 2024?", "2024-02-21", "2024-02-29"),
        ("Who resigned in 2025?", "2025-01-01", "2025-12-31"),
        ("What was decided in the summer of 2025?", "2025-06-01", "2025-08-31"),
        ("What was decided in winter 2025?", "2025-12-01", "2026-02-28"),
        ("How much was sold in the second half of 2025?", "2025-07-01", "2025-12-31"),
        ("How much was sold in Q1 2026?", "2026-01-01", "2026-03-31"),
        ("Who lived there in the 1990s?", "1990-01-01", "1999-12-31"),
        ("What happened last week?", "2026-08-31", "2026-09-06"),
        ("What happened this week?", "2026-09-07", "2026-09-13"),
        ("What happened last month?", "2026-08-01", "2026-08-31"),
        ("What happened last year?", "2025-01-01", "2025-12-31"),
        ("What happened yesterday?", "2026-09-10", "2026-09-10"),
        ("What happened on Tuesday?", "2026-09-08", "2026-09-08"),
        ("What happened last Friday?", "2026-09-04", "2026-09-04"),
        ("What happened in the last three days?", "2026-09-08", "2026-09-11"),
        ("What happened in the past 2 weeks?", "2026-08-28", "2026-09-11"),
        ("What happened over the last six months?", "2026-03-11", "2026-09-11"),
        ("What was said three days ago?", "2026-09-08", "2026-09-08"),
        ("What has changed since 5 May?", "2026-05-05", ""),
        ("What has changed since the election on 5 May?", "2026-05-05", ""),
        ("What was known before 5 May 2026?", "", "2026-05-04"),
        ("What was known until 5 May 2026?", "", "2026-05-05"),
        ("What was known by 5 May 2026?", "", "2026-05-05"),
        ("What came after 5 May 2026?", "2026-05-06", ""),
        ("What came after the vote of March 2026?", "2026-03-01", ""),
        ("What came after the vote of 5 March 2026?", "2026-03-06", ""),
        ("What was it before the vote of March 2026?", "", "2026-03-31"),
        ("What happened between 3 and 5 May 2026?", None, None),
        ("What happened between 3 May and 5 May 2026?", "2026-05-03", "2026-05-05"),
        ("What happened from March to May 2026?", "2026-03-01", "2026-05-31"),
        ("What was agreed two days before 5 May 2026?", "2026-05-03", "2026-05-03"),
        ("What was agreed two weeks after 5 May 2026?", "2026-05-19", "2026-05-19"),
        ("What was agreed eight days after 3 March 2026?", "2026-03-11", "2026-03-11"),
        ("What happened in the week of 5 May 2026?", "2026-05-04", "2026-05-10"),
        ("Which bill was approved by the Senate in February 2024?", "2024-02-01", "2024-02-29"),
    ],
)
def test_dates_are_read_as_of_now(question, since, until):
    found = days(question)
    if since is None:  # the day without its month says too little; the other end is read alone
        assert found in (None, ("2026-05-05", "2026-05-05"))
    else:
        assert found == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "How many people live in 1800 homes?",
        "In 2024 homes the power failed, why?",
        "Where do the 2,025 pupils go?",
        "Who won the 2025-26 season?",
        "What did the $2024 buy?",
        "May the mayor march through the town?",
        "What did May March say?",
        "Two days before the vote, who resigned?",
        "What happened on 30 February 2026?",
        "What happened at 5 p.m.?",
        "Who said “see you in March”?",
        "Wie viele Menschen starben im Mai?",
        "",
    ],
)
def test_what_is_no_date_stays_none(question):
    assert read(question).span is None


@pytest.mark.parametrize(
    ("question", "explicit"),
    [
        ("What did the newspapers write in March 2026?", True),
        ("Which articles since 5 May mention the dyke?", True),
        ("What has been reported since 5 May?", True),
        ("What is new since last week?", True),
        ("What did the Brennick Courier report in March 2026?", True),
        ("How many passengers did the line carry in 2025?", False),
        ("How high was the flood of November 2025?", False),
        ("What do the papers say about the flood of November 2025?", False),
        ("What did health coverage cost in March 2026?", False),
        ("Who spoke at the news conference in March 2026?", False),
    ],
)
def test_a_date_filters_only_where_it_is_about_what_was_published(question, explicit):
    assert read(question).span.explicit is explicit


@pytest.mark.parametrize(
    ("question", "outlet", "explicit"),
    [
        ("According to the Sorley Evening Post, who paid?", "Sorley Evening Post", True),
        ("What did the brennick courier report?", "", False),
        ("What did the Brennick Courier report on the flood?", "Brennick Courier", True),
        ("What did the Courier report on the flood?", "Brennick Courier", True),
        ("What does Radio Tesmark say about the wolf?", "Radio Tesmark", True),
        ("Who wrote the Courier's editorial on the bridge?", "Brennick Courier", True),
        ("Who is quoted in the Evening Post?", "Sorley Evening Post", True),
        ("Who bought the Brennick Courier?", "Brennick Courier", False),
        ("Does the Sorley Evening Post employ more people than the town hall?", "Sorley Evening Post", False),
        ("How long was the courier away?", "", False),
        ("How many people live in Valley?", "", False),
        ("What does the Sun report about the heat?", "The Sun", True),
        ("When does the sun rise?", "", False),
        ("What did the New York Courier Society say?", "", False),
    ],
)
def test_outlets_of_the_archive_are_known_and_no_others(question, outlet, explicit):
    found = read(question)
    assert (found.outlet, found.outlet_explicit) == (outlet, explicit)


@pytest.mark.parametrize(
    ("question", "byline"),
    [
        ("What articles by Ida Holm mention the mill?", "Ida Holm"),
        ("What did Jon Aas write about the fire?", "Jon Aas"),
        ("What is in Ida Holm's column?", "Ida Holm"),
        ("What did Jon Aas say about the fire?", ""),
        ("Who was beaten by Ida Holm?", ""),
        ("What did Petra Voss write?", ""),
    ],
)
def test_authors_are_inferred_where_their_articles_are_asked_for(question, byline):
    assert read(question).byline == byline


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What is the latest death toll?", "latest"),
        ("How many are currently missing?", "latest"),
        ("What did the repair cost in the end?", "latest"),
        ("How many have died so far?", "latest"),
        ("When does the bridge open now?", "latest"),
        ("What is the most recent estimate?", "latest"),
        ("What was first reported about the fire?", "first"),
        ("What did the council originally say the dyke would cost?", "first"),
        ("What was the first estimate?", "first"),
        ("Who became first minister?", ""),
        ("Who won first prize?", ""),
        ("How much was earned in the first half of 2025?", ""),
        ("What is the latest population of Tarn?", "latest"),
        ("What is the latest model of the tram?", ""),
        ("Who won the cup final?", ""),
        ("What had been known until now?", ""),
        ("Who said “now is the time”?", ""),
    ],
)
def test_latest_and_first_speak_of_the_state_of_things(question, order):
    assert read(question).order == order


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Mayor Kuno Laberg say about the dyke?", "Mayor Kuno Laberg"),
        ("What does the columnist Kaspar Jolin demand?", "the columnist Kaspar Jolin"),
        ("Who said that the bridge is safe?", ""),
        ("What did the Courier say about the dyke?", ""),
        ("Who built the bridge?", ""),
    ],
)
def test_the_speaker_is_read(question, speaker):
    assert read(question).speaker == speaker


def test_what_was_inferred_is_plain_data_with_its_words():
    told = read("According to the Courier, how many died in March 2026?").to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["outlet"] == "Brennick Courier"
    assert told["words"]["outlet"] == "Courier"
    assert told["words"]["since"] == "in March 2026"
    assert read("Who built the bridge?").to_dict() == {}


MOMENTS = st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants naive bounds


@given(st.text(max_size=300), MOMENTS)
def test_any_text_is_read_without_harm(question, now):
    found = understand(question, now=now, outlets=[question[:20], *OUTLETS], bylines=BYLINES)
    json.dumps(found.to_dict())
    if found.span and found.span.since and found.span.until:
        assert found.span.since <= found.span.until


@pytest.mark.parametrize(
    "piece",
    ["since the ", "in March ", "the last 3 ", "Brennick ", "between 5 May and ", "who said ", "2", "(", "did A "],
)
def test_a_text_that_was_pasted_is_read_at_its_beginning_only(piece):
    read(piece * 5000)
    assert read("Who paid? " + "word " * 1000 + "since 5 May 2026").span is None


@pytest.mark.parametrize(
    "wish",
    ["I need both numbers.", "Give me the two dates.", "Please answer in one sentence.", "And only the name, please"],
)
def test_a_wish_about_the_answer_is_no_part_of_the_question(wish):
    assert without_wish(f"Which mill closed first, Tarn or Pell? {wish}") == "Which mill closed first, Tarn or Pell?"


@pytest.mark.parametrize(
    "question",
    [
        "Which mill closed first? Tell me who owned it.",
        "Did Ann Pell resign? She led the council until May.",
        "Give me the date of the fire in Tarn.",
        "Who said it? And where?",
        "How many people were hurt? Only on Monday.",
        "How many people were hurt? Only in 2025, please.",
        "Who was found? Give me the names of the dead.",
        "How many mills burned? I want the number Tarn gave.",
        "How many were hurt? Include the missing.",
    ],
)
def test_what_tells_of_the_matter_stays_part_of_the_question(question):
    assert without_wish(question) == question


@pytest.mark.parametrize("piece", ["x? I need both numbers", "? please ", "? and, "])
def test_a_wish_is_looked_for_behind_the_last_question_mark_only(piece):
    assert without_wish(piece * 5000).startswith(piece)
