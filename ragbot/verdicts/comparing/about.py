"""Whether what an article says is of one of two: its names, its words, and its time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ragbot import text
from ragbot.citations import Place, Proof, Quote
from ragbot.domain import Article
from ragbot.text import dates
from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.words import YEAR
from ragbot.verdicts.gaps import told_by

_A_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_PART = re.compile(
    r"\b(?:half|quarter) of\b|\b(?:weeks?|months?) of (?:the year|this year|last year|(?:\w+ )?(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_LEAD = 500  # characters that an article begins with
_SHARE = 0.5  # of a side's words, that must stand in the quote or its headline
# Of those of an event that are no names, in the quote alone; of a few more than half.
_OF_AN_EVENT, _MOST, _FEW = 0.4, 0.51, 3
_AFTERMATH = timedelta(31)
_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one of two, on the day it was written.

    `quote` is what proves it, `beside` that and the headline, `known` what the article tells of names; `leads`: it is what
    its article begins with, its news. `cited` are the articles and places of its quotes.
    """

    words: str
    written: date | None
    quote: str = ""
    beside: str = ""
    known: frozenset[str] = frozenset()
    leads: bool = False
    cited: frozenset[Place] = frozenset()


def quoted(quote: Quote) -> Told:
    return _told(quote.sentence.text, quote.sentence.text, quote.sentence.start, quote.source.article)


def answered(answer: Proof, articles: Mapping[str, Article]) -> list[Told]:
    """What an answer says, sentence by sentence, then what it quotes."""
    known = {c.n: c for c in answer.citations if c.article_id in articles}
    said = []
    for sentence in answer.sentences:
        cited = [known[n] for n in sentence.citations if n in known]
        if cited:
            quotes = " ".join(c.quote for c in cited)
            first = _told(sentence.text, quotes, cited[0].start, articles[cited[0].article_id])
            said.append(replace(first, cited=frozenset((c.article_id, c.start) for c in cited)))
    return said + [_told(c.quote, c.quote, c.start, articles[c.article_id]) for c in known.values()]


def _told(words: str, quote: str, start: int, article: Article) -> Told:
    beside, cited = f"{article.headline} {quote}", frozenset({(article.id, start)})
    return Told(words, article.day, quote, beside, told_by(article), start < _LEAD, cited)


def of_years(asked: Comparison) -> bool:
    return all(map(YEAR.fullmatch, asked.names))


def may_be_of(told: Told, name: str, question: str) -> bool:
    """Whether the article has every name of a side, and the words are of the time that is asked for."""
    if year := YEAR.fullmatch(name):
        years = set(_A_YEAR.findall(told.words))
        return not _PART.search(told.words) and (not years or year[1] in years)
    return not text.untold(_names(name), told.known) and _is_of_time(told, question)


def is_about(told: Told, name: str, question: str, *, event: bool = False) -> bool:
    """Whether quote and headline have a good part of a side's words, too; of an `event`, whether the quote has them that are
    no names: "the closing of the bridge" is not told by when it opened.
    """
    if not may_be_of(told, name, question):
        return False
    if YEAR.fullmatch(name):
        return True
    if not event:
        return _has(told.beside, _words(name), _SHARE)
    others = _other_words(name)
    return _has(told.quote, others, _MOST if len(others) <= _FEW else _OF_AN_EVENT)


def is_news(told: Told, name: str) -> bool:
    """Whether the words themselves, at the head of their article, tell what a side names."""
    return told.leads and _has(told.quote, _other_words(name), _SHARE)


def does(told: Told, deed: str) -> bool:
    """Whether the quote has what both sides are asked to have done: "hurt" is not told by who watched."""
    return not deed or bool(text.senses([text.stem(deed)]) & text.senses(text.stems(told.quote)))


def _has(words: str, wanted: set[str], share: float) -> bool:
    have = text.senses(text.stems(words))
    return len([w for w in wanted if text.senses([w]) & have]) >= share * len(wanted)


def _names(name: str) -> set[str]:
    return text.names(f"the {name}")


def _words(name: str) -> set[str]:
    return {w for w in text.content_stems(name) if not w.isdigit()} - set(map(text.stem, text.CALENDAR))


def _other_words(name: str) -> set[str]:
    return _words(name) - _names(name)


def _is_of_time(told: Told, question: str) -> bool:
    """Whether the words are of the time that is asked for: they name it, or name none and were written in that month or the
    next; a budget "for 2026" is of another year.
    """
    asked = [m.readings for m in dates.mentions(question, told.written)]
    if not asked or not told.written:
        return True
    own = [r for m in dates.mentions(told.words, told.written) for r in m.readings]
    if not own:
        own = [(max(told.written, date.min + _AFTERMATH) - _AFTERMATH, told.written)]
        asked = [readings for readings in asked if all((r[1] - r[0]).days <= _MONTH for r in readings)]
    return all(any(_meet(one, other) for one in readings for other in own) for readings in asked)


def _meet(one: Sequence[date], other: Sequence[date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
