"""Domain objects ↔ rows and bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ragbot.domain import Article, Span, Version

ARTICLE_COLUMNS = tuple(f.name for f in fields(Article))
_DATES = ("published", "updated", "embargoed")
# A unit vector's parts lie within ±1; a byte each keeps cosines to about 0.002 (0.005 at the 99th percentile) at a quarter of the space.
_SCALE = 127


def article_row(article: Article) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in ARTICLE_COLUMNS}
    row |= {name: row[name].isoformat() if row[name] else None for name in _DATES}
    row["content_hash"] = article.content_hash
    row["published_ts"] = epoch(article.published)
    row["embargoed_ts"] = epoch(article.embargoed)
    return row


def article_from(row: sqlite3.Row) -> Article:
    values = {name: row[name] for name in ARTICLE_COLUMNS}
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


def pack_vector(vector: NDArray[np.float32]) -> bytes:
    """In half precision: the cosine of two vectors stays what it is to three decimals."""
    return vector.astype("<f2").tobytes()


def unpack_vector(blob: bytes, dimension: int) -> NDArray[np.float32]:
    """Shape (dimension,). Archives before format 4 have their vectors in single precision."""
    halved = len(blob) == dimension * np.dtype("<f2").itemsize
    return np.frombuffer(blob, dtype="<f2" if halved else "<f4").astype(np.float32)


def pack_small(vectors: NDArray[np.float32]) -> bytes:
    return np.clip(np.rint(vectors * _SCALE), -_SCALE, _SCALE).astype(np.int8).tobytes()


def unpack_small(blob: bytes, dimension: int) -> NDArray[np.float32]:
    """Shape (sentences, dimension), scaled back to length one."""
    vectors = np.frombuffer(blob, dtype=np.int8).reshape(-1, dimension).astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
