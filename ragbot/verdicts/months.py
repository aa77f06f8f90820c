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
# "The highest since September", "up from 76.6 percent in May" tell of another month than the one they name.
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|since|after|until|before)(?: (?:in|at|on|of))? $|\b(?:from|after) (?:[\w.,%-]+ ){1,4}(?:in|for|of) $",
    re.IGNORECASE,
)
_WINDOW = 50  # characters in front of a month


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
    named, compared = _months(sentence, article.day)
    if month in compared:
        return False
    if not named and _gives_a_rate(lead):
        named = _months(lead, article.day)[0][:1]  # "to 5.4 percent in March from 5.7 in February"
    return bool(named) and month not in named


def _gives_a_rate(words: str) -> bool:
    return any("%" in quantity.units for quantity in text.quantities(words))


def _months(words: str, written: date | None) -> tuple[list[Days], list[Days]]:
    """The whole months that a text gives something of, and those that it only compares with; a day of one is none."""
    named: list[Days] = []
    compared: list[Days] = []
    for mention in dates.mentions(words, written):
        before = words[max(0, mention.start - _WINDOW) : mention.start]
        (compared if _COMPARED.search(before) else named).extend(filter(_is_month, mention.readings))
    return named, compared


def _is_month(days: tuple[date, date]) -> bool:
    first, last = days
    if last == date.max or first.day != 1:
        return False
    return (last + timedelta(days=1)).day == 1 and (first.year, first.month) == (last.year, last.month)
