"""Does a question need the conversation to be understood, and what stands in for a rewrite when no model is at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragbot import text
from ragbot.domain import Turn

_LEANS_BACK = re.compile(
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|then|same|"
    r"former|latter|else|instead)\b",
    re.IGNORECASE,
)
_OPENS_IN_MIDDLE = re.compile(
    r"^\s*(and|but|so|or|also|what about|how about|why|when|where|who|how (much|many))\b", re.IGNORECASE
)
_THANKS = re.compile(
    r"^\W*(thanks?( you)?|thank you( very much)?|ok(ay)?|great|hello|hi|hey|bye|good (morning|evening))\W*$",
    re.IGNORECASE,
)
_SHORT = 5  # words: "and in Ohio?", "who said that?"
_MAX_REWRITE = 400


def is_small_talk(question: str) -> bool:
    """Thanks and greetings: nothing to search for."""
    return bool(_THANKS.match(question))


def needs_context(question: str, history: Sequence[Turn]) -> bool:
    """Whether the question leans on an earlier one: a pronoun without a name of its own, or a fragment."""
    if not any(role == "user" for role, _ in history):
        return False
    short = len(question.split()) <= _SHORT
    if short and _OPENS_IN_MIDDLE.match(question):
        return True
    return bool(_LEANS_BACK.search(question)) and (short or not text.names(question))


def join(question: str, history: Sequence[Turn]) -> str:
    """The last question of the user in front of this one: enough for retrieval to find the subject."""
    last = next((words for role, words in reversed(history) if role == "user"), "")
    return f"{last.strip()} {question.strip()}".strip()


def usable_rewrite(rewrite: str, question: str, history: Sequence[Turn]) -> bool:
    """A rewrite is kept only if it is one short line and brings no name from outside the conversation."""
    line = rewrite.strip()
    if not line or "\n" in line or len(line) > _MAX_REWRITE:
        return False
    said = {text.stem(w) for w in text.words(" ".join([question, *(words for _, words in history)]))}
    return text.names(line) <= said
