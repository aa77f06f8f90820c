"""Passages read back: as they are searched, and all of them for the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ragbot.catalogue import packing
from ragbot.catalogue.packing import Vectors
from ragbot.catalogue.shapes import StoredPassage, filter_fields

COLUMNS = "p.*, a.id AS article_id FROM passages p JOIN articles a ON a.number = p.article"


def passage(row: sqlite3.Row) -> StoredPassage:
    return StoredPassage(
        id=row["id"],
        article_id=row["article_id"],
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        packed_spans=row["sentences"],
        packed_vector=row["vector"],
        packed_sentences=row["sentence_vectors"],
    )


def vectors(
    select: Callable[..., list[sqlite3.Row]], batch: int
) -> Iterator[tuple[list[str], Vectors, list[dict[str, Any]]]]:
    """In batches of passages: ids, vectors of shape (n, dimension), filter fields. `select` runs a statement.

    Of passages that an article repeats word for word, the first: thousands of equal vectors break an HNSW graph.
    """
    last, before, seen = 0, "", set[bytes]()
    while True:
        found = select(
            "SELECT p.rowid, p.id, p.vector, a.id AS article_id, a.outlet, a.published_ts, a.out_ts, a.ends_ts "
            "FROM passages p JOIN articles a ON a.number = p.article WHERE p.rowid > ? ORDER BY p.rowid LIMIT ?",
            (last, batch),
        )
        if not found:
            return
        last = found[-1]["rowid"]
        new = []
        for r in found:
            seen = seen if r["article_id"] == before else set()
            before = r["article_id"]
            if r["vector"] not in seen:
                new.append(r)
            seen.add(r["vector"])
        if new:  # a long file may repeat one passage for a whole batch
            yield (
                [r["id"] for r in new],
                np.stack([packing.unpack_vector(r["vector"]) for r in new]),
                [filter_fields(r) for r in new],
            )
