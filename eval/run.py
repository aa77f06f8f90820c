"""Runs a suite against a bot and keeps everything that happened in one result."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from eval import metrics
from eval.metrics import Outcome
from eval.suite import Case, Suite
from ragbot.domain import Done, Event, IngestionReport, Retrieved, Turn

Progress = Callable[[str, int, int], None]


class Bot(Protocol):
    """What a run needs; `ragbot.Ragbot` has it."""

    def ingest(self, *paths: str | Path, progress: Progress | None = None) -> IngestionReport: ...

    def stream(
        self, question: str, *, history: Sequence[Turn | Sequence[str]] = (), as_of: Any = None
    ) -> Generator[Event, None, None]: ...

    def body(self, article_id: str) -> str: ...

    def receipt(self) -> Mapping[str, Any]: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


def run_suite(
    suite: Suite,
    *,
    open_bot: Callable[[Path], Bot],
    cache: Path,
    fingerprint: str,
    retrieval_only: bool = False,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Ask every case; gives the documented result. A case that fails scores nought and is named.

    The archive is cached by the articles' content and `fingerprint`, so that a second run embeds nothing.
    """
    home = cache / "suites" / _key(suite.articles, fingerprint)
    bot = open_bot(home)
    try:
        ingested = _ingested(bot, suite, home, progress)
        bot.warm()
        outcomes = []
        for done, case in enumerate(suite.cases, start=1):
            outcomes.append(_outcome(bot, case, retrieval_only=retrieval_only))
            if progress:
                progress("Asking", done, len(suite.cases))
        receipt = bot.receipt()
    finally:
        bot.close()
    return summarise(suite.name, outcomes, receipt, ingested, retrieval_only=retrieval_only)


def summarise(
    name: str,
    outcomes: Sequence[Outcome],
    receipt: Mapping[str, Any],
    ingested: Mapping[str, Any],
    *,
    retrieval_only: bool,
) -> dict[str, Any]:
    """The result of a run, as interfaces promise it."""
    kinds = sorted({o.case.kind for o in outcomes})
    return {
        "suite": name,
        "n": len(outcomes),
        "llm": receipt["llm"],
        "embedder": receipt["embedder"],
        "receipt": dict(receipt),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "retrieval": {
            "hit@1": metrics.hit_at(outcomes, 1),
            "hit@4": metrics.hit_at(outcomes, 4),
            "mrr@10": metrics.mrr_at(outcomes, 10),
            "recall@10": metrics.recall_at(outcomes, 10),
            "answer_in_evidence": metrics.answer_in_evidence(outcomes),
        },
        "answers": None if retrieval_only else _answers(outcomes),
        "by_kind": {} if retrieval_only else {k: _kind([o for o in outcomes if o.case.kind == k]) for k in kinds},
        "ingest": dict(ingested),
        "timings": _timings(outcomes),
        "failed": [o.case.id for o in outcomes if o.error],
        "cases": [_row(o) for o in outcomes],
    }


def _answers(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    names = (
        metrics.accuracy,
        metrics.abstained_when_it_should,
        metrics.over_refusal,
        metrics.citation_precision,
        metrics.citation_recall,
        metrics.quotes_verbatim,
        metrics.sentences_proven,
    )
    return {metric.__name__: metric(outcomes) for metric in names}


def _kind(outcomes: Sequence[Outcome]) -> dict[str, float | int]:
    return {"n": len(outcomes), "accuracy": round(sum(map(metrics.is_right, outcomes)) / len(outcomes), 4)}


def _timings(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    told = [o.answer.timings for o in outcomes if o.answer]
    retrieve = [o.retrieve_s for o in outcomes]
    figures = {
        "retrieve_p50_s": metrics.percentile(retrieve, 0.5),
        "retrieve_p95_s": metrics.percentile(retrieve, 0.95),
    }
    for name in ("ttft", "total"):
        for share, label in ((0.5, "p50"), (0.95, "p95")):
            figures[f"{name}_{label}_s"] = metrics.percentile((t[f"{name}_s"] for t in told), share)
    return figures | {"prompt_tokens_p50": metrics.percentile((t["prompt_tokens"] for t in told), 0.5)}


def _outcome(bot: Bot, case: Case, *, retrieval_only: bool) -> Outcome:
    found: Retrieved | None = None
    try:
        with closing(bot.stream(case.question, history=case.history, as_of=case.as_of)) as events:
            for event in events:
                if isinstance(event, Retrieved):
                    found = event
                    if retrieval_only:
                        return _retrieved(case, event)
                elif isinstance(event, Done):
                    return _answered(bot, case, found, event)
    except Exception as error:  # noqa: BLE001  # whatever a case dies of, the run goes on and names it
        return Outcome(case, error=f"{type(error).__name__}: {error}")
    return Outcome(case, error="the stream ended without an answer")


def _retrieved(case: Case, found: Retrieved) -> Outcome:
    evidence = " ".join(s.text for e in found.evidence for s in e.sentences)
    return Outcome(case, tuple(c.source_path for c in found.considered), evidence, retrieve_s=found.seconds)


def _answered(bot: Bot, case: Case, found: Retrieved | None, done: Done) -> Outcome:
    seen = _retrieved(case, found) if found else Outcome(case)
    answer = done.answer
    verbatim = tuple(bot.body(c.article_id)[c.start : c.end] == c.quote for c in answer.citations)
    return Outcome(case, seen.considered, seen.evidence, answer, verbatim, seen.retrieve_s)


def _row(outcome: Outcome) -> dict[str, Any]:
    answer = outcome.answer
    return {
        "id": outcome.case.id,
        "kind": outcome.case.kind,
        "ok": metrics.is_right(outcome),
        "status": answer.status if answer else ("error" if outcome.error else None),
        "text": answer.text if answer else None,
        "cited": list(dict.fromkeys(c.source_path for c in answer.citations)) if answer else [],
        "gold": list(outcome.case.gold),
        "considered": list(outcome.considered[:10]),
        "timings": dict(answer.timings) if answer else {},
        "error": outcome.error,
    }


def _ingested(bot: Bot, suite: Suite, home: Path, progress: Progress | None) -> dict[str, Any]:
    marker = home / "ingested.json"
    if marker.exists():
        return dict(json.loads(marker.read_text(encoding="utf-8")))
    report = bot.ingest(suite.articles, progress=progress)
    seconds = round(report.seconds, 2)
    figures = {
        "articles": report.usable,
        "passages": report.passages,
        "seconds": seconds,
        "passages_per_s": round(report.passages / seconds, 1) if seconds else None,
    }
    marker.write_text(json.dumps(figures), encoding="utf-8")
    return figures


def _key(articles: Path, fingerprint: str) -> str:
    digest = hashlib.sha256(fingerprint.encode())
    for path in sorted(p for p in articles.rglob("*") if p.is_file()):
        digest.update(path.relative_to(articles).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
