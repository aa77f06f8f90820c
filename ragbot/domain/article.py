"""What is archived: articles, their versions, and the passages that are searched."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PubStatus = Literal["usable", "withheld", "canceled"]
Kind = Literal["report", "opinion", "brief", "wire"]
DateSource = Literal["", "metadata", "text", "file name"]
# How an article was read, not what it says: a reader that learns to read better makes no new version of it.
_NOT_CONTENT = frozenset({"source_path", "published_as", "published_from", "updated_as", "updated_from", "doubt"})
_SINCE_FORMAT_3 = frozenset({"canonical_url", "kind", "origin"})


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was published.

    `id` is stable across re-ingests: derived from the publisher's uri, else the url,
    else the file's path. `source_path` is relative to the folder that was ingested.
    `origin` is the agency or outlet that the article itself credits with the story.
    `published_as` and `updated_as` are the dates as they were written, `…_from` where;
    `doubt` says why they cannot be relied on: then the article is never "the latest".
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
    canonical_url: str | None = None
    kind: Kind = "report"
    origin: str = ""
    published_as: str = ""
    published_from: DateSource = ""
    updated_as: str = ""
    updated_from: DateSource = ""
    doubt: str = ""

    @property
    def out(self) -> datetime | None:
        """When it was out in this form: an update that is older than the article is some program's mistake."""
        known = [d for d in (self.published, self.updated) if d]
        return max(known, default=None)

    @property
    def day(self) -> date | None:
        """The day it was published (UTC), on which "on Friday" in its text is to be read."""
        return self.published.date() if self.published else None

    @property
    def dated(self) -> str:
        """That day for people, as "March 5, 2026"; "" without one. Written out: no format code for it is known everywhere."""
        return f"{self.published:%B} {self.published.day}, {self.published.year}" if self.published else ""

    def is_readable(self, now: datetime) -> bool:
        """Whether it may be shown and quoted: neither killed nor held back, nor under an embargo at `now` (aware)."""
        return self.status == "usable" and (self.embargoed is None or self.embargoed <= now)

    @property
    def is_english(self) -> bool:
        """Whether it is in English, or does not say: what reads words and numbers reads no other language."""
        return self.language[:2].lower() in ("", "en")

    @property
    def version(self) -> Version:
        return Version(self.content_hash, self.source_path, self.status, self.out)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) over all that it says: equal means nothing changed."""
        fields = self.__dataclass_fields__
        # A field of a later format counts only where it is set, so that hashes of earlier archives hold.
        names = [n for n in fields if n not in _NOT_CONTENT | _SINCE_FORMAT_3]
        names += [n for n in sorted(_SINCE_FORMAT_3) if getattr(self, n) != fields[n].default]
        parts = [str(getattr(self, name)) for name in names]
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
