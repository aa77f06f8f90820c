"""What a claim says otherwise than its quotes do: numbers, days, names, quoted words, negation, direction.

In the manner of the entity and number checks for summaries (Nan et al., Entity-level Factual Consistency, EACL 2021;
Kryściński et al., FactCC, EMNLP 2020, whose corruptions are also what `eval/mutations.py` plants).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text import dates

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|no one)\b|n['’]t\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,})[\"”]")
_SCOPE = 3  # words behind a negation that it denies
_OPPOSITES = (
    ("more higher above over increase increased increases rise rises rose risen up grew gain gained", "less fewer lower below under decrease decreased decreases fall falls fell fallen down shrank lose lost"),
    ("before earlier", "after later"),
    ("accept accepted approve approved agreed passed allowed", "reject rejected refused declined denied banned"),
    ("guilty convicted", "acquitted innocent"),
    ("won win wins", "lost lose loses"),
    ("open opens opened reopen reopened", "close closes closed shut"),
    ("first earliest", "last latest"),
    ("largest biggest most highest", "smallest least lowest"),
    ("for", "against"),
)  # fmt: skip


def mismatch(claim: str, said: Said) -> str:
    """What the quotes do not bear out: "number", "date", "name", "quotation", "negation", "direction"; else ""."""
    for kind, fails in _CHECKS.items():
        if fails(claim, said):
            return kind
    return ""


def _number(claim: str, said: Said) -> bool:
    given = text.numbers(said.question)
    # A year is a time in one place and a count in another.
    have = {q.value for q in said.quantities} | text.numbers(said.quoted) - _day_numbers(said)
    plain = dates.without(claim, dates.mentions(claim, said.written))
    if text.numbers(plain) - have - given:
        return True
    return any(_of_another(q, said) for q in text.quantities(plain) if q.value not in given)


def _day_numbers(said: Said) -> set[str]:
    return {str(first.day) for m in said.days for first, _ in m.readings}


def _of_another(claimed: text.Quantity, said: Said) -> bool:
    """Whether the quotes give this number to something else, and another number to what the claim gives it to."""
    same = [q.units for q in said.quantities if q.value == claimed.value]
    others = [q.units for q in said.quantities if q.value != claimed.value]
    if not claimed.units or not same or any(not units or units & claimed.units for units in same):
        return False
    return any(units & claimed.units for units in others)


def _date(claim: str, said: Said) -> bool:
    have = [r for m in said.days for r in m.readings]
    have += [(d, d) for d in said.out]
    given = [r for m in dates.mentions(said.question, said.written) for r in m.readings]
    return any(
        not any(first <= a and b <= last for first, last in mention.readings for a, b in [*have, *given])
        for mention in dates.mentions(claim, said.written)
    )


def _name(claim: str, said: Said) -> bool:
    have = said.stems | said.asked | text.stems(said.around)
    if text.names(claim) - have:
        return True
    opening = claim.lstrip("\"“‘'(").split(maxsplit=1)[:1]
    if opening and opening[0][0].isupper():
        word = text.words(opening[0])[-1:]
        if word and word[0] not in text.STOPWORDS | text.CALENDAR and text.stem(word[0]) not in have:
            return not said.is_common(word[0])
    known = text.name_pairs(said.quoted) | text.name_pairs(said.question) | text.name_pairs(said.around)
    return any(text.is_crossed(pair, known) for pair in text.name_pairs(claim))


def _quotation(claim: str, said: Said) -> bool:
    have = " ".join(text.words(f"{said.quoted} {said.around} {said.question}"))
    return any(" ".join(text.words(quoted)) not in have for quoted in _QUOTED.findall(claim))


def _negation(claim: str, said: Said) -> bool:
    claimed, quoted = bool(_NEGATION.search(claim)), bool(_NEGATION.search(said.quoted))
    if claimed and not quoted:
        return not _NEGATION.search(said.question)
    if claimed or not quoted:
        return False
    stems = set(text.content_stems(claim))
    denied = [scope for match in _NEGATION.finditer(said.quoted) if (scope := _scope(said.quoted[match.end() :]))]
    plain = set(text.content_stems(_NEGATION.split(said.quoted)[0]))
    return any(scope <= stems and not scope <= plain for scope in denied)


def _scope(behind: str) -> set[str]:
    clause = re.split(r"[,.;:—–]|\b(?:but|until|and|or|than|only)\b", behind, maxsplit=1)[0]
    return set(text.content_stems(clause)[:_SCOPE])


def _direction(claim: str, said: Said) -> bool:
    words, have = set(text.words(claim)), set(text.words(said.quoted)) | set(text.words(said.around))
    words -= set(text.words(said.question))
    for pair in _OPPOSITES:
        sides = [set(side.split()) for side in pair]
        for one, other in (sides, sides[::-1]):
            if words & one and not words & other and not have & one and have & other:
                return True
    return False


_CHECKS: dict[str, Callable[[str, Said], bool]] = {
    "number": _number,
    "date": _date,
    "name": _name,
    "quotation": _quotation,
    "negation": _negation,
    "direction": _direction,
}
