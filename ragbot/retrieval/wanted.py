"""What an answer to the question would hold: a figure, a time, a name. Sentences that hold one are worth more."""

from __future__ import annotations

import re
from collections.abc import Callable

from ragbot import text

_FIGURE = re.compile(
    r"\bhow (?:many|much|far|long|high|old|fast|big|large|often|tall|deep|wide|heavy|few)\b"
    r"|\b(?:what|which) (?:percentage|share|sum|number|price|amount|rate|score|figure)\b|\bcosts?\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\bwhen\b|\b(?:what|which) (?:day|date|year|time|month|week)\b|\bsince when\b", re.IGNORECASE)
_PERSON = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
_TIME_WORD = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|aug|sept?|oct|nov|dec)\.|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|weeks?|years?|months?|today|tomorrow|yesterday|noon|midnight|morning|evening|night|[ap]\.?m\b|o['’]clock)",
    re.IGNORECASE,
)

Test = Callable[[str], bool]


def answer_type(question: str) -> str:
    """Whether "figure", "time" or "person"; "" where the words do not tell."""
    if _FIGURE.search(question):
        return "figure"
    if _TIME.search(question):
        return "time"
    return "person" if _PERSON.search(question) else ""


def holds(question: str) -> Test:
    """Whether a sentence holds what is asked for, beyond what the question itself says (answer typing:
    Prager et al., Question-Answering by Predictive Annotation, SIGIR 2000).
    """
    numbers, names = text.numbers(question), text.names(question)
    tests: dict[str, Test] = {
        "figure": lambda sentence: bool(text.numbers(sentence) - numbers),
        "time": lambda sentence: bool(_TIME_WORD.search(sentence) or text.numbers(sentence) - numbers),
        "person": lambda sentence: bool(text.names(sentence) - names),
    }
    return tests.get(answer_type(question), lambda _: False)
