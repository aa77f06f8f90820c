"""Which way a figure goes: "five more" of the quotes' "five fewer", "at least 40" of "up to 40", "a month" of "a year".

Held figure by figure: a sentence may well tell of one that rose and of another that fell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text import clock, dates

_UP_VERB = r"r(?:ise|ises|ose|isen|ising)|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|gr(?:ow|ows|ew|own|owing)|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?"
_DOWN_VERB = r"f(?:all|alls|ell|allen|alling)|lower(?:s|ed|ing)|s(?:ink|inks|ank|unk|inking)|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|shr(?:ink|inks|ank|unk)|slid|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|shed"
_MOVED = re.compile(rf"\b(?:(?P<up>{_UP_VERB}|up(?! to\b))|(?P<down>{_DOWN_VERB}|down))\b(?! payment)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\s?(?:%|percent\b|percentage points?\b)?(?: [a-z][\w-]*){0,2}? (?:(?P<up>more(?= than)|higher|longer|older|taller|above)|(?P<down>less|fewer|lower|shorter|younger|below))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?P<below>(?:no|not) more than|less than|fewer than|below|under|up to|at most|as many as|as much as|a maximum of|nearly|almost|just under)"
    r"|(?P<above>(?:no|not) (?:less|fewer) than|more than|over|above|at least|upwards? of|a minimum of))(?: an?| the)?(?: about| roughly| around| some)? ?[$€£]?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s?%?(?: [\w-]+){0,2}? (?:(?P<below>at (?:the )?most|or (?:less|fewer))|(?P<above>at (?:the )?least|or more))\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\)?(?: [^\W\d_][\w.-]*){0,2}?,? (?:an?|per|each|every) (second|minute|hour|day|night|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:—–()\"]|[,.](?!\d)|\b(?:and|but|while|whereas|although|after|before|from|than|compared)\b")
_NOT = re.compile(
    r"\b(?:not(?! (?:more|less|fewer)\b)|never|no(?! (?:more|less|fewer)\b)|(?:forbid|prohibit|ban|bar|prevent)\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_NEAR = 60  # characters on either side


class _Course(NamedTuple):
    """Which way a figure goes, what bound it is, and how often it comes; "" where the text does not say."""

    trend: str
    bound: str
    rate: str


def is_turned_figure(claim: str, said: Said) -> bool:
    """Whether the quotes have a figure of the claim only with another direction, bound or rate."""
    told: dict[str, list[_Course]] = {}
    for words, _ in (*said.quotes, *said.beside):
        for value, course in _courses(words):
            told.setdefault(value, []).append(course)
    return any(_is_other(mine, told.get(value, [])) for value, mine in _courses(claim))


def _is_other(mine: _Course, told: list[_Course]) -> bool:
    return any(
        own and bool(told) and all(theirs and theirs != own for theirs in every)
        for own, every in zip(mine, zip(*told, strict=True), strict=False)
    )


@lru_cache(maxsize=1024)
def _courses(words: str) -> tuple[tuple[str, _Course], ...]:
    return tuple(_read(words))


def _read(words: str) -> Iterator[tuple[str, _Course]]:
    plain = clock.without(text.squash(words))
    plain = dates.without(plain, dates.mentions(plain, None))
    for number in text.number_spans(plain):
        ahead = plain[max(0, number.start - _NEAR) : number.start]
        behind = plain[number.end : number.end + _NEAR]
        bound = _BEFORE.search(ahead) or _BEHIND.match(behind)
        if bound and _NOT.search(_CLAUSE.split(ahead[: bound.start()] if bound.re is _BEFORE else ahead)[-1]):
            bound = None  # "bars firms with fewer than 50 workers from it"
        rate = _RATE.match(behind)
        yield number.digits, _Course(_trend(ahead, behind), _side(bound), rate[1].lower() if rate else "")


def _trend(ahead: str, behind: str) -> str:
    """The last movement in front of a figure that no other figure comes between, else the comparison behind it."""
    bound = _BEFORE.search(ahead)
    clause = _CLAUSE.split(ahead[: bound.start()] if bound else ahead)[-1]
    moves = list(_MOVED.finditer(clause))
    if not moves:
        return _side(_COMPARED.match(behind))
    return "" if text.has_number(clause[moves[-1].end() :]) or _NOT.search(clause) else _side(moves[-1])


def _side(found: re.Match[str] | None) -> str:
    return next((name for name, words in found.groupdict().items() if words), "") if found else ""
