"""Instructions to a machine, planted in an article: they are no news, so they are no evidence.

Indirect prompt injection: Greshake et al., Not What You've Signed Up For, AISec 2023. This keeps out the plain cases;
what gets through is still only text to be quoted, and is fenced in the prompt.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MACHINES = r"(?:AI(?: (?:systems?|models?|assistants?|agents?))?|(?:news |reading |virtual )?assistants?|chat ?bots?|(?:large )?language models?|LLMs?)"
_OVERRULED = (
    r"\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+|these\s+)?(?:previous|prior|earlier|above|preceding|former)\s+(?:instructions?|prompts?|rules|directions)\b"
)  # fmt: skip
_ADDRESSED = (
    rf"\b(?:note|notice|message|instructions?|reminder)\s+(?:to|for)\s+(?:all\s+|any\s+)?{_MACHINES}\b"
    rf"|@?\ball\s+{_MACHINES}\b[^.]{{0,60}}\b(?:read|process|summari[sz]|see)"
    rf"|\b{_MACHINES}\s+(?:who\s+|that\s+|which\s+)?(?:read(?:ing)?|process(?:ing)?|summari[sz]ing)\b[^.]{{0,40}}:"
    rf"|^\W*(?:assistant|system|{_MACHINES})\s*:"
)  # fmt: skip
_DICTATED = (
    r"\b(?:when|if|whenever)\s+(?:a\s+|the\s+)?(?:readers?|users?|people|anyone|anybody|someone|you\s+are)\s+ask(?:s|ed)?\b[^.]{0,90},\s*(?:please\s+|always\s+|simply\s+)?(?:reply|answer|respond|say|state|tell\s+(?:them|him|her))\b"
)  # fmt: skip
# The letters that re.IGNORECASE takes for plain ones, and lower() does not
_PLAIN = tuple(zip("ıİſ\N{KELVIN SIGN}", "iisk", strict=True))
_MACHINE = re.compile(r"ai\b|assistant|chat ?bot|language model|llm|system\s*:")
_FLAGS = re.IGNORECASE | re.MULTILINE
# Each pattern behind what a paragraph must hold for it, which is found in a tenth of the time.
_PLANTED = (
    (re.compile(r"instruction|prompt|rules|directions"), re.compile(_OVERRULED, _FLAGS)),
    (_MACHINE, re.compile(_ADDRESSED, _FLAGS)),
    (re.compile(r"(?:reader|user|people|any(?:one|body)|someone|you\s+are)s?\s+ask"), re.compile(_DICTATED, _FLAGS)),
)


def is_planted(body: str, start: int, end: int) -> bool:
    """Whether the paragraph in which `body[start:end]` stands speaks to a machine instead of to its readers."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    return _is_addressed(body[first : last if last >= 0 else len(body)])


@lru_cache(512)  # a paragraph is asked about for each of its sentences
def _is_addressed(paragraph: str) -> bool:
    low = paragraph
    for odd, plain in _PLAIN:
        low = low.replace(odd, plain)
    low = low.lower()
    return any(hint.search(low) and pattern.search(paragraph) for hint, pattern in _PLANTED)
