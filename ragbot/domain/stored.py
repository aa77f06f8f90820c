"""The way back from `Answer.to_dict()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar, get_args

from ragbot.domain.answer import Answer, AnswerSentence, Status
from ragbot.domain.evidence import Citation, Considered, Coverage, Filters, StageTrace

_T = TypeVar("_T")


def answer_from(data: Mapping[str, Any]) -> Answer:
    """The answer that a dict was made of, less its evidence, of which the dict holds no articles.

    What this ragbot does not know is left out, so that answers of a later one can be read.
    Raises KeyError, TypeError or ValueError where it is no answer.
    """
    if data["status"] not in get_args(Status):
        raise ValueError(f"{data['status']!r} is no status of an answer")
    return Answer(
        status=data["status"],
        text=str(data["text"]),
        question=str(data["question"]),
        standalone_question=str(data["standalone_question"]),
        sentences=tuple(_made(AnswerSentence, s) for s in data["sentences"]),
        citations=tuple(_made(Citation, c) for c in data["citations"]),
        considered=tuple(_made(Considered, c) for c in data["considered"]),
        coverage=_coverage(data["coverage"]),
        filters=_filters(data["filters"]),
        receipt=dict(data["receipt"]),
        timings=dict(data["timings"]),
        trace=tuple(_made(StageTrace, t) for t in data.get("trace", ())),
        notice=str(data.get("notice", "")),
    )


def _made(kind: type[_T], data: Mapping[str, Any]) -> _T:
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]  # only dataclasses are passed
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known})


def _coverage(data: Mapping[str, Any]) -> Coverage:
    return Coverage(int(data["articles"]), int(data["outlets"]), data["from"], data["to"])


def _filters(data: Mapping[str, Any]) -> Filters:
    since, until, as_of = (datetime.fromisoformat(v) if (v := data[k]) else None for k in ("since", "until", "as_of"))
    return Filters(since, until, data["outlet"], as_of, dict(data["inferred"]))
