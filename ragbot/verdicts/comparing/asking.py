"""What is asked of each of two, as a question of its own."""

from __future__ import annotations

import re

from ragbot.text import PAST
from ragbot.verdicts.comparing.comparison import Cue
from ragbot.verdicts.comparing.words import COUNTED, CUE, how

AUX = r"(?:is|are|was|were|did|does|do|has|have|had|will|would)"
VERB = rf"(?:{AUX}|{'|'.join(PAST)}|\w+ed|came|comes?|put|opens?|starts?|begins?|happens?|saw|grew)"
_WH = re.compile(r"\b(?:which|what(?:['’]s)?|whose|who(?:['’]s)?|where)\b(?: of (?:the two|them|these|those))?(?P<said>.*)", re.IGNORECASE)  # fmt: skip
_CONTRACTED = re.compile(r"\b(which|what|who)['’]s\b", re.IGNORECASE)
_NOUN = re.compile(rf"^\s*(?!{VERB}\b)(?:[\w’'-]+ ){{1,4}}?(?={VERB}\b)", re.IGNORECASE)
# What is left of "which came first", "which was the later one": nothing that could be asked of either.
_EMPTY = re.compile(
    r"^\W*(?:(?:came|comes?|come|happened|happens|is|was|were|are|did|does|do|happen|the|it|one|thing|event|that|in time|be|there|due)\b\W*)*$",
    re.IGNORECASE,
)
# "Came in the flood night" leaves the night.
_CAME = re.compile(r"^(?:came|comes?|happened|happens|was|is)\s+(?=(?:in|at|on|during|under|of)\b)", re.IGNORECASE)
_PLACED = re.compile(r"^(?:in|at|on|during|under|of)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"(?<![-\w])(?<!be )(?<!being )(?<!been )(?:{'|'.join(PAST)}|was|were|had|did|is|are|will|\w{{2,}}ed)\b"
)
_GERUND = re.compile(r"\b\w{2,}ing\b|\b(?:whether|that)\b")
_AUX_FIRST = re.compile(rf"{AUX}\b", re.IGNORECASE)
_WHOSE = re.compile(r"\bwhose (?!(?:is|was|are|were|came|comes)\b)([a-z]+)", re.IGNORECASE)
_COPULA = re.compile(r"^(?:is|are|was|were)(?:\s+(?:the|an?)\b|$)", re.IGNORECASE)
_FILLER = re.compile(r"\s+(?:though|please|then|again)\s*$", re.IGNORECASE)


def predicate(head: str) -> str:
    """What a question says of either: "was given up by its maker" of "which was given up first by its maker"."""
    head = _CONTRACTED.sub(r"\1 is", head)
    found = _WH.search(head)
    said = _FILLER.sub("", found["said"] if found else "")
    said = COUNTED.sub(" ", said)
    said = " ".join(CUE.sub(" ", said).strip(" ,:?.").split())
    noun = _NOUN.match(said)
    said = said[noun.end() :] if noun else said
    return "" if _EMPTY.match(said) else _CAME.sub("", said).strip()


def of_each(head: str, side: str, cue: Cue) -> str:
    """The question about one of two, where `head` is the one about both."""
    label = head.partition(":")[0].strip() if ":" in head else ""
    about = f" ({label})" if label and not CUE.search(label) else ""
    if cue in ("earlier", "later"):
        asked = when(side, predicate(head))[:-1]
    elif _WH.search(head) and how(head):
        asked = _how(head, side)
    else:
        asked, about = _as_it_stands(head, side), ""
    return f"{asked}{about}?"


def _how(head: str, side: str) -> str:
    asked, said, counted = how(head), predicate(head), COUNTED.search(head)
    if whose := _WHOSE.search(head):
        return f"{asked} was the {whose[1]}, {side}"
    if said and _PLACED.match(side) and _AUX_FIRST.match(said):
        return f"{asked} {said} {side}"  # "where were more houses hit" asks how many were hit there
    if said and not _COPULA.match(said) and "of the two" not in head:
        return f"{asked} was it that {side} {said}"
    if asked != "How much money":
        return f"{asked} is {side}"
    return f"{asked} was the {counted['noun']} of {side}" if counted else f"How much did {side} cost"


def _as_it_stands(head: str, side: str) -> str:
    """Behind what is left of the question without the word that compares."""
    rest = " ".join(CUE.sub(" ", COUNTED.sub(" ", head)).strip(" ,:").split())
    if how(head) and _AUX_FIRST.match(rest):
        return f"{how(head)} {rest[:1].lower()}{rest[1:]} {side}"
    return f"{how(head)}: {rest}, {side}" if how(head) else f"{rest}, {side}"


def when(side: str, said: str = "") -> str:
    """Asks for the time of what a noun or a clause names."""
    if said:
        return f"When was {side} {said}?" if _PLACED.match(said) else f"When was it that {side} {said}?"
    told = _CLAUSE.search(side)
    clause = told and told.start() > 0 and not _GERUND.search(side[: told.start()])
    return f"When was it that {side}?" if clause else f"When was {side}?"
