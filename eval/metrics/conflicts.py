"""Outlets that disagree: each value shown, each from the article that has it."""

from __future__ import annotations

from eval.metrics.accuracy import is_right
from eval.metrics.metric import Metric, of_kind
from eval.metrics.outcome import Outcome

_SIDES = 2


def conflict_shown(outcome: Outcome) -> bool:
    """Every value is in the text, and at least two of the articles that disagree are cited."""
    return is_right(outcome) and len(set(outcome.cited) & set(outcome.case.gold)) >= _SIDES


CONFLICT_SHOWN = Metric("conflict_shown", "answers", conflict_shown, of_kind("conflict"))
