"""Outlets and authors of the archive, as a question names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+(?:['’&.-]\w+)*|&")
# What papers do: they print and cover where people promise and deny.
_SAYS = r"(?:reports?|reported|writes?|wrote|written|sa(?:y|ys|id)|publish(?:es|ed)?|claims?|claimed|puts?|g(?:ive|ives|ave)|describes?|described|calls?|called|tells?|told|covers?|covered|estimates?|estimated|quotes?|quoted|names?|named|printed|announced?)"  # fmt: skip
_BEFORE = re.compile(r"\b(?:according\s+to|in|from|by|as\s+reported\s+by|reported\s+by|did|does|do|has|had)\s+(?:the\s+)?$", re.IGNORECASE)  # fmt: skip
_BEFORE_SAYS = re.compile(r"\b(?:did|does|do|has|had|would)\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER_SAYS = re.compile(rf"^\s+(?:\w+ly\s+)?{_SAYS}\b", re.IGNORECASE)
_AFTER_OWN = re.compile(r"^['’]s?\s+(?:\w+\s+){0,2}?(?:reports?|articles?|coverage|stor(?:y|ies)|account|version|columns?|editorials?|figures?|reporters?|correspondents?)\b", re.IGNORECASE)  # fmt: skip
_BY = re.compile(r"\b(?:by|from)\s+$", re.IGNORECASE)
_PIECES = re.compile(r"\b(?:articles?|stor(?:y|ies)|reports?|columns?|pieces?|written|wrote|write|published|reported|interviews?)\b", re.IGNORECASE)  # fmt: skip
_SUBJECT = re.compile(r"\b(?:bought|buy|sold|sell|own(?:s|ed|er)?|founded|clos(?:e|ed|ing)|sue[ds]?|found(?:ed)?|editor|employs?|work(?:s|ed)?\s+(?:at|for))\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the archive as it stands in the question, characters `start` to `end`."""

    name: str
    start: int
    end: int


def find_outlet(question: str, outlets: Sequence[str]) -> tuple[Named | None, bool]:
    """The outlet that is named, and whether the question asks what it published."""
    best: Named | None = None
    for found in _mentions(question, _known(tuple(outlets))):
        if _asks_for(question, found):
            return found, True
        if best is None and " " in found.name and question[found.start : found.end].casefold() == found.name.casefold():
            best = found
    return best, False


def find_byline(question: str, bylines: Sequence[str]) -> Named | None:
    """The author whose articles are asked for."""
    for found in _mentions(question, _known(tuple(bylines), short=False)):
        before, after = question[: found.start], question[found.end :]
        if _BY.search(before) and _PIECES.search(before[-60:]):
            return found
        if _AFTER_OWN.match(after) or re.match(r"^\s+(?:report(?:ed)?|wr(?:ite|ote)|cover(?:ed)?)\b", after):
            return found
    return None


def _asks_for(question: str, found: Named) -> bool:
    before, after = question[: found.start], question[found.end :]
    if _AFTER_OWN.match(after):
        return True
    if _BEFORE_SAYS.search(before) or _AFTER_SAYS.match(after):
        return bool(_AFTER_SAYS.match(after))
    # "In Brennick" is a place, "in the Courier" a paper; a single word needs its article.
    whole = " " in found.name or re.search(r"\bthe\s+$", before, re.IGNORECASE) is not None
    return whole and bool(_BEFORE.search(before)) and not _SUBJECT.search(question)


@dataclass(frozen=True, slots=True)
class _Known:
    """Names by their words, and by the last words that no other name ends in, which stand for them after "the"."""

    whole: Mapping[tuple[str, ...], str]
    longest: Mapping[str, int]
    short: Mapping[tuple[str, ...], str]
    longest_short: Mapping[str, int]


@lru_cache(maxsize=8)
def _known(names: tuple[str, ...], *, short: bool = True) -> _Known:
    whole: dict[tuple[str, ...], str] = {}
    for name in names:
        words = tuple(_WORD.findall(name.casefold()))
        words = words[1:] if words[:1] == ("the",) and len(words) > 1 else words
        if words:
            whole.setdefault(words, name)
    # Where a paper is from says less than what it calls itself: "the Courier", not "the Brennick".
    ends = [(words[i:], name) for words, name in whole.items() for i in range(1, len(words))] if short else []
    spread = Counter(end for end, _ in ends)
    alone = {end: name for end, name in ends if spread[end] == 1 and end not in whole}
    return _Known(whole, _longest(whole), alone, _longest(alone))


def _longest(names: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """By its first word, how many words the longest name has."""
    longest: dict[str, int] = {}
    for words in names:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _mentions(question: str, known: _Known) -> Iterator[Named]:
    words = list(_WORD.finditer(question))
    plain = [re.sub(r"['’]s?$", "", w[0].casefold()) for w in words]
    at = 0
    while at < len(words):
        name, length = _at(plain, at, known.whole, known.longest)
        if not name and at and plain[at - 1] == "the":
            name, length = _at(plain, at, known.short, known.longest_short)
            following = words[at + length] if length and at + length < len(words) else None
            # "The New York Courier Society" is none of ours
            name = "" if following and following[0][0].isupper() else name
        if name and words[at][0][0].isupper():
            last = at + length - 1
            yield Named(name, words[at].start(), words[last].start() + len(plain[last]))
            at = last
        at += 1


def _at(
    plain: Sequence[str], at: int, names: Mapping[tuple[str, ...], str], longest: Mapping[str, int]
) -> tuple[str, int]:
    """The longest of the names that begins there, and how many words it has."""
    for length in range(min(longest.get(plain[at], 0), len(plain) - at), 0, -1):
        name = names.get(tuple(plain[at : at + length]))
        if name:
            return name, length
    return "", 0
