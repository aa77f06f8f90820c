"""An article's order: load → compare → chunk → embed → catalogue → index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from ragbot import articles, chunking, clustering
from ragbot.catalogue import Catalogue, Held, Place, WriterLock
from ragbot.domain import Article, IngestionReport, Origin, Skipped, Version
from ragbot.encoders import PassageEncoder
from ragbot.errors import LockedError
from ragbot.index import Batches, Index

# Called as (what is being done, how many are done, how many there are).
Progress = Callable[[str, int, int], None]
_BATCH_ARTICLES = 32
_AHEAD = timedelta(days=1)  # the clocks of the world differ by more than half a day
_Placed = tuple[Article, Place]


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
        self,
        home: Path,
        catalogue: Catalogue,
        index: Index,
        encoder: PassageEncoder,
        passage_words: int,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._home = home
        self._catalogue = catalogue
        self._index = index
        self._encoder = encoder
        self._words = passage_words
        self._clock = clock

    def ingest(
        self,
        paths: Sequence[Path],
        progress: Progress | None = None,
        *,
        origins: Mapping[Path, Origin] | None = None,
    ) -> IngestionReport:
        """Read files and folders into the archive; `origins` tells what folders among them stand in for.

        Raises UsageError for a path that is not there, ArticleError for a folder without articles,
        LockedError when another process writes, StorageError when the disk is full; a bad file
        among good ones raises nothing and is named in the report.
        """
        started = time.perf_counter()
        tell = progress or _quiet
        sources, skipped = articles.find_files(paths, self._home, origins)
        tally = _Tally(skipped=list(skipped))
        with WriterLock(self._home):
            batch: list[_Placed] = []
            known = self._catalogue.known()
            taken: set[str] = set()
            for done, source in enumerate(sources, start=1):
                for item in articles.load(source):  # one file may hold thousands
                    skip = self._sort(item, known, taken, batch, tally)
                    if skip:
                        tally.skipped.append(source.told(skip))
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

    def copy(self, items: Iterable[_Placed], total: int, progress: Progress | None = None) -> int:
        """Embed and store articles that come from another catalogue; gives their number."""
        tell = progress or _quiet
        tally, batch = _Tally(), list[_Placed]()
        done = 0
        for done, item in enumerate(items, start=1):
            batch.append(item)
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
        if manifest and manifest.sequence == self._catalogue.sequence and not self._catalogue.waiting(1):
            return True
        try:
            with WriterLock(self._home):
                self._sync_locked(progress or _quiet, force=force)
        except LockedError:
            return False
        return True

    def _sync_locked(self, tell: Progress, *, force: bool = False) -> None:
        clustering.cluster(self._catalogue, tell)
        sequence = self._catalogue.sequence
        manifest = self._index.open()
        if not force and manifest and manifest.sequence == sequence:
            return
        total = self._catalogue.count_passages()
        self._index.build(_told(self._catalogue, tell, total), sequence)

    def _sort(
        self,
        item: Article | Skipped,
        known: dict[str, Held],
        taken: set[str],
        batch: list[_Placed],
        tally: _Tally,
    ) -> Skipped | None:
        """Count an item and put it into the batch; what is passed over is given back."""
        if isinstance(item, Skipped):
            return item
        item, new = self._dated(item)
        held = known.get(item.id)
        again = item.id in taken
        if held is None:
            taken.add(item.id)
            known[item.id] = Held(new, item.headline, item.body, set())
            tally.added += 1
            batch.append((item, Place(item.id, new.out)))
            return None
        refused = _refused(new, held, again=again)
        if refused:
            return Skipped(item.source_path, refused, failed=False)
        taken.add(item.id)
        if held.has(new):
            tally.unchanged += 1
            return None
        tally.updated += 1
        batch.append(self._placed(item, new, held, known))
        return None

    def _dated(self, item: Article) -> tuple[Article, Version]:
        """With a doubt about a date that has not come yet; such a date says nothing of when the version was out."""
        latest = self._clock() + _AHEAD
        past = [d for d in (item.published, item.updated) if d and d <= latest]
        future = next((d for d in (item.published, item.updated) if d and d > latest), None)
        if future is None:
            return item, item.version
        doubted = replace(item, doubt=f"it is dated {future:%Y-%m-%d}, which had not come when it was read")
        return doubted, replace(doubted.version, out=max(past, default=None))

    def _placed(self, item: Article, new: Version, held: Held, known: dict[str, Held]) -> _Placed:
        """A version that differs from what is held: the next one, an earlier one, or the same text set right."""
        was = held.version
        if was.follows(new) and was.source_path != new.source_path:
            held.earlier.add(new.content_hash)
            return replace(item, id=_earlier_id(item.id, new)), Place(item.id, new.out, new.content_hash)
        same_text = (item.headline, item.body, item.status) == (held.headline, held.body, was.status)
        out = new.out if new.follows(was) or same_text else max(self._clock(), was.out or self._clock())
        earlier = held.earlier if same_text else held.earlier | {was.content_hash}
        known[item.id] = Held(replace(new, out=out), item.headline, item.body, earlier)
        return item, Place(item.id, out, keep_as="" if same_text else _earlier_id(item.id, was))

    def _store(self, batch: list[_Placed], tally: _Tally) -> None:
        """Embed a batch in one go, then commit article by article; the batch is emptied."""
        cut = [chunking.passages(a, self._words) if a.status == "usable" else [] for a, _ in batch]
        flat = [p for passages in cut for p in passages]
        vectors, sentence_vectors = self._encoder.encode_passages(flat)
        at = 0
        for (article, place), passages in zip(batch, cut, strict=True):
            part = slice(at, at + len(passages))
            self._catalogue.put(article, passages, vectors[part], sentence_vectors[part], place=place)
            at += len(passages)
        tally.passages += len(flat)
        batch.clear()


def _earlier_id(story: str, version: Version) -> str:
    return f"{story}.{version.content_hash[:8]}"


def _refused(new: Version, held: Held, *, again: bool) -> str:
    """Why a file is no version of the story that it names, or ""."""
    kept = held.version
    if kept.status == "canceled" and new.status != "canceled":
        return f"belongs to a story that {kept.source_path} has killed: it stays out."
    undated = not new.follows(kept) and not kept.follows(new)
    if again and undated and new.source_path != kept.source_path and new.content_hash not in held.earlier:
        return f"has the same identity (id, uri or url) as {kept.source_path}, which was kept. Give one of them an id of its own."
    return ""


def _quiet(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _told(catalogue: Catalogue, tell: Progress, total: int) -> Batches:
    done = 0
    for ids, vectors, fields in catalogue.vectors():
        yield ids, vectors, fields
        done += len(ids)
        tell("Building the index", done, total)
