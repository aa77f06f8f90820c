"""What goes into the catalogue and comes out, beside articles: windows, places, stored passages."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ragbot.catalogue import packing, rows
from ragbot.catalogue.packing import Vectors
from ragbot.domain import Span, Version


@dataclass(frozen=True, slots=True)
class Window:
    """Which articles a search may see. Times in UTC, both ends included; `now` decides embargoes.

    Of a story's versions, the newest; with `as_of`, the one that was out at that moment.
    """

    now: datetime
    since: datetime | None = None
    until: datetime | None = None
    outlet: str | None = None
    as_of: datetime | None = None
    byline: str | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """A condition over `articles a` and its parameters."""
        parts = ["a.status = 'usable'", "(a.embargoed_ts IS NULL OR a.embargoed_ts <= ?)"]
        values: list[Any] = [rows.epoch(self.now)]
        if self.as_of:
            parts += ["a.out_ts <= ?", "(a.ends_ts IS NULL OR a.ends_ts > ?)"]
            values += [rows.epoch(self.as_of)] * 2
        else:
            parts.append("a.ends_ts IS NULL")
        for column, bound, limit in (("published_ts", ">=", self.since), ("published_ts", "<=", self.until)):
            if limit:
                parts.append(f"a.{column} {bound} ?")
                values.append(rows.epoch(limit))
        if self.outlet:
            parts.append("a.outlet = ? COLLATE NOCASE")
            values.append(self.outlet)
        if self.byline:
            parts.append("instr(', ' || lower(a.byline) || ',', ', ' || lower(?) || ',') > 0")
            values.append(self.byline)
        return " AND ".join(parts), values


@dataclass(frozen=True, slots=True)
class Place:
    """Where a version stands: its story, which is the id of the newest, and since when it was out.

    `keep_as` is the id under which the version that was the newest is kept, `digest` the content hash of a version
    whose own id is not the one that it came with.
    """

    story: str
    out: datetime | None
    digest: str = ""
    keep_as: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a story: its newest version, and the content hashes of the earlier ones."""

    version: Version
    headline: str
    body: str
    earlier: set[str]

    def has(self, version: Version) -> bool:
        """Held already; a file that went back to what it said before has changed once more."""
        if version.content_hash == self.version.content_hash:
            return True
        return version.content_hash in self.earlier and version.source_path != self.version.source_path


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as searched. Many are looked at; few have their sentences and vectors read."""

    id: str
    article_id: str
    ordinal: int
    start: int
    end: int
    packed_spans: bytes
    packed_vector: bytes
    packed_sentences: bytes

    @property
    def sentences(self) -> tuple[Span, ...]:
        return rows.unpack_spans(self.packed_spans)

    @property
    def sentence_vectors(self) -> Vectors:
        """Unit vectors, shape (sentences, dimension)."""
        return packing.unpack_sentences(self.packed_sentences, self.packed_vector)


def filter_fields(row: sqlite3.Row) -> dict[str, Any]:
    """What the index filters a passage by, from columns of its article; `ends` only of a version that another followed."""
    ends = {} if row["ends_ts"] is None else {"ends": row["ends_ts"]}
    return ends | {
        "article_id": row["article_id"],
        "outlet": row["outlet"].casefold(),
        "published": row["published_ts"] or 0,
        "out": row["out_ts"] or 0,
    }
