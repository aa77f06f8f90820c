"""Copies of one story: which articles share a signature's bands, which cluster they are in, who of it can be seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ragbot.catalogue import rows
from ragbot.domain import Article

# Bands are kept in four bytes: that a few more articles share one by chance costs a comparison each.
BAND = 1 << 31
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Kin:
    """One version with its story, the cluster that the story is in, and its signature (None: not computed yet)."""

    article: Article
    story: str
    cluster: str
    signature: bytes | None


@dataclass(frozen=True, slots=True)
class Family:
    """The articles of a cluster that a window lets through: the origin, and who else carried it, earliest first.

    `carried_by` are their outlets, each once, the origin's own left out.
    """

    origin: str
    others: tuple[str, ...]
    carried_by: tuple[str, ...]


def waiting(db: sqlite3.Connection, limit: int) -> list[Kin]:
    """Articles that are in no cluster yet."""
    return [_kin(r) for r in db.execute("SELECT * FROM articles WHERE cluster = '' ORDER BY id LIMIT ?", (limit,))]


def sign(db: sqlite3.Connection, article_id: str, signature: bytes, bands: Sequence[int]) -> None:
    db.execute("UPDATE articles SET signature = ? WHERE id = ?", (signature, article_id))
    db.execute("DELETE FROM bands WHERE article = (SELECT number FROM articles WHERE id = ?)", (article_id,))
    sql = "INSERT OR IGNORE INTO bands SELECT ?, number FROM articles WHERE id = ?"
    db.executemany(sql, [(band % BAND, article_id) for band in bands])


def near(db: sqlite3.Connection, ids: Sequence[str]) -> list[Kin]:
    """The articles, those that share a band with one of them, and the clusters of all these."""
    found: dict[str, Kin] = {}
    for some, marks in _parts(ids):
        own = f"SELECT number FROM articles WHERE id IN ({marks})"
        sharing = f"SELECT o.article FROM bands b JOIN bands o ON o.band = b.band WHERE b.article IN ({own})"
        clusters = f"SELECT cluster FROM articles WHERE cluster <> '' AND number IN ({sharing})"
        sql = f"SELECT * FROM articles WHERE id IN ({marks}) OR number IN ({sharing}) OR cluster IN ({clusters})"
        found |= {r["id"]: _kin(r) for r in db.execute(sql, some * 3)}
    return list(found.values())


def join(db: sqlite3.Connection, clusters: Iterable[tuple[str, str]]) -> None:
    """Writes (article id, cluster) pairs."""
    db.executemany("UPDATE articles SET cluster = ?2 WHERE id = ?1 AND cluster <> ?2", list(clusters))


def orphan(db: sqlite3.Connection, story: str) -> None:
    """A story leaves, or its origin may change: its cluster is found again."""
    db.execute(
        "UPDATE articles SET cluster = '' WHERE cluster IN (SELECT cluster FROM articles WHERE story = ?)", (story,)
    )


def families(db: sqlite3.Connection, ids: Sequence[str], where: str, values: Sequence[object]) -> dict[str, Family]:
    """Of each article that has visible copies, the family; keyed by every visible member."""
    found: dict[str, Family] = {}
    for some, marks in _parts(ids):
        sql = (
            "SELECT a.id, a.story, a.cluster, a.outlet FROM articles a WHERE a.cluster IN "
            f"(SELECT cluster FROM articles WHERE cluster <> '' AND id IN ({marks})) AND {where} "
            "ORDER BY a.cluster, a.story <> a.cluster, a.out_ts IS NULL, a.out_ts, a.id"
        )
        clusters: dict[str, list[sqlite3.Row]] = {}
        for row in db.execute(sql, [*some, *values]):
            clusters.setdefault(row["cluster"], []).append(row)
        for members in clusters.values():
            if len(members) > 1:
                found |= dict.fromkeys((m["id"] for m in members), _family(members))
    return found


def _family(members: Sequence[sqlite3.Row]) -> Family:
    first, *others = members
    outlets = dict.fromkeys(m["outlet"] for m in others if m["outlet"] and m["outlet"] != first["outlet"])
    return Family(first["id"], tuple(m["id"] for m in others), tuple(outlets))


def _kin(row: sqlite3.Row) -> Kin:
    return Kin(rows.article_from(row), row["story"], row["cluster"], row["signature"])


def _parts(ids: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    for at in range(0, len(ids), _AT_ONCE):
        some = list(ids[at : at + _AT_ONCE])
        yield some, ", ".join("?" * len(some))
