"""What came of one case: all that the metrics look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eval.suite import Case
from ragbot.domain import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """`considered` are article paths, best first; `verbatim` says of each quote whether its article holds it.

    `answer` is None when only retrieval ran, or when the case failed: then `error` says how.
    """

    case: Case
    considered: tuple[str, ...] = ()
    evidence: str = ""
    answer: Answer | None = None
    verbatim: tuple[bool, ...] = ()
    retrieve_s: float | None = None
    error: str = ""


def mean(values: Iterable[float | bool]) -> float | None:
    """The mean rounded to four places; None of nothing."""
    numbers = [float(v) for v in values]
    return round(sum(numbers) / len(numbers), 4) if numbers else None
