"""What comes out: the answer, and the events of a stream that ends with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ragbot.domain.evidence import Citation, Considered, Coverage, Evidence, Filters, StageTrace

Status = Literal["answered", "not_found", "conflicting", "interrupted"]
Turn = tuple[Literal["user", "assistant"], str]


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of the answer, without markers, with the citation numbers that prove it."""

    text: str
    citations: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one question; `to_dict()` is the documented JSON. Printed, it leaves out what it was found in."""

    status: Status
    text: str
    question: str
    standalone_question: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    considered: tuple[Considered, ...] = field(repr=False)
    coverage: Coverage
    filters: Filters
    receipt: Mapping[str, Any]
    timings: Mapping[str, float | int | None]
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    trace: tuple[StageTrace, ...] = field(default=(), repr=False)
    notice: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON; evidence is reduced to paths and verbatim sentences."""
        return {
            "status": self.status,
            "text": self.text,
            "question": self.question,
            "standalone_question": self.standalone_question,
            "sentences": [asdict(s) | {"citations": list(s.citations)} for s in self.sentences],
            "citations": [asdict(c) | {"carried_by": list(c.carried_by)} for c in self.citations],
            "considered": [asdict(c) for c in self.considered],
            "coverage": self.coverage.to_dict(),
            "filters": self.filters.to_dict(),
            "receipt": dict(self.receipt),
            "timings": dict(self.timings),
            "notice": self.notice,
            "evidence": [_evidence_dict(e) for e in self.evidence],
            "trace": [asdict(t) | {"top": list(t.top), "articles": list(t.articles)} for t in self.trace],
        }


@dataclass(frozen=True, slots=True)
class Retrieved:
    """First event of a stream: what was found, before the model has written a word."""

    standalone_question: str
    evidence: tuple[Evidence, ...]
    considered: tuple[Considered, ...]
    coverage: Coverage
    filters: Filters
    trace: tuple[StageTrace, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text as the model writes it: a draft, until `Done` brings the proven answer. Empty in a second try."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Last event of a stream."""

    answer: Answer


Event = Retrieved | Token | Done


def _evidence_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "n": evidence.n,
        "article_id": evidence.article.id,
        "source_path": evidence.article.source_path,
        "sentences": [asdict(s) for s in evidence.sentences],
    }
