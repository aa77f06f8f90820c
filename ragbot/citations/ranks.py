"""Which one of several: "her fourth term" where the quotes tell of the fifth, "all 24 towns" where it is 20 of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.citations.amounts import parted
from ragbot.citations.said import Said
from ragbot.text import dates

_ORDINALS = [
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_RANKS = {word: str(n) for n, word in enumerate(_ORDINALS, start=2)}
_RANK = re.compile(
    # no second of time, and no share
    rf"(?<![\w-])(?<!\bone )(?<!\bper )(?P<word>{'|'.join(_ORDINALS)})\b(?! of\b|\W*$|[,.;]| (?:more|less|as|to|in|and|or)\b)|\b(?P<digits>\d+)(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:another|again|both|other|re-?elected|twice|two|also|later|next|more)\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"\b(?:of|among|out of)(?: (?:the|its|their|all|these|those))?(?: [\w.]+'s?| [A-Z]\w+)* $|\b(?:has|have|had|are|were|with) $"
)
_ALL = re.compile(r"\b(?:all|each|every one) (?:of )?(?:the |its |their )?(?:[\w.]+['’]s? )?$", re.IGNORECASE)
_SOME = re.compile(r"\bof (?:the |its |their |these |those )?(?:[\w.]+ ){0,2}?(?:[\w.]+['’]s? )?$", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:all|each|every one) of (?:the |its |their |these |those )?$", re.IGNORECASE)
_NEAR = 60  # characters


def is_other_rank(claim: str, said: Said) -> bool:
    """Whether the claim has an ordinal that neither the quotes nor the question nor a headline have."""
    known = f"{said.quoted} {said.lent} {said.question} {said.around}"
    plain = dates.without(claim, dates.mentions(claim, said.written))
    told = _ranks(known)
    for rank in _ranks(plain) - told:
        if rank not in text.numbers(known) and not (rank == "2" and _AGAIN.search(known)):
            return True
    return False


def _ranks(words: str) -> set[str]:
    return {m["digits"] or _RANKS[m["word"].lower()] for m in _RANK.finditer(words)}


def is_whole_for_part(claim: str, said: Said) -> bool:
    """Whether the claim says of all what the quotes say of some: "16 cases" of "15 of the 16 cases"."""
    plain = text.squash(claim)
    claimed = text.number_spans(plain)
    if _is_all_of_some(plain, claimed, text.squash(f"{said.quoted} {said.lent}")):
        return True
    values = {n.digits for n in claimed}
    told = [n.digits for n in text.number_spans(text.squash(said.quoted))]
    return any(
        n.digits == whole
        and part not in values
        and told.count(whole) == 1
        and not _PARTLY.search(plain[max(0, n.start - _NEAR) : n.start])
        for part, whole in parted(said.quoted)
        for n in claimed
    )


def _is_all_of_some(claim: str, claimed: Sequence[text.NumberSpan], told: str) -> bool:
    """Whether the claim tells of "all 19 sirens" what the quotes only tell of some, "of the 19, seven had sounded"."""
    every = {n.digits for n in claimed if _ALL.search(claim[max(0, n.start - _NEAR) : n.start])}
    fronts = [(n.digits, told[max(0, n.start - _NEAR) : n.start]) for n in text.number_spans(told)]
    return any(
        all(_SOME.search(front) and not _WHOLE.search(front) for front in own)
        for own in ([front for digits, front in fronts if digits == whole] for whole in every)
        if own
    )
