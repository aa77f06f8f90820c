"""Retrieval, over articles and against gold."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.outcome import Outcome, mean


def hit_at(outcomes: Sequence[Outcome], k: int) -> float | None:
    """Share of cases with a gold article among the first k."""
    return mean(bool(set(o.considered[:k]) & set(o.case.gold)) for o in _with_gold(outcomes))


def mrr_at(outcomes: Sequence[Outcome], k: int) -> float | None:
    """Mean of 1 / rank of the first gold article, nought beyond k."""
    return mean(
        next((1 / r for r, path in enumerate(o.considered[:k], 1) if path in o.case.gold), 0.0)
        for o in _with_gold(outcomes)
    )


def recall_at(outcomes: Sequence[Outcome], k: int) -> float | None:
    """Mean share of a case's gold articles among the first k."""
    return mean(len(set(o.considered[:k]) & set(o.case.gold)) / len(set(o.case.gold)) for o in _with_gold(outcomes))


def answer_in_evidence(outcomes: Sequence[Outcome]) -> float | None:
    """Share of cases with gold whose patterns are all found in the sentences that the model gets to read."""
    return mean(all(p.search(o.evidence) for p in o.case.expect_all) for o in _with_gold(outcomes))


def _with_gold(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.case.gold and not o.case.abstain]
