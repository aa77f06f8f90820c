"""How an archive is opened, and how SQLite's errors become ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ragbot.catalogue import migrations
from ragbot.catalogue.tables import SCHEMA_VERSION, TABLES
from ragbot.errors import ArchiveError, DamagedError, MismatchError, StorageError

_PAGE = 8192  # bytes; a passage's row would leave a third of a smaller page empty

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
        if migrations.migrate(connection, stored.get("schema", "")):
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


def shrink(path: Path) -> None:
    """Take out what is empty in another SQLite file, which nobody has open."""
    with translated(path), closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM")


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


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return {}
    return {row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM meta")}
