"""The archive as a reader turns its pages: lists that do not slow down as it grows, and a story's versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ragbot.catalogue import rows
from ragbot.catalogue.shapes import Window
from ragbot.domain import Article

# How many passages a search looks at, the last that came in first: a word that is everywhere must not take seconds.
_MOST_HITS = 5000
_COLUMNS = "a.rowid AS at, a.id, a.headline, a.outlet, a.byline, a.published_ts, a.doubt, a.note, a.kind, a.source_path"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's line in a list; `published` is None where it is not known."""

    id: str
    headline: str
    outlet: str
    byline: str
    published: datetime | None
    doubt: str
    note: str
    kind: str
    source_path: str


@dataclass(frozen=True, slots=True)
class After:
    """Where a page ends: the next one begins behind it. `published` in epoch seconds, None among the undated."""

    published: int | None
    at: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list; `after` is None on the last one."""

    items: tuple[Listed, ...]
    after: After | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a story: when it was out, and when the next one was (None: it is the newest).

    `digest` is the content hash that it came with, which holds also when it is kept under another id.
    """

    article: Article
    digest: str
    out: datetime | None
    ends: datetime | None


def leaf(db: sqlite3.Connection, window: Window, terms: Sequence[str], after: After | None, limit: int) -> Leaf:
    """Articles with all of the terms in one passage (or headline), newest first; the undated and doubted at the end.

    Found by place, not by number: the thousandth page costs what the first does.
    """
    found: list[sqlite3.Row] = []
    if after is None or after.published is not None:
        found = _dated(db, window, terms, after, limit + 1)
    if len(found) <= limit:
        behind = after if after and after.published is None else None
        found += _undated(db, window, terms, behind, limit + 1 - len(found))
    items = tuple(_listed(r) for r in found[:limit])
    return Leaf(items, _after(found[limit - 1]) if len(found) > limit else None)


def versions(db: sqlite3.Connection, article_id: str) -> list[Kept]:
    """Every version of the story that an article belongs to, the newest last; empty if there is none of this id."""
    found = db.execute(
        "SELECT * FROM articles WHERE story = (SELECT story FROM articles WHERE id = ?) "
        "ORDER BY id = story, out_ts, id",
        (article_id,),
    )
    return [
        Kept(rows.article_from(r), r["content_hash"], rows.version_from(r).out, _moment(r["ends_ts"])) for r in found
    ]


def _dated(
    db: sqlite3.Connection, window: Window, terms: Sequence[str], after: After | None, limit: int
) -> list[sqlite3.Row]:
    where, values = _where(window, terms)
    where += " AND a.doubt = '' AND a.published_ts IS NOT NULL"
    if after:
        where += " AND (a.published_ts, a.rowid) < (?, ?)"
        values += [after.published, after.at]
    order = "ORDER BY a.published_ts DESC, a.rowid DESC LIMIT ?"
    return db.execute(f"SELECT {_COLUMNS} FROM {_source(terms)} WHERE {where} {order}", [*values, limit]).fetchall()


def _undated(
    db: sqlite3.Connection, window: Window, terms: Sequence[str], after: After | None, limit: int
) -> list[sqlite3.Row]:
    where, values = _where(window, terms)
    where += " AND (a.doubt <> '' OR a.published_ts IS NULL)"
    if after:
        where += " AND a.rowid < ?"
        values.append(after.at)
    order = "ORDER BY a.rowid DESC LIMIT ?"
    return db.execute(f"SELECT {_COLUMNS} FROM {_source(terms)} WHERE {where} {order}", [*values, limit]).fetchall()


def _source(terms: Sequence[str]) -> str:
    if not terms:
        return "articles a"
    # CROSS JOIN keeps SQLite from walking all articles by date to look each up among the hits
    return (
        "(SELECT DISTINCT p.article FROM (SELECT rowid FROM fulltext WHERE fulltext MATCH ? "
        f"ORDER BY rowid DESC LIMIT {_MOST_HITS}) f JOIN passages p ON p.rowid = f.rowid) m "
        "CROSS JOIN articles a ON a.number = m.article"
    )


def _where(window: Window, terms: Sequence[str]) -> tuple[str, list[Any]]:
    where, values = window.sql()
    match = " AND ".join('"' + t.replace('"', '""') + '"' for t in terms)
    return where, [*([match] if terms else []), *values]


def _listed(row: sqlite3.Row) -> Listed:
    names = ("id", "headline", "outlet", "byline", "doubt", "note", "kind", "source_path")
    return Listed(published=_moment(row["published_ts"]), **{name: row[name] for name in names})


def _after(row: sqlite3.Row) -> After:
    dated = not row["doubt"] and row["published_ts"] is not None
    return After(row["published_ts"] if dated else None, row["at"])


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
