"""The figure that an answer gives, and what another outlet told of the same thing at the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ragbot import text
from ragbot.citations import Proof, Quote
from ragbot.domain import Article, Evidence, EvidenceSentence
from ragbot.text import dates
from ragbot.understanding import wanted
from ragbot.verdicts.agreement import can_both_hold, days
from ragbot.verdicts.comparing import guards
from ragbot.verdicts.conflict import NEEDED, SAME_TIME, Side, asked_quantities, is_anothers, names_neither

_COMMON = 2  # words that two sentences share beside what they count, at least
_SHORT = 4  # words of a sentence that leaves to its headline what it is about
_SIZES = frozenset(text.stem(w) for w in ("hundred", "thousand", "million", "billion", "trillion", "percent", "cent"))


_WITHOUT = text.stem("without")  # or "had no": it counts the same
_ATTRIBUTED = re.compile(r"\baccording to\b", re.IGNORECASE)  # one side is asked for


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, and the sentence that an answer quotes for it."""

    figure: text.Quantity
    quote: Quote


def stated(question: str, proof: Proof, evidence: Sequence[Evidence]) -> Stated | None:
    """The figure that an answer gives to a question for one; None where it gives none, or more than one."""
    if _ATTRIBUTED.search(question) or not (wanted.answer_type(question) == "figure" or wanted.is_money(question)):
        return None
    told = text.numbers(" ".join(s.text for s in proof.sentences)) - text.numbers(question)
    sources = {e.article.id: e for e in evidence}
    quotes = [
        Quote(source, EvidenceSentence(c.start, c.end, c.quote, 0.0))
        for c in proof.citations
        if (source := sources.get(c.article_id))
    ]
    asked = [Stated(q, quote) for quote in quotes for q in asked_quantities(question, quote) if q.value in told]
    found = asked or next((f for quote in quotes if (f := _figures(quote, told))), [])
    return found[0] if len({s.figure.value for s in found}) == 1 else None


def _figures(quote: Quote, told: set[str]) -> list[Stated]:
    return [Stated(q, quote) for q in _counted(quote) if q.value in told]


def _counted(quote: Quote) -> Sequence[text.Quantity]:
    read = dates.quantities(text.in_one_word(quote.sentence.text), quote.source.article.day)
    return [q for q in read if q.units and not q.units & NEEDED]


def find_rival(question: str, mine: Stated, others: Sequence[Quote]) -> list[Side]:
    """Both sides, newest first, where a sentence of another outlet gives another figure for the same; else empty.

    `others` are sentences found for the one that an answer quotes, best first. Theirs is the same where what is counted and
    at least two more words are, and no day or time of day that one of them names is past the other.
    """
    for other in others:
        figure = _rival(question, mine, other)
        if figure:
            pair = [Side(mine.figure.value, mine.quote), Side(figure.value, other)]
            return sorted(pair, key=lambda s: (s.article.out is not None, s.article.out), reverse=True)
    return []


def _rival(question: str, mine: Stated, other: Quote) -> text.Quantity | None:
    one, own, theirs = mine.quote, mine.quote.source.article, other.source.article
    if own.outlet == theirs.outlet or not _are_of_one_time(own, theirs):
        return None
    counted = text.senses(mine.figure.units)
    figures = [q for q in _counted(other) if text.senses(q.units) & counted]
    if len({q.value for q in figures}) != 1:
        return None
    figure, asked = figures[0], text.senses(text.content_stems(text.in_one_word(question)))
    if figure.value in text.numbers(question) or can_both_hold(question, one, mine.figure, other, figure):
        return None
    if names_neither(question, one, other) or _names_less(question, own, theirs):
        return None
    if is_anothers(question, one, other) or is_anothers(question, other, one):
        return None
    return figure if _share_enough(mine, figure, other, asked) and _is_of_its_day(one, other) else None


def _is_of_its_day(one: Quote, other: Quote) -> bool:
    """Whether a day that only one of two sentences names is that of the other's article, or the day before it."""
    return all(
        any(first <= day and last >= day - timedelta(days=1) for first, last in named)
        for named, silent, own in ((days(one), other, days(other)), (days(other), one, days(one)))
        if named and not own and (day := silent.source.article.day)
    )


def _names_less(question: str, own: Article, other: Article) -> bool:
    """Whether an article has no word of somebody, or some place, that the question names and the other one has."""
    asked = text.names(question) - text.CALENDAR
    named, others = (text.stems(f"{a.headline} {a.body}") for a in (own, other))
    return bool(asked & named - others)


def _are_of_one_time(own: Article, other: Article) -> bool:
    """Whether two articles, of outlets that are known, came out so close that neither takes the other's place."""
    if not (own.outlet and other.outlet and own.out and other.out) or own.doubt or other.doubt:
        return False
    return abs(own.out - other.out) <= SAME_TIME


def _share_enough(mine: Stated, figure: text.Quantity, other: Quote, asked: set[str]) -> bool:
    """Whether two sentences tell of the same: what both count, if the question asks for it, and two words more."""
    words = [_words(q) for q in (mine.quote, other)]
    first, second = (text.senses(text.content_stems(w)) for w in words)
    counted = text.senses(mine.figure.units | figure.units) - {"money", "%", _WITHOUT}
    if counted & asked - (first & second):
        return False  # five were injured, and of the other five it is not told
    units = counted - asked | _SIZES | guards.currencies(" ".join(words))
    common = {stem for stem in (first & second) - units if not stem.isdigit()}
    # A day's many sums and shares have the day in common.
    return len(common - text.CALENDAR if mine.figure.units & {"money", "%"} else common) >= _COMMON


def _words(quote: Quote) -> str:
    """A sentence in the words of the lexicon; a short one with its headline."""
    told = text.in_one_word(quote.sentence.text)
    return told if len(text.content_stems(told)) > _SHORT else f"{quote.source.article.headline} {told}"
