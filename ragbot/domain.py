"""The nouns of ragbot, frozen. Standard library only, so that every room may use them.

An `Article` is cut into `Passage`s (what is searched), whose `Sentence`s become
`Evidence` (what the model reads), from which an `Answer` cites verbatim `Citation`s.
All offsets are characters into `Article.body`; all datetimes are aware and in UTC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

Status = Literal["answered", "not_found", "conflicting", "interrupted"]
PubStatus = Literal["usable", "withheld", "canceled"]
Turn = tuple[Literal["user", "assistant"], str]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was published.

    `id` is stable across re-ingests: derived from the publisher's uri, else the url,
    else the file's path. `source_path` is relative to the folder that was ingested.
    """

    id: str
    source_path: str
    headline: str
    body: str
    outlet: str = ""
    byline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    url: str | None = None
    language: str = ""
    section: str = ""
    status: PubStatus = "usable"
    embargoed: datetime | None = None
    note: str = ""

    @property
    def version(self) -> Version:
        return Version(self.content_hash, self.source_path, self.status, self.updated or self.published)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) over every field but the path: equal means nothing changed."""
        parts = [str(getattr(self, name)) for name in self.__dataclass_fields__ if name != "source_path"]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of an article this is: `out` is when it was published in this form."""

    content_hash: str
    source_path: str
    status: PubStatus
    out: datetime | None

    def follows(self, other: Version) -> bool:
        """Whether this one replaces the other: a kill for good, else the later of two whose times are known."""
        killed = self.status == "canceled", other.status == "canceled"
        if killed[0] != killed[1]:
            return killed[0]
        return self.out is not None and other.out is not None and self.out > other.out


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of an article's body."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article, the unit of search.

    `text` is shown; `embedded_text` (headline, outlet and date in front) is what the
    encoder sees. `sentences` are spans in the article's body, in order.
    """

    id: str
    article_id: str
    ordinal: int
    start: int
    end: int
    text: str
    embedded_text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker restricted the search to; `inferred` holds what ragbot read out of the question."""

    since: datetime | None = None
    until: datetime | None = None
    outlet: str | None = None
    as_of: datetime | None = None
    inferred: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        dates = {k: _iso(getattr(self, k)) for k in ("since", "until", "as_of")}
        return dates | {"outlet": self.outlet, "inferred": dict(self.inferred)}


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """One verbatim sentence that was picked: `article.body[start:end] == text`."""

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The picked sentences of one article, in text order, under the number `n` the model sees."""

    n: int
    article: Article
    sentences: tuple[EvidenceSentence, ...]

    @property
    def score(self) -> float:
        return max((s.score for s in self.sentences), default=0.0)


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote from one article: `body[start:end] == quote`, always.

    `note` is the article's correction or editor's note, as it was printed.
    """

    n: int
    article_id: str
    headline: str
    outlet: str
    byline: str
    published: str | None
    updated: str | None
    url: str | None
    source_path: str
    quote: str
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of the answer, without markers, with the citation numbers that prove it."""

    text: str
    citations: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Considered:
    """An article that was retrieved, best first."""

    article_id: str
    source_path: str
    score: float
    headline: str = ""
    outlet: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched: number of articles and outlets, and the dates they span (ISO 8601)."""

    articles: int
    outlets: int
    since: str | None
    until: str | None

    def to_dict(self) -> dict[str, Any]:
        return {"articles": self.articles, "outlets": self.outlets, "from": self.since, "to": self.until}

    def describe(self) -> str:
        """What there is, for people: "13 articles from 4 outlets, 2025-10-26 to 2026-05-21"."""
        articles = "1 article" if self.articles == 1 else f"{self.articles:,} articles"
        outlets = "1 outlet" if self.outlets == 1 else f"{self.outlets:,} outlets"
        dates = f", {self.since[:10]} to {self.until[:10]}" if self.since and self.until else ""
        return f"{articles} from {outlets}{dates}"

    def sentence(self) -> str:
        """What was searched, as a sentence."""
        return f"Searched {self.describe()}." if self.articles else "No articles match."


@dataclass(frozen=True, slots=True)
class StageTrace:
    """What one retrieval stage did: how long, how many items it left, the first ids and articles of them."""

    stage: str
    seconds: float
    kept: int
    top: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one question; `to_dict()` is the documented JSON."""

    status: Status
    text: str
    question: str
    standalone_question: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    considered: tuple[Considered, ...]
    coverage: Coverage
    filters: Filters
    receipt: Mapping[str, Any]
    timings: Mapping[str, float | int | None]
    evidence: tuple[Evidence, ...] = ()
    trace: tuple[StageTrace, ...] = ()
    notice: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON; evidence is reduced to paths and verbatim sentences."""
        return {
            "status": self.status,
            "text": self.text,
            "question": self.question,
            "standalone_question": self.standalone_question,
            "sentences": [asdict(s) | {"citations": list(s.citations)} for s in self.sentences],
            "citations": [asdict(c) for c in self.citations],
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
    """A piece of text as the model writes it: a draft, until `Done` brings the proven answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """Last event of a stream."""

    answer: Answer


Event = Retrieved | Token | Done


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that did not become an article, and why (a sentence that says what to do)."""

    path: str
    reason: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class IngestionReport:
    """What one ingest did. Every count is on disk by the time this exists."""

    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    passages: int
    seconds: float

    @property
    def failed(self) -> int:
        return sum(s.failed for s in self.skipped)

    @property
    def usable(self) -> int:
        return self.added + self.updated + self.unchanged


def citation_dates(article: Article) -> tuple[str | None, str | None]:
    """`published` and `updated` of an article as ISO 8601 strings."""
    return _iso(article.published), _iso(article.updated)


def _iso(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def _evidence_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "n": evidence.n,
        "article_id": evidence.article.id,
        "source_path": evidence.article.source_path,
        "sentences": [asdict(s) for s in evidence.sentences],
    }
