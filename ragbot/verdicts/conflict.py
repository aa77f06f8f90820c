"""Outlets that disagree: the same thing counted, two figures, neither of which took the other's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ragbot import text
from ragbot.citations import Quote
from ragbot.domain import Article
from ragbot.text import dates
from ragbot.understanding import wanted
from ragbot.verdicts import votes
from ragbot.verdicts.agreement import can_both_hold, is_same_outlet

_NEAR = 0.55  # further from the best in score, a sentence is about something else
_CLAUSE = re.compile(r"[;:—–]|[,.](?!\d)")
_OF = re.compile(r"\bof\s+(?:(?:the|all|its|their|some|about|\w+['’]s)\s+){0,3}\d", re.IGNORECASE)
NEEDED = frozenset(text.stem(w) for w in ("needed", "required", "necessary"))  # it counts what is not yet there
SAME_TIME = timedelta(hours=60)  # later than that, the newer figure is news
_SUBJECT = 3  # words at the beginning of a sentence that say whom it is about, where they are names
_SHARED = 2  # stems of the question that both sentences hold, at least; one where the question has few
_COMMON = 4  # stems that the two hold, headlines included, which tell as much where the question has other words


@dataclass(frozen=True, slots=True)
class Side:
    """One outlet's figure, with the sentence that gives it."""

    value: str
    quote: Quote

    @property
    def article(self) -> Article:
        return self.quote.source.article


def find_conflict(question: str, quotes: Sequence[Quote]) -> list[Side]:
    """The sides, newest first; empty where all agree, or the newer figure took the older one's place.

    `quotes` are fitting sentences, best first. Copies never are a side of their own: they are not in the evidence.
    An older figure that its outlet has repeated since, or that is of the same days, stands against the newer one.
    """
    # A vote's tally is told in few words: no sentence with another one is about something else by accident.
    vote = bool(quotes and votes.is_of_vote(question) and votes.tallies(quotes[0].sentence.text))
    if not quotes or not (vote or wanted.answer_type(question) == "figure"):
        return []
    near = [q for q in quotes if vote or q.sentence.score >= quotes[0].sentence.score - _NEAR]
    stated = [(q, asked_quantities(question, q)) for q in near]
    for at, (one, figures) in enumerate(stated):
        for other, rivals in stated[at + 1 :]:
            pair = _clash(question, one, figures, other, rivals)
            if not pair and not at and not (figures and rivals):
                pair = _clash(question, one, *_counted_alike(question, one, other))
            if pair and _still_stands(pair, stated):
                return newest_first(pair)
        if figures:  # only the best statement of a figure has rivals
            return []
    return []


def newest_first(pair: Sequence[Side]) -> list[Side]:
    return sorted(pair, key=lambda s: (s.article.out is not None, s.article.out), reverse=True)


def asked_quantities(question: str, quote: Quote) -> list[text.Quantity]:
    """The quantities of a sentence that are of what the question counts."""
    if votes.is_of_vote(question) and (tallies := votes.tallies(quote.sentence.text)):
        return tallies
    given = text.numbers(question)
    counted = text.senses(text.content_stems(question))
    share = wanted.is_share(question)
    return [
        q
        for q in dates.quantities(quote.sentence.text, quote.source.article.day)
        if q.value not in given and not q.units & NEEDED and (text.senses(q.units) & counted or ("money" in q.units and wanted.is_money(question)) or ("%" in q.units and share))
    ]  # fmt: skip


def _counted_alike(question: str, one: Quote, other: Quote) -> tuple[list[text.Quantity], Quote, list[text.Quantity]]:
    """What both sentences count, which the question calls by another name: "four polling stations", the "places" of it.

    Only of two that have much else in common, and only a single count each.
    """
    given, told = text.numbers(question), _stems(one) & _stems(other)
    found = [
        [
            q
            for q in dates.quantities(s.sentence.text, s.source.article.day)
            if q.value not in given and not q.units & NEEDED
        ]
        for s in (one, other)
    ]
    units = [text.senses(unit for q in quantities for unit in q.units) for quantities in found]
    alike = [[q for q in quantities if text.senses(q.units) & units[0] & units[1] & told] for quantities in found]
    return (alike[0], other, alike[1]) if len(told) >= _COMMON else ([], other, [])


def _clash(
    question: str, one: Quote, figures: list[text.Quantity], other: Quote, rivals: list[text.Quantity]
) -> list[Side]:
    outlets = one.source.article.outlet, other.source.article.outlet
    if not all(outlets) or is_same_outlet(*outlets):
        return []
    total = _same_total(question, one, figures, other, rivals)
    if total:
        figures, rivals = _parts(one, figures, total), _parts(other, rivals, total)
    if len(figures) != 1 or len(rivals) != 1:
        return []
    a, b = figures[0], rivals[0]
    asked = text.senses(text.content_stems(question))
    common = _stems(one) & _stems(other)
    alike = len(asked & common) >= min(_SHARED, len(asked)) or (asked & common and len(common) >= _COMMON)
    if a.value == b.value or not (total or text.senses(a.units) & text.senses(b.units)) or not alike:
        return []
    apart = is_anothers(question, one, other) or is_anothers(question, other, one)
    if not total and (
        apart or names_neither(question, one, other) or _untold(a, asked, other) or _untold(b, asked, one)
    ):
        return []
    both = text.numbers(one.sentence.text) & text.numbers(other.sentence.text)
    if {a.value, b.value} & both or can_both_hold(question, one, a, other, b):
        return []  # a sentence that tells both says what it was before
    return [Side(a.value, one), Side(b.value, other)]


def is_anothers(question: str, one: Quote, other: Quote) -> bool:
    """Whether one sentence names whom the question names, and the other begins with others: it is about these."""
    asked, told = text.names(question), other.sentence.text
    pairs = text.name_pairs(" ".join(told.split()[:_SUBJECT]))
    named = any(first not in text.STOPWORDS for first, _ in pairs)
    return named and bool(asked & text.names(one.sentence.text)) and not asked & text.names(told)


def names_neither(question: str, one: Quote, other: Quote) -> bool:
    """Whether the question asks of somebody by name of whom neither sentence, nor its headline, has a word."""
    asked = text.senses(text.names(question) - text.CALENDAR)
    return bool(asked) and not asked & (_stems(one) | _stems(other))


def _untold(figure: text.Quantity, asked: set[str], other: Quote) -> set[str]:
    """What the question asks and one figure counts, "five people were injured", of which the other sentence says nothing."""
    return text.senses(figure.units) & asked - {"money", "%"} - text.senses(text.content_stems(other.sentence.text))


def _same_total(
    question: str, one: Quote, figures: list[text.Quantity], other: Quote, rivals: list[text.Quantity]
) -> str:
    """What both sentences count a part of: the 236 of "187 of the day's 236 trains" and "of 236 trains, 212".

    A figure that both tell and neither has a part of is one on which they agree.
    """
    given = [text.numbers(question) & text.numbers(q.sentence.text) for q in (one, other)]
    common = ({f.value for f in figures} | given[0]) & ({r.value for r in rivals} | given[1])
    parted = all(_OF.search(q.sentence.text) for q in (one, other))
    return max(common, key=float) if common and parted else ""


def _parts(quote: Quote, figures: Sequence[text.Quantity], total: str) -> list[text.Quantity]:
    """The part of the total that the sentence gives: what it counts alike, else the other number of the clause."""
    alike = [f for f in figures if f.value != total]
    clauses = [dates.quantities(c, quote.source.article.day) for c in _CLAUSE.split(quote.sentence.text)]
    beside = next((c for c in clauses if any(q.value == total for q in c)), ())
    return alike or [q for q in beside if float(q.value) < float(total)]


def _still_stands(pair: Sequence[Side], stated: Sequence[tuple[Quote, list[text.Quantity]]]) -> bool:
    older, newer = sorted(pair, key=lambda s: s.article.out.timestamp() if s.article.out else 0.0)
    if not older.article.out or not newer.article.out or older.article.doubt or newer.article.doubt:
        return False
    if newer.article.out - older.article.out <= SAME_TIME:
        return True
    again = (q.source.article.out for q, figures in stated if any(f.value == older.value for f in figures))
    return any(out and out > newer.article.out for out in again)


def _stems(quote: Quote) -> set[str]:
    return text.senses(text.content_stems(f"{quote.sentence.text} {quote.source.article.headline}"))
