"""Runs an explicit list of stages over one question and traces each of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ragbot.catalogue import Family, Window
from ragbot.domain import Evidence, StageTrace
from ragbot.understanding import Understanding

_TRACED = 5
_EMBEDDED = 256  # questions of which the vector is kept
_AT_ONCE = 2  # questions embedded side by side: more would only share the cores
_TRACED_ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; `score` is comparable only within one stage."""

    passage_id: str
    article_id: str
    score: float


@dataclass(slots=True)
class State:
    """What the stages hand on: each reads what it needs and replaces what it makes.

    `question` is all that is searched for; `asks` is the part of it that asks, the rest says what it is about.
    `wide`: more is to be read than one fact takes. `embedding` waits for the question's vector, which is made while the first stages run.
    """

    question: str
    asks: str
    embedding: Callable[[], NDArray[np.float32]]
    window: Window
    infer: bool = True
    wide: bool = False
    wishes: Understanding = field(default_factory=Understanding)
    inferred: dict[str, Any] = field(default_factory=dict)
    pools: dict[str, list[Hit]] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    families: Mapping[str, Family] = field(default_factory=dict)
    copied: set[tuple[str, int]] = field(default_factory=set)  # sentences, as (article id, start), that an origin has
    evidence: tuple[Evidence, ...] = ()
    trace: list[StageTrace] = field(default_factory=list)

    @property
    def vector(self) -> NDArray[np.float32]:
        return self.embedding()

    def record(self, stage: str, started: float, kept: int, top: Sequence[str], articles: Iterable[str] = ()) -> None:
        """Both `top` and `articles` best first; of each, the first few are kept."""
        seconds = time.perf_counter() - started
        first = tuple(dict.fromkeys(articles))[:_TRACED_ARTICLES]
        self.trace.append(StageTrace(stage, seconds, kept, tuple(top[:_TRACED]), first))

    def record_hits(self, stage: str, started: float, hits: Sequence[Hit]) -> None:
        self.record(stage, started, len(hits), [h.passage_id for h in hits], (h.article_id for h in hits))


Stage = Callable[[State], None]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What came of it: passages best first, the picked evidence, the trace, and the window that was searched."""

    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    trace: tuple[StageTrace, ...]
    window: Window
    inferred: Mapping[str, Any] = field(default_factory=dict)


class Retriever:
    """Runs the stages in order; the question is embedded once, beside those that do not need its vector."""

    def __init__(self, embed: Callable[[str], Sequence[float]], stages: Sequence[Stage]) -> None:
        # Looked up again with another filter, or as one side of a comparison, a question is not embedded again.
        self._embed = lru_cache(_EMBEDDED)(lambda question: np.asarray(embed(question), dtype=np.float32))
        self._stages = tuple(stages)
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="embedding")

    def retrieve(
        self, question: str, window: Window, *, infer: bool = True, asks: str = "", wide: bool = False
    ) -> Retrieval:
        """`infer`: whether the question may narrow the window by what it says of dates, outlets and bylines.

        `asks`: the part of the question that tells what kind of answer it wants, where that is not all of it.
        `wide`: evidence for an overview, from more passages and some times as long.
        """
        embedding = self._pool.submit(self._timed, question)
        state = State(question, asks or question, lambda: embedding.result()[0], window, infer, wide)
        for stage in self._stages:
            stage(state)
        trace = (StageTrace("embed", embedding.result()[1], 1), *state.trace)
        return Retrieval(tuple(state.hits), state.evidence, trace, state.window, state.inferred)

    def _timed(self, question: str) -> tuple[NDArray[np.float32], float]:
        started = time.perf_counter()
        return self._embed(question), time.perf_counter() - started
