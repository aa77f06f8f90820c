"""What the quotes only plan, and what they take back: "is due to open on 30 April", "on 12 June, not on 30 April"."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said
from ragbot.text import dates

_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:due|set|scheduled|supposed|meant|expected|going) to|(?:is|are) to)\b(?! not\b)"
    r"|\b(?:faces?|facing) (?=(?:up to|as (?:much|many) as|at (?:least|most)|an? (?:maximum|minimum|possible)|between|\d)\b)"
)
# A claim that says so itself tells of a plan as a plan.
_OPEN = re.compile(
    r"\b(?:will|would|shall|should|may|might|could|can|to be|(?:due|set|scheduled|supposed|meant|expected|going) to"
    r"|is to|are to|(?:agree[sd]?|decide[sd]?|pledge[sd]?|vow(?:s|ed)?|offer(?:s|ed)?|intend\w*|ready|willing) to|fac(?:e|es|ed|ing)|plan\w*|propos\w+|promis\w+|want\w*|announc\w+|expect\w*|hop(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?:(?:has|have|had)(?! to\b)|was|were|did|been|\w{{3,}}ed|{'|'.join(text.PAST)})\b",
    re.IGNORECASE,
)
# "Will honor the 758 who are confirmed to have died"
_DONE_ALREADY = re.compile(r"(?:\b[\d,.]{1,20} [\w ]{0,40})?\b(?:to have|who|that) (?:\w+ )?(?:died|\w+ed|been)\b")
# "Smokers will pay some of the highest prices after the council voted …"
_AFTER = re.compile(
    r"\b(?:after|since|because) (?=(?:(?!(?:is|are|be|been|has|have|to)\b)[\w’'-]+ ){1,6}?(?!hundred|speed)\w{3,}ed\b)"
)
_FINITE = re.compile(r"\b(?:is|are|does|do)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:—–]|,(?!\d)|\b(?:but|while|although)\b")

# "not on 30 April", "instead of every fifteen": right before the figure that is denied
_DENIAL = re.compile(
    r"\b(?:not|instead of|rather than) (?:(?:on|in|at|by|for|from|with|about|some|the|around|over|every|as) ){0,2}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[$€£]?\w(?:[\w,.-]*\w)?(?: (?:thousand|million|billion|trillion)\b)?")
_REACH = 60  # characters; no figure or day is longer, and a page of denials must not be read anew from each
_THEN = re.compile(r"\b(?:before|previously|original(?:ly)?|earlier|at first|initial(?:ly)?|first|had|until|former(?:ly)?|once|used to)\b", re.IGNORECASE)  # fmt: skip


def is_ahead(sentence: str) -> bool:
    """Whether a sentence tells of what is still to come."""
    return bool(_AHEAD.search(sentence))


def is_only_planned(claim: str, said: Said) -> bool:
    """Whether the claim counts as there what the quotes say is still to come: "will have 209 pupils".

    What was announced and is told as done is let pass: mostly it came so, and its date is shown beside it.
    """
    if _OPEN.search(claim) or _AHEAD.search(said.asking) or not _tells_of_the_past(claim, said.question):
        return False
    to_come, told, coming = set[str](), set[str](), False
    for clause in _CLAUSE.split(said.quoted):
        now, *ahead = _AHEAD.split(clause, maxsplit=1)
        coming = bool(ahead) or (coming and not _PAST.search(clause) and not _FINITE.search(clause))
        if coming and not ahead:  # ", with 3,000 lanterns" belongs to what is to come
            now, ahead = "", [clause]
        parts = [_AFTER.split(words, maxsplit=1) for words in ahead]
        told |= text.numbers(" ".join([now, *(words for part in parts for words in part[1:])]))
        to_come |= {q.value for part in parts for q in text.quantities(_DONE_ALREADY.split(part[0])[0])}
    known = told | text.numbers(said.question) | text.numbers(said.lent)
    plain = dates.without(claim, dates.mentions(claim, said.written))
    return bool({q.value for q in text.quantities(plain)} & to_come - known)


def _tells_of_the_past(claim: str, question: str) -> bool:
    """Whether a verb of the claim does; of "the rise they ended up with is 5.8 percent" only the question's does."""
    past = {m[0].lower() for m in _PAST.finditer(claim)}
    own = past - set(text.words(question)) if _FINITE.search(claim) else past
    return bool(own)


def is_taken_back(claim: str, said: Said) -> bool:
    """Whether the claim gives for right a figure or a day that the quotes name only to say that it is not so."""
    denied, kept = _parted(said.quoted, said)
    if not denied or _THEN.search(claim):
        return False
    _, mine = _parted(claim, said)
    return bool(mine & denied - kept - _figures(f"{said.lent} {said.question}", said))


def _parted(words: str, said: Said) -> tuple[set[object], set[object]]:
    """The figures and days that a text denies, and those of the rest of it."""
    denied, rest, last = set[object](), "", 0
    for match in _DENIAL.finditer(words):
        behind = words[match.end() : match.end() + _REACH]
        day = next((m for m in dates.mentions(behind, said.written) if m.start == 0), None)
        figure = _FIGURE.match(behind)
        length = day.end if day else figure.end() if figure else 0
        if found := _figures(behind[:length], said):
            denied |= found
            rest += words[last : match.start()]
            last = match.end() + length
    return denied, _figures(f"{rest} {words[last:]}", said)


def _figures(words: str, said: Said) -> set[object]:
    mentions = dates.mentions(words, said.written)
    days = {r for m in mentions for r in m.readings if r[0] == r[1]}
    return {*days, *text.numbers(dates.without(words, mentions))}
