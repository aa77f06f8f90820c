"""What one write changes, statement by statement; each runs in the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from ragbot.catalogue import fulltext, packing, rows
from ragbot.catalogue.packing import Vectors
from ragbot.catalogue.shapes import Place
from ragbot.domain import Article, Passage


def put(
    db: sqlite3.Connection,
    article: Article,
    passages: Sequence[Passage],
    vectors: Vectors,
    sentence_vectors: Sequence[Vectors],
    *,
    place: Place,
) -> None:
    """In the place of what had the article's id."""
    row = rows.article_row(article) | {"story": place.story, "out_ts": rows.epoch(place.out), "ends_ts": None}
    row |= {"cluster": "", "signature": None}
    row["content_hash"] = place.digest or article.content_hash
    forget(db, article.id)
    number = insert(db, row)
    for passage, vector, small in zip(passages, vectors, sentence_vectors, strict=True):
        packed = packing.pack_vector(vector)
        at = (number, passage.id, passage.ordinal, passage.start, passage.end, rows.pack_spans(passage.sentences))
        rowid = db.execute(
            "INSERT INTO passages (article, id, ordinal, start, end, sentences, vector, sentence_vectors) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*at, packed, packing.pack_sentences(small, packed)),
        ).lastrowid
        fulltext.add(db, rowid or 0, article.headline, article.body[passage.start : passage.end])


def insert(db: sqlite3.Connection, row: Mapping[str, Any]) -> int:
    """An article's row, by column; gives its number."""
    names = ", ".join(row)
    return db.execute(f"INSERT INTO articles ({names}) VALUES ({', '.join(':' + n for n in row)})", row).lastrowid or 0


def forget(db: sqlite3.Connection, article_id: str) -> bool:
    _unsearch(db, "id = ?", article_id)
    return db.execute("DELETE FROM articles WHERE id = ?", (article_id,)).rowcount > 0


def rename(db: sqlite3.Connection, article_id: str, keep_as: str) -> None:
    forget(db, keep_as)
    db.execute("UPDATE articles SET id = ? WHERE id = ?", (keep_as, article_id))
    db.execute(
        "UPDATE passages SET id = ?1 || substr(id, length(?2) + 1) "
        "WHERE article = (SELECT number FROM articles WHERE id = ?1)",
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
    _unsearch(db, "story = ?", story)
    db.execute("DELETE FROM passages WHERE article IN (SELECT number FROM articles WHERE story = ?)", (story,))


def _unsearch(db: sqlite3.Connection, which: str, value: str) -> None:
    for article in db.execute(f"SELECT number, headline, body FROM articles WHERE {which}", (value,)).fetchall():
        body = packing.unpack_text(article["body"])
        held = db.execute("SELECT rowid, start, end FROM passages WHERE article = ?", (article["number"],)).fetchall()
        fulltext.drop(db, [(p["rowid"], article["headline"], body[p["start"] : p["end"]]) for p in held])
