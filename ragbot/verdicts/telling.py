"""Quoted sentences as an answer, with the day beside a time that only the article's own date explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ragbot import citations
from ragbot.citations import Proof, Quote
from ragbot.text import calendar, dates
from ragbot.understanding import wanted

_WEEKDAY = re.compile(rf"{calendar.WEEKDAY}$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:ago|today|tonight|yesterday|tomorrow|last|this|next)\b", re.IGNORECASE)
# "on Friday" may be the last one or the next.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|plan\w*|expect\w*|next|coming|is to|are to|until|from)\b", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|told \w+)\s+(?:late |early )?(?:on )?$"
)  # when somebody spoke is not when it was; "announced on Friday" may be
_OWNING = re.compile(r"['’]s\b")
_PART = re.compile(r" (?:morning|noon|afternoon|evening|night)\b")


def told(question: str, quotes: Sequence[Quote]) -> Proof:
    """The sentences, each proven by itself. Where a time is asked for, "last year" becomes "last year (2023)"."""
    if wanted.answer_type(question) != "time":
        if citations.keeps_dateline(question):
            return citations.assemble([(" ".join(q.sentence.text.split()), [q]) for q in quotes])
        return citations.quoted(*quotes)
    return citations.assemble([(dated(q.sentence.text, _written(q)), [q]) for q in quotes])


def dated(sentence: str, written: date | None) -> str:
    """The sentence on one line, with the days that its relative times mean, read on the day it was written."""
    if written is None:
        return " ".join(sentence.split())
    parts, last = [], 0
    for mention in dates.mentions(sentence, written):
        words = sentence[mention.start : mention.end]
        if _SAID.search(sentence[: mention.start]) or _OWNING.match(sentence[mention.end :]):
            continue
        clear = len(mention.readings) == 1 and _RELATIVE.search(words)
        past = _WEEKDAY.match(words) and not _AHEAD.search(sentence) and _stands_alone(sentence[mention.end :])
        if days := dates.name(mention.readings[0]) if clear or past else "":
            part = _PART.match(sentence[mention.end :])
            end = mention.end + (part.end() if part else 0)
            parts.append(f"{sentence[last:end]} ({days})")
            last = end
    return " ".join("".join([*parts, sentence[last:]]).split())


def _stands_alone(following: str) -> bool:
    """Whether no date follows that says the same: "Sunday, 9 August"."""
    return not re.match(r",? (?:the )?\d|,? [A-Z]\w+\.? \d", following)


def _written(quote: Quote) -> date | None:
    article = quote.source.article
    return None if article.doubt else article.day
