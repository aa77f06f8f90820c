"""The tables, how a connection is opened, and how SQLite's errors become ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ragbot.errors import ArchiveError, DamagedError, MismatchError, StorageError

SCHEMA_VERSION = 4
_PAGE = 8192  # bytes; a passage's row would leave a third of a smaller page empty

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, content_hash TEXT NOT NULL, source_path TEXT NOT NULL,
    headline TEXT NOT NULL, body TEXT NOT NULL, outlet TEXT NOT NULL, byline TEXT NOT NULL,
    published TEXT, updated TEXT, url TEXT, language TEXT NOT NULL, section TEXT NOT NULL,
    status TEXT NOT NULL, embargoed TEXT, note TEXT NOT NULL,
    published_ts INTEGER, embargoed_ts INTEGER,
    story TEXT NOT NULL, out_ts INTEGER, ends_ts INTEGER,
    canonical_url TEXT, kind TEXT NOT NULL, origin TEXT NOT NULL,
    published_as TEXT NOT NULL, published_from TEXT NOT NULL, updated_as TEXT NOT NULL, updated_from TEXT NOT NULL,
    doubt TEXT NOT NULL, cluster TEXT NOT NULL, signature BLOB);
CREATE INDEX IF NOT EXISTS articles_published ON articles (published_ts);
CREATE INDEX IF NOT EXISTS articles_story ON articles (story);
CREATE INDEX IF NOT EXISTS articles_cluster ON articles (cluster);
CREATE TABLE IF NOT EXISTS bands (
    band INTEGER NOT NULL, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (band, article_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bands_article ON bands (article_id);
CREATE TABLE IF NOT EXISTS passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sentences BLOB NOT NULL, vector BLOB NOT NULL, sentence_vectors BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_article ON passages (article_id);
CREATE VIRTUAL TABLE IF NOT EXISTS fulltext USING fts5 (headline, text, tokenize = 'porter unicode61');
"""

# From each older schema to the next: an archive of an earlier release opens, and keeps what it holds.
MIGRATIONS = {
    "1": """
BEGIN IMMEDIATE;
ALTER TABLE articles ADD COLUMN story TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN out_ts INTEGER;
ALTER TABLE articles ADD COLUMN ends_ts INTEGER;
UPDATE articles SET story = id, out_ts = unixepoch(coalesce(updated, published));
CREATE INDEX articles_story ON articles (story);
UPDATE meta SET value = '2' WHERE key = 'schema';
UPDATE meta SET value = value + 1 WHERE key = 'sequence';
COMMIT;
""",
    "2": """
BEGIN IMMEDIATE;
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
UPDATE meta SET value = '3' WHERE key = 'schema';
UPDATE meta SET value = value + 1 WHERE key = 'sequence';
COMMIT;
""",
    # Vectors may be of half the size from here on, which an earlier ragbot cannot read.
    "3": "UPDATE meta SET value = '4' WHERE key = 'schema';",
}

_FULL = ("disk is full", "disk i/o error", "readonly", "read-only", "unable to open")
_BROKEN = ("malformed", "not a database", "corrupt")


def connect(path: Path) -> sqlite3.Connection:
    """A connection in WAL mode whose commits survive power loss (synchronous = FULL)."""
    with translated(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        for pragma in (f"page_size = {_PAGE}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


def prepare(connection: sqlite3.Connection, path: Path, identity: dict[str, str]) -> None:
    """Create the tables in a new archive; in an old one, check that it was built as we would build it.

    Raises MismatchError naming what differs and the command that repairs it.
    """
    with translated(path):
        stored = _meta(connection)
        if not stored:
            connection.executescript(TABLES)
            rows = {"schema": str(SCHEMA_VERSION), "sequence": "0", **identity}
            connection.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", rows.items())
            return
    while stored.get("schema") in MIGRATIONS:
        with translated(path):
            _migrate(connection, str(stored["schema"]))
            stored = _meta(connection)
    if stored.get("schema") != str(SCHEMA_VERSION):
        raise MismatchError(
            f"The archive {path.parent} has format {stored.get('schema')}, this ragbot reads {SCHEMA_VERSION}. "
            "Install the ragbot that wrote it, or ingest again into a new --home."
        )
    for key, wanted in identity.items():
        if stored.get(key) != wanted:
            raise MismatchError(
                f"The archive {path.parent} was built with {key} {stored.get(key)!r}, the settings ask for {wanted!r}. "
                "Set it back, or run: ragbot doctor --repair (embeds every article again)."
            )


def stored_identity(path: Path) -> dict[str, str]:
    """What an archive says it was built with. Raises DamagedError where it says nothing."""
    connection = connect(path)
    try:
        with translated(path):
            stored = _meta(connection)
    finally:
        connection.close()
    if "dimension" not in stored:
        raise DamagedError(f"{path} is no catalogue of ragbot. Move it away, or choose another --home.")
    return {k: v for k, v in stored.items() if k not in ("schema", "sequence")}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, with the file and the way out."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        message = str(error).lower()
        if any(word in message for word in _FULL):
            raise StorageError(
                f"Cannot write {path}: {error}. Free space on that disk (or make it writable) and run the command again; "
                "everything reported so far is kept."
            ) from error
        if any(word in message for word in _BROKEN):
            raise DamagedError(
                f"The catalogue {path} is damaged: {error}. Restore it from a backup, or move it away and ingest again."
            ) from error
        raise ArchiveError(f"The catalogue {path} cannot be used: {error}. Run: ragbot doctor") from error


def _migrate(connection: sqlite3.Connection, schema: str) -> None:
    try:
        connection.executescript(MIGRATIONS[schema])
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if _meta(connection).get("schema") == schema:  # else another process was faster
            raise


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return {}
    return {row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM meta")}
