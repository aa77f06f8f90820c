"""Token F1 of an answer against the nearest gold quote, as SQuAD has it (Rajpurkar et al., arXiv:1606.05250)."""

from __future__ import annotations

import re
from collections import Counter

from eval.metrics.metric import Metric
from eval.metrics.outcome import Outcome

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKER = re.compile(r"\[\d+\]")
_PUNCTUATION = re.compile(r"[^\w\s]")


def token_f1(outcome: Outcome) -> float:
    """Harmonic mean of the shares of tokens in common, best over the gold quotes; nought for a refusal."""
    if outcome.answer is None or outcome.refused:
        return 0.0
    said = _tokens(outcome.answer.text)
    return max(_f1(said, _tokens(quote)) for quote in outcome.case.quotes)


def _tokens(text: str) -> Counter[str]:
    plain = _PUNCTUATION.sub("", _MARKER.sub(" ", text).lower())
    return Counter(_ARTICLES.sub(" ", plain).split())


def _f1(said: Counter[str], gold: Counter[str]) -> float:
    common = (said & gold).total()
    return 2 * common / (said.total() + gold.total()) if common else 0.0


TOKEN_F1 = Metric("token_f1", "answers", token_f1, lambda case: case.answerable and bool(case.quotes))
