"""Citations: the right articles, true quotes, proven sentences. ALCE's definitions (arXiv:2305.14627), over articles."""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.outcome import Outcome, mean


def citation_precision(outcomes: Sequence[Outcome]) -> float | None:
    """Of the articles an answer cites, the share that are gold; mean over answers with citations to cases with gold."""
    return mean(len(cited & set(o.case.gold)) / len(cited) for o in outcomes if o.case.gold and (cited := _cited(o)))


def citation_recall(outcomes: Sequence[Outcome]) -> float | None:
    """Share of answered cases with gold that cite a gold article: one proves a fact, the others repeat it."""
    return mean(
        bool(_cited(o) & set(o.case.gold))
        for o in outcomes
        if o.case.gold and o.answer and o.answer.status != "not_found"
    )


def quotes_verbatim(outcomes: Sequence[Outcome]) -> float | None:
    """Share of all quotes that stand in their article, character for character, where they say."""
    return mean(v for o in outcomes for v in o.verbatim)


def sentences_proven(outcomes: Sequence[Outcome]) -> float | None:
    """Share of all shown sentences that carry a proof."""
    return mean(s.proven and bool(s.citations) for o in outcomes if o.answer for s in o.answer.sentences)


def _cited(outcome: Outcome) -> set[str]:
    return {c.source_path for c in outcome.answer.citations} if outcome.answer else set()
