"""An article's order: load → compare → chunk → embed → catalogue → index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ragbot import articles, chunking
from ragbot.catalogue import Catalogue, WriterLock
from ragbot.domain import Article, IngestionReport, Skipped, Version
from ragbot.encoders import PassageEncoder
from ragbot.errors import LockedError
from ragbot.index import Batches, Index

# Called as (what is being done, how many are done, how many there are).
Progress = Callable[[str, int, int], None]
_BATCH_ARTICLES = 32


@dataclass
class _Tally:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    passages: int = 0
    skipped: list[Skipped] = field(default_factory=list)


class Ingestor:
    """Brings articles in. Every count it reports is on disk when `ingest` returns."""

    def __init__(
        self, home: Path, catalogue: Catalogue, index: Index, encoder: PassageEncoder, passage_words: int
    ) -> None:
        self._home = home
        self._catalogue = catalogue
        self._index = index
        self._encoder = encoder
        self._words = passage_words

    def ingest(self, paths: Sequence[Path], progress: Progress | None = None) -> IngestionReport:
        """Read files and folders into the archive.

        Raises UsageError for a path that is not there, ArticleError for a folder without articles,
        LockedError when another process writes, StorageError when the disk is full; a bad file
        among good ones raises nothing and is named in the report.
        """
        started = time.perf_counter()
        tell = progress or _quiet
        sources, skipped = articles.find_files(paths)
        tally = _Tally(skipped=list(skipped))
        with WriterLock(self._home):
            batch: list[Article] = []
            known = self._catalogue.known()
            # Whose file of this ingest is held, and whether it had to be written.
            taken: dict[str, bool] = {}
            for done, source in enumerate(sources, start=1):
                for item in articles.load(source):
                    self._sort(item, known, taken, batch, tally)
                if len(batch) >= _BATCH_ARTICLES:
                    self._store(batch, tally)
                tell("Reading and embedding", done, len(sources))
            self._store(batch, tally)
            self._sync_locked(tell)
        return IngestionReport(
            tally.added,
            tally.updated,
            tally.unchanged,
            tuple(tally.skipped),
            tally.passages,
            time.perf_counter() - started,
        )

    def copy(self, items: Iterable[Article], total: int, progress: Progress | None = None) -> int:
        """Embed and store articles that come from another catalogue; gives their number."""
        tell = progress or _quiet
        tally, batch = _Tally(), list[Article]()
        done = 0
        for done, article in enumerate(items, start=1):
            batch.append(article)
            if len(batch) >= _BATCH_ARTICLES:
                self._store(batch, tally)
            tell("Embedding again", done, total)
        self._store(batch, tally)
        return done

    def remove(self, article_id: str, progress: Progress | None = None) -> bool:
        """Take an article out of catalogue and index; False if it was not there."""
        with WriterLock(self._home):
            gone = self._catalogue.remove(article_id)
            self._sync_locked(progress or _quiet)
        return gone

    def sync(self, progress: Progress | None = None, *, force: bool = False) -> bool:
        """Bring the index in step with the catalogue, without embedding anything.

        False when another process is writing: then what is there is searched until it has finished.
        """
        manifest = None if force else self._index.open()
        if manifest and manifest.sequence == self._catalogue.sequence:
            return True
        try:
            with WriterLock(self._home):
                self._sync_locked(progress or _quiet, force=force)
        except LockedError:
            return False
        return True

    def _sync_locked(self, tell: Progress, *, force: bool = False) -> None:
        sequence = self._catalogue.sequence
        manifest = self._index.open()
        if not force and manifest and manifest.sequence == sequence:
            return
        total = self._catalogue.count_passages()
        self._index.build(_told(self._catalogue, tell, total), sequence)

    def _sort(
        self,
        item: Article | Skipped,
        known: dict[str, Version],
        taken: dict[str, bool],
        batch: list[Article],
        tally: _Tally,
    ) -> None:
        if isinstance(item, Skipped):
            tally.skipped.append(item)
            return
        new, held = item.version, known.get(item.id)
        again = item.id in taken
        if held and not again and held.content_hash == new.content_hash:
            tally.unchanged += 1
            taken[item.id] = False
            return
        if held and _stays(held, new, again=again):
            tally.skipped.append(Skipped(item.source_path, _kept(held, new), failed=False))
            return
        if held and again:
            tally.skipped.append(Skipped(held.source_path, _kept(new, held), failed=False))
            batch[:] = [a for a in batch if a.id != item.id]
        tally.unchanged -= again and not taken[item.id]
        tally.updated += held is not None and not taken.get(item.id)
        tally.added += held is None
        taken[item.id] = True
        known[item.id] = new
        batch.append(item)

    def _store(self, batch: list[Article], tally: _Tally) -> None:
        """Embed a batch in one go, then commit article by article; the batch is emptied."""
        cut = [chunking.passages(a, self._words) if a.status == "usable" else [] for a in batch]
        flat = [p for passages in cut for p in passages]
        vectors, sentence_vectors = self._encoder.encode_passages(flat)
        at = 0
        for article, passages in zip(batch, cut, strict=True):
            part = slice(at, at + len(passages))
            self._catalogue.put(article, passages, vectors[part], sentence_vectors[part])
            at += len(passages)
        tally.passages += len(flat)
        batch.clear()


def _stays(held: Version, new: Version, *, again: bool) -> bool:
    """Whether the version that is held outranks the one that comes.

    Of two files of one story in one ingest the later version counts, whatever their order; a file that was
    ingested before and edited since is believed, unless a later version lies elsewhere.
    """
    if again:
        return not new.follows(held)
    return held.follows(new) and held.source_path != new.source_path


def _kept(kept: Version, other: Version) -> str:
    if kept.follows(other):
        return f"is an older version of {kept.source_path}, which was kept."
    return f"has the same identity (id, uri or url) as {kept.source_path}, which was kept. Give one of them an id of its own."


def _quiet(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _told(catalogue: Catalogue, tell: Progress, total: int) -> Batches:
    done = 0
    for ids, vectors, fields in catalogue.vectors():
        yield ids, vectors, fields
        done += len(ids)
        tell("Building the index", done, total)
