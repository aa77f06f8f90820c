"""What a question asks the sum of."""

from __future__ import annotations

import re

from ragbot.text.words import content_stems

# What is told in one figure, as a pattern to be used ignoring case
AMOUNTS = r"(?:turnout|rate|toll|price|total|share|level|result|number|temperature|figure|fine|reward|population|attendance|size|height|length|depth|width|weight|age|capacity|majority|margin|speed|distance|salary|wages?|fee|fare|rent|budget|deficit|debt|profit|loss|turnover|revenue|circulation|count|sum|amount|cost|score|percentage)"  # fmt: skip

_ENDS = r"(?= (?:for|from|to|in|on|at|by|with|that|who|which|cost)\b|\?|$)"
# "How big was the fine" asks for a sum, "how big was the crowd" for none.
_BIG = r"(?:big|large)(?= \w+ (?:the|an?) (?:\w+ )?(?:fines?|bail|loans?|fees?|bills?|debts?|deficits?|budgets?|prices?|rewards?)\b)"
_PRICED = re.compile(
    rf"\bhow (?:high|much|{_BIG}) (?:is|was|were|are|will|would) (?:the|an?) (?P<the>.+?){_ENDS}"
    rf"|\bwhat (?:do|does|did|will|would) (?:the |an? )?(?P<what>.+?){_ENDS}(?=.* cost\b)",
    re.IGNORECASE,
)

_GOES_ON = " (about: "


def priced(question: str) -> set[str]:
    """The stems of what a sum is asked of, "the bail set" or "a return flight"; empty where none is."""
    # What goes on from an earlier question may call its matter anything, "the whole exercise".
    found = None if _GOES_ON in question else _PRICED.search(question)
    return set(content_stems(found["the"] or found["what"])) if found else set()
