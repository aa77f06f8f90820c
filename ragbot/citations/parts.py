"""The numbers of a sentence, each with the words that are its own.

Of two numbers of one kind each has its own part of the sentence, cut at the last joint between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from ragbot import text
from ragbot.citations.amounts import amounts
from ragbot.text import clock, dates
from ragbot.text.calendar import Days

_ASIDE = re.compile(r"\([^()]*\)")
# Where one figure's part ends and the next one's begins, strongest first; the last one between them.
_JOINTS = (
    re.compile(r"[;:]\s|\s[—–-]\s|[—–]"),
    re.compile(r",? (?:but|while|whereas|versus|vs\.?|compared (?:with|to)|although|instead of|rather than)\b"),
    re.compile(r",? and\b"),
    re.compile(r",\s"),
    re.compile(r" (?:from|to|or|of|against)\b"),
)
_PHRASE = re.compile(r"(?:[\s-](?:(?:[A-Z]\.)+|[^\W\d_][\w'’]*)){0,6}")
_HEAD = re.compile(r"[\s-](?:[^\W\d_]+ly )?([^\W\d_]+)")
_AGAINST = re.compile(r" (?:versus|vs\.?|compared (?:with|to)|instead of|than)\b")
_OLD = re.compile(r"[\s-]years?[\s-]old\b|[\s-]years? of age\b")
_NAMED_AGED = re.compile(r"[A-Z][\w’'-]+, $")  # "Lisbet Holm, 8, charges"
_OPENING = re.compile(r"\W*(?:(?:in|on|by|since|during|for|at) )?(?:the )?", re.IGNORECASE)
_AGED = re.compile(r"\b(?:ages?|aged|age of) $")
_HEDGE = r"(?:(?:about|nearly|around|roughly|almost|some|more than|less than|over|under|just|only) |[$€£])*$"
_ROLE = re.compile(rf"\b(from|to|by|between) {_HEDGE}", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:(?P<above>more than|over|at least)|(?P<below>nearly|almost|less than|fewer than|up to|under)) [$€£]?$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(?: [^\W\d_]+)? (?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|quarter|year)\b", re.IGNORECASE
)
_FROM = re.compile(rf"\bfrom {_HEDGE}")
_TO = re.compile(rf"\bto {_HEDGE}")
_OLDEST = 120
_NEAR, _FAR = 40, 80  # characters in front of a number, and behind it
ENDS = re.compile(r"\s*(?:and|to|or|until|through|-|–)\s*")  # between the two ends of a span of time


class Figure(NamedTuple):
    """A number, what it measures and counts, the words of its own part, and the times there."""

    value: str
    measure: str
    units: frozenset[str]
    head: str
    phrase: frozenset[str]
    words: frozenset[str]
    lead: frozenset[str]
    is_set_against: bool
    stands: tuple[str, str, bool]
    times: tuple[tuple[Days, ...], ...]


class _Spot(NamedTuple):
    start: int
    end: int
    value: str
    measure: str
    units: frozenset[str]
    head: str


@lru_cache(maxsize=1024)
def figures(words: str, written: date | None) -> tuple[Figure, ...]:
    """The numbers of a sentence, each with its own part of it."""
    plain = _ASIDE.sub(lambda m: " " * len(m[0]), clock.without(text.squash(words)))
    times = dates.mentions(plain, written)
    bare = dates.without(plain, times)
    spots = sorted(_spots(bare))
    ends = [0, *(joint(bare, one.end, other.start) for one, other in pairwise(spots)), len(bare)]
    lead = _stems(bare[: spots[0].start]) if spots else frozenset[str]()
    # "Last year, of 60 fires 12 …" dates each of them.
    opens = times and spots and times[0].end <= spots[0].start and _OPENING.fullmatch(plain[: times[0].start])
    first = (times[0].readings,) if opens else ()
    found = []
    for i, spot in enumerate(spots):
        before, near, part = spots[max(0, i - 1) : i], spots[max(0, i - 1) : i + 2], range(ends[i], ends[i + 1])
        told = Figure(
            *spot[2:],
            phrase=_phrase(bare[spot.end : spot.end + _FAR]),
            words=_stems(f"{bare[part.start : spot.start]} {bare[spot.end : part.stop]}"),
            lead=lead,
            is_set_against=any(_AGAINST.search(bare[b.end : spot.start]) for b in before),
            stands=_stand(bare, spot),
            times=tuple(t.readings for t in _times(plain, times, spot, near, part)) or first,
        )
        found.append(told)
    return tuple(found)


def _stems(words: str) -> frozenset[str]:
    return frozenset(s for s in text.content_stems(words) if not text.numbers(s))


def _stand(bare: str, spot: _Spot) -> tuple[str, str, bool]:
    """The preposition before a figure, the bound that it is, and whether it is so much "a year"."""
    ahead = bare[max(0, spot.start - _NEAR) : spot.start]
    role, limit = _ROLE.search(ahead), _LIMIT.search(ahead)
    bound = "" if not limit else "above" if limit["above"] else "below"
    return role[1].lower() if role else "", bound, bool(_RATE.match(bare, spot.end))


def _times(
    plain: str, times: Sequence[dates.Mention], spot: _Spot, near: Sequence[_Spot], part: range
) -> Iterator[dates.Mention]:
    """The times in a figure's part; of "from 5 to 9 between 2009 and 2017" 5 is of 2009, and 9 of 2017."""
    spans = [(a, b) for a, b in pairwise(times) if ENDS.fullmatch(plain[a.end : b.start])]
    ends = {t.start for span in spans for t in span}
    rises = [(a, b) for a, b in pairwise(near) if _is_from_to(plain, a, b)]
    for time in times:
        if not (rises and time.start in ends):
            if time.start in part:
                yield time
            continue
        first = any(time is a for a, _ in spans)
        if any((a if first else b) is spot for a, b in rises):
            yield time


def _is_from_to(plain: str, one: _Spot, other: _Spot) -> bool:
    return bool(_FROM.search(plain[max(0, one.start - _NEAR) : one.start]) and _TO.search(plain[one.end : other.start]))


def _spots(bare: str) -> Iterator[_Spot]:
    counted = [
        _Spot(n.start, n.end, n.digits, _measure(bare, n, q.measure), q.units, _head(bare[n.end : n.end + 40]))
        for n, q in zip(text.number_spans(bare), text.quantities(bare), strict=True)
    ]
    shares = [
        _Spot(a.start, a.end, f"{a.value:g}", "%", frozenset({"%"}), "")
        for a in amounts(bare)
        if a.kind == "%" and not a.step and not any(s.start < a.end and a.start < s.end for s in counted)
    ]
    # "The last one in" counts nothing.
    yield from (s for s in (*counted, *shares) if s.value != "1" or s.head not in text.STOPWORDS)


def _measure(bare: str, number: text.NumberSpan, measure: str) -> str:
    ahead = bare[max(0, number.start - _NEAR) : number.start]
    apposed = not measure and number.value < _OLDEST and bare[number.end :][:1] == "," and _NAMED_AGED.search(ahead)
    return "age" if _OLD.match(bare, number.end) or _AGED.search(ahead) or apposed else measure


def _head(behind: str) -> str:
    found = _HEAD.match(behind)
    return found[1].lower() if found else ""


def _phrase(behind: str) -> frozenset[str]:
    """Stems of the words behind a number up to the first that is no noun's: "138 locally acquired fever cases in"."""
    found = _PHRASE.match(behind)
    nouns = takewhile(lambda word: word not in text.STOPWORDS, text.words(found[0] if found else ""))
    return frozenset(map(text.stem, nouns))


def joint(bare: str, start: int, end: int) -> int:
    """Where the part of the figure that ends at `start` ends, and that of the one at `end` begins."""
    between = bare[start:end]
    for joint in _JOINTS:
        if found := list(joint.finditer(between)):
            return start + found[-1].start()
    return end
