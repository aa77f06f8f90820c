"""Numbers and days that a claim gives otherwise than its quotes."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text import dates
from ragbot.text.calendar import Days

_PUBLISHED = re.compile(r"\b(?:as of|reported|published|updated|according to|article|wrote)\b", re.IGNORECASE)

_FRACTIONS = {
    r"\bhalf\b|\bhalved\b": ("50", "0.5"),
    r"\b(?:a|one)[ -]third\b": ("33", "33.3"),
    r"\btwo[ -]thirds\b": ("67", "66.7"),
    r"\b(?:a|one)[ -](?:quarter|fourth)\b": ("25",),
    r"\bthree[ -](?:quarters|fourths)\b": ("75",),
    r"\b(?:a|one)[ -]fifth\b": ("20",),
    r"\bfour[ -]fifths\b": ("80",),
    r"\b(?:a|one)[ -]sixth\b": ("16.7",),
    r"\b(?:a|one)[ -]tenth\b": ("10",),
    r"\btwice\b|\bdoubl(?:e|ed|es|ing)\b|\btwofold\b": ("2",),
    r"\btrebl(?:e|ed)\b|\btripl(?:e|ed|ing)\b|\bthree times\b": ("3",),
}


def fractions(words: str) -> set[str]:
    """Worded shares and multiples, as percentages and as factors: "a third" gives "33", "doubled" gives "2"."""
    return {
        value for pattern, values in _FRACTIONS.items() if re.search(pattern, words, re.IGNORECASE) for value in values
    }


def is_other_number(claim: str, said: Said) -> bool:
    """Whether a number stands in no quote, or counts something else there."""
    given = text.numbers(said.question)
    plain = dates.without(claim, dates.mentions(claim, said.written))
    # A year is a time in one place and a count in another.
    have = {q.value for q in said.quantities} | text.numbers(said.quoted) - _day_numbers(said)
    lent = text.numbers(said.lent)
    claimed = text.quantities(plain)
    if text.numbers(plain) - have - given - lent - fractions(said.quoted):
        return True
    if fractions(plain) - fractions(f"{said.quoted} {said.lent} {said.question}") - have - lent:
        return True
    own = {q.value for q in claimed}
    return any(_is_anothers(q, own, said, have, given) for q in claimed)


def _is_anothers(claimed: text.Quantity, own: set[str], said: Said, have: set[str], given: set[str]) -> bool:
    same = [q for q in said.quantities if q.value == claimed.value]
    others = [q for q in said.quantities if q.value != claimed.value]
    if not same and claimed.value not in have:
        # Another sentence lends it, unless this one counts the same and comes to another number.
        rivals = [q for q in others if q.value not in own]
        needed = 2 if claimed.value in given else 1
        return any(_likeness(claimed, q) >= needed or not (q.units and claimed.units) for q in rivals)
    if not same:
        return False
    if claimed.measure and all(q.measure and q.measure != claimed.measure for q in same):
        return True
    best = max(_likeness(claimed, q) for q in same)
    if (
        claimed.units
        and not (claimed.measure and any(not q.measure for q in same))
        and all(q.units and not q.units & claimed.units for q in same)
    ):
        return any(q.units & claimed.units for q in others)
    return any(_likeness(claimed, q) > best + 1 for q in others)


def _likeness(one: text.Quantity, other: text.Quantity) -> int:
    return len(one.units & other.units) + len(one.before & other.before)


def _day_numbers(said: Said) -> set[str]:
    return {str(first.day) for m in said.days for first, _ in m.readings}


def is_other_date(claim: str, said: Said) -> bool:
    """Whether a time is none that the quotes or the question name, nor lies around one."""
    claimed = dates.mentions(claim, said.written)
    if not claimed:
        return False
    given = [r for m in dates.mentions(said.question, said.written) for r in m.readings]
    have = [r for m in said.days for r in m.readings]
    if not have:
        have += [r for words, a in said.beside for m in dates.mentions(words, a.day) for r in m.readings]
    if not have or _PUBLISHED.search(claim):
        have += [(d, d) for d in said.out]
    return any(not any(_within(r, known) for r in mention.readings for known in [*have, *given]) for mention in claimed)


def _within(claimed: Days, known: Days) -> bool:
    return claimed[0] <= known[0] and known[1] <= claimed[1]
