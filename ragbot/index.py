"""chromadb's only home: ids, vectors and filter fields, no text. Disposable: built from the catalogue, never the truth.

Each build goes into a fresh `gen-N` folder, is checked, and becomes current by replacing one
pointer file. Within a generation nothing is changed, because Chroma rewrites its vector files in
place without fsync; a reader that has the previous generation open is not disturbed.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from ragbot.errors import DamagedError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

Batches = Iterable[tuple[list[str], NDArray[np.float32], list[dict[str, Any]]]]
_NAME = "passages"
# Chroma writes a key's name with every value, and again in two indexes: words instead of letters take 0.12 KB a passage.
_KEYS = {"article_id": "a", "outlet": "o", "published": "p", "out": "t", "ends": "e"}
_LAYOUT = 2  # before: all keys in words, and two more for every passage
_BATCH = 250  # Chroma's own advice is 50 to 250; more has hit SQLite's variable limit
_PROBES = 20
_AROUND = 10  # passages asked for around one that must be found
_ALIKE = 0.05  # in cosine distance: of passages so near to each other one may stand for the other


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from: catalogue sequence, number of passages, embedder, dimension; `layout` of its fields."""

    generation: int
    sequence: int
    count: int
    embedder: str
    dimension: int
    layout: int


class Index:
    """Nearest passages by cosine, from the current generation in `folder`."""

    def __init__(self, folder: Path, embedder: str, dimension: int, shrink: Callable[[Path], None]) -> None:
        """`shrink` takes what is empty out of an SQLite file: a fifth of Chroma's."""
        self._folder = folder
        self._shrink = shrink
        self._embedder = embedder
        self._dimension = dimension
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._collection: Collection | None = None
        self.manifest: Manifest | None = None

    def open(self) -> Manifest | None:
        """Make the current generation the one that is searched.

        Returns None where there is none, or it cannot be read, or it was built by another embedder or in another layout:
        then it is to be built again.
        """
        with self._lock:
            try:
                name = (self._folder / "current").read_text(encoding="utf-8").strip()
                manifest = Manifest(**json.loads((self._folder / name / "manifest.json").read_text(encoding="utf-8")))
                built = (manifest.embedder, manifest.dimension, manifest.layout)
                if built != (self._embedder, self._dimension, _LAYOUT):
                    return None
                if manifest != self.manifest:
                    self._use(self._folder / name, manifest)
            except (OSError, ValueError, TypeError, DamagedError):
                self._drop()
            return self.manifest

    def build(self, batches: Batches, sequence: int) -> Manifest:
        """Build, verify and publish a new generation; the old one serves until then.

        Raises DamagedError when the built generation does not give back what was put in.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        generation = 1 + max((int(p.name[4:]) for p in self._folder.glob("gen-*") if p.name[4:].isdigit()), default=0)
        target = self._folder / f"gen-{generation}"
        client, collection = _connect(target, create=True)
        count, probes = _fill(collection, batches)
        client.close()
        self._shrink(target / "chroma.sqlite3")
        manifest = Manifest(generation, sequence, count, self._embedder, self._dimension, _LAYOUT)
        client, collection = _connect(target, create=False)
        _verify(collection, manifest, probes)
        client.close()
        (target / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")
        _publish(self._folder, target.name)
        with self._lock:
            self._use(target, manifest)
        self._collect(keep={generation, generation - 1})
        return manifest

    def nearest(
        self,
        vector: NDArray[np.float32],
        k: int,
        *,
        since: int | None = None,
        until: int | None = None,
        outlet: str | None = None,
        as_of: int | None = None,
        articles: Sequence[str] | None = None,
    ) -> list[tuple[str, str, float]]:
        """The `k` nearest as (passage id, article id, cosine similarity), best first; times in epoch seconds.

        `articles`, where given, are the ids of the only ones that count.
        Of a story's versions the one that was out at `as_of`; without it, the one that nothing has followed.
        """
        with self._lock:
            collection, manifest = self._collection, self.manifest
        if collection is None or manifest is None or manifest.count == 0:
            return []
        asked = min(k, manifest.count)
        while True:
            found = collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=asked,
                where=_where(since, until, outlet, as_of, articles),
                include=["metadatas", "distances"],
            )
            fields, distances = (found["metadatas"] or [[]])[0], (found["distances"] or [[]])[0]
            rows = list(zip(found["ids"][0], fields, distances, strict=True))
            hits = [(i, str(f[_KEYS["article_id"]]), 1.0 - float(d)) for i, f, d in rows if _out(f, as_of)]
            # Earlier versions are few: asking for more is cheaper than a filter over every passage.
            if len(hits) >= k or len(rows) < asked or asked == manifest.count:
                return hits[:k]
            asked = min(2 * asked, manifest.count)

    def ids(self) -> set[str]:
        """All passage ids of the current generation."""
        with self._lock:
            return set(self._collection.get(include=[])["ids"]) if self._collection else set()

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _use(self, folder: Path, manifest: Manifest) -> None:
        self._drop()
        self._client, self._collection = _connect(folder, create=False)
        if self._collection.count() != manifest.count:
            raise DamagedError(f"The index in {folder} lost passages. It is rebuilt at the next start.")
        self.manifest = manifest

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = self.manifest = None

    def _collect(self, keep: set[int]) -> None:
        for old in self._folder.glob("gen-*"):
            if not (old.name[4:].isdigit() and int(old.name[4:]) in keep):
                shutil.rmtree(old, ignore_errors=True)


def _connect(folder: Path, *, create: bool) -> tuple[Client, Collection]:
    import chromadb
    from chromadb.config import Settings

    client: Client | None = None
    try:
        # Typed as an interface without close(); it is always this class.
        client = cast(
            "Client", chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
        )
        if create:
            space: Any = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}}
            return client, client.create_collection(_NAME, configuration=space, embedding_function=None)
        return client, client.get_collection(_NAME, embedding_function=None)
    except Exception as error:  # chromadb raises its own, ValueError, and bare Rust errors alike
        if client is not None:
            client.close()
        raise DamagedError(
            f"The index in {folder} cannot be opened: {error}. It is rebuilt at the next start."
        ) from error


def _fill(collection: Collection, batches: Batches) -> tuple[int, list[tuple[str, NDArray[np.float32]]]]:
    count, probes = 0, []
    for ids, vectors, fields in batches:
        for i in range(0, len(ids), _BATCH):
            part = slice(i, i + _BATCH)
            collection.add(ids=ids[part], embeddings=list(vectors[part]), metadatas=[_short(f) for f in fields[part]])
        probes.append((ids[0], vectors[0]))
        count += len(ids)
    return count, probes[:_PROBES]


def _verify(collection: Collection, manifest: Manifest, probes: list[tuple[str, NDArray[np.float32]]]) -> None:
    if collection.count() != manifest.count:
        raise DamagedError(
            f"The index holds {collection.count()} of {manifest.count} passages. Run: ragbot doctor --repair"
        )
    for wanted, vector in probes:
        found = collection.query(query_embeddings=np.asarray([vector]), n_results=_AROUND, include=["distances"])
        nearest = min((found["distances"] or [[]])[0], default=2.0)
        # The search is an approximate one: among many passages that are all but equal it may miss one of them.
        if wanted not in found["ids"][0] and nearest > _ALIKE:
            raise DamagedError(
                f"The index does not find passage {wanted} by its own vector. Run: ragbot doctor --repair"
            )


def _publish(folder: Path, name: str) -> None:
    part = folder / "current.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / "current")


def _where(
    since: int | None, until: int | None, outlet: str | None, as_of: int | None, articles: Sequence[str] | None
) -> Any:
    terms: list[dict[str, Any]] = []
    if articles is not None:
        terms.append({"article_id": {"$in": list(articles)}})
    if as_of is not None:
        terms.append({"out": {"$lte": as_of}})
    if since is not None:
        terms.append({"published": {"$gte": since}})
    if until is not None:
        terms.append({"published": {"$lte": until}})
    if outlet:
        terms.append({"outlet": outlet.casefold()})
    terms = [_short(t) for t in terms]
    return {"$and": terms} if len(terms) > 1 else (terms[0] if terms else None)


def _out(fields: Mapping[str, Any], as_of: int | None) -> bool:
    """Whether no other version had followed. Only those that one has followed say when."""
    ends = fields.get(_KEYS["ends"])
    return ends is None or (as_of is not None and ends > as_of)


def _short(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {_KEYS[name]: value for name, value in fields.items()}
