"""Right answers: every pattern found, none that must not be, and not refused."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.outcome import Outcome, mean


def is_right(outcome: Outcome) -> bool:
    """Of an answerable case as above; of an unanswerable one, that it was refused. A failed case is wrong."""
    answer, case = outcome.answer, outcome.case
    if answer is None:
        return False
    if case.abstain:
        return answer.status == "not_found"
    if answer.status == "not_found":
        return False
    found = all(p.search(answer.text) for p in case.expect_all)
    return found and not any(p.search(answer.text) for p in case.expect_none)


def accuracy(outcomes: Sequence[Outcome]) -> float | None:
    """Share of answerable cases answered right."""
    return mean(is_right(o) for o in outcomes if not o.case.abstain)
