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
_OF = re.compile(
    r"\b(?:out )?of (?P<the>the |its |their |these |those )?(?:[\w.]+ ){0,2}?(?:[\w.]+['’]s? )?$", re.IGNORECASE
)
_EVERY_ONE_OF = re.compile(r"\b(?:all|each|every one) of (?:the |its |their |these |those )?$", re.IGNORECASE)
_SHARES = r"some|most|half|several|many|few|fewer|none|neither|any|each one|part|majority|minority|rest|remainder|handful|couple|pair|dozens|percent|per cent|thirds?|quarters?|fifths?|tenths?"
# What stands in front of "of the 19" where it is some of them: not "a crew", nor "the last", with which they are all done
_PART = re.compile(
    rf"(?:\b(?:{_SHARES}|an? number|first|{'|'.join(_ORDINALS)}|(?:larg|bigg|small|old|young|high|low|lat|new|b)est)) $",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b(?:{_SHARES})\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[,.;:—–-] |\b(?:that|and|but|while|said) )$", re.IGNORECASE)
_ALL_DID = re.compile(r"\ball (?:of them )?(?:was|were|are|has|have|had|will)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;](?= |$)")
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
    """Whether the claim tells of "all 19 sirens" what the quotes only tell of some: "seven of the 19", "of the 19, seven"."""
    every = {n.digits for n in claimed if _ALL.search(claim[max(0, n.start - _NEAR) : n.start])}
    numbers = text.number_spans(told)
    return any(
        all(_is_only_of_some(n, numbers, told) for n in own)
        for own in ([n for n in numbers if n.digits == whole] for whole in every)
        if own
    )


def _is_only_of_some(whole: text.NumberSpan, numbers: Sequence[text.NumberSpan], told: str) -> bool:
    start = max(0, whole.start - _NEAR)
    front = told[start : whole.start]
    of = _OF.search(front)
    if not of or _EVERY_ONE_OF.search(front):
        return False
    ahead, fewer = front[: of.start()], [n for n in numbers if n.value < whole.value]
    if _OPENS.search(ahead):
        end = _BREAK.search(told, whole.end)
        behind = (whole.end, end.start() if end else len(told))
        some = bool(_SHARE.search(told, *behind)) or any(n.start in range(*behind) for n in fewer)
        return some and not _ALL_DID.search(told, *behind)
    reach = 2 if of["the"] else 0  # words: "seven houses of the 19"
    near = (n.end - start for n in fewer if start <= n.end <= whole.start)
    return bool(_PART.search(ahead)) or any(len(ahead[at:].split()) <= reach for at in near)
