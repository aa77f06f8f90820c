"""A question about two is searched twice: the evidence for each side, within the budget of one."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from ragbot.domain import Evidence, StageTrace
from ragbot.retrieval.evidence import estimate_tokens
from ragbot.retrieval.pipeline import Retrieval


def both(first: Retrieval, second: Retrieval, tokens: int) -> Retrieval:
    """One retrieval of two: hits in turn, each side's best evidence up to half of `tokens`."""
    hits = [hit for pair in zip_longest(first.hits, second.hits) for hit in pair if hit]
    kept: dict[str, Evidence] = {}
    for side in (first, second):
        for item in _best(side.evidence, tokens // 2):
            known = kept.get(item.article.id)
            spans = {s.start: s for s in (*(known.sentences if known else ()), *item.sentences)}
            kept[item.article.id] = replace(known or item, sentences=tuple(spans[at] for at in sorted(spans)))
    evidence = tuple(replace(e, n=n) for n, e in enumerate(kept.values(), start=1))
    trace = (*first.trace, *(_renamed(t) for t in second.trace))
    return Retrieval(tuple(dict.fromkeys(hits)), evidence, trace, first.window, {**second.inferred, **first.inferred})


def _best(evidence: tuple[Evidence, ...], tokens: int) -> list[Evidence]:
    ranked = sorted(((s, e) for e in evidence for s in e.sentences), key=lambda pair: -pair[0].score)
    left, chosen = tokens, set[tuple[str, int]]()
    for sentence, item in ranked:
        left -= estimate_tokens(sentence.text)
        if left < 0 and chosen:
            break
        chosen.add((item.article.id, sentence.start))
    kept = [replace(e, sentences=tuple(s for s in e.sentences if (e.article.id, s.start) in chosen)) for e in evidence]
    return [e for e in kept if e.sentences]


def _renamed(trace: StageTrace) -> StageTrace:
    return replace(trace, stage=f"{trace.stage} (second side)")
