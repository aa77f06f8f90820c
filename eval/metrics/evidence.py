"""What the model gets to read."""

from __future__ import annotations

from eval.metrics.metric import Metric, with_gold
from eval.metrics.outcome import Outcome


def answer_in_evidence(outcome: Outcome) -> bool:
    """Every pattern of the answer is found in the sentences picked within the token budget."""
    return all(p.search(outcome.evidence) for p in outcome.case.expect.every)


ANSWER_IN_EVIDENCE = Metric("answer_in_evidence", "retrieval", answer_in_evidence, with_gold)
