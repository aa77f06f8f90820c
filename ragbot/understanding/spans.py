"""Since, until, between, in: a stretch of time, as a question words it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from ragbot.text import calendar
from ragbot.understanding.model import TimeSpan

_D = calendar.PATTERN
_BETWEEN = re.compile(rf"\b(?:between\s+(?P<a>{_D})\s+and|from\s+(?P<b>{_D})\s+(?:to|until|till|through))\s+(?P<c>{_D})(?!\w)", re.IGNORECASE)  # fmt: skip
_SHIFTED = re.compile(rf"\b(?P<n>\d{{1,3}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a)\s+(?P<unit>days?|weeks?|months?)\s+(?P<way>before|after)\s+(?P<d>{_D})(?!\w)", re.IGNORECASE)  # fmt: skip
_OPEN = re.compile(
    rf"\b(?:(?P<event>since|until|till|before|after)\s+(?:[\w’'-]+\s+){{1,4}}?(?:on|of|in)\s+"
    rf"|(?P<way>since|from|starting|until|till|up\s+to|through|before|by|as\s+of|after)\s+)(?P<d>{_D})(?!\w)",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"\b(?:(?P<way>in|on|during|over|within|throughout|for|of|at|around)\s+)?(?P<d>{_D})(?!\w)", re.IGNORECASE)  # fmt: skip
# A bare number or a name of a person must not become a date: these need a word before them that says so.
_NEEDS_WAY = re.compile(r"(?:19|20)\d{2}|(?!(?i:yesterday|today|tonight)$)[A-Z][a-z]+")
_MEDIA = re.compile(
    r"\b(?:news(?:paper)?\s+)?(?:articles?|stor(?:y|ies))\b(?!\s+\d)|\b(?:news|press|media)\s+(?:coverage|reports?|stories)\b"
    r"|\b(?:the|any|what)\s+(?:news|headlines?|newspapers?|papers|press|media)\b(?!\s+(?:conference|release|secretary|agency))"
    r"|\bwhat\s+(?:has|have|was|were)\s+(?:been\s+)?(?:reported|written|published)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(r"\bwhat(?:['’]s|\s+is|\s+has|\s+have)?\s+(?:(?:has|been)\s+)*(?:happen(?:ed|ing)|new|going\s+on|changed)\b|\bany\s+news\b", re.IGNORECASE)  # fmt: skip
_RECENT = re.compile(r"\b(?:since|last|past|this|today|yesterday|ago)\b", re.IGNORECASE)
_PLURAL_NEXT = re.compile(r"\s+(?!(?:was|is|has|does|as|this|us|across|plus|versus)\b)[a-z]+s\b")


def find_span(question: str, now: datetime, *, about_media: bool) -> TimeSpan | None:
    """The first stretch of time that the question names; `about_media` says that it asks what somebody published."""
    today = now.date()
    found = _between(question, today) or _shifted(question, today) or _open(question, today) or _plain(question, today)
    if found is None:
        return None
    since, until, words, way = found
    wish = about_media or bool(_MEDIA.search(question)) or bool(_NEWS.search(question) and _RECENT.search(words))
    return TimeSpan(
        datetime.combine(since, time.min, UTC) if since else None,
        datetime.combine(until, time.max, UTC) if until else None,
        words,
        # "The flood of November 2025" dates the flood, whoever wrote of it when.
        explicit=wish and way not in ("of", "by"),
    )


_Found = tuple[date | None, date | None, str, str]


def _between(question: str, today: date) -> _Found | None:
    for match in _BETWEEN.finditer(question):
        last = calendar.days(match["c"], today)
        first = calendar.days(_with_year(match["a"] or match["b"], match["c"]), today)
        if first and last and first[0] <= last[1]:
            return first[0], last[1], match[0], "between"
    return None


def _shifted(question: str, today: date) -> _Found | None:
    for match in _SHIFTED.finditer(question):
        anchor = calendar.days(match["d"], today)
        ahead = calendar.days(f"{match['n']} {match['unit']} ago".lower(), today)
        if anchor and ahead and anchor[0] == anchor[1]:
            middle = ahead[0] + (ahead[1] - ahead[0]) / 2
            day = anchor[0] + (today - middle) * (1 if match["way"].lower() == "after" else -1)
            return day, day, match[0], "on"
    return None


def _open(question: str, today: date) -> _Found | None:
    for match in _OPEN.finditer(question):
        found = calendar.days(match["d"], today)
        way = " ".join((match["way"] or match["event"]).lower().split())
        if not found or _is_number(question, match) or (way in ("from", "through") and not _dated(match["d"])):
            continue
        words = match[0]
        if way in ("since", "from", "starting"):
            return found[0], None, words, way
        # "After the vote of March": it was on some day of it, so what came after may have come in March too.
        within = bool(match["event"]) and found[0] != found[1]
        if way == "after":
            return found[0] if within else found[1] + timedelta(1), None, words, way
        return None, found[0] - timedelta(1) if way == "before" and not within else found[1], words, way
    return None


def _plain(question: str, today: date) -> _Found | None:
    for match in _PLAIN.finditer(question):
        way = (match["way"] or "").lower()
        if _is_number(question, match) or (not way and _NEEDS_WAY.fullmatch(match["d"])):
            continue
        found = calendar.days(match["d"], today)
        if found:
            return found[0], found[1], match[0], way
    return None


def _is_number(question: str, match: re.Match[str]) -> bool:
    """Like "in 2024 homes", which counts homes; and a month in small letters is a verb."""
    words = match["d"]
    if re.fullmatch(r"\d{4}", words) and _PLURAL_NEXT.match(question, match.end()):
        return True
    return words[0].islower() and bool(re.match(r"(?:may|march|mar)\b", words))


def _dated(words: str) -> bool:
    return bool(re.search(r"\d|(?i:yesterday|last|past|ago)", words))


def _with_year(words: str, other: str) -> str:
    """Between 3 and 5 May 2026: what the second date says of the year goes for the first."""
    year = re.search(r"(?:19|20)\d{2}$", other.strip())
    return (
        f"{words} {year[0]}" if year and not re.search(r"\d{4}", words) and re.search(r"[A-Za-z]{3}", words) else words
    )
