"""Puts one case to a bot and keeps what came of it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from eval.case import Case
from eval.metrics import METRICS, Outcome, is_right, ranking
from ragbot.domain import Article, Done, Event, IngestionReport, Retrieved, StageTrace, Turn
from ragbot.ingestion import Progress


class Bot(Protocol):
    """What a run needs; `ragbot.Ragbot` has it."""

    def ingest(self, *paths: str | Path, progress: Progress | None = None) -> IngestionReport: ...

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | Sequence[str]] = (),
        since: Any = None,
        until: Any = None,
        outlet: str | None = None,
        as_of: Any = None,
    ) -> Generator[Event, None, None]: ...

    def article(self, article_id: str) -> Article | None: ...

    def receipt(self) -> Mapping[str, Any]: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


class Asker:
    """Asks one bot. What a case dies of becomes its outcome: the run goes on and names it."""

    def __init__(self, bot: Bot, *, retrieval_only: bool = False) -> None:
        self._bot = bot
        self._retrieval_only = retrieval_only
        self._article = lru_cache(maxsize=4096)(bot.article)

    def ask(self, case: Case) -> Outcome:
        found: Retrieved | None = None
        options: dict[str, Any] = dict(case.filters)
        try:
            with closing(self._bot.stream(case.question, history=case.history, as_of=case.as_of, **options)) as events:
                for event in events:
                    if isinstance(event, Retrieved):
                        found = event
                        if self._retrieval_only:
                            return self._outcome(case, found, None)
                    elif isinstance(event, Done):
                        return self._outcome(case, found, event)
        except Exception as error:  # noqa: BLE001  # as promised above
            return Outcome(case, error=f"{type(error).__name__}: {error}")
        return Outcome(case, error="the stream ended without an answer")

    def _outcome(self, case: Case, found: Retrieved | None, done: Done | None) -> Outcome:
        answer = done.answer if done else None
        return Outcome(
            case,
            considered=tuple(c.source_path for c in found.considered) if found else (),
            stages={t.stage: self._paths(t) for t in found.trace if t.articles} if found else {},
            evidence=" ".join(s.text for e in found.evidence for s in e.sentences) if found else "",
            answer=answer,
            verbatim=tuple(self._body(c.article_id)[c.start : c.end] == c.quote for c in answer.citations)
            if answer
            else (),
            retrieve_s=found.seconds if found else None,
        )

    def _paths(self, trace: StageTrace) -> tuple[str, ...]:
        return tuple(a.source_path for a in map(self._article, trace.articles) if a)

    def _body(self, article_id: str) -> str:
        article = self._article(article_id)
        return article.body if article else ""


def row(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain data: what results are summed up from, and what a report shows of a case."""
    answer, case = outcome.answer, outcome.case
    right = is_right(outcome)
    return {
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "history": [list(turn) for turn in case.history],
        "as_of": case.as_of,
        "expect": _expected(case),
        "gold": list(case.gold),
        "quotes": list(case.quotes),
        # Where no answer was asked for, there is none to be right or wrong.
        "ok": right if answer or outcome.error else None,
        "status": answer.status if answer else ("error" if outcome.error else None),
        "text": answer.text if answer else None,
        "cited": list(outcome.cited),
        "proofs": [c.quote for c in answer.citations] if answer else [],
        "considered": list(outcome.considered[:10]),
        # What the model read is worth its bytes where something went wrong.
        "evidence": "" if right else outcome.evidence,
        "scores": {m.name: s for m in METRICS if (s := m.score(outcome)) is not None},
        "stages": _stages(outcome),
        "timings": {**(answer.timings if answer else {}), "retrieve_s": outcome.retrieve_s},
        "error": outcome.error,
    }


def _expected(case: Case) -> dict[str, Any]:
    expect = case.expect
    patterns = {"all": expect.every, "none": expect.none, "corrects": expect.corrects}
    data: dict[str, Any] = {name: [p.pattern for p in found] for name, found in patterns.items() if found}
    return data | ({"abstain": True} if expect.abstain else {})


def _stages(outcome: Outcome) -> dict[str, Mapping[str, float]]:
    case = outcome.case
    if not case.answerable or not case.gold:
        return {}
    return {stage: ranking(paths, case.gold) for stage, paths in outcome.stages.items()}
