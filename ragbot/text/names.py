"""Proper names, told by their capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from ragbot.text import lexicon
from ragbot.text.words import CALENDAR, STOPWORDS, squash, stem, words

_NAME = re.compile(r"[^\W\d_][\w’'.&-]*", re.UNICODE)
_RUN = re.compile(r"(?<!\w)[A-Z][\w.’'-]*(?:\s(?:de |von |van |al-)?[A-Z][\w.’'-]*)*")
_SPELT = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?:(?:,? (?:and|of|for|the|on))* [A-Z][\w’'-]+){2,}")
_SPELT_OUT = range(3, 7)  # words
_SMALL = frozenset({"and", "of", "for", "the", "on"})
_BETWEEN = re.compile(r"(?<![\w’'-])(?=([A-Z][\w’'-]+) [A-Z][\w’'-]*\.? ([A-Z][\w’'-]+))")
_CAPITALISED = re.compile(r"[A-Z][\w’'-]+")
_WHOLE = re.compile(r"(?<![\w’'-])[A-Z][\w’-]+(?: (?:de |van |von |al-)?[A-Z][\w’-]+)+")

Pair = tuple[str, str]
Spelt = tuple[str, frozenset[str]]
# What stands before a last name, or before a whole one, and is no part of it.
TITLES = frozenset(
    """
    administrator ambassador archbishop attorney bishop captain chairman chairwoman chancellor chief coach colonel commissioner
    congressman congresswoman councillor councilor deputy detective director dr duchess duke general governor inspector judge
    justice king lady lieutenant lord mayor minister mr mrs ms officer pope premier president prince princess professor
    prosecutor queen representative secretary senator sergeant sheriff sir sister spokesman spokeswoman
    """.split()
)
_LONGEST = 6  # words of a name behind its first; an article may be written in capitals altogether
_NEAR = 2
_AROUND = 80  # characters in which the words beside a name are looked for
_FROM, _SHORT_PLACE = frozenset({"n", "an", "ian", "i", "ese", "ish"}), 3
_FOR = re.compile(r"\b([A-Z][\w’'-]+) for ([A-Z][\w’'-]+)")
_JOINED = re.compile(r"(?:,|\band|\bor)\s*$")
_BREAK = re.compile(r"[:|]\s")  # "Puppet theatre: The Heron King"


class Name(NamedTuple):
    """Capitalised words that stand together, stemmed, with the stems of the two content words on each side.

    `joined`: it is one of several, behind an "and" or a comma.
    """

    last: str
    stems: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    joined: bool = False


def named(text: str) -> list[Name]:
    """The names of a text, in order; of a sentence's first words those that are no stop words."""
    plain = squash(text)
    found = []
    for match in _RUN.finditer(plain):
        own = [w for part in match[0].split() for w in words(part) if _is_own(w, part)]
        if own:
            before = plain[max(0, match.start() - _AROUND) : match.start()]
            after = plain[match.end() : match.end() + _AROUND]
            ahead, behind = _content(_BREAK.split(before)[-1]), _content(_BREAK.split(after, maxsplit=1)[0])
            near = frozenset(ahead[-_NEAR:]), frozenset(behind[:_NEAR])
            joined = _JOINED.search(before) is not None
            found.append(Name(stem(own[-1]), frozenset(map(stem, own)), *near, joined))
    return found


def _is_own(word: str, written: str) -> bool:
    """Whether a capitalised word is a name's: "us" is none, "U.S." is one."""
    return word not in CALENDAR and (word not in STOPWORDS or (written.isupper() and len(word) > 1))


def _content(text: str) -> list[str]:
    return [stem(w) for w in words(text) if w not in STOPWORDS]


def names(text: str) -> set[str]:
    """Stems of capitalised words that are not merely first in their sentence, nor days or months.

    A first word counts only when it is all capitals ("FDA") or the sentence's second word is capitalised too.
    """
    found: set[str] = set()
    for sentence in re.split(r"(?<=[.!?:])\s+(?=[\W]*[^\W\d_])", squash(text)):
        tokens = [m.group() for m in _NAME.finditer(sentence)]
        for i, token in enumerate(tokens):
            if not token[0].isupper():
                continue
            follows_name = len(tokens) > i + 1 and tokens[i + 1][0].isupper()
            if i == 0 and not (follows_name or (token.isupper() and len(token) > 1)):
                continue
            # "Republican-led" is led by a name
            own = (w for part in token.split("-") if part[:1].isupper() for w in words(part))
            found.update(w for w in own if w not in STOPWORDS and w not in CALENDAR)
    return {stem(w) for w in found if len(w) > 1}


def capitalised(text: str) -> list[str]:
    """Words of two letters or more with a capital, as they stand."""
    return _CAPITALISED.findall(text)


def whole_names(text: str) -> list[str]:
    """Two capitalised words or more side by side, as they stand: "Jasper Ilgen", "Finance Minister Casselby"."""
    return _WHOLE.findall(text)


def name_pairs(text: str) -> set[Pair]:
    """Capitalised words that stand side by side, in lower case: first and last names, most of them."""
    found = [(m.start(), m.end(), m[0].lower().removesuffix("'s")) for m in _CAPITALISED.finditer(squash(text))]
    return {(a, b) for (_, end, a), (start, _, b) in pairwise(found) if start - end == 1}


def whole_pairs(text: str) -> set[Pair]:
    """The same, and first and last names with one name or initial between them: "John Alfred Tinniswood" is John Tinniswood."""
    found = _BETWEEN.findall(squash(text))
    return name_pairs(text) | {(first.lower(), last.lower().removesuffix("'s")) for first, last in found}


def followers(text: str) -> dict[str, frozenset[str]]:
    """Of each word that a text has only as the first of longer names, and always with the same one behind it, all that
    follow it there: a first name, most of the time. Lower case; titles are none.
    """
    behind: dict[str, set[str]] = {}
    second: dict[str, set[str]] = {}
    for run in _RUN.findall(text):
        parts = [m.lower().removesuffix("'s").removesuffix("’s") for m in _CAPITALISED.findall(run)]
        for at, word in enumerate(parts):
            second.setdefault(word, set()).add(parts[at + 1] if at == 0 and len(parts) > 1 else "")
            behind.setdefault(word, set()).update(parts[at + 1 : at + 1 + _LONGEST])
    apart = STOPWORDS | CALENDAR | TITLES | {""}
    return {
        word: frozenset(behind[word])
        for word, seconds in second.items()
        if len(seconds) == 1 and not seconds <= apart and word not in apart
    }


def is_namesake(one: str, other: str, whole: str) -> bool:
    """Whether one text names the "Union for Tesmark" and the other the "Tesmark Union", of which the `whole` knows both."""
    for text, turned in ((one, other), (other, one)):
        for first, last in _FOR.findall(text):
            both = f"{first} for {last}" in whole and f"{last} {first}" in whole
            pair = last.lower(), first.lower()
            if both and f"{first} for " not in turned and pair in name_pairs(turned) - name_pairs(text):
                return True
    return False


def initials(text: str) -> frozenset[Spelt]:
    """What names of three words or more may be called in short, in lower case, each with the stems of its words: "nyu" in
    "New York University Langone", "fda" in "The Food and Drug Administration".
    """
    found = set()
    for match in _SPELT.finditer(text):
        run = [w for w in words(match[0]) if w not in _SMALL]
        for size in _SPELT_OUT:
            found |= {tuple(run[i : i + size]) for i in range(len(run) - size + 1)}
    return frozenset(("".join(w[0] for w in run), frozenset(map(stem, run))) for run in found)


def shortened(text: str) -> frozenset[str]:
    """What is spelt out in small letters or in two words, and known by its initials, in lower case: "icu" in "the intensive
    care unit".
    """
    plain = squash(text).lower()
    return frozenset(short for short, whole in lexicon.INITIALS.items() if whole in plain)


def untold(names: AbstractSet[str], stems: AbstractSet[str]) -> frozenset[str]:
    """The names of which the stems have neither the name, its accents or not, nor the place that it comes from, or the
    other way: "African" and "Africa".
    """
    missing = names - stems
    if not missing:
        return frozenset()
    bare = {_bare(s) for s in stems if not s.isascii()}
    return frozenset(
        n
        for n in missing
        if n not in bare and _bare(n) not in stems and not any(_comes_from(n, s) or _comes_from(s, n) for s in stems)
    )


def _bare(word: str) -> str:
    """Without accents: who asks for "Perez" has "Pérez" in mind."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _comes_from(one: str, other: str) -> bool:
    return len(other) > _SHORT_PLACE and one.startswith(other) and one[len(other) :] in _FROM


def is_crossed(pair: Pair, known: AbstractSet[Pair]) -> bool:
    """Whether both halves are known, each beside others, never together: "Casper Hask" of Casper Eide and Benno Hask.

    "Minister Hask" is no such pair: an article may name him by title, office or first name.
    """
    first, second = pair
    if pair in known or first in STOPWORDS or first in TITLES:
        return False
    return any(a == first for a, _ in known) and any(b == second for _, b in known)
