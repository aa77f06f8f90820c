"""Times of day, however they are written: "4:22 p.m.", "half past five", "nine o'clock"."""

from __future__ import annotations

import re
from typing import NamedTuple

_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_HOUR = rf"(?:1[0-2]|0?[1-9]|{'|'.join(_HOURS)})"
_HALVES = {"half past": 30, "quarter past": 15, "quarter to": -15}
_STEPS = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
# "At twenty to seven on Monday"; from "five to nine people" no train leaves
_STEP = (
    rf"(?<=\bat )(?P<step>{'|'.join(_STEPS)}) (?P<way>past|to) (?P<next>{_HOUR})"
    r"(?=\W*$|[.,;:!?”\"]|\s(?:in the (?:morning|afternoon|evening)|on|at night|this|that|when|and|but|yesterday|today|(?-i:[A-Z])))"
)
_TIME = re.compile(
    rf"\b{_STEP}|\b(?P<part>half past|quarter past|quarter to) (?P<hour>{_HOUR})\b"
    r"|\b(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|\b(?P<digits>\d{1,2}):(?P<minutes>\d{2})\b"
    rf"|\b(?P<full>{_HOUR}) o['’]clock\b",
    re.IGNORECASE,
)
_DAY, _HALF_DAY = 1440, 720


class Time(NamedTuple):
    """Where a text names a time of day, and the minutes since midnight or noon; `half` is "a", "p" or "" for not told."""

    start: int
    end: int
    minutes: int
    half: str


def times(text: str) -> list[Time]:
    """All times of day that a text names, in order."""
    return [Time(m.start(), m.end(), _minutes(m) % _HALF_DAY, _half(m)) for m in _TIME.finditer(text)]


def without(text: str) -> str:
    """The text with its times of day blanked out, so that "9 a.m." is not taken for the number nine."""
    return _TIME.sub(lambda m: " " * len(m[0]), text)


def _minutes(match: re.Match[str]) -> int:
    if match["step"]:
        minutes = _STEPS[match["step"].lower()]
        return 60 * _number(match["next"]) + (minutes if match["way"].lower() == "past" else -minutes)
    if match["part"]:
        return 60 * _number(match["hour"]) + _HALVES[match["part"].lower()]
    return 60 * _number(match["h"] or match["digits"] or match["full"]) + int(match["m"] or match["minutes"] or 0)


def _half(match: re.Match[str]) -> str:
    if match["half"]:
        return match["half"].lower()
    if match["digits"] and match["digits"].startswith("0"):  # "07:00" is no evening
        return "a"
    afternoon = match["digits"] and _HALF_DAY <= _minutes(match) < _DAY and int(match["digits"]) > len(_HOURS)
    return "p" if afternoon else ""


def _number(hour: str) -> int:
    return int(hour) if hour.isdigit() else _HOURS.index(hour.lower())
