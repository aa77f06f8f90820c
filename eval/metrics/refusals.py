"""Refusals: where they belong, and where they do not."""

from __future__ import annotations

from eval.metrics.metric import Metric, answerable
from eval.metrics.outcome import Outcome


def refused(outcome: Outcome) -> bool:
    return outcome.refused


ABSTAINED = Metric(
    "abstained_when_it_should", "answers", refused, lambda case: case.expect.abstain and not case.expect.corrects
)
OVER_REFUSAL = Metric("over_refusal", "answers", refused, answerable, lower_is_better=True)
