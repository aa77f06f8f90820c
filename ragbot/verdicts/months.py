"""A rate of one month is not that of the next: unemployment in March, where February's is asked for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ragbot import text
from ragbot.domain import Article
from ragbot.text import dates
from ragbot.text.calendar import Days
from ragbot.understanding import wanted

_LEAD = 300  # characters that say what month an article gives the figures of
_COMPARED = re.compile(r"\b(?:than|compared (?:with|to))(?: (?:in|at|on|of))? $", re.IGNORECASE)
_BEFORE = 20  # characters; the longest of these


def month_of(question: str, days: tuple[date, date] | None) -> Days | None:
    """The one month whose rate a question asks for; None where it asks for another thing or another time."""
    return days if days and _is_month(days) and wanted.is_rate(question) else None


def is_of_another(month: Days, article: Article, start: int, end: int) -> bool:
    """Whether the sentence `article.body[start:end]` gives a rate of other months only, or of none that it names where the
    article begins with the rate of another one.
    """
    sentence, lead = article.body[start:end], article.body[:_LEAD]
    if not _gives_a_rate(sentence):
        return False
    named = _months(sentence, article.day)
    if not named and _gives_a_rate(lead):
        named = _months(lead, article.day)[:1]  # "to 5.4 percent in March from 5.7 in February"
    return bool(named) and month not in named


def _gives_a_rate(words: str) -> bool:
    return any("%" in quantity.units for quantity in text.quantities(words))


def _months(words: str, written: date | None) -> list[Days]:
    """The whole months that a text gives something of; a day of one is none, nor one that is only compared with."""
    return [
        days
        for mention in dates.mentions(words, written)
        for days in mention.readings
        if _is_month(days) and not _COMPARED.search(words[max(0, mention.start - _BEFORE) : mention.start])
    ]


def _is_month(days: tuple[date, date]) -> bool:
    first, last = days
    if last == date.max or first.day != 1:
        return False
    return (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (last.year, last.month)
