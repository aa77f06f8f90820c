"""Answers that are proven and answer nothing: the question said again, a number of something else, no name where one is asked for."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from ragbot import text
from ragbot.citations import Proof
from ragbot.understanding import checking, strict, wanted
from ragbot.understanding.wanted import MONEY

# Words that answer though they are no content words: "all three suspects were arrested"
_SELECTS = re.compile(r"\b(?:all|both|none|no|nobody|neither|every|half|not|never)\b|n['’]t\b", re.IGNORECASE)
_COUNT = re.compile(
    r"(?<![\w,.])(?!(?:19|20)\d\d\b)\d[\d,.]*(?:\s+(?:million|billion|thousand|per cent|percent))?\s+[a-z]+\b"
)
_WHICH = re.compile(r"\b(?:which|what) (?P<kind>[a-z]{3,})\b", re.IGNORECASE)
_THE = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "same"})
_SAID_AGAIN = 0.8  # of the question's words; an answer that picks one of those named leaves out the other


def is_empty(question: str, proof: Proof) -> bool:
    """Whether nothing in an answer is what was asked for."""
    checks = (_adds_nothing, _counts_others, _gives_no_name, _gives_no_sum, _names_no_other)
    return any(check(question, proof) for check in checks)


def _gives_no_name(question: str, proof: Proof) -> bool:
    """Whether a name is asked for, and the answer has none but those of the question: "two people were arrested"."""
    said = " ".join(s.text for s in proof.sentences)
    return strict.is_name(question) and bool(said) and not _names(said) - text.stems(question)


def _gives_no_sum(question: str, proof: Proof) -> bool:
    """Whether a sum is asked for, and all that the answer numbers is something else: "14 animals"."""
    said = " ".join(s.text for s in proof.sentences)
    return bool(MONEY.search(question) and text.numbers(said)) and not strict.has_a_sum(said)


def _names_no_other(question: str, proof: Proof) -> bool:
    """Whether of what is asked for by its kind an answer only says "the": "at the hospital", asked at which hospital."""
    asked, said = _WHICH.search(question), " ".join(s.text for s in proof.sentences)
    if not asked or (_names(said) - text.stems(question)) or text.numbers(said) - text.numbers(question):
        return False
    told = re.findall(rf"(?<![\w’'-])([\w’'-]+) {re.escape(asked['kind'])}\b", said, re.IGNORECASE)
    return bool(told) and all(word.lower() in _THE for word in told)


def _names(said: str) -> AbstractSet[str]:
    """Stems of the names of a text, its first word among them, if it may be one."""
    first = said.lstrip("\"“‘'(").partition(" ")[0]
    return text.names(said) | (text.stems(first) if first[:1].isupper() and text.content_words(first) else set())


def _adds_nothing(question: str, proof: Proof) -> bool:
    """Whether an answer to "who" or "how" only says again what the question says; one of two that it names is more.

    "The reward was 20,000 crowns" is nothing to "who got the reward?".
    """
    said = " ".join(s.text for s in proof.sentences)
    if wanted.answer_type(question) == "person":
        said = _COUNT.sub(" ", said)
    if checking.is_polar(question) or re.search(r"\bor\b", question) or _SELECTS.search(said):
        return False
    asked, told = set(text.content_stems(question)), set(text.content_stems(said))
    again = told <= text.stems(question) and text.numbers(said) <= text.numbers(question)
    return again and len(told & asked) >= _SAID_AGAIN * len(asked)


def _counts_others(question: str, proof: Proof) -> bool:
    """Whether an answer is a bare number that its quotes give of something else: "2,184" passengers, asked how many are sick."""
    units, said = wanted.unit(question), " ".join(s.text for s in proof.sentences)
    bare = text.numbers(said)
    if not units or not bare or any(not text.numbers(word) for word in text.content_words(said)):
        return False
    counted = [q.units or q.before for c in proof.citations for q in text.quantities(c.quote) if q.value in bare]
    return bool(counted) and not any(_is_alike(units, nouns) for nouns in counted)


def _is_alike(units: AbstractSet[str], nouns: AbstractSet[str]) -> bool:
    return not nouns or bool(text.senses(units) & text.senses(nouns) or text.kinds(units) & text.kinds(nouns))
