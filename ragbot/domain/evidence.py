"""What is asked for and found: filters, coverage, evidence, citations, the trace of the search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ragbot.domain.article import Article, Kind


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

    def readings(self, day: Callable[[str], str] = str) -> dict[str, str]:
        """What was read out of the question and is in force, by its kind, in words for people; `day` words an ISO day."""
        told, soft, relaxed = self.inferred, self.inferred.get("soft", ()), self.inferred.get("relaxed", ())
        first, last = (day(str(told[name])[:10]) if told.get(name) else "" for name in ("since", "until"))
        span = first if first == last else f"{first or 'the beginning'} to {last or 'now'}"
        named = {
            "dates": f"{'about' if {'since', 'until'} & set(soft) else 'published'} {span}" if span else "",
            "outlet": f"{'perhaps ' if 'outlet' in soft else ''}in {told['outlet']}" if told.get("outlet") else "",
            "byline": f"by {told['byline']}" if told.get("byline") else "",
            "order": {"latest": "the latest", "first": "the first report"}.get(str(told.get("order")), ""),
            "speaker": f"said by {told['speaker']}" if told.get("speaker") else "",
        }
        return {name: words for name, words in named.items() if words and name not in relaxed}

    def understood(self) -> str:
        """The same as a sentence; "" where nothing was read."""
        read = ", ".join(self.readings().values())
        return f"Read in the question: {read}." if read else ""


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """One verbatim sentence that was picked: `article.body[start:end] == text`."""

    start: int
    end: int
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The picked sentences of one article, in text order, under the number `n` the model sees.

    `carried_by` names the other outlets that printed copies of it.
    """

    n: int
    article: Article
    sentences: tuple[EvidenceSentence, ...]
    carried_by: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        return max((s.score for s in self.sentences), default=0.0)


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote from one article: `body[start:end] == quote`, always.

    `note` is the article's correction or editor's note, as it was printed; `origin` the agency that it credits;
    `carried_by` the other outlets that printed copies; `doubt` what is wrong with its dates.
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
    kind: Kind = "report"
    origin: str = ""
    carried_by: tuple[str, ...] = ()
    doubt: str = ""


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


def listed(names: Sequence[str], most: int = 6) -> str:
    """Like "A, B, C and 12 more": a story that everybody carried does not fill the page with their names."""
    rest = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def citation_dates(article: Article) -> tuple[str | None, str | None]:
    """`published` and `updated` of an article as ISO 8601 strings."""
    return _iso(article.published), _iso(article.updated)


def _iso(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
