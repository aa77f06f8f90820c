"""A draft → its sentences, each with the numbers of the sources that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ragbot import text
from ragbot.domain import Span

Splitter = Callable[[str], Sequence[Span]]
_SPACED_INITIALS = re.compile(r"\b([A-Z]\.) (?=[A-Z]\.)")  # "U. S.", as a small model writes it
_REFUSAL = re.compile(
    r"^\W*not in these articles|^[^.!?]*\bnot in (?:these|the) (?:articles|sources)\s*(?:\[[\d, ]+\]\s*)*(?:[.!]|$)|\b(sources?|articles?|texts?)\b[^.]{0,40}\b(do(es)? not|don't|doesn't|did not)\b"
    r"[^.]{0,20}\b(say|mention|specif|provide|contain|give|state|include|report)",
    re.IGNORECASE,
)


def is_refusal(draft: str) -> bool:
    """Whether the model says that the sources do not hold the answer."""
    return bool(_REFUSAL.search(draft.strip()[:300]))


def claims(draft: str, split: Splitter) -> list[tuple[str, list[int]]]:
    """Sentences without markers, each with the numbers that stood in or right behind it."""
    draft = _SPACED_INITIALS.sub(r"\1", draft)
    plain, marks, last = "", list[tuple[int, int]](), 0
    for match in text.MARKER.finditer(draft):
        plain += draft[last : match.start()]
        marks += [(len(plain), int(n)) for n in re.findall(r"\d+", match["numbers"])]
        last = match.end()
    plain += draft[last:]
    found = []
    spans = list(split(plain))
    for i, span in enumerate(spans):
        following = spans[i + 1].start if i + 1 < len(spans) else len(plain) + 1
        numbers = [
            n for at, n in marks if span.start < at <= following and not (at == following and i + 1 < len(spans))
        ]
        words = " ".join(plain[span.start : span.end].split())
        if any(c.isalnum() for c in words):
            found.append((words, list(dict.fromkeys(numbers))))
    return found
