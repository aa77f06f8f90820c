"""What keeps a figure or a day from being compared: it is denied, a bound, a rate, a difference, of another currency."""

from __future__ import annotations

import re
from typing import Literal

from ragbot import text

_NEAR = 80  # characters around a figure
_BESIDE = 30  # characters right in front of it or behind it
_DENIED = re.compile(r"\b(?:no one|nobody|none|not|never|unless|without)\b|n['’]t\b", re.IGNORECASE)
# "A loss of 8 million" is no profit, "life in prison after two years of trial" no two years, and a quashed fine is none.
_UNDONE = re.compile(
    r"\b(?:loss(?:es)?|quashed|overturned|annulled|life (?:in|sentence|imprisonment))\b", re.IGNORECASE
)
_CHANGE = re.compile(r"\b(?:fell|rose|dropped|grew|climbed|sank|up|down|increased?|decreased?|cut|won|lost|beat\w*) by\s*[$€£¥]?$", re.IGNORECASE)  # fmt: skip
_RATE = re.compile(r"^\s*(?:[\w-]+\s+){0,3}?(?:a|per|each|every)\s+(?:day|week|month|year|hour|person|head)\b|^\s*(?:percent|per cent|%)\s+of\b", re.IGNORECASE)  # fmt: skip
_EACH = re.compile(r"\s*(?:[\w-]+\s+){0,3}?(?:an?|per|each|every)\s+((?:square |cubic )?(?:day|night|week|month|quarter|year|hour|person|head|met(?:re|er)|kilo\w*|lit(?:re|er)|tonne?|barrel|hectare|acre|mile))\b", re.IGNORECASE)  # fmt: skip
_AT_MOST = re.compile(r"\b(?:fewer than|less than|under|below|up to|at most|no more than|not more than)\s*[$€£¥]?$", re.IGNORECASE)  # fmt: skip
_AT_LEAST = re.compile(r"\b(?:more than|over|above|at least|no less than|no fewer than|upwards of)\s*[$€£¥]?$", re.IGNORECASE)  # fmt: skip
_ROUGHLY = re.compile(r"\b(?:just (?:over|under|above|below|short of)|(?:slightly|a little) (?:more|less|over|under)(?: than)?|about|around|some|roughly|approximately|nearly|almost|close to|an estimated|circa)\s*[$€£¥]?$", re.IGNORECASE)  # fmt: skip
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_CURRENCY = re.compile(r"[$€£¥]|\b(?:crown|dollar|euro|pound|yen|yuan|franc|rouble|ruble|rupee|peso|krona|krone|shekel|won)s?\b", re.IGNORECASE)  # fmt: skip
# Days that only border on what happened, or that something else is counted from.
_BORDER = re.compile(
    r"\b(?:before|by|since|until|till|after|unless|through)\s+(?:about |early |late |the )?$", re.IGNORECASE
)
_COUNTED_FROM = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?)\s+(?:before|after)\s+(?!that\b)\w", re.IGNORECASE)
_OTHER_YEAR = re.compile(r",?\s+(?:of\s+)?\d{3,4}\b(?!\s*[a-z])")  # "9 November 1886": read as a day of this century
_ONCE_MEANT = re.compile(r"\b(?:was|were|had been) (?:to|due|set|scheduled|supposed|meant|planned|expected)\b", re.IGNORECASE)  # fmt: skip
_CLAUSE = re.compile(r"[;:—–]|,(?!\d)|\b(?:and|but|while|though)\b")


def is_plain(words: str, value: str) -> bool:
    """Whether a text gives a figure as it is: neither denied nor undone, no rate and no change by so much."""
    words = text.squash(words)
    at = _span(words, value)
    if at is None or _UNDONE.search(words):
        return False
    start, end = at
    before, behind = words[max(0, start - _BESIDE) : start], words[end : end + _BESIDE]
    near = words[max(0, start - _NEAR) : end + _NEAR]
    return not (_DENIED.search(near) or _CHANGE.search(before) or _RATE.match(behind))


def is_change(words: str, value: str) -> bool:
    """Whether a figure is by how much something changed."""
    return bool(_CHANGE.search(_in_front(words, value)))


def bound(words: str, value: str) -> Literal["at most", "at least", ""]:
    """Whether a figure is the most or the least that it may be."""
    before = _in_front(words, value)
    return "at most" if _AT_MOST.search(before) else "at least" if _AT_LEAST.search(before) else ""


def rate(words: str, value: str) -> str:
    """Of what a figure is so much each, "month" of "900 euros a month"; "" where it is no rate."""
    words = text.squash(words)
    at = _span(words, value)
    found = _EACH.match(words, at[1]) if at else None
    return text.stem(found[1].lower()) if found else ""


def is_rough(words: str, value: str) -> bool:
    """Whether a figure is said to be about so much."""
    return bool(_ROUGHLY.search(_in_front(words, value)))


def currencies(words: str) -> set[str]:
    found = (match[0].lower() for match in _CURRENCY.finditer(words))
    return {_CURRENCIES.get(name) or text.stem(name) for name in found}


def is_of_the_day(words: str, start: int, end: int) -> bool:
    """Whether the time that stands there is when it was: not denied, no border, not only meant, nothing counted from it."""
    if _BORDER.search(words[max(0, start - _BESIDE) : start]) or _COUNTED_FROM.search(words):
        return False
    if _OTHER_YEAR.match(words, end):
        return False
    if _ONCE_MEANT.search(words[:start]) and _DENIED.search(words):
        return False
    last = max((m.end() for m in _CLAUSE.finditer(words[:start])), default=0)
    following = _CLAUSE.search(words, start)
    return not _DENIED.search(words[last : following.start() if following else len(words)])


def _in_front(words: str, value: str) -> str:
    words = text.squash(words)
    at = _span(words, value)
    return words[max(0, at[0] - _BESIDE) : at[0]] if at else ""


def _span(words: str, value: str) -> tuple[int, int] | None:
    if "-" in value:  # "118-74", how a vote ended, is no number
        return None
    found = next((s for s in text.number_spans(words) if s.digits == value or s.value == float(value)), None)
    return (found.start, found.end) if found else None
