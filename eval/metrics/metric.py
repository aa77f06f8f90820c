"""What a metric is: a score of one case. Means, intervals and comparisons are made of these scores elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from eval.case import Case
from eval.metrics.outcome import Outcome

Part = Literal["retrieval", "answers"]


@dataclass(frozen=True, slots=True)
class Metric:
    """`value` gives 0 to 1 for an outcome, or None where there is nothing to judge (nothing cited, say).

    `applies` says which cases it is about. A case that failed scores the worst there is.
    """

    name: str
    part: Part
    value: Callable[[Outcome], float | None]
    applies: Callable[[Case], bool]
    lower_is_better: bool = False

    def score(self, outcome: Outcome) -> float | None:
        if not self.applies(outcome.case):
            return None
        if outcome.error:
            return 1.0 if self.lower_is_better else 0.0
        if self.part == "answers" and outcome.answer is None:
            return None
        value = self.value(outcome)
        return None if value is None else round(float(value), 4)


def answerable(case: Case) -> bool:
    return case.answerable


def with_gold(case: Case) -> bool:
    return case.answerable and bool(case.gold)


def every(_: Case) -> bool:
    return True


def of_kind(kind: str) -> Callable[[Case], bool]:
    return lambda case: case.kind == kind
