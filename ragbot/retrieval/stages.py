"""Dense ∥ lexical → fuse → cap."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from ragbot import text
from ragbot.catalogue import Catalogue
from ragbot.index import Index
from ragbot.retrieval.pipeline import Hit, Stage, State

# Who holds an office is found by neither of the others.
_WEIGHTS = {"offices": 2}


class Dense:
    """Nearest passages by cosine of the question's vector."""

    def __init__(self, index: Index, catalogue: Catalogue, limit: int) -> None:
        self._index = index
        self._catalogue = catalogue
        self._limit = limit

    def __call__(self, state: State) -> None:
        vector = state.vector
        started = time.perf_counter()
        see = state.window
        found = self._index.nearest(
            vector,
            self._limit,
            since=int(see.since.timestamp()) if see.since else None,
            until=int(see.until.timestamp()) if see.until else None,
            outlet=see.outlet,
            as_of=int(see.as_of.timestamp()) if see.as_of else None,
            articles=self._catalogue.seen(see) if see.byline else None,
        )
        state.pools["dense"] = [Hit(*row) for row in found]
        state.record_hits("dense", started, state.pools["dense"])


class Lexical:
    """Best passages by BM25 over the question's content words."""

    def __init__(self, catalogue: Catalogue, limit: int) -> None:
        self._catalogue = catalogue
        self._limit = limit

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        found = self._catalogue.lexical(text.content_words(state.question), self._limit, state.window)
        state.pools["lexical"] = [Hit(*row) for row in found]
        state.record_hits("lexical", started, state.pools["lexical"])


class Parallel:
    """Stages that fill pools of their own, side by side: both stores leave Python while they search."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = tuple(stages)
        self._pool = ThreadPoolExecutor(len(self._stages), thread_name_prefix="retrieval")

    def __call__(self, state: State) -> None:
        before = len(state.trace)
        for done in [self._pool.submit(stage, state) for stage in self._stages]:
            done.result()
        # Whoever was faster: the trace of a question reads the same every time.
        state.trace[before:] = sorted(state.trace[before:], key=lambda t: t.stage)


class Fuse:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): score = Σ weight / (k + rank)."""

    def __init__(self, k: int) -> None:
        self._k = k

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        scores: defaultdict[str, float] = defaultdict(float)
        article: dict[str, str] = {}
        for name, pool in state.pools.items():
            for rank, hit in enumerate(pool, start=1):
                scores[hit.passage_id] += _WEIGHTS.get(name, 1) / (self._k + rank)
                article[hit.passage_id] = hit.article_id
        ranked = sorted(scores, key=lambda i: (-scores[i], i))
        state.hits = [Hit(i, article[i], scores[i]) for i in ranked]
        state.record_hits("fuse", started, state.hits)


class CapPerArticle:
    """At most `limit` passages of one article, so that a long one cannot crowd out the rest."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        taken: Counter[str] = Counter()
        kept = []
        for hit in state.hits:
            if taken[hit.article_id] < self._limit:
                taken[hit.article_id] += 1
                kept.append(hit)
        state.hits = kept
        state.record_hits("cap", started, kept)
