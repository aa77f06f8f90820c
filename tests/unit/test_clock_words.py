"""Times of day in words."""

from __future__ import annotations

import pytest

from ragbot.text import clock


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("at twenty to seven on Monday evening", 400),
        ("at five past eight, half an hour later", 485),
        ("at ten to twelve.", 710),
        ("at twenty-five past nine", 565),
    ],
)
def test_steps_before_and_after_an_hour_are_read(words, minutes):
    assert [time.minutes for time in clock.times(words)] == [minutes]


@pytest.mark.parametrize(
    "words", ["at ten to twelve people", "five to nine people", "it grew from five to seven metres"]
)
def test_a_span_of_numbers_is_no_hour(words):
    assert clock.times(words) == []


def test_a_leading_nought_is_the_morning():
    assert [time.half for time in clock.times("at 07:00 or 19:00 or 7:00")] == ["a", "p", ""]
