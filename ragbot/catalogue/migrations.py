"""From each older format to the next: an archive of an earlier release opens, and keeps what it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

import numpy as np

from ragbot.catalogue import changes, families, fulltext, packing, upkeep
from ragbot.catalogue.packing import Vectors
from ragbot.catalogue.tables import TABLES

_PATIENCE_MS = 600_000  # another process may be rewriting a large archive
_USUAL_MS = 10_000
_INDEXES = ("articles_published", "articles_story", "articles_cluster", "bands_article", "passages_article")

_TO_2 = """
ALTER TABLE articles ADD COLUMN story TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN out_ts INTEGER;
ALTER TABLE articles ADD COLUMN ends_ts INTEGER;
UPDATE articles SET story = id, out_ts = unixepoch(coalesce(updated, published));
CREATE INDEX articles_story ON articles (story);
"""
_TO_3 = """
ALTER TABLE articles ADD COLUMN canonical_url TEXT;
ALTER TABLE articles ADD COLUMN kind TEXT NOT NULL DEFAULT 'report';
ALTER TABLE articles ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN published_as TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN published_from TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN updated_as TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN updated_from TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN doubt TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN cluster TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN signature BLOB;
CREATE INDEX articles_cluster ON articles (cluster);
CREATE TABLE bands (
    band INTEGER NOT NULL, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)) WITHOUT ROWID;
CREATE INDEX bands_article ON bands (article_id);
"""


def migrate(db: sqlite3.Connection, schema: str) -> bool:
    """Bring the tables from format `schema` to the present one, a transaction for each step; whether any was needed.

    Killed half-way, it goes on where it was at the next start. A second process waits for the first.
    """
    if schema not in _STEPS:
        return False
    rewritten = False
    db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    while schema in _STEPS:
        rewritten = _step(db, schema) or rewritten
        schema = _schema(db)
    db.execute(f"PRAGMA busy_timeout = {_USUAL_MS}")
    if rewritten:
        # What is empty does no harm: where it cannot be given back now, ragbot doctor tells of it.
        with suppress(sqlite3.OperationalError):
            upkeep.compact(db)
    return True


def _step(db: sqlite3.Connection, schema: str) -> bool:
    """False where another process was faster."""
    with upkeep.transaction(db):
        ours = _schema(db) == schema
        if ours:
            _STEPS[schema](db)
            db.execute("UPDATE meta SET value = value + 1 WHERE key IN ('schema', 'sequence')")
    return ours


def _schema(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()["value"])


def _run(db: sqlite3.Connection, script: str) -> None:
    # executescript() would commit what was begun.
    for statement in script.split(";"):
        db.execute(statement)


def _rewrite(db: sqlite3.Connection) -> None:
    """Format 5: articles by number, texts and vectors packed, full text without a copy of the text.

    Row by row, so that the memory it takes does not grow with the archive.
    """
    for table in ("articles", "bands", "passages"):
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for index in _INDEXES:
        db.execute(f"DROP INDEX IF EXISTS {index}")
    db.execute("DROP TABLE fulltext")
    _run(db, TABLES)
    for old in db.execute("SELECT rowid AS number, * FROM old_articles ORDER BY rowid"):
        changes.insert(db, dict(old) | {"body": packing.pack_text(old["body"])})
    _passages(db)
    db.execute(
        "INSERT OR IGNORE INTO bands SELECT b.band % ?, a.number FROM old_bands b JOIN articles a ON a.id = b.article_id",
        (families.BAND,),
    )
    for table in ("bands", "passages", "articles"):
        db.execute(f"DROP TABLE old_{table}")


def _passages(db: sqlite3.Connection) -> None:
    dimension = int(db.execute("SELECT value FROM meta WHERE key = 'dimension'").fetchone()["value"])
    found = db.execute(
        "SELECT p.*, a.rowid AS number, a.headline, a.body FROM old_passages p "
        "CROSS JOIN old_articles a ON a.id = p.article_id ORDER BY p.rowid"
    )
    for p in found:
        packed = packing.pack_vector(_vector(p["vector"], dimension))
        parts = np.frombuffer(p["sentence_vectors"], dtype=np.int8).reshape(-1, dimension)
        sentences = packing.pack_sentences(parts.astype(np.float32) / np.float32(127), packed)
        same = (p["rowid"], p["id"], p["number"], p["ordinal"], p["start"], p["end"], p["sentences"])
        db.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*same, packed, sentences))
        fulltext.add(db, p["rowid"], p["headline"], p["body"][p["start"] : p["end"]])


def _vector(blob: bytes, dimension: int) -> Vectors:
    """In half precision since format 4, in single before."""
    halved = len(blob) == dimension * np.dtype("<f2").itemsize
    return np.frombuffer(blob, dtype="<f2" if halved else "<f4").astype(np.float32)


# In format 4 vectors may be of half the size, which an earlier ragbot could not read; nothing else changed.
_STEPS: dict[str, Callable[[sqlite3.Connection], None]] = {
    "1": lambda db: _run(db, _TO_2),
    "2": lambda db: _run(db, _TO_3),
    "3": lambda _: None,
    "4": _rewrite,
}
