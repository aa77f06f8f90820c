"""Domain objects ↔ rows and bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import numpy as np

from ragbot.catalogue import packing
from ragbot.domain import Article, Span, Version

ARTICLE_COLUMNS = tuple(f.name for f in fields(Article))
_DATES = ("published", "updated", "embargoed")


def article_row(article: Article) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in ARTICLE_COLUMNS}
    row |= {name: row[name].isoformat() if row[name] else None for name in _DATES}
    row["body"] = packing.pack_text(article.body)
    row["content_hash"] = article.content_hash
    row["published_ts"] = epoch(article.published)
    row["embargoed_ts"] = epoch(article.embargoed)
    return row


def article_from(row: sqlite3.Row) -> Article:
    values = {name: row[name] for name in ARTICLE_COLUMNS}
    values["body"] = packing.unpack_text(values["body"])
    for name in _DATES:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Article(**values)


def version_from(row: sqlite3.Row) -> Version:
    out = datetime.fromtimestamp(row["out_ts"], UTC) if row["out_ts"] is not None else None
    return Version(row["content_hash"], row["source_path"], row["status"], out)


def epoch(value: datetime | None) -> int | None:
    """Seconds since 1970, the one number both stores filter by."""
    return int(value.timestamp()) if value else None


def pack_spans(spans: Sequence[Span]) -> bytes:
    return np.asarray([(s.start, s.end) for s in spans], dtype="<u4").tobytes()


def unpack_spans(blob: bytes) -> tuple[Span, ...]:
    return tuple(Span(int(a), int(b)) for a, b in np.frombuffer(blob, dtype="<u4").reshape(-1, 2))
