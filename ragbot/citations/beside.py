"""What stands beside a word in its clause, to tell of whom or what it is said."""

from __future__ import annotations

import re

from ragbot import text

# Where another statement begins, with a deed of its own
NEXT_DEED = re.compile(
    rf"[.!?] |[;:—–]|,? \b(?:but(?! not)|while|whereas|although|though)\b|, and\b(?! not)|\band (?=\w+ed\b|(?:{'|'.join(text.PAST)})\b)"
)
# An auxiliary begins another deed: "the guard who fired the shots | had joined the bank"
_DEED = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would)\b")
# What stands beside too many words to tell of whom they are said
_LIGHT = frozenset(
    ["may", "got", "get", "gets", "became", "become", "becomes", "went", "goes", "made", "makes", "also"]
)
_FAR, _NEXT = 120, 2  # characters, words

Sides = tuple[list[str], list[str]]
"""Stems of the words in front of a word and behind it."""


def nearest(sides: Sides) -> set[str]:
    return {*sides[0][-_NEXT:], *sides[1][:_NEXT]}


def sides(words: str, start: int, end: int) -> Sides:
    """Stems on either side in the same clause, no numbers or days."""
    ahead = NEXT_DEED.split(words[max(0, start - _FAR) : start])[-1]
    behind = _DEED.split(NEXT_DEED.split(words[end : end + _FAR], maxsplit=1)[0], maxsplit=1)[0]
    one, other = ([text.stem(w) for w in text.content_words(side) if not _is_light(w)] for side in (ahead, behind))
    return one, other


def _is_light(word: str) -> bool:
    return word in _LIGHT or word in text.CALENDAR or text.has_number(word)
