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
from ragbot.verdicts.agreement import can_both_hold, days, is_same_outlet
from ragbot.verdicts.comparing import guards
from ragbot.verdicts.conflict import (
    NEEDED,
    SAME_TIME,
    Side,
    asked_quantities,
    is_anothers,
    names_neither,
    newest_first,
)

_COMMON = 2  # words that two sentences share beside what they count, at least
_SHORT = 4  # words of a sentence that leaves to its headline what it is about
_SIZES = frozenset(text.stem(w) for w in ("hundred", "thousand", "million", "billion", "trillion", "percent", "cent"))
_WITHOUT = text.stem("without")  # households "without power" are those that "had no power"
_AMOUNT = re.compile(
    rf"\b(?:what|which) (?:{text.AMOUNTS})\b|\b(?:pay|paid|spend|spent|earn|fetch|reach)\b", re.IGNORECASE
)
_ATTRIBUTED = re.compile(r"\baccording to\b", re.IGNORECASE)  # who asks for one source's figure is told no other's
_OTHER = re.compile(r"^\W*(?:(?:and|but|so)\s+)?(?:who|whom|whose|why|where|when)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, and the sentence that an answer quotes for it."""

    figure: text.Quantity
    quote: Quote


def stated(question: str, proof: Proof, evidence: Sequence[Evidence]) -> Stated | None:
    """The figure that an answer gives to a question for one; None where it gives none, or more than one."""
    if _ATTRIBUTED.search(question) or not _asks_for_figure(question):
        return None
    told = text.numbers(text.in_one_word(" ".join(s.text for s in proof.sentences))) - text.numbers(question)
    sources = {e.article.id: e for e in evidence}
    quotes = [
        Quote(source, EvidenceSentence(c.start, c.end, c.quote, 0.0))
        for c in proof.citations
        if (source := sources.get(c.article_id))
    ]
    asked = [Stated(q, quote) for quote in quotes for q in asked_quantities(question, quote) if q.value in told]
    every = [f for quote in quotes for f in _told_figures(quote, told)]
    units, words = text.senses(wanted.unit(question)), set(text.content_stems(question))
    found = (
        [f for f in every if text.senses(f.figure.units) & units or f.figure.measure in units]
        or ([f for f in every if f.figure.before & words] if _AMOUNT.search(question) else [])
        or asked
        or next((f for quote in quotes if (f := _told_figures(quote, told))), [])
    )
    return found[0] if len({s.figure.value for s in found}) == 1 else None


def _asks_for_figure(question: str) -> bool:
    kind = wanted.answer_type(question)
    of_amount = wanted.is_money(question) or bool(_AMOUNT.search(question))
    return kind == "figure" or (not kind and of_amount and not _OTHER.match(question))


def _told_figures(quote: Quote, told: set[str]) -> list[Stated]:
    return [Stated(q, quote) for q in _quantities(quote) if q.value in told]


def _quantities(quote: Quote) -> Sequence[text.Quantity]:
    read = dates.quantities(text.in_one_word(quote.sentence.text), quote.source.article.day)
    return [q for q in read if q.units and not q.units & NEEDED]


def find_rival(question: str, mine: Stated, others: Sequence[Quote]) -> list[Side]:
    """Both sides, newest first, where a sentence of another outlet gives another figure for the same; else empty.

    `others` are sentences found for the one that an answer quotes, best first. Theirs is the same where what is counted and
    at least two more words are, and the days and times of day that they name can be the same.
    """
    tried = set()
    for other in others:
        figures = [q for q in _quantities(other) if _count_the_same(mine.figure, q)]
        if not figures or other.source.article.id in tried:
            continue
        tried.add(other.source.article.id)  # what an article tells next best is of something else
        if len({q.value for q in figures}) == 1 and _contradicts(question, mine, figures[0], other):
            return newest_first([Side(mine.figure.value, mine.quote), Side(figures[0].value, other)])
    return []


def _contradicts(question: str, mine: Stated, figure: text.Quantity, other: Quote) -> bool:
    one, own, theirs = mine.quote, mine.quote.source.article, other.source.article
    if not _are_of_one_time(own, theirs) or is_same_outlet(own.outlet or "", theirs.outlet or ""):
        return False
    if figure.value in text.numbers(question) or can_both_hold(question, one, mine.figure, other, figure):
        return False
    if names_neither(question, one, other) or _names_less(question, own, theirs):
        return False
    if is_anothers(question, one, other) or is_anothers(question, other, one):
        return False
    asked = text.senses(text.content_stems(text.in_one_word(question)))
    return _share_enough(mine, figure, other, asked) and _is_of_its_day(one, other)


def _is_of_its_day(one: Quote, other: Quote) -> bool:
    """Whether a day that only one of two sentences names is that of the other's article, or the day before it."""
    return all(
        any(first <= day and last >= day - timedelta(days=1) for first, last in named)
        for named, silent, own in ((days(one), other, days(other)), (days(other), one, days(one)))
        if named and not own and (day := silent.source.article.day)
    )


def _count_the_same(mine: text.Quantity, other: text.Quantity) -> bool:
    """Whether both are of one unit; people may be of any kind where one of them does not tell of which."""
    measures = {mine.measure, other.measure} - {""}
    if len(measures) > 1 or text.senses(mine.units) & text.senses(other.units):
        return len(measures) <= 1
    if mine.measure == other.measure != "":
        return True
    kind = mine if other.measure == "person" else other
    return "person" in measures and any(text.kind(unit) == "people" for unit in kind.units)


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
    words = [_in_context(q) for q in (mine.quote, other)]
    first, second = (text.senses(text.content_stems(w)) for w in words)
    counted = text.senses(mine.figure.units | figure.units) - {"money", "%", _WITHOUT}
    told = {stem for stem in counted & asked - (first & second) if text.kind(stem) != "people"}
    if told:
        return False  # five were injured, and of the other five it is not told
    units = counted - asked | _SIZES | guards.currencies(" ".join(words))
    common = {stem for stem in (first & second) - units if not stem.isdigit()}
    # A day's many sums and shares have the day in common.
    return len(common - text.CALENDAR if mine.figure.units & {"money", "%"} else common) >= _COMMON


def _in_context(quote: Quote) -> str:
    """A sentence in the words of the lexicon; a short one with its headline."""
    told = text.in_one_word(quote.sentence.text)
    return told if len(text.content_stems(told)) > _SHORT else f"{quote.source.article.headline} {told}"
