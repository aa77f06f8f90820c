"""Retrieval over articles and against gold, computed by ir-measures (https://ir-measur.es)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import ir_measures
from ir_measures import RR, R, Success, nDCG

from eval.metrics.metric import Metric, with_gold
from eval.metrics.outcome import Outcome

_MEASURES = {
    "hit@1": Success @ 1,
    "hit@4": Success @ 4,
    "mrr@10": RR @ 10,
    "recall@10": R @ 10,
    "ndcg@10": nDCG @ 10,
}


def ranking(found: Sequence[str], gold: Sequence[str]) -> Mapping[str, float]:
    """Every ranking measure of one list of articles, best first."""
    return _ranking(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(gold)))


@lru_cache(maxsize=4096)
def _ranking(found: tuple[str, ...], gold: tuple[str, ...]) -> Mapping[str, float]:
    qrels = [ir_measures.Qrel("q", path, 1) for path in gold]
    run = [ir_measures.ScoredDoc("q", path, -float(rank)) for rank, path in enumerate(found)]
    values = {m.measure: m.value for m in ir_measures.iter_calc(list(_MEASURES.values()), qrels, run)}
    return {name: round(float(values.get(measure, 0.0)), 4) for name, measure in _MEASURES.items()}


def _of(name: str) -> Callable[[Outcome], float]:
    return lambda outcome: ranking(outcome.considered, outcome.case.gold)[name]


RANKING = tuple(Metric(name, "retrieval", _of(name), with_gold) for name in _MEASURES)
