"""Whether one of two is more, or was first: "was A dearer than B?", "had A opened when B closed?"."""

from __future__ import annotations

import re

from ragbot.text import PAST
from ragbot.verdicts.comparing.asking import AUX, when
from ragbot.verdicts.comparing.comparison import Comparison, Cue
from ragbot.verdicts.comparing.words import COUNTED, CUE, NO_SIDE, cue_of, how

_BEFORE_OR_AFTER = re.compile(
    r"^(?P<aux>did|was|were|is|had|does)\s+(?P<a>.+?)\s*,?\s+(?:before\s+or\s+after|after\s+or\s+before|earlier\s+or\s+later\s+than)\s+(?P<b>[^?]+)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:[Tt]he )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*")
_THAN = re.compile(rf"^(?P<aux>{AUX})\s+(?P<a>[^,:?]+?)\s+than\s+(?P<b>[^,?]+)", re.IGNORECASE)
_BE = re.compile(r"(?:is|are|was|were)$", re.IGNORECASE)
_PLACED = re.compile(r"^(?:at|in|on|during|by|under|of|for|from)\b", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:at|in|on|during|by|under|for|from)\s.*$", re.IGNORECASE)
_AUX_LAST = re.compile(rf"\s+{AUX}$", re.IGNORECASE)
_VERB_FIRST = re.compile(rf"^(?:{'|'.join(PAST)}|\w+ed)\b")
_ORDER = re.compile(
    r"^(?P<aux>was|were|did|had|has|have)\s+(?P<a>[^,:?]+?),?\s+(?P<word>before|after|by the time(?: that)?|when)\s+(?P<b>[^?]+)",
    re.IGNORECASE,
)
_ALREADY = re.compile(r"\s+(?:already|yet)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:any|some|no|every)(?:one|body|thing)?\b|people\b|there\b", re.IGNORECASE)
_PARTICIPLE = re.compile(rf"\b(?:\w{{2,}}ed|{'|'.join(PAST)})\b")
_FINITE = re.compile(rf"\b(?:was|were|had|did|is|are|{'|'.join(PAST)}|\w{{2,}}ed)\b", re.IGNORECASE)


def read_before_or_after(question: str) -> Comparison | None:
    found = _BEFORE_OR_AFTER.match(question)
    if not found:
        return None
    a, b = found["a"].strip(), found["b"].strip()
    verb = re.search(r"\b[a-z]+$", a)
    # "Did Ada Renn die before or after Jon Lund?"
    second = (
        f"When {found['aux'].lower()} {b} {verb[0]}?"
        if verb and _BARE.fullmatch(b) and _BARE.fullmatch(a[: verb.start()].strip())
        else when(b)
    )
    return Comparison((a, b), (f"When {found['aux'].lower()} {a}?", second), "earlier")


def read_than(question: str) -> Comparison | None:
    found = _THAN.match(question)
    cues = [c for c in CUE.finditer(found["a"]) if cue_of(c) in ("more", "less")] if found else []
    if not found or not cues:
        return None
    b, last = found["b"].strip(), cues[-1]
    if NO_SIDE.match(b):
        return None
    cue: Cue = cue_of(last)
    counted = COUNTED.search(found["a"], last.start())
    ends = counted.end() if counted and counted.start() == last.start() else last.end()
    a, tail = found["a"][: last.start()].strip(), found["a"][ends:].strip()
    if not a or a.lower() == "there" or re.match(r"or\b", tail, re.IGNORECASE) or a.endswith(" more or"):
        return None  # "did more than 100 people die?", "is there more to it than …?", "more or less than"
    asked = how(f"{found['a'][last.start() :]} {a} {b}" if not counted else found["a"][last.start() :]) or "How much"
    aux = found["aux"].lower()
    if counted and asked == "How much money":
        asked = f"How much money in {counted['noun']}"
    first, second, name = _asked(asked, aux, a, tail, b)
    subject = a if _BE.match(aux) else a.rpartition(" ")[0] or a  # without the verb
    deed = a.rpartition(" ")[2] if subject != a and counted and not _VERB_FIRST.match(b) else ""
    deed = "" if deed in ("have", "get", "do", "see", "make") else deed
    return Comparison((f"{subject} {tail}".strip(), name), (first, second), cue, "", "whether", sure=False, deed=deed)


def _asked(asked: str, aux: str, a: str, tail: str, b: str) -> tuple[str, str, str]:
    """The two questions, and what the second is about."""
    if _BE.match(aux):
        # "Was the water in 1954 higher than in 2025?"
        other = f"{a if tail else _PLACE.sub('', a)} {b}" if _PLACED.match(b) else b
        return f"{asked} {aux} {a} {tail}".strip() + "?", f"{asked} {aux} {other}?", other
    if _PLACED.match(b):
        return f"{asked} {aux} {a} {tail}".strip() + "?", f"{asked} {aux} {a} {b}?", f"{a} {b}"
    subject, verb = _AUX_LAST.sub("", b), a.rsplit(maxsplit=1)[-1]
    if subject != b or not _VERB_FIRST.match(b):
        return f"{asked} {aux} {a} {tail}".strip() + "?", f"{asked} {aux} {subject} {verb}?", subject
    return f"{asked} {aux} {a} {tail}".strip() + "?", f"{asked} {b}?", b


def read_order(question: str) -> Comparison | None:
    """Whether something had come to pass when something else did. What only has "after the fire" in it asks of one thing."""
    found = _ORDER.match(question)
    if not found or not _FINITE.search(found["b"]):
        return None
    a, word = found["a"].strip(), found["word"].lower()
    already = _ALREADY.search(a)
    # "Was anyone killed before the police came?" asks whether, not when; "did he resign after the vote failed?" asks why.
    if _SOMEBODY.match(a) or (word in ("when", "after") and not already):
        return None
    if found["aux"].lower() in ("was", "were") and not already and not _PARTICIPLE.search(a):
        return None
    a, b = _ALREADY.sub("", a), found["b"].strip()
    cue: Cue = "later" if word == "after" else "earlier"
    return Comparison((a, b), (f"When {found['aux'].lower()} {a}?", when(b)), cue, "", "whether", sure=False)
