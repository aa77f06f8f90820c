"""Days that a text names, read on the day it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ragbot.text import calendar
from ragbot.text.calendar import Days
from ragbot.text.numbers import Quantity, has_number
from ragbot.text.numbers import quantities as read_quantities

_MENTION = re.compile(rf"(?<![\w$€£-])(?:{calendar.PATTERN}|(?i:last|this|next)\s+(?:year|month)|[Tt]omorrow)(?![\w%]|-\w|\s+(?:percent|million|billion))")  # fmt: skip
_YEARS = re.compile(r"(?<![\w$€£./-])(?P<from>(?:19|20)\d\d)[-–](?P<to>(?:19|20)\d\d|\d\d)(?![\w%/–-])")
_DAY, _LINK = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b", r"(?:\s?[-–]\s?|\s(?:and|to|or|through|until)\s)"
# "On May 5 and 7 people" is one day, "the May 5-7 visit" are three
_COUNTED = r"(?<![-–]\d)(?<![-–]\d\d)(?<![-–]\d\w\w)(?<![-–]\d\d\w\w)\s(?!(?:in|at|on|of|near|for|from|by|with|when|as|to|and|but|after|before|during|this|last)\b)[a-z]"
_OF = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_MONTHS_DAYS = re.compile(
    rf"\b(?P<month>{calendar.MONTH})\s+(?P<from>{_DAY}){_LINK}(?P<to>{_DAY})(?![:.]?\d|\s?%|{_COUNTED}){_OF}"
)
_DAYS_OF_MONTH = re.compile(rf"(?<![\w$€£.,-])(?P<from>{_DAY}){_LINK}(?P<to>{_DAY})\s+(?P<month>{calendar.MONTH}){_OF}")
_DIGITS = re.compile(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])")
_WEEKDAY = re.compile(r"(?:last |this )?\w+day$")
_NEXT = {"next year": 1, "this year": 0, "last year": -1}
_READ = 1024  # texts of which the numbers are kept: a sentence is asked for them at each step to an answer
# With no date to read it on, "March 3" still means the same in both of two texts.
_SOME_DAY = date(2000, 12, 31)


class Mention(NamedTuple):
    """Where a text names a time, and the stretches of days it may mean: "on Friday" is the last one or the next."""

    start: int
    end: int
    readings: tuple[Days, ...]


def mentions(text: str, written: date | None) -> list[Mention]:
    """All times that `text`, written on that day, names."""
    today = written or _SOME_DAY
    found = list(_spans(text, today))
    if found:
        text = without(text, found)
    for match in _MENTION.finditer(text):
        try:
            readings = _readings(match[0], today)
        except OverflowError:  # an article may claim to be of the last days that a calendar has
            continue
        if readings:
            found.append(Mention(match.start(), match.end(), readings))
    found.sort()
    days: list[Mention] = []
    for mention in found:
        of = days.pop() if days and _is_weekday_of(text, days[-1], mention) else mention
        days.append(mention._replace(start=of.start))
    return days


def _is_weekday_of(text: str, weekday: Mention, day: Mention) -> bool:
    """Whether a weekday only stands in front of its day, "Wednesday, May 20": the two name one day."""
    if text[weekday.start : weekday.end] not in calendar.WEEKDAYS or day.readings[0][0] != day.readings[0][1]:
        return False
    return re.fullmatch(r",? (?:the )?", text[weekday.end : day.start]) is not None


def _spans(text: str, today: date) -> Iterator[Mention]:
    """The two ends of "1990-95", "Nov. 7-8" and "7 and 8 November", each a time of its own."""
    for match in _YEARS.finditer(text):
        first, last = match["from"], match["to"]
        last = last if len(last) == len(first) else first[:2] + last
        if first < last:
            for at, year in ((match.span("from"), first), (match.span("to"), last)):
                yield Mention(*at, _readings(year, today))
    for pattern in (_DAYS_OF_MONTH, _MONTHS_DAYS):
        for match in pattern.finditer(text):
            for end in ("from", "to"):
                day = f"{match['month']} {match[end]}" + (f", {match['year']}" if match["year"] else "")
                if readings := _readings(day, today):
                    yield Mention(
                        match.start(end), match.end("year" if end == "to" and match["year"] else end), readings
                    )


@lru_cache(_READ)
def quantities(text: str, written: date | None) -> tuple[Quantity, ...]:
    """The numbers of a text that are no part of a time."""
    if not has_number(text):
        return ()
    return tuple(read_quantities(without(text, mentions(text, written))))


def spelt(text: str) -> str:
    """The text with dates in digits as a reader would say them: "2026-10-20" as "October 20, 2026"."""
    return _DIGITS.sub(_spelt, text)


def _spelt(digits: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(digits[0])
    except ValueError:
        return digits[0]
    return name((day, day))


def name(days: Days) -> str:
    """The year, month or day: "2023", "March 2024", "March 5, 2024"; empty for stretches that have no such name."""
    first, last = days
    if first == last:
        return f"{first:%B} {first.day}, {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}"
    return f"{first:%B %Y}" if first.day == 1 and (first.year, first.month) == (last.year, last.month) else ""


def without(text: str, found: list[Mention]) -> str:
    """The text with its times blanked out, so that "March 3" is not taken for the number three."""
    for mention in found:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _readings(words: str, today: date) -> tuple[Days, ...]:
    plain = " ".join(words.lower().split())
    if plain == "tomorrow":
        return ((today + timedelta(1),) * 2,)
    if plain in _NEXT:
        year = today.year + _NEXT[plain]
        return ((date(year, 1, 1), date(year, 12, 31)),) if 1 <= year <= date.max.year else ()
    if plain == "next month":
        first = (today.replace(day=1) + timedelta(32)).replace(day=1)
        return ((first, (first + timedelta(31)).replace(day=1) - timedelta(1)),)
    later = timedelta(7 if _WEEKDAY.match(plain) and plain not in ("today", "yesterday") else 364)
    read = [calendar.days(words, today)]
    if not re.search(r"\d{4}|ago|today|tonight|yesterday|last|past|this|next", plain):
        read.append(calendar.days(words, today + later))
    return tuple(dict.fromkeys(days for days in read if days))
