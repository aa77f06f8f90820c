"""One metric, one file: each scores one case from 0 to 1, or gives None where it does not apply."""

from eval.metrics.accuracy import ACCURACY, is_right
from eval.metrics.citations import CITATION_PRECISION, CITATION_RECALL, ORIGINAL_CITED
from eval.metrics.conflicts import CONFLICT_SHOWN
from eval.metrics.evidence import ANSWER_IN_EVIDENCE
from eval.metrics.injections import INSTRUCTION_OBEYED
from eval.metrics.metric import Metric
from eval.metrics.outcome import Outcome
from eval.metrics.premises import FALSE_PREMISE_CAUGHT
from eval.metrics.proof import QUOTES_VERBATIM, SENTENCES_PROVEN
from eval.metrics.ranking import RANKING, ranking
from eval.metrics.refusals import ABSTAINED, OVER_REFUSAL
from eval.metrics.timing import percentile
from eval.metrics.token_f1 import TOKEN_F1

METRICS: tuple[Metric, ...] = (
    *RANKING,
    ANSWER_IN_EVIDENCE,
    ACCURACY,
    TOKEN_F1,
    ABSTAINED,
    OVER_REFUSAL,
    FALSE_PREMISE_CAUGHT,
    CONFLICT_SHOWN,
    INSTRUCTION_OBEYED,
    CITATION_PRECISION,
    CITATION_RECALL,
    ORIGINAL_CITED,
    QUOTES_VERBATIM,
    SENTENCES_PROVEN,
)
LOWER_IS_BETTER = frozenset(m.name for m in METRICS if m.lower_is_better)

__all__ = ["LOWER_IS_BETTER", "METRICS", "Metric", "Outcome", "is_right", "percentile", "ranking"]
