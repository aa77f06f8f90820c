"""When something was, by what an article says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ragbot import citations, text
from ragbot.text import calendar, dates
from ragbot.text.calendar import Days
from ragbot.text.dates import Mention
from ragbot.verdicts.comparing.about import Told, is_news
from ragbot.verdicts.comparing.guards import is_of_the_day
from ragbot.verdicts.comparing.words import CLAUSE

# When somebody spoke is not when it was.
_SAID = re.compile(r"\b(?:said|says|told \w+|announced|reported)\s+(?:late |early )?(?:on )?$")
_WEEKDAY = re.compile(rf"(?:last |this |next )?{calendar.WEEKDAY}", re.IGNORECASE)
_BESIDE = re.compile(r",?\s+(?:the\s+)?")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PAST = re.compile(rf"\b(?:was|were|had|did|{'|'.join(text.PAST)}|\w{{2,}}ed)\b")
_PRESENT = re.compile(r"\b(?:is|are|has to|have to)\b")
_REPORTED = timedelta(3)  # what was reported so far apart has come to pass in that order


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of days; one that is only `reported` lies on or shortly before them."""

    days: Days
    reported: bool = False

    @property
    def shown(self) -> str:
        return f"{'reported on ' if self.reported else ''}{dates.name(self.days)}"


def when(told: Told, name: str) -> Time | None:
    """The one time that the words name; of several, the one in the clause that names the side; of none, the day of the report."""
    mentions = _merged(told.words, dates.mentions(told.words, told.written))
    found = _named(told)
    if len(set(found)) > 1:
        named = set(text.content_stems(name))
        parts = [c for c in CLAUSE.split(told.words) if named & set(text.content_stems(c))]
        found = [days for part in parts for days in _named(replace(told, words=part))]
    if len(set(found)) == 1:
        return Time(found[0])
    news = not mentions and told.written and is_news(told, name) and not citations.is_ahead(told.words)
    return Time((told.written, told.written), reported=True) if news and told.written else None


def _named(told: Told) -> list[Days]:
    mentions = _merged(told.words, dates.mentions(told.words, told.written))
    own = [m for m in mentions if not _SAID.search(told.words[: m.start])] or mentions
    if told.written is None:  # "3 May" is of no year
        own = [m for m in own if _YEAR.search(told.words[m.start : m.end])]
    return [_meant(m, told) for m in own if is_of_the_day(told.words, m.start, m.end)]


def _merged(words: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The times of a text, "Saturday, 27 June" as one: the 27th of June that is a Saturday."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        if (
            last
            and _WEEKDAY.fullmatch(words[last.start : last.end])
            and _BESIDE.fullmatch(words[last.end : mention.start])
        ):
            weekday = last.readings[0][0].weekday()
            both = tuple(r for r in mention.readings if r[0] == r[1] and r[0].weekday() == weekday)
            found[-1] = Mention(last.start, mention.end, both or mention.readings)
        else:
            found.append(mention)
    return found


def _meant(mention: Mention, told: Told) -> Days:
    """Of "8 August" the one after the day it was written where the words tell of what is to come, the one before it where
    they tell of what was, and else the nearest.
    """
    written, readings = told.written, mention.readings
    if written is None or len(readings) == 1:
        return readings[0]
    if citations.is_ahead(told.quote):
        return min([r for r in readings if r[0] >= written] or readings)
    own = _clause(told, mention)
    if _PAST.search(own) and not _PRESENT.search(own):
        return max([r for r in readings if r[0] <= written] or readings)
    return min(readings, key=lambda r: abs(r[0] - written))


def _clause(told: Told, mention: Mention) -> str:
    """What a time stands in between two commas, where that says anything: in "the truce, under which tariffs were
    withdrawn, expires on 10 November" only the tariffs are past. All of the sentence otherwise.
    """
    ahead, behind = told.words[: mention.start].rpartition(",")[2], told.words[mention.end :].partition(",")[0]
    return f"{ahead} {behind}" if text.content_stems(f"{ahead} {behind}") else told.quote


def are_apart(one: Time, other: Time) -> bool:
    """Whether two times can be put in order. A year and a day are mostly of different things: "opened in 1931"."""
    if one.reported or other.reported:
        return abs(one.days[0] - other.days[0]) > _REPORTED and _is_day(one) and _is_day(other)
    (a, b), (c, d) = one.days, other.days
    return _is_day(one) == _is_day(other) and (b < c or d < a)


def _is_day(time: Time) -> bool:
    return time.days[0] == time.days[1]


def between(one: Time, other: Time) -> str:
    """How many days lie between two days, in words; "" where either is no day of its own."""
    if one.reported or other.reported or not (_is_day(one) and _is_day(other)):
        return ""
    apart = abs((other.days[0] - one.days[0]).days)
    return f"{apart} day{'' if apart == 1 else 's'}"
