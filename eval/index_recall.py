"""How many of the true nearest passages the index finds, and how fast: `python -m eval.index_recall HOME [PASSAGES]`.

HOME is an archive; its real vectors are mixed in pairs until there are enough (synthetic text vectors would be
easier or harder than real ones: those of articles lie in clusters). Questions are mixed in the same way.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ragbot.catalogue import Catalogue, shrink
from ragbot.index import Index

_K = 10
_QUESTIONS = 200
_BATCH = 2000

Vectors = NDArray[np.float32]


def mixed(real: Vectors, count: int, seed: int) -> Vectors:
    """`count` unit vectors, shape (count, dimension): each a real one, moved towards a second, with a little noise."""
    draw = np.random.default_rng(seed)
    first, second = (real[draw.integers(0, len(real), count)] for _ in range(2))
    noise = draw.standard_normal(first.shape).astype(np.float32) * np.float32(0.3 / np.sqrt(first.shape[1]))
    both = first + np.float32(0.5) * second + noise
    return np.asarray(both / np.linalg.norm(both, axis=1, keepdims=True), dtype=np.float32)


def measure(real: Vectors, count: int, folder: Path) -> dict[str, float]:
    """Recall@10 against brute force, seconds to build, and milliseconds a query (median and 95th percentile)."""
    vectors, questions = mixed(real, count, 1), mixed(real, _QUESTIONS, 2)
    index = Index(folder, "mixed", real.shape[1], shrink)
    started = time.perf_counter()
    index.build(_batches(vectors), 1)
    built = time.perf_counter() - started
    recalls, taken = [], []
    for question in questions:
        true = {str(i) for i in np.argsort(-(vectors @ question))[:_K]}
        started = time.perf_counter()
        found = {row[0] for row in index.nearest(question, _K)}
        taken.append(1000 * (time.perf_counter() - started))
        recalls.append(len(true & found) / _K)
    index.close()
    return {
        "passages": count,
        "recall@10": float(np.mean(recalls)),
        "worst": float(np.min(recalls)),
        "build_s": built,
        "query_p50_ms": float(np.percentile(taken, 50)),
        "query_p95_ms": float(np.percentile(taken, 95)),
    }


def _batches(vectors: Vectors) -> Iterator[tuple[list[str], Vectors, list[dict[str, Any]]]]:
    for at in range(0, len(vectors), _BATCH):
        some = vectors[at : at + _BATCH]
        ids = [str(i) for i in range(at, at + len(some))]
        field = {"outlet": "a", "published": 1, "out": 1}
        yield ids, some, [field | {"article_id": i} for i in ids]


def main() -> None:
    home, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000  # noqa: PLR2004  # the second argument
    catalogue = Catalogue.as_built(home / "catalogue.sqlite")
    real = np.concatenate([vectors for _, vectors, _ in catalogue.vectors()])
    catalogue.close()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(real, count, Path(folder)).items():
            print(f"{name:>14}  {value:,.3f}")  # noqa: T201  # a report


if __name__ == "__main__":
    main()
