"""Rows of cases → the documented result: means, intervals, kinds, stages, timings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from eval.metrics import METRICS, percentile
from eval.metrics.metric import Part
from eval.statistics import interval, mean

Row = Mapping[str, Any]
PARTS: tuple[Part, ...] = ("retrieval", "answers")


def summarise(
    suite: str,
    rows: Sequence[Row],
    receipt: Mapping[str, Any],
    ingested: Mapping[str, Any],
    *,
    retrieval_only: bool = False,
    tolerance: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The result of a run, as interfaces promise it, with 95 % intervals beside every mean."""
    kinds = sorted({r["kind"] for r in rows})
    return {
        "suite": suite,
        "n": len(rows),
        "llm": receipt["llm"],
        "embedder": receipt["embedder"],
        "receipt": dict(receipt),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "retrieval": means(rows, "retrieval"),
        "answers": None if retrieval_only else means(rows, "answers"),
        "intervals": {m.name: interval(scores(rows, m.name)) for m in METRICS},
        "by_kind": {} if retrieval_only else {k: _kind([r for r in rows if r["kind"] == k]) for k in kinds},
        "stages": _stages(rows),
        "ingest": dict(ingested),
        "timings": _timings(rows),
        "tolerance": dict(tolerance or {}),
        "failed": [r["id"] for r in rows if r["error"]],
        "cases": [dict(r) for r in rows],
    }


def scores(rows: Iterable[Row], name: str) -> list[float]:
    """A metric's scores of the cases that it applies to."""
    return [r["scores"][name] for r in rows if name in r["scores"]]


def means(rows: Sequence[Row], part: Part) -> dict[str, float | None]:
    return {m.name: mean(scores(rows, m.name)) for m in METRICS if m.part == part}


def _kind(rows: Sequence[Row]) -> dict[str, Any]:
    right = [float(r["ok"]) for r in rows]
    figures = {m.name: mean(scores(rows, m.name)) for m in METRICS if m.name != "accuracy"}
    applying = {name: value for name, value in figures.items() if value is not None}
    return {"n": len(rows), "accuracy": mean(right), "interval": interval(right), **applying}


def _stages(rows: Sequence[Row]) -> dict[str, dict[str, float | None]]:
    """Ranking measures after each retrieval stage, in the order in which the stages ran."""
    ran = [r["stages"] for r in rows if r["stages"]]
    names = dict.fromkeys(stage for stages in ran for stage in stages)
    return {
        stage: {
            name: mean([s[stage][name] for s in ran if stage in s])
            for name in next(s[stage] for s in ran if stage in s)
        }
        for stage in names
    }


def _timings(rows: Sequence[Row]) -> dict[str, float | None]:
    told = [r["timings"] for r in rows]

    def at(name: str, share: float) -> float | None:
        return percentile((t.get(name) for t in told), share)

    figures = {
        f"{name}_{label}_s": at(f"{name}_s", share)
        for name in ("retrieve", "ttft", "total")
        for share, label in ((0.5, "p50"), (0.95, "p95"))
    }
    tokens = {f"{name}_tokens_p50": at(f"{name}_tokens", 0.5) for name in ("prompt", "completion")}
    return figures | tokens
