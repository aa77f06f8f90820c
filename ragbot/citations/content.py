"""What a text tells, in parts that can be compared: its words by their stems, its numbers, its days, its hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache

from ragbot import text
from ragbot.text import clock, dates

_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # "1,100,000" is one word
# "Roughly", "in the year 2000": whether the figure or the day is right is a check of its own
_LOOSE = re.compile(
    r"\b(?:roughly|approximately|around|nearly|almost|just|(?:early|late)(?= (?:in|on|(?-i:[A-Z])))|year(?= (?:19|20)\d\d\b))\b",
    re.IGNORECASE,
)
_NOW = frozenset({"today", "tonight"})
_AND_A_HALF = re.compile(r"(?<![\w-])[\w-]+ and a half\b", re.IGNORECASE)  # a long word is read once
# Where one statement may end and another begin
JOINT = re.compile(r"(?=(?:[,;]? (?:and(?! a half\b)|but|while|although)|;) )")


@lru_cache(maxsize=1024)
def parts(words: str, day: date | None = None) -> frozenset[str]:
    """Stems, "#12" for a number, "#06:40" for an hour and "@2026-09-08" for a day, of a text written on `day`."""
    plain, named = dated(words, day)
    hours = {f"#{time.minutes // 60:02}:{time.minutes % 60:02}" for time in clock.times(plain)}
    plain = clock.without(plain)
    return named.union(hours, {f"#{n}" for n in text.numbers(plain)}, text.content_stems(plain))


def weight(told: AbstractSet[str]) -> int:
    """How much some parts tell: figures and days more than words."""
    return sum(3 if p.startswith(("#", "@")) else 1 for p in told)


def spoken_of(words: str) -> frozenset[str]:
    """What a text speaks of; its figures may be the wrong ones."""
    return frozenset(p for p in parts(words) if not p.startswith(("#", "@")) and not p.strip(".").isdigit())


def dated(words: str, day: date | None) -> tuple[str, frozenset[str]]:
    """The text without the days that it gives by their numbers, and these days: "8 September" and "2026-09-08" are one."""
    found = [m for m in dates.mentions(words, day) if any(c.isdigit() for c in words[m.start : m.end])]
    found = [m for m in found if all(first == last for first, last in m.readings)]
    return dates.without(words, found), frozenset(f"@{first}" for m in found for first, _ in m.readings)


@lru_cache(maxsize=1024)
def days(words: str, day: date | None) -> frozenset[str]:
    """The days that a text names, by their numbers or from the day it was written: "on Friday", "yesterday".

    "Until today" is left out: it tells more often how things stand than what happened.
    """
    named = (m for m in dates.mentions(words, day) if words[m.start : m.end].lower() not in _NOW)
    return frozenset(f"@{first}" for m in named for first, last in m.readings if first == last)


def added(plain: str, asked: AbstractSet[str]) -> tuple[list[str], list[int]]:
    """The words of a claim without its days that the question does not have, and its hours, in minutes."""
    wordy = _AND_A_HALF.sub(_in_digits, _LOOSE.sub(" ", _GROUPED.sub("", plain)))
    words = [w for w in text.content_words(clock.without(wordy)) if text.stem(w) not in asked]
    return words, [time.minutes for time in clock.times(wordy)]


def found(words: Sequence[str], hours: Sequence[int], quoted: str, have: AbstractSet[str]) -> int:
    """How many of these words and hours the quotes have; "dollars" may be their "$"."""
    counted, measured = text.numbers(quoted), {q.measure for q in text.quantities(quoted)}
    told = {time.minutes for time in clock.times(quoted)}
    return sum(
        text.stem(w) in have or not text.numbers(w).isdisjoint(counted) or text.measure(w) in measured for w in words
    ) + sum(minutes in told for minutes in hours)


def _in_digits(words: re.Match[str]) -> str:
    return min(text.numbers(words[0]), default=words[0])
