"""What several have together none of them has alone: "the Farmers and the Greens together hold 28 seats"."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text import dates

_TOGETHER = re.compile(r"\b(?:together|combined|between them|jointly)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|both|all|each other|one another)\b", re.IGNORECASE)
_NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}"
_PAIR = re.compile(rf"\b(?P<one>{_NAME}) and (?:the |its |his |her )?(?P<other>{_NAME})")
_PART = re.compile(r"[;:—–]|\b(?:but|while|whereas)\b")


def is_of_several(claim: str, said: Said) -> bool:
    """Whether the claim gives to one name a figure that the quotes only tell of it and others together."""
    if _TOGETHER.search(claim) or _THEY.search(claim):
        return False
    mine = _names(claim)
    if not mine:
        return False
    parts = [part for words, _ in said.quotes for part in _PART.split(text.squash(words))]
    plain = dates.without(claim, dates.mentions(claim, said.written))
    for figure in text.numbers(plain) - text.numbers(said.question):
        told = [part for part in parts if figure in text.numbers(part)]
        if told and all(_TOGETHER.search(part) and _leaves_out(mine, part) for part in told):
            return True
    return False


def _names(words: str) -> set[frozenset[str]]:
    return {name.stems for name in text.named(words)}


def _leaves_out(mine: set[frozenset[str]], part: str) -> bool:
    """Whether of two names that are joined, "the Farmers and the Greens", only one is among these."""
    return any(bool(_names(m["one"]) & mine) != bool(_names(m["other"]) & mine) for m in _PAIR.finditer(part))
