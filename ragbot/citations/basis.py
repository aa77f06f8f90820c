"""What a change is measured against: 2.7 per cent "more than a year ago" is not the rise "from December to January"."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text.calendar import MONTH_IN_FULL, month_number

_SAME = re.compile(r"\b(?:same|corresponding) \w+(?: of| in)?(?: the)? (last|previous|prior) year\b", re.IGNORECASE)
_THAN = r"(?:than|from|since|over|against|on|compared (?:with|to))"
# "Quarterly profit" rises against whatever it is compared with.
_CHANGE = r"(?:basis|rate|rise|increase|inflation|growth|change|fall|drop|decline)s?\b"
_BASIS = re.compile(
    rf"\b{_THAN}(?: (?:the|that|those|a|an|one|in|at|of|last|same|time|previous|prior|preceding|corresponding))+ (year|quarter|month|week|day)\b"
    r"|\b(year|quarter|month|week|day)[- ](?:on|over)[- ](?:year|quarter|month|week|day)\b"
    rf"|\b(year|quarter|month|week)ly {_CHANGE}|\b(annual)(?:ly|i[sz]ed)? {_CHANGE}",
    re.IGNORECASE,
)
_TWO_MONTHS = re.compile(rf"\b(?:between|from) ({MONTH_IN_FULL}) (?:and|to) ({MONTH_IN_FULL})\b")
_YEAR = 12  # months
_PART = re.compile(r"[;:—–]|,(?!\d)|\b(?:and|but|while|whereas)\b")


def is_of_another_basis(claim: str, said: Said) -> bool:
    """Whether a figure of the claim is, in the quotes, a change since another time than the one that is asked about."""
    asked = _bases(said.question) or _bases(claim)
    if not asked:
        return False
    parts = [part for words, _ in said.quotes for part in _PART.split(text.squash(words))]
    for figure in text.numbers(claim) - text.numbers(said.question):
        told = [_bases(part) for part in parts if figure in text.numbers(part)]
        if told and all(base and not base & asked for base in told):
            return True
    return False


def _bases(words: str) -> set[str]:
    """Lengths of time that a text compares over, "year" or "month"."""
    found = {next(filter(None, m.groups())).lower() for m in _BASIS.finditer(_SAME.sub(r"\1 year", words))}
    months = _TWO_MONTHS.search(words)
    if months and (month_number(months[2].lower()) - month_number(months[1].lower())) % _YEAR == 1:
        found.add("month")
    return {"year" if base == "annual" else base for base in found}
