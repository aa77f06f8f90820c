"""Index and evidence at growing sizes: sentences of the newsroom dealt anew, vectors mixed from real ones.

No article of it is a copy of another, so copies are not looked for; the questions and their vectors are real.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from eval.bench.row import Row, spread
from eval.bench.work import Work, newsroom, questions
from eval.index_recall import mixed
from ragbot import assembly, chunking
from ragbot.bot import Ragbot
from ragbot.catalogue import Catalogue, Place
from ragbot.domain import Article, Passage, Retrieved
from ragbot.encoders import Vectors

_QUESTIONS = 40
_SENTENCES = 36  # an article: about a dozen passages
_FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def measure(work: Work) -> list[Row]:
    return [row for size in work.sizes for row in _at(work, size)]


def _at(work: Work, size: int) -> list[Row]:
    parts = assembly.assemble(work.settings(home=work.folder / f"dealt-{size}"))
    with Ragbot(parts) as bot:
        started = time.perf_counter()
        _fill(parts.catalogue, _real(work.home), size)
        stored = time.perf_counter() - started
        started = time.perf_counter()
        parts.ingestor.sync()
        built = time.perf_counter() - started
        parts.encoder.embed_query("warm")
        stages, whole = _ask(bot)
    name = f"{size:,} passages"
    return [
        Row(f"{name}: stored, without embedding", "s", stored),
        Row(f"{name}: index built or rebuilt", "s", built),
        *(Row(f"{name}: {stage}, p50", "ms", p50) for stage, p50 in _slow(stages)),
        Row(f"{name}: from question to evidence, p50", "ms", spread(whole)[0]),
        Row(f"{name}: from question to evidence, p95", "ms", spread(whole)[1], goal=_goal(size)),
    ]


def _slow(stages: dict[str, list[float]]) -> list[tuple[str, float]]:
    """Stages of a millisecond or more, with their median in ms; the second half of a comparison does the same again."""
    medians = [(name, spread(taken)[0]) for name, taken in stages.items() if "second" not in name]
    return [(name, p50) for name, p50 in medians if p50 >= 1]


def _goal(size: int) -> str:
    return {10_000: "≤ 100", 100_000: "≤ 250"}.get(size, "")


def _ask(bot: Ragbot) -> tuple[dict[str, list[float]], list[float]]:
    """Seconds by stage and in all, of questions that were not asked before."""
    asked = questions(_QUESTIONS + 1)
    stages: dict[str, list[float]] = {}
    whole = []
    for n, case in enumerate(asked):
        found = next(e for e in bot.stream(case.question) if isinstance(e, Retrieved))
        if n == 0:
            continue  # the first one opens what later ones find open
        whole.append(found.seconds)
        for stage in found.trace:
            stages.setdefault(stage.stage, []).append(stage.seconds)
    return stages, whole


def _real(home: Path) -> Vectors:
    catalogue = Catalogue.as_built(home / "catalogue.sqlite")
    try:
        return np.concatenate([vectors for _, vectors, _ in catalogue.vectors()])
    finally:
        catalogue.close()


def _fill(catalogue: Catalogue, real: Vectors, size: int) -> None:
    vectors, done = mixed(real, size + 100, 1), 0
    for article in _dealt():
        passages = chunking.passages(article, assembly.PASSAGE_WORDS)[: size - done]
        own = vectors[done : done + len(passages)]
        small = [_sentences(p, v) for p, v in zip(passages, own, strict=True)]
        catalogue.put(article, passages, own, small, place=Place(article.id, article.published))
        catalogue.join([(article.id, article.id)])
        done += len(passages)
        if done >= size:
            return


def _sentences(passage: Passage, vector: Vectors) -> Vectors:
    """Sentence vectors of a passage: its own, as what is measured does not depend on them."""
    return np.repeat(vector[np.newaxis], len(passage.sentences), axis=0)


def _dealt() -> Iterator[Article]:
    articles = newsroom()
    sentences = [a.body[s.start : s.end] for a in articles for s in chunking.sentences(a.body)]
    draw, n = random.Random(7), 0  # noqa: S311  # no secret
    while True:
        n += 1
        yield Article(
            id=f"{n:016x}",
            source_path=f"{n}.md",
            headline=draw.choice(articles).headline,
            body=" ".join(draw.choices(sentences, k=_SENTENCES)),
            outlet=draw.choice(articles).outlet,
            byline=draw.choice(articles).byline,
            published=_FIRST_DAY + timedelta(hours=n % 9000),
        )
