"""What keeps the file sound and small."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; no other process writes meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def fold(db: sqlite3.Connection) -> None:
    """Bring the write-ahead log into the file."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def compact(db: sqlite3.Connection) -> None:
    """Give back what is empty; needs as much free disk as the file has."""
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
    db.execute("VACUUM")
    fold(db)


def check(db: sqlite3.Connection) -> list[str]:
    """Problems SQLite finds; empty when the file is sound."""
    found = [r[0] for r in db.execute("PRAGMA integrity_check(5)") if r[0] != "ok"]
    db.execute("INSERT INTO fulltext (fulltext) VALUES ('integrity-check')")
    return found


def tally(db: sqlite3.Connection) -> dict[str, int]:
    """Articles whose dates cannot be relied on, copies of other stories, bytes that removed articles left empty."""
    current = "SELECT count(*) FROM articles WHERE ends_ts IS NULL AND "
    doubted, copies = (
        int(db.execute(current + what).fetchone()[0]) for what in ("doubt <> ''", "cluster NOT IN ('', story)")
    )
    free, size = (int(db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("freelist_count", "page_size"))
    return {"doubted": doubted, "copies": copies, "spare_bytes": free * size}
