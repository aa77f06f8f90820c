"""Whose figure it is, where the question says so: "6.8 percent" of "Sorley has 6.8 percent, Brennick 5.2", asked of Brennick."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from ragbot import text
from ragbot.citations.bound import is_alike
from ragbot.citations.parts import Figure, figures
from ragbot.citations.said import Said

# No figure stands beside its owner there; and who had "another 5" had those before, too, under whatever name.
_SHARED = re.compile(r"\b(?:respectively|another|also)\b")
_UNITS = frozenset(
    map(text.stem, ("percent", "people", "crowns", "dollars", "euros", "million", "billion", "thousand"))
)


def is_of_another_owner(claim: str, said: Said) -> bool:
    """Whether a bare figure stands in its sentence with another name than the question's, which has a figure of its own there."""
    asked = {name.last for name in text.named(said.question)}
    if _SHARED.search(said.quoted):
        return False
    if not asked or text.names(claim):  # whom the claim names is held against the figure's own words (`bound`)
        return False
    given = text.numbers(said.question)
    told = [(figures(words, a.day), {n.last for n in text.named(words)}) for words, a in (*said.quotes, *said.beside)]
    mine = [f for f in figures(claim, said.written) if f.value not in given]
    # What the claim says of it beside the question's words may tell whose it is.
    if {s for s in text.content_stems(claim) if not text.numbers(s)} - said.asked - _UNITS:
        return False
    return any(_is_anothers(figure, told, asked) for figure in mine)


def _is_anothers(
    mine: Figure,
    told: Sequence[tuple[tuple[Figure, ...], set[str]]],
    asked: AbstractSet[str],
) -> bool:
    having = [(every, names) for every, names in told if any(f.value == mine.value for f in every)]
    return bool(having) and all(_is_beside(mine, every, names - asked, asked) for every, names in having)


def _is_beside(
    mine: Figure,
    every: Sequence[Figure],
    others: AbstractSet[str],
    asked: AbstractSet[str],
) -> bool:
    same = [f for f in every if f.value == mine.value]
    rivals = [f for f in every if f.value != mine.value and any(is_alike(f, own) for own in same)]
    theirs = any(asked & f.words for f in rivals)
    return theirs and all(f.words & others and not f.words & asked for f in same)
