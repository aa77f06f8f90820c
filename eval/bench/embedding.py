"""The same articles embedded by both, in turns; sentence vectors are part of ragbot's work only."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from eval.bench import tutorial
from eval.bench.machine import forget_peak, peak_mb
from eval.bench.row import Row
from eval.bench.work import Work, newsroom
from ragbot import chunking
from ragbot.assembly import PASSAGE_WORDS
from ragbot.encoders import unit

_ARTICLES = 16
_REPEATS = 7


def measure(work: Work) -> list[Row]:
    articles = newsroom(_ARTICLES)
    encoder = work.encoder()
    model = work.plain_model()
    passages = [p for a in articles for p in chunking.passages(a, PASSAGE_WORDS)]
    chunks = [c for a in articles for c in tutorial.split(a.body)]
    encoder.encode_passages(passages[:8])
    runs = _in_turns(lambda: encoder.encode_passages(passages), lambda: tutorial.embed(model, chunks))
    wall, used, peak = ([statistics.median(turn[i] for turn in run) for run in runs] for i in range(3))
    whole, _ = encoder.encode_passages(passages)
    plain = unit(tutorial.embed(model, [p.embedded_text for p in passages]))
    alike = float(np.min(np.sum(whole * plain, axis=1)))
    return [
        Row(f"{len(articles)} articles", "s", wall[0], wall[1], "ratio ≤ 0.33"),
        Row("the same, processor time", "s", used[0], used[1]),
        Row(
            f"passages ({len(passages)} of 75 words, {len(chunks)} of 1,000 characters)",
            "a second",
            len(passages) / wall[0],
            len(chunks) / wall[1],
        ),
        Row("memory at its highest", "MB", peak[0], peak[1]),
        Row("least cosine to the fp32 vectors", "", alike, goal="≥ 0.995"),
    ]


def _in_turns(*runs: Callable[[], object]) -> list[list[tuple[float, float, float]]]:
    """Wall and processor seconds and peak MB of each run, in turns, so that what else the machine does hits all alike."""
    taken: list[list[tuple[float, float, float]]] = [[] for _ in runs]
    for _ in range(_REPEATS):
        for run, times in zip(runs, taken, strict=True):
            forget_peak()
            started, used = time.perf_counter(), time.process_time()
            run()
            times.append((time.perf_counter() - started, time.process_time() - used, peak_mb()))
    return taken
