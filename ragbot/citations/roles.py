"""An office that the quotes give to somebody under another name: the finance minister is not the transport minister."""

from __future__ import annotations

import re

from ragbot import text
from ragbot.citations.said import Said

_WHO = re.compile(
    r"^\W*(?:(?:[Aa]nd|[Bb]ut|[Ss]o)\s+)?[Ww]ho(?:['’]s|\s+(?:is|was|are|were|became))\s+(?:(?:now|currently)\s+)?(?:the\s+)?"
    r"(?P<role>[a-z][\w-]*(?:\s+[a-z][\w-]*)*?)(?=\s+(?:of|in|for|at|on|to|who|that|now|when)\b|\s+[A-Z]|\W*$)"
)
_AT_LEAST = 2  # words: a "minister" of no kind may be any


def is_other_role(claim: str, said: Said) -> bool:
    """Whether a claim gives somebody the office that the question asks for, where the quotes tell of another of the kind."""
    asked = _WHO.match(said.question)
    role = [text.stem(word) for word in text.words(asked["role"])] if asked else []
    if len(role) < _AT_LEAST or not set(role) <= text.stems(claim):
        return False
    *kind, office = role
    quoted = [text.stem(word) for word in text.words(said.quoted)]
    before = {quoted[at - 1] for at in range(1, len(quoted)) if quoted[at] == office}
    return bool(before - text.STOPWORDS) and not set(kind) & set(quoted)
