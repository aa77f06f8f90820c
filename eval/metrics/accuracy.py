"""Right answers."""

from __future__ import annotations

from eval.metrics.metric import Metric, answerable
from eval.metrics.outcome import Outcome


def is_right(outcome: Outcome) -> bool:
    """Every pattern found, none that must not be, and not refused; of an unanswerable case, that it was refused.

    Where the question has a false premise, an answer that states the true fact instead is as right as a refusal.
    A failed case is wrong.
    """
    answer, expect = outcome.answer, outcome.case.expect
    if answer is None:
        return False
    if expect.abstain:
        corrected = bool(expect.corrects) and all(p.search(answer.text) for p in expect.corrects)
        return outcome.refused or corrected
    if outcome.refused or any(p.search(answer.text) for p in expect.none):
        return False
    return all(p.search(answer.text) for p in expect.every)


ACCURACY = Metric("accuracy", "answers", is_right, answerable)
