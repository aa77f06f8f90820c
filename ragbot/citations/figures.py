"""Numbers and days that a claim gives otherwise than its quotes."""

from __future__ import annotations

import re
from datetime import date

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text import dates
from ragbot.text.calendar import Days

_PUBLISHED = re.compile(r"\b(?:as of|reported|published|updated|article|wrote)\b", re.IGNORECASE)

_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?=\s?[ap]\.?m\b)|\b(\d{1,2}):(\d{2})\b")
_RATIO = re.compile(r"\b(\d[\d,]*)(?: ?[-–] ?| to | of (?:the |its |his |their )?(?:[\w’']+ )?)(\d[\d,]*)\b")
_CLAIMED_AGE = re.compile(r"\b([\w-]+) years? old\b|\b(\d{1,3})-year-old\b", re.IGNORECASE)
_TOLD_AGE = re.compile(
    r"\b([\w-]+)[ -]years?[ -]old\b|\b([\w-]+) years (?:ago|of age)\b|(?:, |\()(\d{1,3})(?=[,.;)])"
    r"|\b(?:is|was|be|at|age|ages|aged|turns|turned|turning)(?: of)? ([\w-]+)\b(?=\W*$|[,.;)]| (?:years|and|to|or|when|on|in)\b)|\bof (\d{2})(?=[,.;])",
    re.IGNORECASE,
)
_FAR = 200  # days; a day without its year is one of the months around the article
_CLAUSE = re.compile(r"[,;] (?!\d{4})|\b(?:and|but|while|until|instead of)\b")
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
    if {_clock(m) for m in _CLOCK.finditer(claim)} - {
        _clock(m) for m in _CLOCK.finditer(f"{said.quoted} {said.lent} {said.question}")
    }:
        return True
    if _ages(claim, _CLAIMED_AGE) - _ages(f"{said.quoted} {said.lent}", _TOLD_AGE) - given:
        return True
    own = {q.value for q in claimed}
    if _is_reversed(claim, said) or _is_repeated(claimed, said):
        return True
    return any(_is_anothers(q, own, said, have, given) for q in claimed)


def _ages(words: str, pattern: re.Pattern[str]) -> set[str]:
    """Ages: a number that counts something else is nobody's age."""
    return {n for match in pattern.finditer(words) for group in match.groups() if group for n in text.numbers(group)}


def _is_reversed(claim: str, said: Said) -> bool:
    """Whether "3 of 5" or "27-13" stands the other way round in the quotes."""
    ratios = {(m[1], m[2]) for m in _RATIO.finditer(said.quoted)}
    return any((m[2], m[1]) in ratios and (m[1], m[2]) not in ratios for m in _RATIO.finditer(claim))


def _is_repeated(claimed: list[text.Quantity], said: Said) -> bool:
    """Whether a number stands twice in the claim and once in the quotes: one of them took another's place."""
    told = [q.value for q in (*said.quantities, *text.quantities(said.question))]
    values = [q.value for q in claimed]
    spare = {q.value for q in said.quantities} - set(values)
    return bool(spare) and any(values.count(v) > told.count(v) > 0 for v in set(values))


def _clock(match: re.Match[str]) -> tuple[int, int]:
    return int(match[1] or match[3]), int(match[2] or match[4])


def _is_anothers(claimed: text.Quantity, own: set[str], said: Said, have: set[str], given: set[str]) -> bool:
    same = [q for q in said.quantities if q.value == claimed.value]
    others = [q for q in said.quantities if q.value != claimed.value]
    if not same:
        return claimed.value not in have and _is_contradicted(claimed, own, said, given)
    if _is_measured_otherwise(claimed, same) or _is_for_another(claimed, same, others):
        return True
    elliptic = claimed.measure and any(not q.measure for q in same)
    if claimed.units and not elliptic and all(q.units and not q.units & claimed.units for q in same):
        return any(q.units & claimed.units for q in others)
    if any(not q.units for q in same):  # "the limit of 50 milligrams, the last one at 34": the unit is that of another
        return any(
            len(claimed.before & q.before) > max(len(claimed.before & s.before) for s in same) + 1 for q in others
        )
    best = max(_likeness(claimed, q) for q in same)
    return any(_likeness(claimed, q) > best + 1 for q in others)


def _is_contradicted(claimed: text.Quantity, own: set[str], said: Said, given: set[str]) -> bool:
    """Whether the quotes count the same as a number that another sentence lends, and come to another one."""
    lent = [q for words, a in said.beside for q in dates.quantities(words, a.day) if q.value == claimed.value]
    if claimed.measure and lent and all(q.measure and q.measure != claimed.measure for q in lent):
        return True
    rivals = [q for q in said.quantities if q.value not in own]
    needed = 2 if claimed.value in given else 1
    return any(_likeness(claimed, q) >= needed or not (q.units and claimed.units) for q in rivals)


def _is_measured_otherwise(claimed: text.Quantity, same: list[text.Quantity]) -> bool:
    if claimed.measure != "%" and all(q.measure == "%" for q in same):
        return True
    return bool(claimed.measure) and all(q.measure and q.measure != claimed.measure for q in same)


def _is_for_another(claimed: text.Quantity, same: list[text.Quantity], others: list[text.Quantity]) -> bool:
    """Whether another sum or share than this one is for what the claim gives it for: "6.50 crowns for a turkey"."""
    apart = claimed.behind and all(q.behind and not q.behind & claimed.behind for q in same)
    return bool(apart) and any(q.behind & claimed.behind for q in others)


def _likeness(one: text.Quantity, other: text.Quantity) -> int:
    return len(one.units & other.units) + len(one.before & other.before) + len(one.behind & other.behind)


def _day_numbers(said: Said) -> set[str]:
    return {str(first.day) for m in said.days for first, _ in m.readings}


def is_other_date(claim: str, said: Said) -> bool:
    """Whether a time is none that the quotes or the question name, nor lies around one."""
    claimed = dates.mentions(claim, said.written)
    if not claimed:
        return False
    given = [r for m in dates.mentions(said.question, said.written) for r in m.readings]
    have = [r for words, a in said.quotes for m in dates.mentions(words, a.day) for r in _likely(m, a.day)]
    if not have:
        have += [r for words, a in said.beside for m in dates.mentions(words, a.day) for r in _likely(m, a.day)]
    if not have or _PUBLISHED.search(claim):
        have += [(d, d) for d in said.out]
    if any(not any(_within(r, known) for r in mention.readings for known in [*have, *given]) for mention in claimed):
        return True
    return any(_is_anothers_day(claim, mention, said) for mention in claimed)


def _likely(mention: dates.Mention, written: date | None) -> tuple[Days, ...]:
    if not written:
        return mention.readings
    near = tuple(r for r in mention.readings if abs((r[0] - written).days) <= _FAR)
    return near or mention.readings


def _is_anothers_day(claim: str, claimed: dates.Mention, said: Said) -> bool:
    """Whether the quotes say of another day what the claim says of this one."""
    mine = _around(claim, claimed)
    same, other = [0], [0]
    for words, article in said.quotes:
        for mention in dates.mentions(words, article.day):
            fits = any(_within(r, known) for r in claimed.readings for known in mention.readings)
            (same if fits else other).append(len(mine & _around(words, mention)))
    return len(same) > 1 and max(other) > max(same) + 1


def _around(words: str, mention: dates.Mention) -> set[str]:
    """What is said in the clause that names the time."""
    ends = [0, *(m.start() for m in _CLAUSE.finditer(words)), len(words)]
    start = max(e for e in ends if e <= mention.start)
    return set(text.content_stems(words[start : min(e for e in ends if e > mention.start)]))


def _within(claimed: Days, known: Days) -> bool:
    return claimed[0] <= known[0] and known[1] <= claimed[1]
