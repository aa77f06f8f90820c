"""Refusals: where they belong, and where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.outcome import Outcome, mean


def abstained_when_it_should(outcomes: Sequence[Outcome]) -> float | None:
    """Share of unanswerable cases that were refused."""
    return mean(o.answer is not None and o.answer.status == "not_found" for o in outcomes if o.case.abstain)


def over_refusal(outcomes: Sequence[Outcome]) -> float | None:
    """Share of answerable cases that were refused: lower is better."""
    return mean(o.answer is not None and o.answer.status == "not_found" for o in outcomes if not o.case.abstain)
