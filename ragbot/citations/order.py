"""Numbers of a claim that stand in each other's place: "from 17 to 7" of "from 7 to 17"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from ragbot import text
from ragbot.citations.said import Said

_RATIO = re.compile(
    r"(?<![\w,.])(\d[\d,]*(?:\.\d+)?)(?:%| percent| votes)?(?: ?[-–] ?| to | of (?:the |its |his |their )?(?:[\w’']+ )?)(\d[\d,]*(?:\.\d+)?)\b"
)
_PART = re.compile(r"\b([\w,.]+) (?:out )?of (?:the |its |his |her |their )?([\w,.]+)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")
# "11 instead of 8" is "from 8 to 11".
_ROLES = {"from": "from", "instead": "from", "to": "to", "by": "by", "than": "than", "until": "until"}
_WEIGHT, _WINDOW = 2, 3  # a preposition tells more than a word; so many words on each side
_MARGIN = 2
_TOKEN = re.compile(r"[$€£]?\d[\d,.]*\d|\d|[^\W\d_][\w’'-]*|[;:,()—–]")
_STOPS = frozenset(",;:()—–-")
_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "percent", "per", "cent", "%"})


class _Figure(NamedTuple):
    """A number, the words near it, the preposition before it, what it counts and the year it is of, where these are told."""

    value: str
    near: frozenset[str]
    role: str
    unit: str
    year: str


def is_out_of_order(claim: str, said: Said) -> bool:
    """Whether two numbers are exchanged: a part greater than its whole, a score the other way round, one number with
    the words of another.
    """
    return _is_reversed(claim, said) or _is_part_too_great(claim, said) or _is_exchanged(claim, said)


def _is_reversed(claim: str, said: Said) -> bool:
    """Whether "3 of 5" or "27-13" stands the other way round in the quotes."""
    ratios = {(m[1], m[2]) for m in _RATIO.finditer(said.quoted)}
    return any((m[2], m[1]) in ratios and (m[1], m[2]) not in ratios for m in _RATIO.finditer(claim))


def _is_part_too_great(claim: str, said: Said) -> bool:
    """Whether there are more of some than there are: "19 of the 7 sirens"."""
    for match in _PART.finditer(claim):
        part, whole = (text.numbers(word) for word in match.groups())
        greater = len(part) == len(whole) == 1 and float(min(part)) > float(min(whole)) > 1
        if greater and not _YEAR.match(match[2]) and match[0] not in said.quoted:
            return True
    return False


def _is_exchanged(claim: str, said: Said) -> bool:
    mine, told = list(_figures(claim)), dict[str, list[_Figure]]()
    for quote, _ in (*said.quotes, *said.beside):
        for figure in _figures(quote):
            told.setdefault(figure.value, []).append(figure)
    parts = {frozenset(text.numbers(m[0])) for m in _PART.finditer(claim)}
    once = [f for f in mine if len(told.get(f.value, ())) == 1]
    return any(
        one.value != other.value
        and {one.value, other.value} not in parts
        and _fits_crossed(one, other, told[one.value][0], told[other.value][0])
        for one, other in combinations(once, 2)
    )


def _fits_crossed(one: _Figure, other: _Figure, its: _Figure, others: _Figure) -> bool:
    straight = _likeness(one, its) + _likeness(other, others)
    return _likeness(one, others) + _likeness(other, its) >= straight + _MARGIN


def _likeness(one: _Figure, other: _Figure) -> int:
    alike = (one.role == other.role != "", one.unit == other.unit != "", one.year == other.year != "")
    return len(one.near & other.near) + _WEIGHT * sum(alike)


def _figures(words: str) -> Iterator[_Figure]:
    """The numbers of a text with the words that stand between each and its neighbours."""
    tokens = [m[0].lower() for m in _TOKEN.finditer(text.squash(words))]
    at = [i for i, token in enumerate(tokens) if len(text.numbers(token)) == 1 and not _YEAR.match(token)]
    for n, i in enumerate(at):
        first = at[n - 1] + 1 if n else 0
        last = at[n + 1] if n + 1 < len(at) else len(tokens)
        ahead = [t for t in tokens[first:i] if t not in _SCALES]
        behind = [t for t in tokens[i + 1 : last] if t not in _SCALES]
        role = next((_ROLES[t] for t in reversed(ahead[-_WINDOW:]) if t in _ROLES), "")
        year = next((t for t in behind if _YEAR.match(t)), "")
        unit = text.stem(behind[0]) if behind and behind[0] not in text.STOPWORDS and behind[0].isalpha() else ""
        near = frozenset(_near(ahead[::-1]) + _near(behind))
        yield _Figure(min(text.numbers(tokens[i])), near, role, unit, year)


def _near(tokens: list[str]) -> list[str]:
    """Stems of the content words up to the next comma."""
    end = next((i for i, token in enumerate(tokens) if token in _STOPS), len(tokens))
    return [text.stem(t) for t in tokens[:end] if t[0].isalnum() and t not in text.STOPWORDS][:_WINDOW]
