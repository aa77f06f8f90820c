"""Answers of the local model: ragbot's prompt and the tutorial's, in turns, from the same server."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import numpy as np
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from eval.bench import tutorial
from eval.bench.row import Row
from eval.bench.work import KINDS, TRIED, Work, newsroom, questions
from ragbot import assembly, llm
from ragbot.bot import Ragbot
from ragbot.domain import Retrieved, Token
from ragbot.encoders import SentenceTransformerEncoder, Vectors, unit


@dataclass(slots=True)
class Taken:
    """Seconds from Enter to evidence, first token and end, and tokens read and written."""

    evidence: float
    first: float
    end: float
    read: int
    written: int

    @property
    def rate(self) -> float:
        return (self.written - 1) / (self.end - self.first) if self.end > self.first else 0.0


def measure(work: Work) -> list[Row]:
    encoder = work.encoder()
    chunks = [c for a in newsroom() for c in tutorial.split(a.body)]
    vectors = unit(tutorial.embed(encoder.load(), chunks))
    ours: list[Taken] = []
    theirs: list[Taken] = []
    parts = assembly.assemble(work.settings("local"))
    with Ragbot(parts) as bot:
        bot.warm()
        model = parts.writer.model()
        assert model is not None
        for kind in KINDS:
            for case in questions(TRIED, kind):
                # Both begin as every prompt of theirs does, and with one question after the other that is in the cache.
                parts.writer.read_ahead(parts.answerer.opening())
                mine = _ragbot(bot, case.question)
                if mine is None:
                    continue  # refused or answered by code: no model was asked
                ours.append(mine)
                parts.writer.read_ahead(tutorial.prompt("?", []))
                started = time.perf_counter()
                best = np.argsort(-(vectors @ _question(encoder, case.question)))[: tutorial.CHUNKS]
                theirs.append(_tutorial(model, tutorial.prompt(case.question, [chunks[i] for i in best]), started))
                break
    return [
        Row(f"first evidence, {len(ours)} questions", "s", _median(ours, "evidence"), goal="≤ 0.1"),
        Row("first token", "s", _median(ours, "first"), _median(theirs, "first"), goal="ratio ≤ 0.40"),
        Row("whole answer", "s", _median(ours, "end"), _median(theirs, "end")),
        Row("prompt", "tokens", _median(ours, "read"), _median(theirs, "read")),
        Row("written", "tokens", _median(ours, "written"), _median(theirs, "written")),
        Row("writing", "tokens a second", _median(ours, "rate"), _median(theirs, "rate")),
    ]


def _median(taken: list[Taken], name: str) -> float:
    return float(statistics.median(getattr(t, name) for t in taken))


def _ragbot(bot: Ragbot, question: str) -> Taken | None:
    """None where no model was asked: the question was refused, or decided by code."""
    started = time.perf_counter()
    evidence = first = 0.0
    for event in bot.stream(question):
        now = time.perf_counter() - started
        if isinstance(event, Retrieved):
            evidence = now
        elif isinstance(event, Token):
            first = first or now
        else:
            told = event.answer.timings
            read, written = told["prompt_tokens"], told["completion_tokens"]
            return Taken(evidence, first, now, int(read or 0), int(written or 0)) if first else None
    return None


def _tutorial(model: BaseChatModel, prompt: list[BaseMessage], started: float) -> Taken:
    first, stats = 0.0, llm.StreamStats()
    for _ in llm.stream_text(model, prompt, stats):
        first = first or time.perf_counter() - started
    end = time.perf_counter() - started
    return Taken(0.0, first, end, stats.prompt_tokens or 0, stats.completion_tokens or 0)


def _question(encoder: SentenceTransformerEncoder, question: str) -> Vectors:
    return np.asarray(encoder.embed_query(question), dtype=np.float32)
