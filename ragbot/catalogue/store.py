"""`Catalogue`: everything the archive knows, in one file, one transaction per article."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from ragbot.catalogue import browsing, changes, families, fulltext, packing, reading, rows, schema, upkeep
from ragbot.catalogue.browsing import After, Kept, Leaf
from ragbot.catalogue.connections import Connections
from ragbot.catalogue.families import Family, Kin
from ragbot.catalogue.overview import Overview
from ragbot.catalogue.packing import Vectors
from ragbot.catalogue.shapes import Held, Place, StoredPassage, Window
from ragbot.domain import Article, Coverage, Passage

_BROWSED = "ends_ts IS NULL AND (headline LIKE ?1 ESCAPE '\\' OR outlet LIKE ?1 ESCAPE '\\' OR source_path LIKE ?1 ESCAPE '\\')"
_NARROW = 10  # a window that shows less than a tenth of the archive


class Catalogue:
    """One SQLite file. Readers may be many, in any thread; writers hold a `WriterLock`.

    `identity` names what built the archive (embedder, dimension, chunking); another one is refused.
    """

    def __init__(self, path: Path, identity: dict[str, str]) -> None:
        self.path = path
        self._connections = Connections(lambda: schema.connect(path))
        self._overview = Overview(self._select)
        schema.prepare(self._db, path, identity)

    @classmethod
    def as_built(cls, path: Path) -> Catalogue:
        """Open a catalogue whatever it was built with: for reading its articles out of it."""
        return cls(path, schema.stored_identity(path))

    @property
    def _db(self) -> sqlite3.Connection:
        return self._connections.get()

    def close(self) -> None:
        self._connections.close()

    # ── writing ──────────────────────────────────────────────────────────────

    def put(
        self,
        article: Article,
        passages: Sequence[Passage],
        vectors: Vectors,
        sentence_vectors: Sequence[Vectors],
        *,
        place: Place | None = None,
    ) -> None:
        """Store or replace an article with its passages, all or nothing; durable when this returns.

        `place` says which story it is a version of. A canceled version takes the others' passages with it.
        """
        place = place or Place(article.id, article.version.out)
        with self._transaction() as db:
            if place.keep_as:
                changes.rename(db, article.id, place.keep_as)
            changes.put(db, article, passages, vectors, sentence_vectors, place=place)
            changes.chain(db, place.story)
            families.orphan(db, place.story)
            if article.status == "canceled":
                changes.silence(db, place.story)

    def remove(self, article_id: str) -> bool:
        """Take an article and its earlier versions out; False if it was not there."""
        with self._transaction() as db:
            families.orphan(db, article_id)
            found = db.execute("SELECT id FROM articles WHERE story = ? OR id = ?", (article_id, article_id)).fetchall()
            return sum(changes.forget(db, row["id"]) for row in found) > 0

    def sign(self, signatures: Iterable[tuple[str, bytes, Sequence[int]]]) -> None:
        """Store (article id, signature, bands): what copies are found by."""
        with self._transaction(seen=False) as db:
            for item in signatures:
                families.sign(db, *item)

    def join(self, clusters: Iterable[tuple[str, str]]) -> None:
        """Store (article id, cluster): a cluster is named by the story that its copies come from."""
        with self._transaction(seen=False) as db:
            families.join(db, clusters)

    @contextmanager
    def _transaction(self, *, seen: bool = True) -> Iterator[sqlite3.Connection]:
        """`seen`: whether it changes what the index holds."""
        with schema.translated(self.path):
            db = self._db
            with upkeep.transaction(db):
                yield db
                if seen:
                    db.execute("UPDATE meta SET value = value + 1 WHERE key = 'sequence'")

    def fold(self) -> None:
        """Bring the write-ahead log into the file, so that the file alone is the catalogue."""
        with schema.translated(self.path):
            upkeep.fold(self._db)

    # ── reading ──────────────────────────────────────────────────────────────

    def _select(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        with schema.translated(self.path):
            return self._db.execute(sql, [_storable(v) for v in values]).fetchall()

    @property
    def sequence(self) -> int:
        """Grows by one with every article written or removed."""
        return self._overview.sequence

    def count_articles(self, text: str = "") -> int:
        """Stories that `browse` finds: earlier versions are not counted."""
        return int(self._select(f"SELECT COUNT(*) AS n FROM articles WHERE {_BROWSED}", (_like(text),))[0]["n"])

    def count_versions(self) -> int:
        """As many as `everything` gives."""
        return int(self._select("SELECT COUNT(*) AS n FROM articles")[0]["n"])

    def known(self) -> dict[str, Held]:
        """What is held of each story, by its id."""
        held: dict[str, Held] = {}
        for r in self._select("SELECT * FROM articles ORDER BY ends_ts IS NOT NULL"):
            if r["id"] == r["story"]:
                held[r["story"]] = Held(rows.version_from(r), r["headline"], packing.unpack_text(r["body"]), set())
            elif r["story"] in held:
                held[r["story"]].earlier.add(r["content_hash"])
        return held

    def waiting(self, limit: int) -> list[Kin]:
        """Articles of which it is not known yet whether they are copies."""
        with schema.translated(self.path):
            return families.waiting(self._db, limit)

    def near(self, ids: Sequence[str]) -> list[Kin]:
        """The articles, all that may be copies of them or they of, and the clusters of all these."""
        with schema.translated(self.path):
            return families.near(self._db, ids)

    def families(self, ids: Sequence[str], window: Window) -> dict[str, Family]:
        """For each of the articles that others carried too, its family as far as the window lets it through."""
        with schema.translated(self.path):
            return families.families(self._db, ids, *window.sql())

    def article(self, article_id: str) -> Article | None:
        found = self.articles([article_id])
        return found.get(article_id)

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        return {r["id"]: rows.article_from(r) for r in self._in("SELECT * FROM articles WHERE id IN ({})", ids)}

    def everything(self, batch: int = 200) -> Iterator[tuple[Article, Place]]:
        """Every version of every article, by id, with its place."""
        last = ""
        while found := self._select("SELECT * FROM articles WHERE id > ? ORDER BY id LIMIT ?", (last, batch)):
            last = found[-1]["id"]
            yield from (
                (rows.article_from(r), Place(r["story"], rows.version_from(r).out, r["content_hash"])) for r in found
            )

    def browse(self, limit: int = 50, offset: int = 0, text: str = "") -> list[Article]:
        """Articles, newest first; `text` restricts to headlines, outlets or paths that contain it."""
        found = self._select(
            f"SELECT * FROM articles WHERE {_BROWSED} ORDER BY doubt <> '', published_ts DESC, id LIMIT ?2 OFFSET ?3",
            (_like(text), limit, offset),
        )
        return [rows.article_from(r) for r in found]

    def leaf(self, window: Window, terms: Sequence[str] = (), after: After | None = None, limit: int = 50) -> Leaf:
        """A page of the articles that the window lets through, newest first, behind `after`."""
        with schema.translated(self.path):
            return browsing.leaf(self._db, window, terms, after, limit)

    def versions(self, article_id: str) -> list[Kept]:
        """All versions of an article's story, whichever of them the id names; the newest last."""
        with schema.translated(self.path):
            return browsing.versions(self._db, article_id)

    def passages(self, ids: Sequence[str], window: Window) -> dict[str, StoredPassage]:
        """Those of the passages that still exist and that the window lets through."""
        where, values = window.sql()
        sql = f"SELECT {reading.COLUMNS} WHERE p.id IN ({{}}) AND {where}"  # built from constants, values are bound
        return {r["id"]: reading.passage(r) for r in self._in(sql, ids, values)}

    def passages_of(self, ids: Sequence[str], window: Window) -> list[StoredPassage]:
        """All passages of the articles that the window lets through."""
        where, values = window.sql()
        sql = f"SELECT {reading.COLUMNS} WHERE a.id IN ({{}}) AND {where}"
        return [reading.passage(r) for r in self._in(sql, ids, values)]

    def lexical(self, terms: Sequence[str], limit: int, window: Window) -> list[tuple[str, str, float]]:
        """Best passages by BM25 as (passage id, article id, score), any of the terms, a headline hit counting double."""
        narrow = self.coverage(window).articles * _NARROW < self.coverage(Window(window.now)).articles
        with schema.translated(self.path):
            return fulltext.best(self._db, terms, limit, window, narrow=narrow)

    def newest_with(self, run: Sequence[str], limit: int, window: Window) -> list[tuple[str, str]]:
        """Passages that have these words one behind the other, of the newest articles first, as (passage id, article id)."""
        with schema.translated(self.path):
            return fulltext.newest(self._db, run, limit, window)

    def holding(self, runs: Sequence[str], limit: int, window: Window) -> list[str]:
        """Ids of articles in which any of the runs of words stands; the last to come in first."""
        with schema.translated(self.path):
            return fulltext.holding(self._db, runs, limit, window)

    def state(self, now: datetime) -> tuple[int, int]:
        """Equal for two moments while nothing was written between them and no embargo has ended."""
        return self._overview.state(now)

    def coverage(self, window: Window) -> Coverage:
        """How many articles the window lets through, of how many outlets, from when to when."""
        return self._overview.coverage(window)

    def outlets(self) -> list[str]:
        return self._overview.outlets()

    def bylines(self) -> list[str]:
        """The names of authors, each once."""
        return self._overview.bylines()

    def seen(self, window: Window) -> list[str]:
        """Ids of the articles that the window lets through."""
        where, values = window.sql()
        return [r["id"] for r in self._select(f"SELECT a.id FROM articles a WHERE {where}", values)]

    def count_passages(self) -> int:
        return int(self._select("SELECT count(*) AS n FROM passages")[0]["n"])

    def vectors(self, batch: int = 2000) -> Iterator[tuple[list[str], Vectors, list[dict[str, Any]]]]:
        """All passages for the index, in batches: ids, vectors of shape (n, dimension), filter fields.

        Of passages that an article repeats word for word, the first: thousands of equal vectors break an HNSW graph.
        """
        return reading.vectors(self._select, batch)

    def tally(self) -> dict[str, int]:
        """Articles whose dates cannot be relied on, copies of other stories, bytes that removed articles left empty."""
        with schema.translated(self.path):
            return upkeep.tally(self._db)

    def compact(self) -> None:
        """Give back what removed articles and words have left empty. Needs as much free disk as the file has."""
        with schema.translated(self.path):
            upkeep.compact(self._db)

    def check(self) -> list[str]:
        """Problems SQLite finds in its own file; empty when it is sound."""
        with schema.translated(self.path):
            return upkeep.check(self._db)

    def _in(self, sql: str, ids: Sequence[str], values: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        for i in range(0, len(ids), 500):
            some = ids[i : i + 500]
            yield from self._select(sql.format(", ".join("?" * len(some))), [*some, *values])


def _like(text: str) -> str:
    escaped = re.sub(r"([%_\\])", r"\\\1", text)
    return f"%{escaped}%"


def _storable(value: Any) -> Any:
    """A terminal may send bytes that are no text: nothing is stored under these, and SQLite refuses to look for them."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and not value.isascii() else value
