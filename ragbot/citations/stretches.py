"""Numbers and times that mean something two by two: "four in five", "from 2019 through 2022", "up from 31"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text.calendar import MONTH, WEEKDAY, month_number

_WORDED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred"
_NUMBER = rf"(?:\d[\d,.]*\d|\d|{_WORDED})"
# "100 in 2022" is no ratio.
_RATIO = re.compile(
    rf"(?<![\w.,])({_NUMBER}) (?:in|out of)(?: every)? (?!(?:19|20)\d\d\b)({_NUMBER})(?![\w%]|[.,]\d)", re.IGNORECASE
)
_YEARS = re.compile(
    r"(?<![\w./-])((?:19|20)\d\d)(?: ?[-–] ?| (?:to|through|until|and) )((?:19|20)\d\d|\d\d)(?![\w%/–-])"
)
_BETWEEN = re.compile(r"\b(?:from|between)(?: late| early| the end of| mid)? $", re.IGNORECASE)
_WEEKDAYS = re.compile(rf"\b(?:from|between) ({WEEKDAY}) (?:to|and|until|through) ({WEEKDAY})\b")
_DAYS = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTH})|\b(?P<month>{MONTH}) (?P<day>\d{{1,2}})\b(?![:.,]?\d|%)"
)
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_FORMER = re.compile(rf"\b(?:up|down) (?:\w+ )?from (?:\w+ ){{0,2}}?({_NUMBER})(?![\w]|[.,]\d)", re.IGNORECASE)
# What a number may have been before.
_BEFORE = re.compile(
    r"\b(?:from|than|compared|against|instead|earlier|before|previous\w*|last (?:year|month|season|time)|ago|was|were|had|formerly|once|until|originally|initial\w*|first)\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b([A-Z][\w’'-]+), (\d{1,3}),")
_PAST = re.compile(
    rf"\b(?:last|past|previous|next|coming) ({_NUMBER}) (?:day|week|month|year|decade|hour)s\b", re.IGNORECASE
)
_BACK = 10  # characters before two years
_SENTENCE = re.compile(r"[;—–]|[.!?](?!\d)")


def is_no_stretch(claim: str, said: Said) -> bool:
    """Whether two numbers or times of the claim make no pair that the quotes have, or none at all."""
    return (
        _is_other_ratio(claim, said)
        or any(phrase not in said.quoted for phrase in _backward(claim))
        or _is_no_former(claim, said)
        or _is_of_another_age(claim, said)
        or _is_another_while(claim, said)
    )


def _is_other_ratio(claim: str, said: Said) -> bool:
    """Whether "four in eight" is the quotes' "four in five", or "10 in 1" their "1 in 10"."""
    told = set(_ratios(f"{said.quoted} {said.lent} {said.question}"))
    return any(set(mine) & set(other) for mine in set(_ratios(claim)) - told for other in told)


def _ratios(words: str) -> Iterator[tuple[str, str]]:
    for match in _RATIO.finditer(words):
        part, whole = (text.numbers(number) for number in match.groups())
        if len(part) == len(whole) == 1:
            yield min(part), min(whole)


def _backward(claim: str) -> Iterator[str]:
    """What no calendar has: "2021-2019", "from Monday to Monday", "31 June"."""
    for years in _YEARS.finditer(claim):
        first, last = years.groups()
        same = int(last) == int(first[-len(last) :])
        joined = (
            same
            or years[0][len(first) :].strip()[0] in "-–"
            or _BETWEEN.search(claim[max(0, years.start() - _BACK) : years.start()])
        )
        if joined and int(first[: 4 - len(last)] + last) <= int(first):
            yield years[0]
    for weekdays in _WEEKDAYS.finditer(claim):
        if weekdays[1] == weekdays[2]:
            yield weekdays[0]
    for day in _DAYS.finditer(claim):
        month = month_number((day["m"] or day["month"]).lower().rstrip("."))
        if int(day["d"] or day["day"]) > _LONGEST.get(month, 31):
            yield day[0]


def _is_of_another_age(claim: str, said: Said) -> bool:
    """Whether "Charles, 65, …" is, in the quotes, "Charles, 75, …"."""
    told = dict(_AGED.findall(f"{said.quoted} {said.lent}"))
    return any(told.get(name, age) != age for name, age in _AGED.findall(claim))


def _is_another_while(claim: str, said: Said) -> bool:
    """Whether "the last 11 months" are, in the quotes, "the last three months"."""
    mine, told = (
        {(min(text.numbers(m[1])), m[0].split()[-1]) for m in _PAST.finditer(words)}
        for words in (claim, f"{said.quoted} {said.lent} {said.question}")
    )
    return any(number not in {n for n, _ in told} for number, unit in mine if unit in {u for _, u in told})


def _is_no_former(claim: str, said: Said) -> bool:
    """Whether something is "up from" a number that the quotes give of now."""
    for match in _FORMER.finditer(claim):
        number = text.numbers(match[1])
        told = [part for part in _SENTENCE.split(f"{said.quoted}; {said.lent}") if number & text.numbers(part)]
        if told and not any(_BEFORE.search(part) for part in told) and not number & text.numbers(said.question):
            return True
    return False
