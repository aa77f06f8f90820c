"""What a question asks the sum of."""

from __future__ import annotations

import re

from ragbot.text.words import content_stems

_ENDS = r"(?= (?:for|from|to|in|on|at|by|with|that|who|which|cost)\b|\?|$)"
_PRICED = re.compile(
    rf"\bhow (?:high|big|large|much) (?:is|was|were|are|will|would) (?:the|an?) (?P<the>.+?){_ENDS}"
    rf"|\bwhat (?:do|does|did|will|would) (?:the |an? )?(?P<what>.+?){_ENDS}(?=.* cost\b)",
    re.IGNORECASE,
)


def priced(question: str) -> set[str]:
    """The stems of what a sum is asked of, "the bail set" or "a return flight"; empty where none is."""
    found = _PRICED.search(question)
    return set(content_stems(found["the"] or found["what"])) if found else set()
