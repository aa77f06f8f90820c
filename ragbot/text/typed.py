"""What somebody typed in a hurry: names in small letters, one letter wrong, no apostrophes."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ragbot.text.calendar import MONTHS, WEEKDAYS
from ragbot.text.words import STOPWORDS, WORD

_OWN = re.compile(r"['’]s$", re.IGNORECASE)
_I = re.compile(r"I(?:['’]\w+)?$")
_BEGINS = re.compile(r"(?:^|[.!?:…\n][\s\"'“”‘’»)]*|[\"“„«]\s*)$")  # what stands before a sentence's first word
_NAMED_BEFORE = re.compile(r"(?:^|[\s(])([A-Z][\w.’'-]*)\s+$")
_NAMED_AFTER = re.compile(r"(?:['’]s)?\s+[A-Z]")
_AHEAD = 4  # characters
_BESIDE = 20  # characters, in which the word before ends
_NAMES = 4  # times as often with a capital as without: a name
_SHOUTED = 4  # words
_STATES = {"US", "UN", "EU", "UK"}  # shouted, they look like words
_VERBS = {"may", "march"}
_DAY = re.compile(
    r"(?P<of>\b(?:in|of|on|since|until|till|by|from|before|after|during|early|mid|late|last|this|next)\s+)?"
    r"(?P<number>\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"\b(?P<day>{'|'.join((*MONTHS, *WEEKDAYS))})\b(?P<year>,?\s+\d)?(?P<ends>(?=\W*$|[,;]))?",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    r"\b(?:(?P<asks>who|what|when|where|why|how|that|there)s|(?P<verb>is|are|was|were|do|does|did|has|have|had|could|should|would)nt)\b(?!['’])",
    re.IGNORECASE,
)
_ACCENTED = {
    "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēęě", "g": "ğģ", "i": "ìíîïī", "l": "łľ", "n": "ñńň",
    "o": "òóôõöőø", "r": "řŕ", "s": "śşšș", "t": "ťțţ", "u": "ùúûüůűū", "y": "ýÿ", "z": "źżž",
}  # fmt: skip
_NEVER = 1_000  # letters
_PLAIN = {ord(c): plain for plain, letters in _ACCENTED.items() for c in letters + letters.upper()}


def is_small(question: str) -> bool:
    """Whether whoever typed it set no capitals, or nothing but capitals: none but the first word's, and "I", tells a name."""
    first, *others = WORD.findall(question) or [""]
    if _is_shouted(question):
        return True
    return not any(any(c.isupper() for c in word) and not _I.match(word) for word in others) and (
        bool(others) or first.islower()
    )


def _is_shouted(question: str) -> bool:
    found = WORD.findall(question)
    return (
        question.isupper()
        and len(found) >= _SHOUTED
        and any(w.lower() in STOPWORDS - {"us", "it", "who"} for w in found)
    )


def lowered(question: str) -> str:
    """In small letters where it is nothing but capitals."""
    if not _is_shouted(question):
        return question
    return WORD.sub(lambda m: m[0] if m[0] in _STATES else m[0].lower(), question)


def bare(word: str) -> str:
    """In small letters, without accents and a possessive: what a search index takes words for."""
    plain = _OWN.sub("", word).casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def ending(word: str) -> str:
    """A word's possessive, "'s"; "" where it has none."""
    found = _OWN.search(word)
    return found[0] if found else ""


def with_days(question: str) -> str:
    """Months and weekdays with their capitals; "may" and "march" only where they stand as a month does."""

    def with_capital(found: re.Match[str]) -> str:
        day = found["day"]
        named = found["of"] or found["year"] or (found["number"] and found["ends"] is not None)
        if day.lower() in _VERBS and not named:
            return found[0]
        return f"{found['of'] or ''}{found['number'] or ''}{day.capitalize()}{found['year'] or ''}"

    return _DAY.sub(with_capital, question)


def with_apostrophes(question: str) -> str:
    """What is typed without them, "whos" and "didnt", as it is written."""
    return _SHORT_FORM.sub(lambda m: f"{m['asks']}'s" if m["asks"] else f"{m['verb']}n't", question)


def written(run: Sequence[str], bodies: Iterable[str], *, apart: bool = True) -> str:
    """How the texts write words that stand one behind the other, if nearly always with capitals; "" where they do not.

    `apart`: a word by itself must stand alone somewhere: "Transport" is no name because of Transport Minister Renn. A capital
    that only begins a sentence counts where there are two of them and no small letter.
    """
    words = r"\s+".join(map(re.escape, run))
    pattern = re.compile(rf"(?<![\w'’-]){words}(?:['’]s)?(?![\w-])", re.IGNORECASE)
    forms: Counter[str] = Counter()
    small = first = alone = 0
    for body in bodies:
        for start, end in _found(pattern, body):
            form = _OWN.sub("", " ".join(body[start:end].split()))
            before = body[max(0, start - _BESIDE) : start]
            if not all(part[:1].isupper() for part in form.split()):
                small += 1
                continue
            begins = bool(_BEGINS.search(before[-_AHEAD:]))
            first += begins
            forms[form] += not begins
            alone += not _NAMED_AFTER.match(body, end) and (begins or not _is_named(before))
    middle = forms.total()
    if (
        not forms
        or small * _NAMES > middle + first
        or not (middle or first > 1)
        or (apart and len(run) == 1 and not alone)
    ):
        return ""
    shown = {form: n for form, n in forms.items() if not form.isupper()} or forms  # a dateline shouts
    return max(shown, key=lambda form: (shown[form], form))


def _is_named(before: str) -> bool:
    found = _NAMED_BEFORE.search(before)
    return found is not None and found[1].lower() not in STOPWORDS


def _found(pattern: re.Pattern[str], body: str) -> list[tuple[int, int]]:
    found = [m.span() for m in pattern.finditer(body)]
    return found if found or body.isascii() else [m.span() for m in pattern.finditer(body.translate(_PLAIN))]


class Slips(NamedTuple):
    """Words one letter away, all by the same kind of slip."""

    words: frozenset[str]
    plain: int  # letters of a word that is likelier to be such a slip than a word of its own; 0: none is
    name: int  # the same, of a name that does not stand beside the words it stands beside in the articles
    careful: int  # the same, where whoever typed it sets capitals


def slips(word: str) -> list[Slips]:
    """What a word may be a slip of, the likeliest first: two letters exchanged, or one doubled or not; one left out, or
    one too many; one for another, which nearly every word is of some other (Damerau, CACM 1964). The first letter is
    seldom wrong, and one more or less at the end is an ending.
    """
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    turned = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    fewer = {a + b[1:] for a, b in halves if b}
    once = {a + b[1:] for a, b in halves if a and b and a[-1] == b[0]}
    twice = {a + a[-1] + b for a, b in halves if a}
    more = {a + c + b for a, b in halves if b for c in string.ascii_lowercase}
    other = {a + c + b[1:] for a, b in halves if b for c in string.ascii_lowercase}
    light = turned | once | twice
    groups = (light, 5, 5, 8), ((fewer | more) - light - {word[:-1]}, 7, 8, _NEVER), (other - light, 0, 8, _NEVER)
    return [Slips(frozenset(w for w in own - {word} if w[:1] == word[:1]), *letters) for own, *letters in groups]
