"""Proof: quotes that are there, sentences that carry one."""

from __future__ import annotations

from eval.metrics.metric import Metric, every
from eval.metrics.outcome import Outcome


def quotes_verbatim(outcome: Outcome) -> float | None:
    """Share of the answer's quotes that stand in their article, character for character, where they say."""
    return sum(outcome.verbatim) / len(outcome.verbatim) if outcome.verbatim else None


def sentences_proven(outcome: Outcome) -> float | None:
    """Share of the answer's sentences that are proven and cited."""
    sentences = outcome.answer.sentences if outcome.answer else ()
    return sum(s.proven and bool(s.citations) for s in sentences) / len(sentences) if sentences else None


QUOTES_VERBATIM = Metric("quotes_verbatim", "answers", quotes_verbatim, every)
SENTENCES_PROVEN = Metric("sentences_proven", "answers", sentences_proven, every)
