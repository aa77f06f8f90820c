"""Two questions in one sentence: "who settled the dispute, and how old is he?"

The second is looked up as what would be asked next, once the first is answered: answers of one question are what the
next is about (multi-hop decomposition: Min et al., DecompRC, ACL 2019; without a model here, where the comma tells).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot.citations import Proof, Quote
from ragbot.verdicts.telling import told

_ASKING = r"(?:who|whom|whose|what|when|where|which|why|how)"
_JOINT = re.compile(
    rf",\s+(?:and|but)\s+(?:then\s+)?(?=(?:(?:from|in|at|on|over|to|by|for|with|of|since|until|after)\s+)?{_ASKING}\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"\b(?:{_ASKING}|is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b", re.IGNORECASE)
# "…, and how it affects pensions" goes on with the sentence; who or what does something may do it in any words.
_ASKS = re.compile(
    r"^(?:\w+ )?(?:who|what)\b|^(?:[\w’'-]+ ){1,5}?(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b",
    re.IGNORECASE,
)
_FEWEST = 3  # words of a question: "and how many?" goes with the one before it
_READ = 600  # characters


def read_parts(question: str) -> tuple[str, str] | None:
    """The two questions of one; None for any other, and for what is too long to be a question."""
    question = " ".join(question.split())
    found = list(_JOINT.finditer(question)) if len(question) <= _READ else []
    if len(found) != 1:
        return None
    first, second = question[: found[0].start()].strip(" ,"), question[found[0].end() :].strip()
    if (
        ":" in first
        or not _ASKS.match(second)
        or not _OPENS.search(first)
        or min(len(first.split()), len(second.split())) < _FEWEST
    ):
        return None
    return f"{first}?", second[:1].upper() + second[1:]


def tell_parts(questions: tuple[str, str], fitting: tuple[Sequence[Quote], Sequence[Quote]]) -> Proof:
    """The best sentence for each question, in its article's words: for the second the best other one, if it has any."""
    first = fitting[0][0]
    second = next((q for q in fitting[1] if q.sentence != first.sentence), first)
    return told(" ".join(questions), list(dict.fromkeys((first, second))))
