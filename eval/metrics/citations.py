"""Citations: the right articles. After ALCE (Gao et al., arXiv:2305.14627), over articles and against gold."""

from __future__ import annotations

from eval.case import Case
from eval.metrics.metric import Metric
from eval.metrics.outcome import Outcome


def citation_precision(outcome: Outcome) -> float | None:
    """Of the articles that the answer cites, the share that are gold; None where it cites none."""
    cited = set(outcome.cited)
    return len(cited & set(outcome.case.gold)) / len(cited) if cited else None


def citation_recall(outcome: Outcome) -> bool | None:
    """A gold article is cited: one proves a fact, the others repeat it. None for a refusal."""
    return None if outcome.refused else bool(set(outcome.cited) & set(outcome.case.gold))


def original_cited(outcome: Outcome) -> bool | None:
    """The original is cited and no copy of it. None where the answer cites nothing."""
    cited = set(outcome.cited)
    return bool(cited & set(outcome.case.gold)) and not cited & set(outcome.case.copies) if cited else None


def _has_gold(case: Case) -> bool:
    return bool(case.gold)


CITATION_PRECISION = Metric("citation_precision", "answers", citation_precision, _has_gold)
CITATION_RECALL = Metric("citation_recall", "answers", citation_recall, _has_gold)
ORIGINAL_CITED = Metric("original_cited", "answers", original_cited, lambda case: bool(case.copies))
