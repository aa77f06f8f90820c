"""What came of a question, as an `Answer`."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ragbot.answering.ask import Ask, Draft
from ragbot.citations import Proof
from ragbot.domain import Answer, Article, Evidence, Filters, Status, citation_dates
from ragbot.verdicts import Gap

_NOT_FOUND = "Not in these articles."
_QUOTED = 240  # characters of the nearest sentence


def answer(ask: Ask, draft: Draft, status: Status, proof: Proof, receipt: Mapping[str, Any]) -> Answer:
    """The documented answer; its receipt says "extractive" where no model has written any of it."""
    made_by = dict(receipt)
    if not draft.wrote and not draft.broken:
        made_by["llm"] = "extractive"
    stats = draft.stats
    return Answer(
        status=status,
        text=proof.text,
        question=ask.question,
        standalone_question=ask.standalone,
        sentences=proof.sentences,
        citations=proof.citations,
        considered=ask.considered,
        coverage=ask.coverage,
        filters=ask.filters,
        receipt=made_by,
        timings={
            "retrieve_s": round(ask.retrieve_s, 4),
            "ttft_s": round(draft.first_s, 4) if draft.first_s is not None else None,
            "total_s": round(time.perf_counter() - ask.started, 4),
            "prompt_tokens": stats.prompt_tokens if stats else None,
            "completion_tokens": stats.completion_tokens if stats else None,
        },
        evidence=ask.retrieval.evidence,
        trace=ask.retrieval.trace,
        notice=" ".join(filter(None, (notes(ask, proof), draft.notice))),
    )


def lent(answer: Answer, found: Sequence[Evidence], proof: Proof) -> tuple[Evidence, ...]:
    """An answer's evidence, and behind it what else was found and is cited; numbered on."""
    cited = {c.article_id for c in proof.citations} - {e.article.id for e in answer.evidence}
    others = {e.article.id: e for e in found if e.article.id in cited}
    return tuple(replace(e, n=n) for n, e in enumerate((*answer.evidence, *others.values()), start=1))


def not_found(ask: Ask, why: str = "") -> Proof:
    """The refusal: what the question asks for that is not there, what is nearest, what was searched."""
    parts = (_NOT_FOUND, why, _nearest(ask), ask.coverage.sentence())
    return Proof(" ".join(part for part in parts if part), (), ())


def missing(gap: Gap | None) -> str:
    """What a question presupposes and the nearest articles do not bear out, as a sentence."""
    if gap is None:
        return ""
    told = {
        "time": f"The nearest articles are about another time than “{gap.words}”.",
        "name": f"The nearest articles do not mention: {gap.words}.",
        "kind": "",
    }
    return told[gap.kind]


def _nearest(ask: Ask) -> str:
    best = max(ask.retrieval.evidence, key=lambda e: e.score, default=None)
    if best is None:
        return ""
    sentence = " ".join(max(best.sentences, key=lambda s: s.score).text.split())
    shown = sentence if len(sentence) <= _QUOTED else f"{sentence[:_QUOTED].rsplit(' ', 1)[0]} …"
    day = (citation_dates(best.article)[0] or "")[:10]
    source = ", ".join(filter(None, (best.article.outlet, day)))
    return f"The nearest is “{shown}”{f' ({source})' if source else ''}."


def notes(ask: Ask, proof: Proof) -> str:
    """What a reader should know of how the answer was found: a filter left aside, a name that another article has."""
    cited = {citation.article_id for citation in proof.citations}
    named: dict[str, Article] = {}
    for link in ask.verdict.links:
        if link.article_id in cited and link.other.id not in cited:
            named.setdefault(link.name, link.other)
    told = (f"“{name}” is named in another article on this: {_headed(other)}." for name, other in named.items())
    return " ".join(filter(None, (relaxed(ask.filters), *told)))


def _headed(article: Article) -> str:
    source = ", ".join(filter(None, (article.outlet, article.dated)))
    return f"“{' '.join(article.headline.split())}”{f' ({source})' if source else ''}"


def relaxed(filters: Filters) -> str:
    """What the question asked for and the archive does not have, in a sentence."""
    dropped = filters.inferred.get("relaxed", ())
    words = filters.inferred.get("words", {})
    named = [f"“{words[key]}”" for name in dropped for key in ("since", "until") if name == "dates" and key in words][
        :1
    ]
    named += [f"“{words[name]}”" for name in dropped if name in words]
    return f"No article matches {' and '.join(named) or 'that limit'}, so it was left aside." if dropped else ""
