"""What somebody typed in a hurry: names in small letters, one letter wrong."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ragbot.text.calendar import MONTHS, WEEKDAYS
from ragbot.text.words import WORD

_OWN = re.compile(r"['’]s$", re.IGNORECASE)
_I = re.compile(r"I(?:['’]\w+)?$")
_BEGINS = re.compile(r"(?:^|[.!?:…\n][\s\"'“”‘’»)]*|[\"“„«]\s*)$")  # what stands before a sentence's first word
_AHEAD = 4  # characters
_NAMES = 4  # times as often with a capital as without: a name
_NEVER = 1_000  # letters
_VERBS = {"may", "march"}
_DAYS = "|".join((*MONTHS, *WEEKDAYS))
_DAY = re.compile(
    rf"(?P<of>\b(?:in|of|on|since|until|till|by|from|before|after|during|early|mid|late|last|this|next)\s+|\d(?:st|nd|rd|th)?\s+)?\b(?P<day>{_DAYS})\b(?P<year>,?\s+\d)?",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    r"\b(?:(?P<asks>who|what|when|where|why|how|that|there)s|(?P<verb>is|are|was|were|do|does|did|has|have|had|ca|wo|could|should|would)nt)\b",
    re.IGNORECASE,
)


def is_small(question: str) -> bool:
    """Whether whoever typed it set no capitals, or nothing but capitals: none but the first word's, and "I", tells a name."""
    first, *others = WORD.findall(question) or [""]
    if len(others) > 1 and question.isupper():
        return True
    return not any(any(c.isupper() for c in word) and not _I.match(word) for word in others) and (
        bool(others) or first.islower()
    )


def bare(word: str) -> str:
    """In small letters, without accents and a possessive: what a search index takes words for."""
    plain = _OWN.sub("", word).casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def with_days(question: str) -> str:
    """Months and weekdays with their capitals; "may" and "march" only where they stand as a month does."""

    def written(found: re.Match[str]) -> str:
        day = found["day"]
        if day.lower() in _VERBS and not (found["of"] or found["year"]):
            return found[0]
        return f"{found['of'] or ''}{day.capitalize()}{found['year'] or ''}"

    return _DAY.sub(written, question)


def with_apostrophes(question: str) -> str:
    """What is typed without them, "whos" and "didnt", as it is written."""
    return _SHORT_FORM.sub(lambda m: f"{m['asks']}'s" if m["asks"] else f"{m['verb']}n't", question)


def written(run: Sequence[str], bodies: Iterable[str]) -> str:
    """How the texts write words that stand one behind the other, if nearly always with capitals; "" where they do not.

    A capital that only begins a sentence counts where there are two of them and no small letter.
    """
    words = r"\s+".join(_letters(word) for word in run)
    pattern = re.compile(rf"(?<![\w'’-]){words}(?:['’]s)?(?![\w-])", re.IGNORECASE)
    forms: Counter[str] = Counter()
    small = first = 0
    for body in bodies:
        for match in pattern.finditer(body):
            form = _OWN.sub("", " ".join(match[0].split()))
            if not all(part[:1].isupper() for part in form.split()):
                small += 1
            elif _BEGINS.search(body[max(0, match.start() - _AHEAD) : match.start()]):
                first += 1
                forms[form] += 0
            else:
                forms[form] += 1
    middle = forms.total()
    if not forms or small * _NAMES > middle + first or not (middle or first > 1):
        return ""
    return max(forms, key=lambda form: (forms[form], form))


def _letters(word: str) -> str:
    """A pattern for a word, whatever accents it has."""
    return "".join(f"[{c}{_ACCENTED[c]}]" if c in _ACCENTED else re.escape(c) for c in word)


_ACCENTED = {
    "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēęě", "g": "ğģ", "i": "ìíîïīı", "l": "łľ", "n": "ñńň",
    "o": "òóôõöőø", "r": "řŕ", "s": "śşšș", "t": "ťțţ", "u": "ùúûüůűū", "y": "ýÿ", "z": "źżž",
}  # fmt: skip


class Slips(NamedTuple):
    """Words one letter away, all by the same kind of slip."""

    words: frozenset[str]
    least: int  # letters of a word that is likelier to be such a slip than a word of its own
    named: int  # the same, of a name that does not stand beside the words it stands beside in the articles


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
    groups = (light, 5, 5), ((fewer | more) - light - {word[:-1]}, 7, 8), (other - light, _NEVER, 8)
    return [Slips(frozenset(w for w in own - {word} if w[:1] == word[:1]), *letters) for own, *letters in groups]
