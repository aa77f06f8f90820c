"""What one write changes, statement by statement; each runs in the caller's transaction."""

from __future__ import annotations

import sqlite3
from itertools import pairwise
from typing import Any

from ragbot.catalogue import rows
from ragbot.domain import Article, Passage


def forget(db: sqlite3.Connection, article_id: str) -> bool:
    db.execute("DELETE FROM fulltext WHERE rowid IN (SELECT rowid FROM passages WHERE article_id = ?)", (article_id,))
    return db.execute("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount > 0


def put_passage(db: sqlite3.Connection, article: Article, passage: Passage, vector: Any, small: Any) -> None:
    cursor = db.execute(
        "INSERT INTO passages (id, article_id, ordinal, start, end, sentences, vector, sentence_vectors) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            passage.id,
            article.id,
            passage.ordinal,
            passage.start,
            passage.end,
            rows.pack_spans(passage.sentences),
            rows.pack_vector(vector),
            rows.pack_small(small),
        ),
    )
    db.execute(
        "INSERT INTO fulltext (rowid, headline, text) VALUES (?, ?, ?)",
        (cursor.lastrowid, article.headline, passage.text),
    )


def rename(db: sqlite3.Connection, article_id: str, keep_as: str) -> None:
    forget(db, keep_as)
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("UPDATE articles SET id = ? WHERE id = ?", (keep_as, article_id))
    db.execute("UPDATE bands SET article_id = ? WHERE article_id = ?", (keep_as, article_id))
    db.execute(
        "UPDATE passages SET article_id = ?1, id = ?1 || substr(id, length(?2) + 1) WHERE article_id = ?2",
        (keep_as, article_id),
    )


def chain(db: sqlite3.Connection, story: str) -> None:
    """Each earlier version ends when the next one was out; the newest, whose id is the story's, does not end."""
    versions = db.execute(
        "SELECT id, out_ts FROM articles WHERE story = ? ORDER BY id = story, out_ts, id", (story,)
    ).fetchall()
    for version, following in pairwise(versions):
        ends = following["out_ts"] if following["out_ts"] is not None else version["out_ts"] or 0
        db.execute("UPDATE articles SET ends_ts = ? WHERE id = ?", (ends, version["id"]))


def silence(db: sqlite3.Connection, story: str) -> None:
    """Nothing of a killed story is searched any more, not even for questions about the past."""
    inside = "SELECT id FROM articles WHERE story = ?"
    db.execute(
        f"DELETE FROM fulltext WHERE rowid IN (SELECT rowid FROM passages WHERE article_id IN ({inside}))", (story,)
    )
    db.execute(f"DELETE FROM passages WHERE article_id IN ({inside})", (story,))
