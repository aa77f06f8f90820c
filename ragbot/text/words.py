"""Words of a text, compared the way a news reader would. Standard library only.

Shared by the rooms that match a question or an answer against article text: both sides must be
normalised by the same rules, or a true quote fails its own proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ragbot.text import lexicon
from ragbot.text.calendar import MONTHS, WEEKDAYS

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*", re.UNICODE)
_PLAIN = tuple(zip("’‘“”–—", "''\"\"--", strict=True))
_MARKS = re.compile(r"'s$|[.']")
_UNIONS = {
    "United States of America": "U.S.",
    "United States": "U.S.",
    "United Kingdom": "U.K.",
    "United Nations": "U.N.",
    "European Union": "EU",
}
_UNION = re.compile(rf"\b(?:{'|'.join(_UNIONS)})\b")

STOPWORDS = frozenset(
    """
    a about after all also am an and any are as at be because been before being between both but by can could
    did do does doing during each either else ever for from further had has have having he her here hers him
    his how i if in into is it its itself just me more most much my no nor not of off on once only or other
    our out over own per same she should so some such than that the their them then there these they this
    those through to too under until up us very was we were what when where whether which while who whom whose
    why will with would you your many often according say said says tell told name article articles news
    """.split()
)
CALENDAR = frozenset(name.lower() for name in (*MONTHS, *(m[:3] for m in MONTHS), "Sept", *WEEKDAYS))
_SUFFIXES = ("ingly", "edly", "ing", "ed", "es", "s", "ly", "ally")
_MIN_STEM = 3
_IES = re.compile(r"(?<=\w\w)ie[sd]$")  # "flies", "carried"; not "dies"
_DOUBLED = re.compile(r"[aeiou]([bdgkmnprt])\1$")  # "planned", not "selling" or "passing"
_USE = {"use", "used", "uses", "using"}  # too short to be found by its endings


def squash(text: str) -> str:
    """Text on one line, NFKC, with plain quotes and single spaces: for comparing, never for showing."""
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text)
        for curly, straight in _PLAIN:
            plain = plain.replace(curly, straight)
    line = " ".join(plain.split())
    return _UNION.sub(lambda union: _UNIONS[union[0]], line) if "United " in line or " Union" in line else line


def words(text: str) -> list[str]:
    """All words in lower case, possessives and dots of abbreviations removed ("U.S." gives "us")."""
    found = [w.lower() for w in WORD.findall(squash(text))]  # not before: "İ" in small letters is two characters
    return [_MARKS.sub("", w) if "." in w or "'" in w else w for w in found]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A light English stem: enough that "amended" meets "amendment's" plural forms, never merging short words."""
    if word in _USE:
        return "use"
    if ending := _IES.search(word):
        return f"{word[: ending.start()]}y"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM and not word.endswith("ss"):
            base = word.removesuffix(suffix)
            return base[:-1] if suffix in ("ing", "ed") and _DOUBLED.search(base) else base.removesuffix("e")
    return word.removesuffix("e") if len(word) > _MIN_STEM else word


@lru_cache
def _senses() -> dict[str, str]:
    return {stem(word): stem(first) for word, first in lexicon.SENSES.items()}


def senses(stems: Iterable[str]) -> set[str]:
    """Stems with one in the place of all that mean the same: that of "injury" for "hurt", too."""
    known = _senses()
    return {known.get(stem, stem) for stem in stems}


@lru_cache
def _kinds() -> dict[str, str]:
    return {stem(word): kind for kind, words in lexicon.KINDS.items() for word in words.split()}


def kind(counted: str) -> str:
    """What kind of thing the stem of a noun is one of: "people", "animals", "buildings", "vehicles"; "" where unknown."""
    return _kinds().get(counted, "")


def kinds(counted: Iterable[str]) -> set[str]:
    """The kinds of several stems, as far as they are known."""
    return {kind(stem) for stem in counted} - {""}


@lru_cache
def _outcomes() -> list[list[frozenset[str]]]:
    groups = (group.split(";") for group in lexicon.OUTCOMES.split("|"))
    return [[frozenset(senses(stem(word) for word in one.split())) for one in group] for group in groups]


def is_of_another_outcome(asked: Iterable[str], told: Iterable[str]) -> bool:
    """Whether both name what became of people, or what a sum is for, and none in common: injured and killed. Both are stems."""
    asked, told = senses(asked), senses(told)
    for group in _outcomes():
        meant = {one for one in group if one & asked}
        others = {one for one in group if one & told}
        if meant and others and not meant & others:
            return True
    return False


@lru_cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"\b{phrase}\b", re.IGNORECASE), word) for phrase, word in lexicon.PHRASES]


def in_one_word(text: str) -> str:
    """The text with one word for what newspapers also call in several: "evacuated" for "taken out of their homes"."""
    for phrase, word in _phrases():
        text = phrase.sub(word, text)
    return text


def alike(stems: Iterable[str]) -> dict[str, str]:
    """Every stem that means the same as one of these, with the one that stands for them all."""
    meant = senses(stems)
    return {stem: first for stem, first in _senses().items() if first in meant} | {first: first for first in meant}


def stems(text: str) -> set[str]:
    """Stems of all words."""
    return {stem(w) for w in words(text)}


def content_words(text: str) -> list[str]:
    """The words that carry meaning, in order, without duplicates; not stemmed."""
    return list(dict.fromkeys(w for w in words(text) if w not in STOPWORDS))


def content_stems(text: str) -> list[str]:
    """Stems of `content_words`, in order, without duplicates."""
    return list(dict.fromkeys(stem(w) for w in content_words(text)))
