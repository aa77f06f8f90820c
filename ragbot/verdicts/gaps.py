"""Near misses: the right words about another year, another person, another kind of thing.

A sentence that is near a question answers it only if its article is about the time and the names that the question
gives, and it holds the kind of thing that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from ragbot import chunking, text
from ragbot.domain import Article
from ragbot.text import calendar, dates
from ragbot.text.calendar import Days
from ragbot.understanding import strict
from ragbot.verdicts.months import is_of_another, month_of

_YEAR = re.compile(r"(?:19|20)\d{2}")
_ENGLISH = re.compile(
    r"\b(?:the|of|what|who|whom|whose|how|when|where|why|which|did|does|were|has|have)\b",
    re.IGNORECASE,
)
# "The man to whom Ilgen had lent money": one article knows the man, another the loan.
_NESTED = re.compile(r"\w\s+(?:(?:to|for|of|with|by|from|after)\s+wh(?:om|ich|ose)|who|whose|that|which)\s+\w|\bboth\b|\band\b.*\band\b", re.IGNORECASE)  # fmt: skip
# What was so "since 2021", or is more "than in 2021", is told of the time after it.
_BORDER = re.compile(
    r"\b(?:since|until|till|before|after|(?:than|compared (?:with|to))(?: (?:in|at|on|of))?)\s+$", re.IGNORECASE
)
_BORDERS = 20  # characters; the longest of these, and what may stand around it
# "Just after Christmas" is a time, which an article of that day need not name; "the Christmas market" is a name.
_HOLIDAY = re.compile(
    rf"\b(?:before|after|around|over|at|on|by|since|until|till|during|of|this|last|next|past) {calendar.HOLIDAY}(?: (?:Eve|Day|Sunday|Monday))?(?!\w)",
    re.IGNORECASE,
)
_TITLES = frozenset(map(text.stem, text.TITLES))  # an article may name "Captain Eide" without his title
_AROUND = 300  # characters of an article that a sentence takes its time from
_AFTERMATH = timedelta(days=45)  # what happened in a month is reported until the next is over
_VAGUE = 400  # days; "in recent years" names no time


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question presupposes of its answer: the days and the names it gives, the kind of thing it asks for."""

    question: str
    asks: str
    days: tuple[date, date] | None
    days_words: str
    names: frozenset[str]
    pairs: frozenset[text.Pair]
    dwellers: frozenset[str]
    nested: bool
    month: Days | None
    holds: Callable[[str], bool] | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a sentence does not answer: `words` are those of the question that its article does not bear out.

    `elsewhere`: the article names the time of the question, only not near the sentence.
    """

    kind: Literal["time", "name", "kind"]
    words: str
    elsewhere: bool = False


def asked_for(question: str, inferred: Mapping[str, Any], asks: str = "") -> Asked:
    """Read from the question and from what `Answer.filters.inferred` says of it.

    `asks` is the part of it that tells the kind of answer, where the rest says what it is about.
    """
    words: Mapping[str, str] = inferred.get("words", {})
    # The outlet and the author that are asked for choose the articles; these need not name themselves.
    subject = question
    for name in ("outlet", "byline"):
        subject = re.sub(rf"(?<!\w){re.escape(words.get(name) or chr(0))}(?!\w)", " ", subject)
    subject = _HOLIDAY.sub(" ", subject)
    english = is_english(question)  # elsewhere every noun may have a capital
    span = next((words[key] for key in ("since", "until") if key in words), "")
    days, nested = _days(inferred), bool(_NESTED.search(question))
    return Asked(
        question,
        asks or question,
        days if _YEAR.search(span) else None,
        span,
        frozenset(text.names(subject) - _TITLES) if english else frozenset(),
        frozenset(text.name_pairs(_inner(subject))) if english else frozenset(),
        text.dwellers(subject) if english else frozenset(),
        nested or len(chunking.sentences(question)) > 1,  # what is told ahead may stand in another article
        month_of(asks or question, days),
        strict.kind_test(asks or question, nested=nested),
    )


def is_english(question: str) -> bool:
    return bool(_ENGLISH.search(question))


def _inner(question: str) -> str:
    """Without its first word, which has its capital from the sentence."""
    return question.partition(" ")[2]


def find_gap(asked: Asked, article: Article, start: int, end: int) -> Gap | None:
    """What keeps `article.body[start:end]` from being an answer; None where nothing is seen to."""
    local = f"{article.headline}. {article.body[max(0, start - _AROUND) : end + _AROUND]}"
    untimely = asked.days is not None and not _is_of(asked.days, article, local)
    nowhere = untimely and asked.days and not _is_of(asked.days, article, article.body)
    if nowhere or (asked.month and is_of_another(asked.month, article, start, end)):
        return Gap("time", asked.days_words)
    lacked = frozenset() if asked.nested else missing(asked, article)
    if lacked:
        return Gap("name", ", ".join(_as_asked(asked.question, lacked)))
    known = _pairs_of(_whole(article)) if asked.pairs else frozenset[text.Pair]()
    crossed = [pair for pair in asked.pairs if text.is_crossed(pair, known)]
    if crossed:
        return Gap("name", " ".join(word.capitalize() for word in crossed[0]))
    if text.is_namesake(asked.question, article.body[start:end], article.body):
        return Gap("name", ", ".join(_as_asked(asked.question, asked.names)))
    if asked.holds and article.is_english and not asked.holds(article.body[start:end]):
        return Gap("kind", "")
    return Gap("time", asked.days_words, elsewhere=True) if untimely else None


def missing(asked: Asked, article: Article) -> frozenset[str]:
    """Stems of the names of the question that an article does not tell."""
    return _missing(asked, _told(asked, article))


def _missing(asked: Asked, told: AbstractSet[str]) -> frozenset[str]:
    """The names of the question that an article with these stems does not tell; what it tells by initials, it tells."""
    untold = text.untold(asked.names, told)
    return untold and untold.difference(
        *(words for initials, words in text.initials(asked.question) if initials in told)
    )


def _whole(article: Article) -> str:
    return f"{article.headline} {article.body} {article.outlet} {article.byline} {article.note}"


def told_by(article: Article) -> frozenset[str]:
    """Stems of the words of an article, its countries' peoples, and the initials of what it spells out."""
    return _stems_of(_whole(article))


@lru_cache(64)  # an article is asked about for each of its sentences that was found
def _stems_of(whole: str) -> frozenset[str]:
    spelt = {initials for initials, _ in text.initials(whole)}
    return frozenset(text.stems(whole) | text.kindred(whole) | text.shortened(whole) | spelt)


def _told(asked: Asked, article: Article) -> frozenset[str]:
    """The same, and what the question calls the people of the article's places."""
    return told_by(article) | (asked.dwellers & _at_home(article.body) if asked.dwellers else frozenset())


_at_home = lru_cache(64)(text.at_home)


@lru_cache(64)
def _pairs_of(whole: str) -> frozenset[text.Pair]:
    return frozenset(text.whole_pairs(whole))


def names_nowhere(asked: Asked, articles: Sequence[Article]) -> Gap | None:
    """The names of the question that no article of the evidence has."""
    have: set[str] = set()
    for article in articles:
        have |= _told(asked, article)
    lacked = _missing(asked, have)
    return Gap("name", ", ".join(_as_asked(asked.question, lacked))) if lacked and articles else None


def _days(inferred: Mapping[str, Any]) -> tuple[date, date] | None:
    ends = [inferred.get(name) for name in ("since", "until")]
    if not any(ends):
        return None
    return tuple(date.fromisoformat(str(e)[:10]) if e else d for e, d in zip(ends, (date.min, date.max), strict=True))  # type: ignore[return-value]  # two in, two out


def _is_of(days: tuple[date, date], article: Article, local: str) -> bool:
    """Whether the article was written then, or its words near the sentence name a day of then."""
    written = article.day
    if written is None:
        return True
    first, last = days
    if first <= written and (last > date.max - _AFTERMATH or written <= last + _AFTERMATH):
        return True
    return any(
        begin <= last and end >= first and (end - begin).days <= _VAGUE
        for mention in dates.mentions(local, written)
        for begin, end in mention.readings
        if not _BORDER.search(local[max(0, mention.start - _BORDERS) : mention.start])
    )


def _as_asked(question: str, stems: frozenset[str]) -> list[str]:
    found = dict.fromkeys(text.capitalised(question))
    return [word for word in found if stems & text.stems(word)] or sorted(stems)
