"""Which words of a sentence a number belongs to: of "six boats sank and ten burned", ten to those that burned.

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
from ragbot.citations.amounts import amounts, parted
from ragbot.citations.said import Said
from ragbot.text import clock, dates
from ragbot.text.calendar import Days

_ASIDE = re.compile(r"\([^()]*\)")
# Where one figure's part ends and the next one's begins, strongest first; the last one between them.
_JOINTS = (
    re.compile(r"[;:]\s|\s[—–-]\s|[—–]"),
    re.compile(r",? (?:but|while|whereas|versus|vs\.?|compared (?:with|to)|although)\b"),
    re.compile(r",? and\b"),
    re.compile(r",\s"),
    re.compile(r" (?:from|to|or|of|against)\b"),
)
_ELLIPTIC = frozenset({"", "other", "others", "more", "of", "in", "to", "and"})
_PHRASE = re.compile(r"(?:[\s-](?:(?:[A-Z]\.)+|[^\W\d_][\w'’]*)){0,6}")
_HEAD = re.compile(r"[\s-](?:[^\W\d_]+ly )?([^\W\d_]+)")
_AGAINST = re.compile(r" (?:versus|vs\.?|compared (?:with|to)|than)\b")
_OTHERS = re.compile(
    r"\b(?:others?|else|without|rest|average|general|compared|versus|than|earlier|before|previous\w*|after|later|from)\b", re.IGNORECASE
)
_OLD = re.compile(r"[\s-]years?[\s-]old\b|[\s-]years? of age\b")
_AGED = re.compile(r"\b(?:ages?|aged|age of) $")
_HEDGE = r"(?:(?:about|nearly|around|roughly|almost|some|more than|less than|over|under|just|only) |[$€£])*$"
_ROLE = re.compile(rf"\b(from|to|by|between) {_HEDGE}", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:(?P<above>more than|over|at least)|(?P<below>nearly|almost|less than|fewer than|up to|under)) [$€£]?$", re.IGNORECASE)
_RATE = re.compile(r"(?: [^\W\d_]+)? (?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|quarter|year)\b", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom {_HEDGE}")
_TO = re.compile(rf"\bto {_HEDGE}")
_NEAR = 40  # characters
ENDS = re.compile(r"\s*(?:and|to|or|until|through|-|–)\s*")  # between the two ends of a span of time
# What may be left out or said in another word: "22 billion in sales", "20 victims".
_LOOSE = frozenset({"", "%", "person", "dollar", "euro", "pound", "crown", "yen", "cent"})
_DATED = 2.0  # what the time that a figure is of weighs, in words
_APART = 2.0


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
    role: str
    bound: str
    rate: bool
    times: tuple[tuple[Days, ...], ...]


_TOLD = slice(Figure._fields.index("role"), Figure._fields.index("times"))


class _Spot(NamedTuple):
    start: int
    end: int
    value: str
    measure: str
    units: frozenset[str]
    head: str


def is_bound_otherwise(claim: str, said: Said) -> bool:
    """Whether the claim says of a number what a quote says of another one of its kind."""
    mine = figures(claim, said.written)
    values = {f.value for f in mine}
    for quote, article in (*said.quotes, *said.beside):
        told, shares = figures(quote, article.day), {frozenset(pair) for pair in parted(quote)}
        for figure in mine:
            same = [f for f in told if f.value == figure.value]
            rivals = [
                f
                for f in told
                if f.value not in {*values, "1"}  # "the last one"
                and "age" in (f.measure, "age" if figure.measure != "age" else "")
                and any(_is_alike(f, s) and {f.value, s.value} not in shares for s in same)
            ]
            if same and all(_is_of_another_kind(figure, s) for s in same):
                return True
            if any(all(_is_rather(figure, rival, s, claim) for s in same) for rival in rivals):
                return True
    return False


def _is_of_another_kind(claimed: Figure, told: Figure) -> bool:
    """Whether an age is taken for a length of time, a count for a share, or what is measured for what is counted."""
    if "age" in (claimed.measure, told.measure):
        return bool(claimed.measure and told.measure) and claimed.measure != told.measure
    if claimed.measure == "%":
        return not told.measure and told.head not in _ELLIPTIC | text.STOPWORDS
    measured, counted = (claimed, told) if claimed.measure else (told, claimed)
    if measured.measure in _LOOSE or counted.measure or counted.head in _ELLIPTIC | text.STOPWORDS:
        return False
    return measured.measure not in {text.measure(s) for s in counted.phrase} and not counted.phrase & measured.phrase


def _is_rather(claimed: Figure, rival: Figure, own: Figure, claim: str) -> bool:
    """Whether the claim's words are the rival's rather than the number's own."""
    against = own.is_set_against and not rival.is_set_against and not _OTHERS.search(claim)
    for_rival = _score(claimed, rival, own) + len(claimed.words & rival.lead - own.words) * against
    for_own = _score(claimed, own, rival)
    return for_rival >= for_own + (_APART if for_own else 1)


def _score(claimed: Figure, one: Figure, other: Figure) -> float:
    """What the claim has of one figure's part and not of the other's; what stands before the first figure is of all."""
    words = claimed.words & one.words - other.words - one.lead - other.lead
    if other.head in _ELLIPTIC:  # "six officers, and ten others" counts officers twice
        words -= one.units | one.phrase
    days = sum(_has(time, one.times) and not _has(time, other.times) for time in claimed.times)
    head = claimed.head == one.head != other.head and not one.head in _ELLIPTIC and not other.head in _ELLIPTIC
    told = sum(a == b != c for a, b, c in zip(claimed[_TOLD], one[_TOLD], other[_TOLD], strict=True) if a)
    return len(words) + head + told + _DATED * days


def _has(time: Sequence[Days], times: Sequence[Sequence[Days]]) -> bool:
    return any(a[0] <= b[0] and b[1] <= a[1] for a in time for other in times for b in other)


def _is_alike(one: Figure | _Spot, other: Figure | _Spot) -> bool:
    """Whether two figures may stand in each other's place."""
    if one.measure or other.measure:
        return one.measure == other.measure or any(not f.measure and f.head in _ELLIPTIC for f in (one, other))
    return bool(one.units & other.units) or one.head in _ELLIPTIC or other.head in _ELLIPTIC


@lru_cache(maxsize=1024)
def figures(words: str, written: date | None) -> tuple[Figure, ...]:
    """The numbers of a sentence, each with its own part of it."""
    plain = _ASIDE.sub(lambda m: " " * len(m[0]), clock.without(text.squash(words)))
    times = dates.mentions(plain, written)
    bare = dates.without(plain, times)
    spots = list(_spots(bare))
    found = []
    for spot in spots:
        before = [s for s in spots if s.end <= spot.start]
        behind = [s for s in spots if s.start >= spot.end]
        start = joint(bare, before[-1].end, spot.start) if before else 0
        end = joint(bare, spot.end, behind[0].start) if behind else len(bare)
        lead = frozenset(text.content_stems(bare[: (before or [spot])[0].start]))
        part = f"{bare[start : spot.start]} {bare[spot.end : end]}"
        stems = frozenset(s for s in text.content_stems(part) if not text.numbers(s))
        own = tuple(t.readings for t in _times(plain, times, start, end, spot, before, behind))
        against = bool(before) and bool(_AGAINST.search(bare[before[-1].end : spot.start]))
        found.append(Figure(spot.value, spot.measure, spot.units, spot.head, _phrase(bare[spot.end :]), stems, lead, against, *_told_of(bare, spot), own))
    return tuple(found)


def _told_of(bare: str, spot: _Spot) -> tuple[str, str, bool]:
    """The preposition before a figure, the bound that it is, and whether it is so much "a year"."""
    ahead = bare[max(0, spot.start - _NEAR) : spot.start]
    role, limit = _ROLE.search(ahead), _LIMIT.search(ahead)
    bound = "" if not limit else "above" if limit["above"] else "below"
    return role[1].lower() if role else "", bound, bool(_RATE.match(bare, spot.end))


def _times(
    plain: str, times: Sequence[dates.Mention], start: int, end: int, spot: _Spot, before: Sequence[_Spot], behind: Sequence[_Spot]
) -> Iterator[dates.Mention]:
    """The times in a figure's part; of "from 5 to 9 between 2009 and 2017" 5 is of 2009, and 9 of 2017."""
    spans = [(a, b) for a, b in pairwise(times) if ENDS.fullmatch(plain[a.end : b.start])]
    ends = {t.start for span in spans for t in span}
    rises = [(a, b) for a, b in pairwise([*before[-1:], spot, *behind[:1]]) if _is_from_to(plain, a, b)]
    for time in times:
        if not (rises and time.start in ends):
            if start <= time.start < end:
                yield time
            continue
        first = any(time is a for a, _ in spans)
        if any((a if first else b) is spot for a, b in rises):
            yield time


def _is_from_to(plain: str, one: _Spot, other: _Spot) -> bool:
    return bool(_FROM.search(plain[: one.start][-_NEAR:]) and _TO.search(plain[one.end : other.start]))


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
    yield from sorted(s for s in (*counted, *shares) if s.value != "1" or s.head not in text.STOPWORDS)  # "the last one in"


def _measure(bare: str, number: text.NumberSpan, measure: str) -> str:
    ahead = bare[max(0, number.start - _NEAR) : number.start]
    return "age" if _OLD.match(bare, number.end) or _AGED.search(ahead) else measure


def _head(behind: str) -> str:
    found = _HEAD.match(behind)
    return found[1].lower() if found else ""


def _phrase(behind: str) -> frozenset[str]:
    """Stems of the words behind a number up to the first that is no noun's: "138 locally acquired fever cases in"."""
    found = takewhile(lambda word: word not in text.STOPWORDS, text.words(_PHRASE.match(behind)[0]))
    return frozenset(map(text.stem, found))


def joint(bare: str, start: int, end: int) -> int:
    """Where the part of the figure that ends at `start` ends, and that of the one at `end` begins."""
    between = bare[start:end]
    for joint in _JOINTS:
        if found := list(joint.finditer(between)):
            return start + found[-1].start()
    return end
