"""What each of two has or does: "what do A and B each want?", "what did A and what did B say?"."""

from __future__ import annotations

import re

from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.words import READ

_NAME = r"(?:the )?(?:[\w’'-]+ )*?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
_ASKED = r"(?P<head>(?:what|how|where|when|why|whom?|which)\b[\w -]*?)"
_AUX = r"(?P<aux>did|do|does|have|has|had|is|are|was|were|will|would)"
_EACH = re.compile(rf"^{_ASKED} {_AUX} (?P<a>[^,?]{{1,120}}?),? and (?P<b>[^,?]{{1,120}}?) (?:each|both|respectively) (?P<said>[^?]+)", re.IGNORECASE)  # fmt: skip
_TWICE = re.compile(rf"^{_ASKED} {_AUX} (?P<a>[^,?]{{1,120}}?),? and (?i:(?P=head)) (?:did|do|does|has|had|is|are|was|were|will|would) (?P<b>(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*) (?P<said>[^?]+)")  # fmt: skip
_EACH_OF = re.compile(rf"^{_ASKED} {_AUX} each of (?P<a>[^,?]{{1,120}}?),? and (?P<b>{_NAME}) (?P<said>[a-z][^?]+)")
_COMMON = re.compile(r"^what (?:do|does|did|have|has) (?P<a>[^,?]{1,120}?),? and (?:of )?(?P<b>[^,?]{1,120}?)(?: have| share)? in common\b", re.IGNORECASE)  # fmt: skip
_WHERE = r"(?:in|at|by|to|for|on|of|with)"
_ELSEWHERE = re.compile(rf"^(?P<first>[^?]*?\b(?:how many|how much|what|which|who|where|when)\b[^?]*?)(?:,? and (?:how many|how much|what|which|who|where|when)\s+|, and (?=to|in|at|for))(?P<b>{_WHERE} (?!what|which|whom|whose|how)[^?]+)", re.IGNORECASE)  # fmt: skip
_COORDINATED = re.compile(rf"^{_ASKED} {_AUX} (?P<a>[^,?]{{1,120}}?) and (?P<b>[^,?]+) (?P<said>[a-z][\w’'-]+(?: (?:for|in|to|of|by|with|from|at|about))?)$", re.IGNORECASE)  # fmt: skip
_ALONE = {"do": "does", "have": "has", "are": "is", "were": "was"}


def read_each(question: str) -> Comparison | None:
    question = question[:1].lower() + question[1:]
    if found := _COMMON.match(question):
        sides = found["a"].strip(), found["b"].strip()
        return Comparison(
            sides, (f"What is told of {sides[0]}?", f"What is told of {sides[1]}?"), "", "", "together", sure=False
        )
    return _each(_TWICE.match(question) or _EACH.match(question) or _EACH_OF.match(question)) or _elsewhere(question)


def read_coordinated(question: str) -> Comparison | None:
    """Two that only an "and" joins, "what fines did A and B get?": mostly one thing, the railway and the union."""
    question = " ".join(question.split()).rstrip(" ?.")
    return _each(_COORDINATED.match(question[:1].lower() + question[1:])) if len(question) <= READ else None


def _elsewhere(question: str) -> Comparison | None:
    """Two places: of "how many died in the fire, and how many in the flood?" the second stands where the first one stood."""
    found = _ELSEWHERE.match(question)
    if not found:
        return None
    first, b = found["first"].strip(), found["b"].strip()
    for size in (2, 1):
        at = first.rfind(f" {' '.join(b.split()[:size])} ")
        if at > 0 and len(b.split()) > size:
            a = first[at:].strip()
            return Comparison((a, b), (f"{first}?", f"{first[:at]} {b}?"), "", "", "each", sure=False)
    return None


def _each(found: re.Match[str] | None) -> Comparison | None:
    if not found:
        return None
    head, aux = found["head"].strip(), _ALONE.get(found["aux"].lower(), found["aux"].lower())
    sides = found["a"].strip(), found["b"].strip()
    first, second = (f"{head[:1].upper()}{head[1:]} {aux} {side} {found['said'].strip()}?" for side in sides)
    return Comparison(sides, (first, second), "", "", "each", sure=False)
