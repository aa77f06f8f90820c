"""A question about two is searched twice: the evidence for each side, within the budget of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

from ragbot.catalogue import Window
from ragbot.domain import Evidence, StageTrace
from ragbot.retrieval.evidence import estimate_tokens
from ragbot.retrieval.pipeline import Retrieval

_ENDS = {"since": min, "until": max}


def both(first: Retrieval, second: Retrieval, tokens: int) -> Retrieval:
    """One retrieval of two: hits in turn, each side's best evidence up to half of `tokens`.

    Its window lets through what either's does; what was read out of either question is told, dates as one stretch.
    """
    hits = [hit for pair in zip_longest(first.hits, second.hits) for hit in pair if hit]
    kept: dict[str, Evidence] = {}
    for side in (first, second):
        for item in _best(side.evidence, tokens // 2):
            known = kept.get(item.article.id)
            spans = {s.start: s for s in (*(known.sentences if known else ()), *item.sentences)}
            kept[item.article.id] = replace(known or item, sentences=tuple(spans[at] for at in sorted(spans)))
    evidence = tuple(replace(e, n=n) for n, e in enumerate(kept.values(), start=1))
    trace = (*first.trace, *(_renamed(t) for t in second.trace))
    window, told = _around(first.window, second.window), _told(first.inferred, second.inferred)
    return Retrieval(tuple(dict.fromkeys(hits)), evidence, trace, window, told)


def _around(first: Window, second: Window) -> Window:
    return replace(
        first,
        since=min(first.since, second.since) if first.since and second.since else None,
        until=max(first.until, second.until) if first.until and second.until else None,
        outlet=first.outlet if first.outlet == second.outlet else None,
        byline=first.byline if first.byline == second.byline else None,
    )


def _told(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """`Filters.inferred` of both: the first's name where each has one; a stretch that holds both where each has dates."""
    told, words = {**second, **first}, {**second.get("words", {}), **first.get("words", {})}
    dated = [side for side in (first, second) if side.keys() & _ENDS]
    for end, outer in _ENDS.items():
        told.pop(end, None)
        words.pop(end, None)
        if dated and all(end in side for side in dated):
            side = outer(dated, key=lambda s: datetime.fromisoformat(s[end]))
            told[end], words[end] = side[end], side["words"][end]
    lists = {name: list(dict.fromkeys((*first.get(name, ()), *second.get(name, ())))) for name in ("soft", "relaxed")}
    lists["soft"] = [name for name in lists["soft"] if name in told]
    return told | {name: value for name, value in {"words": words, **lists}.items() if value}


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
