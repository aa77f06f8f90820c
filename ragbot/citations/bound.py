"""Which number a claim's words are of: of "six boats sank and ten burned", ten is no number of those that sank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.citations.amounts import parted
from ragbot.citations.parts import Figure, figures
from ragbot.citations.said import Said
from ragbot.text.calendar import Days

_ELLIPTIC = text.STOPWORDS | {"", "others"}
_OTHERS = re.compile(
    r"\b(?:others?|else|without|rest|average|general|compared|versus|(?<!more )(?<!less )(?<!fewer )than|earlier|before|previous\w*|after|later|from)\b",
    re.IGNORECASE,
)
# What may be left out or said in another word: "22 billion in sales", "20 victims".
_LOOSE = frozenset({"", "%", "person", "dollar", "euro", "pound", "crown", "yen", "cent"})
_DATED = 4.0  # what the time that a figure is of weighs, in words
_APART = 2.0


def is_bound_otherwise(claim: str, said: Said) -> bool:
    """Whether the claim says of a number what a quote says of another one of its kind."""
    mine = figures(claim, said.written)
    quotes = [(figures(q, a.day), {frozenset(pair) for pair in parted(q)}) for q, a in (*said.quotes, *said.beside)]
    values = {"1", *(f.value for f in mine)}  # "the last one" is no rival
    for figure in mine:
        every = [f for told, _ in quotes for f in told if f.value == figure.value]
        if every and all(_is_of_another_kind(figure, f) for f in every):
            return True
        for told, shares in quotes:
            same = [f for f in told if f.value == figure.value and (f.measure == "%") == (figure.measure == "%")]
            rivals = [f for f in told if f.value not in values and (figure.measure == "age") == (f.measure == "age")]
            alike = [r for r in rivals if any(is_alike(r, s) and {r.value, s.value} not in shares for s in same)]
            if any(all(_is_rather(figure, rival, s, claim) for s in same) for rival in alike):
                return True
    return False


def _is_of_another_kind(claimed: Figure, told: Figure) -> bool:
    """Whether birds are taken for people, an age for a length of time, a count for a share, a rise by so much for one to
    so much, or what is measured for what is counted.
    """
    kinds = text.kind(text.stem(claimed.head)), text.kind(text.stem(told.head))
    if all(kinds) and kinds[0] != kinds[1]:
        return True
    if "age" in (claimed.measure, told.measure):
        return bool(claimed.measure and told.measure) and claimed.measure != told.measure
    if "by" in (roles := {claimed.stands[0], told.stands[0]}) and roles & {"to", "from"}:
        return True
    if claimed.measure == "%":
        return not told.measure and told.head not in _ELLIPTIC
    measured, counted = (claimed, told) if claimed.measure else (told, claimed)
    if measured.measure in _LOOSE or counted.measure or counted.head in _ELLIPTIC:
        return False
    return measured.measure not in {text.measure(s) for s in counted.phrase} and not counted.phrase & measured.phrase


def _is_rather(claimed: Figure, rival: Figure, own: Figure, claim: str) -> bool:
    """Whether the claim's words are the rival's rather than the number's own."""
    against = own.is_set_against and not rival.is_set_against
    if against and _OTHERS.search(claim):
        return False
    for_rival = _score(claimed, rival, own) + len(claimed.words & rival.lead - own.words) * against
    for_own = _score(claimed, own, rival)
    return for_rival >= for_own + (_APART if for_own or rival.is_set_against else 1)


def _score(claimed: Figure, one: Figure, other: Figure) -> float:
    """What the claim has of one figure's part and not of the other's; what stands before the first figure is of all."""
    words = claimed.words & one.words - other.words - one.lead - other.lead
    if other.head in _ELLIPTIC:  # "six officers, and ten others" counts officers twice
        words -= one.units | one.phrase
    days = sum(_has(time, one.times) and not _has(time, other.times) for time in claimed.times)
    head = claimed.head == one.head != other.head and _ELLIPTIC.isdisjoint((one.head, other.head))
    told = sum(bool(a) and a == b != c for a, b, c in zip(claimed.stands, one.stands, other.stands, strict=True))
    return len(words) + head + told + _DATED * days


def _has(time: Sequence[Days], times: Sequence[Sequence[Days]]) -> bool:
    return any(a[0] <= b[0] and b[1] <= a[1] for a in time for other in times for b in other)


def is_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may stand in each other's place."""
    if one.measure or other.measure:
        return one.measure == other.measure or any(not f.measure and f.head in _ELLIPTIC for f in (one, other))
    return bool(one.units & other.units) or one.head in _ELLIPTIC or other.head in _ELLIPTIC
