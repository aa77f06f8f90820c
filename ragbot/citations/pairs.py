"""Numbers and times that mean something two by two: "four in five", "from 2019 through 2022", "up from 31"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text.calendar import MONTH, WEEKDAY, month_number

_WORDED = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty"
_NUMBER = rf"(?:\d[\d,.]*\d|\d|{_WORDED})"
# "100 in 2022" is no ratio.
_RATIO = re.compile(
    rf"(?<![\w.,])({_NUMBER}) (?:in|out of)(?: every)? (?!(?:19|20)\d\d\b)({_NUMBER})(?![\w%]|[.,]\d)", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\w./-])((?:19|20)\d\d)(?: ?[-–] ?| (?:to|through|until) )((?:19|20)\d\d|\d\d)(?![\w%/–-])")
_BETWEEN = re.compile(r"\b(?:from|between)(?: late| early| the end of| mid)? $", re.IGNORECASE)
_WEEKDAYS = re.compile(rf"\b(?:from|between) ({WEEKDAY}) (?:to|and|until|through) ({WEEKDAY})\b")
_DAYS = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTH})(?!\w)"
    # "In July 54 homes burned" names no day
    rf"|\b(?P<month>{MONTH}) (?P<day>\d{{1,2}})\b(?=\W*$|[.;:)](?!\d)|,(?!\d)| (?:and|at|in|to|until|through)\b)"
)
_LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
_FORMER = re.compile(rf"\b(?:up|down) (?:\w+ )?from (?:\w+ ){{0,2}}?({_NUMBER})(?![\w]|[.,]\d)", re.IGNORECASE)
_AGED = re.compile(r"(?<![\w’'-])([A-Z][\w’'-]+), (\d{1,3}),")
_WHILE = re.compile(
    rf"\b(?:(?P<past>last|past|previous)|next|coming) (?P<number>{_NUMBER}) (?P<unit>day|week|month|year|hour)s\b",
    re.IGNORECASE,
)
_IN_ONE_WORD = re.compile(r"\b(?:week|fortnight|decade|century|quarter)\b", re.IGNORECASE)
_BACK = 10  # characters before two years


def is_other_pair(claim: str, said: Said) -> bool:
    """Whether two numbers or times of the claim make no pair that the quotes have, or none at all."""
    return (
        _is_other_ratio(claim, said)
        or any(phrase not in said.quoted for phrase in _backward(claim))
        or _is_of_one_day(claim, said)
        or _is_no_former(claim, said)
        or _is_of_another_age(claim, said)
        or _is_another_while(claim, said)
    )


def _is_other_ratio(claim: str, said: Said) -> bool:
    """Whether "four in eight" is the quotes' "four in five", or "10 in 1" their "1 in 10"."""
    told = set(_ratios(f"{said.quoted} {said.lent} {said.question}"))
    mine = set(_ratios(claim)) - told
    return any((m[0] == t[0] != "1") or m == t[::-1] for m in mine for t in told)


def _ratios(words: str) -> Iterator[tuple[str, str]]:
    for match in _RATIO.finditer(words):
        part, whole = (text.numbers(number) for number in match.groups())
        if len(part) == len(whole) == 1:
            yield min(part), min(whole)


def _backward(claim: str) -> Iterator[str]:
    """What no calendar has: "2021-2019", "31 June"."""
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
    for day in _DAYS.finditer(claim):
        month = month_number((day["m"] or day["month"]).lower().rstrip("."))
        if int(day["d"] or day["day"]) > _LONGEST.get(month, 31):
            yield day[0]


def _is_of_one_day(claim: str, said: Said) -> bool:
    """Whether "from Saturday to Saturday" is, in the quotes, "from Saturday to Sunday"."""
    told = {m.groups() for m in _WEEKDAYS.finditer(said.quoted)}
    return bool(told) and any(m[1] == m[2] and m.groups() not in told for m in _WEEKDAYS.finditer(claim))


def _is_of_another_age(claim: str, said: Said) -> bool:
    """Whether "Charles, 65, …" is, in the quotes, "Charles, 75, …"; of two of one name each may be either."""
    told: dict[str, set[str]] = {}
    for name, age in _AGED.findall(f"{said.quoted} {said.lent}"):
        told.setdefault(name, set()).add(age)
    return any(age not in told.get(name, {age}) for name, age in _AGED.findall(claim))


def _is_another_while(claim: str, said: Said) -> bool:
    """Whether "the last 11 months" are, in the quotes, "the last three months"."""
    told = f"{said.quoted} {said.lent} {said.question}"
    if _IN_ONE_WORD.search(told):
        return False
    whiles = set(_whiles(told))
    kinds = {kind for kind, _ in whiles}
    return any(kind in kinds and (kind, number) not in whiles for kind, number in _whiles(claim))


def _whiles(words: str) -> Iterator[tuple[tuple[bool, str], str]]:
    for match in _WHILE.finditer(words):
        for number in text.numbers(match["number"]):
            yield (bool(match["past"]), match["unit"].lower()), number


def _is_no_former(claim: str, said: Said) -> bool:
    """Whether something is "up from" another number than in the quotes."""
    told = {n for m in _FORMER.finditer(f"{said.quoted} {said.lent}") for n in text.numbers(m[1])}
    return bool(told) and any(not told & text.numbers(m[1]) for m in _FORMER.finditer(claim))
