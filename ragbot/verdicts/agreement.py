"""When two outlets' figures can both be true."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ragbot import text
from ragbot.citations import Quote
from ragbot.domain import Article
from ragbot.text import clock, dates
from ragbot.verdicts.comparing import guards

_RECENT = timedelta(days=10)  # days further back are of something else that the sentence tells
_FIGURES = frozenset(text.stem(w) for w in ("figure", "number", "toll", "total", "estimate"))
# When somebody spoke, or was asked, is not when it was.
_SPOKE = re.compile(r"\b(?:said|says|told \w+|announced|reported|asked|rang|phoned)\b[^.;]{0,20}$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:according to|that|which|who|when)\b", re.IGNORECASE)
_ROUGH = 0.1  # of a figure that is said to be about so much


def can_both_hold(question: str, one: Quote, figure: text.Quantity, other: Quote, rival: text.Quantity) -> bool:
    """Whether two figures need not contradict each other: one is rounded, a bound or a change, of another time, part or
    outcome than the other, or an article knows them both.
    """
    words = one.sentence.text, other.sentence.text
    return (
        _are_alike(words, (figure.value, rival.value))
        or not _at_one_time(one, other)
        or _knows(other.source.article, figure)
        or _knows(one.source.article, rival)
        or _is_of_a_part(question, words)
        or any(text.is_of_another_outcome(_stems(question), _stems(w)) for w in words)
    )


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
    step = max(_step(words[0], a), _step(words[1], b)) / 2
    return abs(a - b) <= max(step, _ROUGH * max(a, b) if rough else 0.0)


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


def _is_of_a_part(question: str, words: tuple[str, str]) -> bool:
    """Whether one sentence has a number of the question, "in the first 24 hours", and the other has not."""
    given = {q.value for q in dates.quantities(question, None)}
    return text.numbers(words[0]) & given != text.numbers(words[1]) & given


def _at_one_time(one: Quote, other: Quote) -> bool:
    """Whether the days that two sentences name can be the same, and the times of day are."""
    times = [_clock(q.sentence.text) for q in (one, other)]
    if any(times) and not times[0] & times[1]:
        return False
    first, second = days(one), days(other)
    if first and second:
        return any(a[0] <= b[1] and b[0] <= a[1] for a in first for b in second)
    silent = (other if first else one).source.article.day
    named = first or second
    return not (named and silent) or any(begins <= silent for begins, _ in named)  # of tomorrow nobody tells


def _clock(words: str) -> set[int]:
    """The minutes of the times of day that a sentence names, without those at which somebody spoke."""
    return {t.minutes for t in clock.times(words) if not _SPOKE.search(words[: t.start])}


def days(quote: Quote) -> set[tuple[date, date]]:
    """The stretches of days that a sentence may mean, without those that are yet to come and those long past."""
    written = quote.source.article.day
    if not written:
        return set()
    told = _without_aside(quote.sentence.text)
    found = [m.readings for m in dates.mentions(told, written) if not _SPOKE.search(told[: m.start])]
    meant = ([r for r in readings if r[1] >= written - _RECENT] for readings in found)
    return {r for readings in meant for r in readings if any(first <= written for first, _ in readings)}


def _without_aside(told: str) -> str:
    """A sentence up to the clause behind its first number: "90 people who dined there on Saturday have fallen ill"."""
    figure = next(iter(text.number_spans(told)), None)
    aside = _ASIDE.search(told, figure.end) if figure else None
    return told[: aside.start()] if aside else told
