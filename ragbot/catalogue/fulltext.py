"""The lexical search: BM25 over headlines and passages.

The table keeps no text, only which words stand where: the text is in the articles, and deleting needs it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from ragbot.catalogue.shapes import Window

# Looked at before the window is asked, as multiples of what is wanted: each costs two look-ups, a match's score one.
_AHEAD = (4, 40)
_LATEST = 2_000  # matches of a run of words that are asked when they were out: those that came into the archive last
_FARTHEST = 20_000  # matches of a word that are asked whether they may be seen
_SCORE = "bm25(fulltext, 2.0, 1.0)"  # a hit in the headline counts double


def add(db: sqlite3.Connection, rowid: int, headline: str, text: str) -> None:
    """Make a passage searchable; `rowid` is its own."""
    db.execute("INSERT INTO fulltext (rowid, headline, text) VALUES (?, ?, ?)", (rowid, headline, text))


def drop(db: sqlite3.Connection, passages: Iterable[tuple[int, str, str]]) -> None:
    """Take (rowid, headline, text) out: exactly as they were added, or words of theirs stay."""
    db.executemany("INSERT INTO fulltext (fulltext, rowid, headline, text) VALUES ('delete', ?, ?, ?)", passages)


def best(
    db: sqlite3.Connection, terms: Sequence[str], limit: int, window: Window, *, narrow: bool
) -> list[tuple[str, str, float]]:
    """The passages with any of the terms, best first, as (passage id, article id, score).

    Nearly every passage of an archive has one of a question's words, and few are wanted: so the best of all are
    taken first and the window is asked about these only, then about more of them. Where it lets too few through, or is
    known to be `narrow`, it is asked about every match before any is scored.
    """
    if not terms:
        return []
    match = " OR ".join('"' + t.replace('"', '""') + '"' for t in terms)
    where, values = window.sql()
    found: list[sqlite3.Row] = []
    for ahead in () if narrow else _AHEAD:
        sql = (
            f"SELECT p.id, a.id AS article_id, f.score FROM (SELECT rowid, {_SCORE} AS score FROM fulltext "
            "WHERE fulltext MATCH ? ORDER BY score, rowid LIMIT ?) f "
            "CROSS JOIN passages p ON p.rowid = f.rowid CROSS JOIN articles a ON a.number = p.article "
            f"WHERE {where} ORDER BY f.score, f.rowid LIMIT ?"
        )
        found = db.execute(sql, (match, ahead * limit, *values, limit)).fetchall()
        if len(found) == limit:
            break
    if len(found) < limit:
        sql = (
            f"SELECT p.id, a.id AS article_id, {_SCORE} AS score FROM fulltext "
            "JOIN passages p ON p.rowid = fulltext.rowid JOIN articles a ON a.number = p.article "
            f"WHERE fulltext MATCH ? AND {where} ORDER BY score, fulltext.rowid LIMIT ?"
        )
        found = db.execute(sql, (match, *values, limit)).fetchall()
    return [(r["id"], r["article_id"], -r["score"]) for r in found]


def newest(db: sqlite3.Connection, run: Sequence[str], limit: int, window: Window) -> list[tuple[str, str]]:
    """The passages that have the words one behind the other, newest first, as (passage id, article id)."""
    match = 'text : "' + " ".join(run).replace('"', '""') + '"'
    where, values = window.sql()
    sql = (
        "SELECT p.id, a.id AS article_id FROM (SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rowid DESC LIMIT ?) f "
        "CROSS JOIN passages p ON p.rowid = f.rowid CROSS JOIN articles a ON a.number = p.article "
        f"WHERE {where} ORDER BY a.out_ts DESC, f.rowid LIMIT ?"
    )
    return [(r["id"], r["article_id"]) for r in db.execute(sql, (match, _LATEST, *values, limit))]


def holding(db: sqlite3.Connection, runs: Sequence[str], limit: int, window: Window) -> list[str]:
    """Ids of articles with any of the runs of words, those that came into the archive last first.

    The window is asked about the last few passages with them, and about more where it lets too few through: but never
    about more than the last 20,000.
    """
    match = " OR ".join('"' + run.replace('"', '""') + '"' for run in runs)
    where, values = window.sql()
    sql = (
        f"SELECT iif({where}, a.id, NULL) AS id FROM (SELECT rowid FROM fulltext WHERE fulltext MATCH ? ORDER BY rowid DESC LIMIT ?) f "
        "CROSS JOIN passages p ON p.rowid = f.rowid CROSS JOIN articles a ON a.number = p.article ORDER BY f.rowid DESC"
    )
    ids: list[str] = []
    for most in (_AHEAD[0] * limit, _AHEAD[1] * limit, _FARTHEST):
        found = db.execute(sql, (*values, match, most)).fetchall()
        ids = list(dict.fromkeys(r["id"] for r in found if r["id"]))[:limit]
        if len(ids) == limit or len(found) < most:
            break
    return ids
