"""Statements that name the day or the hour they replace: "on 26 June, and not on 12 June", "twenty minutes earlier than"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ragbot import text
from ragbot.domain import Article
from ragbot.retrieval.pipeline import State
from ragbot.retrieval.revision import as_good, is_before, may_tell
from ragbot.retrieval.scoring import Scored
from ragbot.text import clock, dates
from ragbot.understanding import wanted

_NEAR = 0.4  # further from the best, a sentence is about something else
# Two days in one sentence are a beginning and an end more often than an old plan and a new one.
_REPLACED = re.compile(
    r"\b(?:not|instead|rather\s+than|postponed|put\s+off|put\s+back|pushed|delayed|rescheduled|moved|brought\s+forward"
    r"|originally|at\s+first|had\s+been\s+(?:due|planned|set|announced))\b",
    re.IGNORECASE,
)

# At 7:15, twenty minutes earlier than parents had been told.
_MOVED = re.compile(
    r"\b(?:(?P<part>half|(?:a )?quarter of) an hour|(?<![.,])(?P<count>[\w-]{1,20}) (?P<unit>minute|hour)s?) (?P<way>earlier|later) than\b",
    re.IGNORECASE,
)
_HOUR, _HALF_DAY = 60, 720  # minutes


def rescheduled(scored: Sequence[Scored], state: State, articles: Mapping[str, Article]) -> list[Scored]:
    """The sentences, best first, where one that puts another day in the place of an earlier report's ranks as high as
    that report's.

    It shares the day that no longer holds with what it replaces, and few of the question's words.
    """
    if wanted.answer_type(state.asks) != "time" or state.wishes.order == "first" or not scored:
        return list(scored)
    known = [s for s in scored if s.fits and s.score >= scored[0].score - _NEAR]
    better: dict[int, Scored] = {}
    for new in _in_time(scored, articles):
        article = articles[new.article_id]
        if not may_tell(article, state):
            continue
        told = [s for s in known if s is not new]
        replaced = [s for s in told if replaces(new.sentence.text, article, s.sentence.text, articles[s.article_id])]
        if replaced:
            better[id(new)] = as_good(new, max(replaced, key=lambda s: s.score))
            known.append(better[id(new)])
    return sorted((better.get(id(s), s) for s in scored), key=lambda s: -s.score)


def replaces(new: str, article: Article, old: str, earlier: Article) -> bool:
    """Whether a sentence of an article puts another day, or hour, in the place of one that a sentence of an earlier
    article names.
    """
    if not is_before(earlier, article):
        return False
    if _moves(new, old):
        return True
    if not _REPLACED.search(new):
        return False
    told, known = _days(new, article), _days(old, earlier)
    return bool(told & known and told - known)


def _moves(new: str, old: str) -> bool:
    """Whether the new hour is so much earlier or later than the old one as it says itself."""
    steps = list(_steps(new))
    if not steps:
        return False
    told, known = ({t.minutes for t in clock.times(words)} for words in (new, old))
    return any((t - step) % _HALF_DAY in known for step in steps for t in told)


def _steps(words: str) -> Iterator[int]:
    """By how many minutes a text says that something is later; less than 0 where it is earlier."""
    for match in _MOVED.finditer(words):
        if match["part"]:
            minutes = 30 if match["part"].lower() == "half" else 15
        else:
            count = (
                1
                if match["count"].lower() in ("a", "an")
                else int(float(min(text.numbers(match["count"]), default="0")))
            )
            minutes = count * (_HOUR if match["unit"].lower() == "hour" else 1)
        if 0 < minutes < _HALF_DAY:
            yield minutes if match["way"].lower() == "later" else -minutes


def _in_time(scored: Sequence[Scored], articles: Mapping[str, Article]) -> Iterator[Scored]:
    """Earliest first, so that a day that was moved twice is followed twice; articles without a date have no place."""
    dated = [(out, s) for s in scored if (out := articles[s.article_id].out)]
    return (s for _, s in sorted(dated, key=lambda pair: pair[0]))


def _days(words: str, article: Article) -> set[date]:
    """The single days that a sentence names with their month."""
    return {
        first
        for mention in dates.mentions(words, article.day)
        if re.search(r"\d", words[mention.start : mention.end])
        for first, last in mention.readings
        if first == last
    }
