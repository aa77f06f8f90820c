"""When two outlets' figures can both be true."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from ragbot import text
from ragbot.citations import Quote
from ragbot.domain import Article
from ragbot.text import clock, dates
from ragbot.verdicts.comparing import guards

_RECENT = timedelta(days=10)  # days further back are of something else that the sentence tells
_FIGURES = frozenset(text.stem(w) for w in ("figure", "number", "toll", "total", "estimate"))
# When somebody spoke, or was asked, is not when it was.
_SPOKE = re.compile(r"\b(?:said|says|told \w+|announced|reported|asked|rang|phoned)\b[^.;]{0,20}$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|during)\s+$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:according to|that|which|who|when)\b", re.IGNORECASE)
_ROUGH, _ROUNDED = 0.1, 0.05  # of a figure that is said to be about so much, and of a round one
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:another|further|additional|extra|the first|the other)\s+$", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|others?|further|additional)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:and|to|or|-|–)\s*")
# A sentence with one of these and a sentence without it tell of different things.
_MARKS = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for name, words in {
        "rest": "still (?:missing|in|out|without|unable|trapped|at|waiting)|remain(?:s|ed|ing)?|returned|come back|came back|gone back|went back",
        "feared": "might|(?-i:may)|could|would|fear(?:s|ed)?|warn(?:s|ed)?|risk(?:s|ed)?|at risk|expect(?:s|ed)?|forecast|predict(?:s|ed)?",
        "denied": "not true|untrue|den(?:y|ies|ied)|false|wrong(?:ly)?",
        "wished": "demand(?:s|ed|ing)?|ask(?:s|ed|ing)? for|want(?:s|ed)?|sought|seek(?:s|ing)?|offer(?:s|ed|ing)?|bids?|propos(?:es?|ed|al)|planned|initially",
        "before": "before the|previous(?:ly)?|earlier|until now|last year|a year ago",
    }.items()
}


def is_same_outlet(one: str, other: str) -> bool:
    return _THE.sub("", one.strip()).casefold() == _THE.sub("", other.strip()).casefold()


def can_both_hold(question: str, one: Quote, figure: text.Quantity, other: Quote, rival: text.Quantity) -> bool:
    """Whether two figures need not contradict each other: one is rounded, a bound, a rate or a change, only a part, feared,
    denied or demanded, of another time or outcome, or an article knows them both.
    """
    words = one.sentence.text, other.sentence.text
    values = figure.value, rival.value
    return (
        len({figure.measure, rival.measure} - {"", "person"}) > 1
        or _are_alike(words, values)
        or not _at_one_time(one, other)
        or _knows(other.source.article, figure)
        or _knows(one.source.article, rival)
        or _differ(words, values)
        or _numbers_of(question, words[0]) != _numbers_of(question, words[1])
        or any(text.is_of_another_outcome(_stems(question), _stems(w)) for w in words)
    )


def _differ(words: tuple[str, str], values: tuple[str, str]) -> bool:
    """Whether only one of two sentences tells of a part, a rest, what is feared, denied, demanded, offered or was before."""
    if guards.rate(words[0], values[0]) != guards.rate(words[1], values[1]):
        return True
    marks = [{name for name, mark in _MARKS.items() if mark.search(w)} for w in words]
    more = [_more(w, v) for w, v in zip(words, values, strict=True)]
    return marks[0] != marks[1] or more[0] != more[1]


def _more(words: str, value: str) -> bool:
    """Whether a figure comes on top of another one: "another 120 residents", "120 more"."""
    number = next((s for s in text.number_spans(words) if s.digits == value), None)
    return number is not None and bool(_FURTHER.search(words[: number.start]) or _MORE.match(words, number.end))


def _stems(words: str) -> list[str]:
    return text.content_stems(text.in_one_word(words))


def _are_alike(words: tuple[str, str], values: tuple[str, str]) -> bool:
    """Whether one figure is the other, rounded, or lies within its bounds; or one of them is only a change."""
    try:
        a, b = (float(v) for v in values)
    except ValueError:  # "118-74", how a vote ended
        return False
    if any(guards.is_change(w, v) for w, v in zip(words, values, strict=True)):
        return True
    rough = any(guards.is_rough(w, v) for w, v in zip(words, values, strict=True))
    if not rough and (_is_within(words[0], values[0], b) or _is_within(words[1], values[1], a)):
        return True
    if _is_between(words[0], a, b) or _is_between(words[1], b, a):
        return True
    step = min(max(_step(words[0], a), _step(words[1], b)) / 2, _ROUNDED * max(a, b))
    return abs(a - b) < step or (rough and abs(a - b) <= _ROUGH * max(a, b))


def _is_between(words: str, value: float, other: float) -> bool:
    """Whether a figure is one end of a span, and the other figure lies within: "between 5,500 and 7,200"."""
    words = text.squash(words)
    spans = [(x, y) for x, y in pairwise(text.number_spans(words)) if _RANGE.fullmatch(words[x.end : y.start])]
    return any(value in (x.value, y.value) and x.value <= other <= y.value for x, y in spans)


def _is_within(words: str, value: str, other: float) -> bool:
    """Whether a figure is the least or the most that it may be, and the other one is no less or no more."""
    bound = guards.bound(words, value)
    return bool(bound) and (other <= float(value) if bound == "at most" else other >= float(value))


def _step(words: str, value: float) -> float:
    """To which a number is rounded: "1.4 million" to a tenth of a million."""
    return next((s.step for s in text.number_spans(text.squash(words)) if s.value == value), 0.0)


def _knows(article: Article, figure: text.Quantity) -> bool:
    """Whether an article tells the other's figure, too: it says what it has to do with its own."""
    told = [q for q in dates.quantities(article.body, article.day) if q.value == figure.value]
    return any(text.senses(q.units) & text.senses(figure.units) or q.before & _FIGURES for q in told)


def _numbers_of(question: str, words: str) -> set[str]:
    """Which numbers of the question a sentence has: "in the first 24 hours"."""
    return text.numbers(words) & {q.value for q in dates.quantities(question, None)}


def _at_one_time(one: Quote, other: Quote) -> bool:
    """Whether the days that two sentences name can be the same, and the times of day are."""
    times = [_times_of_day(q.sentence.text) for q in (one, other)]
    if any(times) and not times[0] & times[1]:
        return False
    past = _long_past(one), _long_past(other)
    if any(past):
        return _overlap(*past)
    first, second = days(one), days(other)
    if first and second:
        return _overlap(first, second)
    silent = (other if first else one).source.article.day
    named = first or second
    return not (named and silent) or any(begins <= silent for begins, _ in named)  # of tomorrow nobody tells


def _times_of_day(words: str) -> set[int]:
    """The minutes of the times of day that a sentence names, without those at which somebody spoke."""
    return {t.minutes for t in clock.times(words) if not _SPOKE.search(words[: t.start])}


def days(quote: Quote) -> set[tuple[date, date]]:
    """The stretches of days that a sentence may mean, without those that are yet to come and those long past."""
    written = quote.source.article.day
    if not written or written - date.min < _RECENT:
        return set()
    told = _without_aside(quote.sentence.text)
    found = [m.readings for m in dates.mentions(told, written) if not _SPOKE.search(told[: m.start])]
    meant = ([r for r in readings if r[1] >= written - _RECENT] for readings in found)
    return {r for readings in meant for r in readings if any(first <= written for first, _ in readings)}


def _long_past(quote: Quote) -> set[tuple[date, date]]:
    """The years or months long before its article that a sentence tells of, "in 2001"."""
    written, told = quote.source.article.day, quote.sentence.text
    if not written or written - date.min < _RECENT:
        return set()
    named = [m.readings[0] for m in dates.mentions(told, written) if _IN.search(told[: m.start])]
    return {likeliest for likeliest in named if likeliest[1] < written - _RECENT}


def _overlap(first: set[tuple[date, date]], second: set[tuple[date, date]]) -> bool:
    return any(a[0] <= b[1] and b[0] <= a[1] for a in first for b in second)


def _without_aside(told: str) -> str:
    """A sentence up to the clause behind its first number: "90 people who dined there on Saturday have fallen ill"."""
    figure = next(iter(text.number_spans(told)), None)
    aside = _ASIDE.search(told, figure.end) if figure else None
    return told[: aside.start()] if aside else told
