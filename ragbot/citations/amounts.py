"""Amounts, however they are written: "half a million", "18 months" and "a year and a half", "22 of 44" and "half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ragbot import text
from ragbot.text import dates

_LENGTHS = {
    "second": ("seconds", 1), "minute": ("seconds", 60), "hour": ("seconds", 3600), "day": ("seconds", 86_400), "week": ("seconds", 604_800),
    "month": ("months", 1), "year": ("months", 12), "decade": ("months", 120), "centur": ("months", 1200),
}  # fmt: skip
_LENGTH = r"(?P<length>second|minute|hour|day|week|month|year|decade|centur)(?:ies|y|s)?\b"
_ONE = r"(?:an?|one)"
_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE = "|".join(_SCALES)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_PART = r"half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
# "A fifth term" is no share.
NO_ORDINAL = (
    r"(?!\s(?!(?:of|as|in|on|at|to|from|since|by|than|more|less|fewer|higher|lower|and|or|but|over|during|compared|last|this)\b)"
    r"[^\W\d_])"
)
_COUNT = r"one|two|three|four|five|six|seven|eight|nine"
_FRACTION = rf"(?:(?P<count>an?|{_COUNT})[\s-])?(?P<part>{_PART})s?\b"
# "A decade", "half a year", "an hour and a half"; "half a million", "a dozen"; "half", "two-thirds"
_WORDED = re.compile(
    rf"\b(?:{_FRACTION}(?:\s(?:of\s)?an?)?|{_ONE})[\s-](?:{_LENGTH}(?P<more>\s(?:and\s)?a\shalf\b)?|(?P<scale>{_SCALE})\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"(?<!\band )(?<!\band a )\b(?!an?\s(?:{_PART})(?!{NO_ORDINAL})){_FRACTION}", re.IGNORECASE)
_SCALED = re.compile(rf"(?:{_SCALE})$", re.IGNORECASE)
_IN_WORDS = re.compile(rf"[a-z]+(?:-[a-z]+)?[\s-](?:{_SCALE})\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d,]*")
_BEHIND = re.compile(
    rf"(?:(?P<percent>\s?%|[\s-]?(?:percent|per cent)\b)|[\s-]{_LENGTH}|\s(?P<dozen>dozen)\b)", re.IGNORECASE
)
_OF = re.compile(r"\s(?:out of|of|in(?: every)?) (?:(?:the|its|their|his|her) )?(?:[\w.]+'s? )?$")
_ABOUT = re.compile(r"\b(?:about|around|roughly|approximately|some|an estimated)\s[$€£]?$", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:more than|over|at least|upwards? of|above|exceed\w*)\s[$€£]?$", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:nearly|almost|close to|just under|less than|fewer than|under)\s[$€£]?$", re.IGNORECASE)
_RATE = re.compile(r"an? (?:second|minute|hour|day|week|month|year)s?$")  # "twice a day" is no 24 hours
_HEDGE = 20  # characters in front of a number
_EXACT = 1e-10  # of its value: what a computer leaves of "58.4 million"
_COARSE = 0.1  # of its value; no round number is meant less exactly
_ROUND_SHARE = 0.5


class Amount(NamedTuple):
    """Where a text gives an amount, its value in the least unit of its kind, and the step to which it is given."""

    start: int
    end: int
    value: float
    kind: str  # "%", "months", "seconds" or "" for all else
    step: float
    written: str  # the number alone: two that are written alike need no comparing


@lru_cache(maxsize=1024)
def amounts(plain: str) -> tuple[Amount, ...]:
    """The amounts of a squashed text that are no part of a time, in order; a ratio and its two numbers are three."""
    plain = dates.without(plain, dates.mentions(plain, None))
    found = list(_worded(plain))
    taken = [(a.start, a.end) for a in found if a.kind != "%"]
    counted = [a for a in _counted(plain) if not any(start < a.end and a.start < end for start, end in taken)]
    return tuple(sorted([*found, *counted, *_ratios(plain, counted)]))


def _worded(plain: str) -> Iterator[Amount]:
    for match in _WORDED.finditer(plain):
        value = (_fraction(match) if match["part"] else 1.0) + 0.5 * bool(match["more"])
        kind, unit = _LENGTHS[match["length"].lower()] if match["length"] else ("", _SCALES[match["scale"].lower()])
        yield Amount(match.start(), match.end(), value * unit, kind, 0, match[0].lower())
    for match in _SHARE.finditer(plain):
        if match["count"] or match["part"].lower() == "half":  # "the third" is no share
            yield Amount(match.start(), match.end(), 100 * _fraction(match), "%", 0, match[0].lower())


def _fraction(match: re.Match[str]) -> float:
    count = min(text.numbers(match["count"] or ""), default="1")
    return float(count) / _PARTS[match["part"].lower()]


def _counted(plain: str) -> Iterator[Amount]:
    for number in text.number_spans(plain):
        behind = _BEHIND.match(plain, number.end)
        kind, unit, end = "", 1.0, number.end
        if behind:
            end = behind.end()
            if behind["percent"]:
                kind = "%"
            elif behind["dozen"]:
                unit = _SCALES["dozen"]
            else:
                kind, unit = _LENGTHS[behind["length"].lower()]
        yield Amount(number.start, end, number.value * unit, kind, number.step * unit, number.digits)


def _ratios(plain: str, counted: Sequence[Amount]) -> Iterator[Amount]:
    for part, whole in _pairs(plain, counted):
        yield Amount(part.start, part.end, 100 * part.value / whole.value, "%", 0, plain[part.start : whole.end])


def _pairs(plain: str, counted: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    for part, whole in pairwise(counted):
        if part.kind == whole.kind == "" and 0 < part.value < whole.value and _OF.match(plain[part.end : whole.start]):
            yield part, whole


def parted(words: str) -> list[tuple[str, str]]:
    """Each number of a text that is some of another one, and that one: "15 of the 16 cases"."""
    plain = text.squash(words)
    return [(part.written, whole.written) for part, whole in _pairs(plain, list(_counted(plain)))]


def restated(claim: str, quotes: Sequence[str]) -> str:
    """The claim, squashed, with each amount that the quotes write otherwise as they write it."""
    plain = text.squash(claim)
    told = [(a, words) for words in map(text.squash, quotes) for a in amounts(words) if not _RATE.match(a.written)]
    mine = amounts(plain)
    for amount in reversed(mine):
        worded = _IN_WORDS.match(plain, amount.start) is not None  # "eleven hundred" of "1,100"
        alike = [words[a.start : a.end] for a, words in told if _is_written_alike(amount, a)]
        if _is_ratio(amount) and any(_is_ratio(a) and _has_its_part(amount, a) for a, _ in told):
            continue  # "four in eight" is not "half" where the articles have "four in five"
        if plain[: amount.start].count('"') % 2 or (alike and not (worded and all(map(_DIGITS.fullmatch, alike)))):
            continue
        ahead = plain[max(0, amount.start - _HEDGE) : amount.start]
        scaled = bool(_SCALED.search(plain[amount.start : amount.end]))
        # Of "9,086 of 13,000" each number is held against one of its own.
        other = ((a, words) for a, words in told if not (_is_ratio(a) and _is_ratio(amount)))
        same = next((words[a.start : a.end] for a, words in other if _is_same(amount, a, ahead, scaled=scaled)), "")
        if same:
            again = any(o is not amount and same.lower() == plain[o.start : o.end].lower() for o in mine)
            end = amount.start + len(amount.written) if _is_ratio(amount) else amount.end
            plain = plain[: amount.start] + ("" if again else same) + plain[end:]
    return plain


def _is_ratio(amount: Amount) -> bool:
    return amount.kind == "%" and len(amount.written) > amount.end - amount.start


def _has_its_part(one: Amount, other: Amount) -> bool:
    """Whether two ratios are of the same number, "four in eight" and "four in five"; "one in" may be of anything."""
    parts = [amount.written.split()[0].lower() for amount in (one, other)]
    return parts[0] == parts[1] not in ("1", "one")


def _is_written_alike(one: Amount, other: Amount) -> bool:
    return (one.kind, one.written) == (other.kind, other.written)


def _is_same(mine: Amount, told: Amount, ahead: str, *, scaled: bool) -> bool:
    """Whether the claim's amount is the quote's, or that one rounded: "16.96 million", "about", "more than", "nearly"."""
    if mine.kind != told.kind:
        return False
    apart = told.value - mine.value
    if abs(apart) <= _EXACT * mine.value:
        return True
    if mine.kind == "%":
        return 0 in (mine.step, told.step) and abs(apart) < _ROUND_SHARE
    return not mine.kind and told.step < mine.step and _is_rounded(apart, mine, ahead, scaled=scaled)


def _is_rounded(apart: float, mine: Amount, ahead: str, *, scaled: bool) -> bool:
    step = min(mine.step, _COARSE * mine.value)
    if _ABOVE.search(ahead):
        return 0 < apart < step
    if _BELOW.search(ahead):
        return 0 < -apart < step
    return abs(apart) <= step / 2 and (bool(_ABOUT.search(ahead)) or scaled)
