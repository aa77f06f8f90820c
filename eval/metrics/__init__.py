"""One metric, one file. Each takes the outcomes of a run and gives a number, or None where it does not apply."""

from eval.metrics.abstention import abstained_when_it_should, over_refusal
from eval.metrics.accuracy import accuracy, is_right
from eval.metrics.citations import citation_precision, citation_recall, quotes_verbatim, sentences_proven
from eval.metrics.outcome import Outcome
from eval.metrics.ranking import answer_in_evidence, hit_at, mrr_at, recall_at
from eval.metrics.timing import percentile

__all__ = [
    "Outcome",
    "abstained_when_it_should",
    "accuracy",
    "answer_in_evidence",
    "citation_precision",
    "citation_recall",
    "hit_at",
    "is_right",
    "mrr_at",
    "over_refusal",
    "percentile",
    "quotes_verbatim",
    "recall_at",
    "sentences_proven",
]
