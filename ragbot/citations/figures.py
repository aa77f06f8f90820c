"""Numbers that a claim gives otherwise than its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.citations.amounts import NO_ORDINAL
from ragbot.citations.bound import is_bound_otherwise
from ragbot.citations.order import is_out_of_order
from ragbot.citations.parts import Figure, figures
from ragbot.citations.said import Said
from ragbot.text import clock, dates

_CLAIMED_AGE = re.compile(
    r"\b([\w-]+) years? old\b|\b(\d{1,3})-year-old\b|\b(?:aged?|at(?: the)? age(?: of)?) ([\w-]+)\b",
    re.IGNORECASE,
)
_AT_AGE = re.compile(r"\bat (\d{1,3})(?=[.,;]?(?:\s|$))")  # "died at 33": an age where the quotes tell it as one
# "Lisbet Holm, 8, charges", "Viveka Thorn is 70 and came"
_NAMED_AGE = re.compile(r"\b[A-Z][\w’'-]+(?:, (\d{1,2}),(?! \d)| (?:is|was) (\d{1,2})(?= and\b|,|\.$))")
_NO_HOUR = re.compile(r"(?<![\w:.,])(?:\d{1,3}(?:,\d{3})+|\d{3,}|1[3-9]|[2-9]\d)\s?[ap]\.?m\b", re.IGNORECASE)
_OTHERS = frozenset({"other"})
_ONE_OF = re.compile(r"\b[Oo]ne of\b")  # counts nothing
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")  # a number that only dates something measures nothing
_TOLD_AGE = re.compile(
    r"(?<![\w-])(?:(\d{1,3}) (?:to|and|or) )?([\w-]+)[ -]years?[ -]old\b|(?<![\w-])([\w-]+) years (?:ago|of age)\b|(?:, |\()(\d{1,3})(?=[,.;)])"
    r"|\b(?:is|was|be|at|age|ages|aged|turns|turned|turning)(?: of)? ([\w-]+)\b(?=\W*$|[,.;)]| (?:years|and|to|or|when|on|in|after|from)\b)|\bof (\d{2})(?=[,.;]| (?:who|whose|with|from|has|had)\b)",
    re.IGNORECASE,
)
# "Four and a half" is one number; in "an hour and a half" the half is one of its own.
_WITH_HALF = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) and a half\b",
    re.IGNORECASE,
)
_FRACTIONS = {
    r"\bhalf\b|\bhalved\b": ("50", "0.5"),
    rf"\bone[ -]third\b|\ba[ -]third\b{NO_ORDINAL}": ("33", "33.3"),
    r"\btwo[ -]thirds\b": ("67", "66.7"),
    rf"\bone[ -](?:quarter|fourth)\b|\ba[ -](?:quarter|fourth)\b{NO_ORDINAL}": ("25",),
    r"\bthree[ -](?:quarters|fourths)\b": ("75",),
    rf"\bone[ -]fifth\b|\ba[ -]fifth\b{NO_ORDINAL}": ("20",),
    r"\bfour[ -]fifths\b": ("80",),
    rf"\bone[ -]sixth\b|\ba[ -]sixth\b{NO_ORDINAL}": ("16.7",),
    rf"\bone[ -]tenth\b|\ba[ -]tenth\b{NO_ORDINAL}": ("10",),
    r"\btwice\b|\bdoubl(?:e|ed|es|ing)\b|\btwofold\b": ("2",),
    r"\btrebl(?:e|ed)\b|\btripl(?:e|ed|ing)\b|\bthree times\b": ("3",),
}


def fractions(words: str) -> set[str]:
    """Worded shares and multiples, as percentages and as factors: "a third" gives "33", "doubled" gives "2"."""
    words = _WITH_HALF.sub("", words)
    return {
        value for pattern, values in _FRACTIONS.items() if re.search(pattern, words, re.IGNORECASE) for value in values
    }


def is_other_number(claim: str, said: Said) -> bool:
    """Whether a number stands in no quote, or counts something else there."""
    given = text.numbers(said.question)
    plain = _ONE_OF.sub(" " * len("one of"), clock.without(claim))
    plain = dates.without(plain, dates.mentions(plain, said.written))
    # A year is a time in one place and a count in another.
    have = {q.value for q in said.quantities} | text.numbers(clock.without(said.quoted)) - _day_numbers(said)
    lent = text.numbers(clock.without(said.lent))
    claimed = text.quantities(plain)
    hours = _full_hours(said) - {q.value for q in claimed if q.measure}
    if text.numbers(plain) - have - given - lent - fractions(said.quoted) - hours:
        return True
    if (
        is_other_time(claim, said)
        or fractions(plain) - fractions(f"{said.quoted} {said.lent} {said.question}") - have - lent
    ):
        return True
    counted = {q.value for q in (*said.quantities, *said.quantities_beside)} | given
    ages = _ages(claim, _CLAIMED_AGE) | _ages(claim, _NAMED_AGE)
    if any(q.measure and q.value not in counted and _YEAR.match(q.value) for q in claimed):
        return True
    told_ages = _ages(said.quoted, _TOLD_AGE) | _lent_ages(claim, said)
    if ages - told_ages - given or _is_repeated(claimed, said):
        return True
    if is_out_of_order(claim, said) or is_bound_otherwise(claim, said):
        return True
    given_as_ages = (ages | _ages(claim, _AT_AGE)) & told_ages
    nouns = {f.value: f for f in figures(claim, said.written)}
    return any(
        _is_anothers(q, nouns.get(q.value), claimed, said, have)
        for q in claimed
        if not (q.value in given_as_ages or _is_pronoun(nouns.get(q.value)))
    )


def _is_pronoun(figure: Figure | None) -> bool:
    """Whether it is the "one" of "all but one of them", which counts nothing."""
    return figure is not None and figure.value == "1" and figure.head in text.STOPWORDS


def is_other_time(claim: str, said: Said) -> bool:
    """Whether a time of day is none that the quotes or the question name; of a full hour the number is enough."""
    if _NO_HOUR.search(claim):
        return True
    every = f"{said.quoted} {said.lent} {said.question}"
    told = clock.times(every)
    hours = {
        q.value for q in (*said.quantities, *said.quantities_beside, *text.quantities(said.question)) if not q.measure
    }
    return not all(
        any(t.minutes == time.minutes and {t.half, time.half} != {"a", "p"} for t in told)
        or (time.minutes % 60 == 0 and str(time.minutes // 60 or 12) in hours)
        for time in clock.times(claim)
    )


def _full_hours(said: Said) -> set[str]:
    told = clock.times(f"{said.quoted} {said.lent}")
    return {str(t.minutes // 60 or 12) for t in told if t.minutes % 60 == 0}


def _ages(words: str, pattern: re.Pattern[str]) -> set[str]:
    """Ages: a number that counts something else is nobody's age."""
    return {n for match in pattern.finditer(words) for group in match.groups() if group for n in text.numbers(group)}


def _lent_ages(claim: str, said: Said) -> set[str]:
    """Ages that stand beside the quotes, of those whom the claim or the question names: "Hale’s wife Ida was 67" lends none
    to Hale. "He was 72" may.
    """
    known = text.stems(claim) | said.asked
    told = [(words, m) for words, _ in said.beside for m in _TOLD_AGE.finditer(words)]
    nearest = [(text.named(words[: m.start()])[-1:], m) for words, m in told]
    mine = [m for names, m in nearest if not names or names[0].last in known]
    return {n for m in mine for group in m.groups() if group for n in text.numbers(group)}


def _is_repeated(claimed: list[text.Quantity], said: Said) -> bool:
    """Whether a number stands twice in the claim and once in the quotes: one of them took another's place."""
    every = [*said.quantities, *said.quantities_beside]
    told = [q.value for q in (*every, *text.quantities(said.question))]
    values = [q.value for q in claimed]
    return not {q.value for q in every} <= set(values) and any(values.count(v) > told.count(v) > 0 for v in set(values))


def _is_anothers(
    claimed: text.Quantity,
    noun: Figure | None,
    own: Sequence[text.Quantity],
    said: Said,
    have: set[str],
) -> bool:
    same = [q for q in said.quantities if q.value == claimed.value]
    others = [q for q in said.quantities if q.value != claimed.value]
    beside = _spare(own, said.quantities_beside)
    if not same:
        return claimed.value not in have and _is_contradicted(claimed, own, said)
    if _is_measured_otherwise(claimed, same) or _is_for_another(claimed, same, others):
        return True
    elliptic = (noun and noun.head in text.STOPWORDS) or (claimed.measure and any(not q.measure for q in same))
    units = claimed.units | (noun.phrase if noun else frozenset())
    if claimed.units and not elliptic and all(q.units - _OTHERS and not q.units & units for q in same):
        return any(q.units & claimed.units for q in (*others, *beside))
    # "The limit of 50 milligrams, the last one at 34": the unit is that of another.
    mine = claimed._replace(units=frozenset(), behind=frozenset()) if any(not q.units for q in same) else claimed
    best = max(_likeness(mine, q) for q in same)
    values = {q.value for q in own}
    return any(_likeness(mine, q) > best + 1 for q in others if q.value not in values)


def _is_contradicted(claimed: text.Quantity, own: Sequence[text.Quantity], said: Said) -> bool:
    """Whether the quotes count the same as a number that another sentence lends, and come to another one."""
    lent = [q for q in said.quantities_beside if q.value == claimed.value]
    if claimed.measure and lent and all(q.measure and q.measure != claimed.measure for q in lent):
        return True
    if lent and all(_is_of_another_kind(claimed, q) for q in lent):
        return True
    best = max((_likeness(claimed, q) for q in lent), default=0)
    if any(_likeness(claimed, q) > best for q in _spare(own, [*said.quantities, *said.quantities_beside])):
        return True
    needed = 2 if claimed.value in text.numbers(said.question) else 1
    rivals = [q for q in _spare(own, said.quantities) if q.units or q.value != "1"]  # "one of them" counts nothing
    return any(_likeness(claimed, q) >= needed or not (q.units and claimed.units) for q in rivals)


def _is_of_another_kind(claimed: text.Quantity, told: text.Quantity) -> bool:
    """Whether something is counted that the quotes measure, "1.8 vehicles" of "1.8 metres"."""
    if not claimed.units or claimed.units & told.units:
        return False
    return told.measure not in ("", "person") and not claimed.measure


def _spare(own: Sequence[text.Quantity], told: Sequence[text.Quantity]) -> list[text.Quantity]:
    """The numbers of the quotes that are none of the claim's: of two that are the same, the one less like it."""
    left = list(told)
    for mine in own:
        same = [q for q in left if q.value == mine.value]
        if same:
            left.remove(max(same, key=lambda q: _likeness(mine, q)))
    return left


def _is_measured_otherwise(claimed: text.Quantity, same: list[text.Quantity]) -> bool:
    if claimed.measure != "%" and all(q.measure == "%" for q in same):
        return True
    measures = {q.measure for q in same} - {""}
    return bool(claimed.measure and measures) and claimed.measure not in measures


def _is_for_another(claimed: text.Quantity, same: list[text.Quantity], others: list[text.Quantity]) -> bool:
    """Whether another sum or share than this one is for what the claim gives it for: "6.50 crowns for a turkey"."""
    apart = claimed.behind and all(q.behind and not q.behind & claimed.behind for q in same)
    return bool(apart) and any(q.behind & claimed.behind for q in others)


def _likeness(one: text.Quantity, other: text.Quantity) -> int:
    return len(one.units & other.units) + len(one.before & other.before) + len(one.behind & other.behind)


def _day_numbers(said: Said) -> set[str]:
    return {str(first.day) for m in said.days for first, _ in m.readings}
