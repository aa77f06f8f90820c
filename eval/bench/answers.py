"""Answers of the local model, in turns: ragbot's prompt in the engine that it chooses for this processor, and the
tutorial's in llama.cpp, which is what a tutorial runs the same weights in.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import numpy as np
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from eval.bench import tutorial
from eval.bench.row import Row
from eval.bench.work import ASKED, KINDS, LATER, TRIED, Work, follow_ups, newsroom, questions
from eval.case import Case
from ragbot import assembly, llm, models
from ragbot.bot import Ragbot
from ragbot.domain import Retrieved, Token
from ragbot.encoders import unit
from ragbot.local_llm import LocalLlm


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
    embedder = work.plain_model()
    chunks = [c for a in newsroom() for c in tutorial.split(a.body)]
    vectors = unit(tutorial.embed(embedder, chunks))
    ours: list[Taken] = []
    theirs: list[Taken] = []
    settings = work.settings("local")
    parts = assembly.assemble(settings)
    with Ragbot(parts) as bot, LocalLlm(models.locate(assembly.LOCAL_MODEL, settings.cache)) as plain:
        bot.warm()
        plain.wait_ready()
        model = llm.local_chat_model(plain.base_url, plain.api_key, timeout_s=600, max_tokens=settings.answer_tokens)
        _tutorial(model, tutorial.prompt("?", []), 0.0)  # both begin with the fixed part of their prompts in the cache
        for kind in KINDS:
            asked = 0
            for case in questions(TRIED, kind):
                mine = _ragbot(bot, case) if asked < ASKED else None
                if mine is None:
                    continue  # refused or answered by code: no model was asked
                asked += 1
                ours.append(mine)
                started = time.perf_counter()
                best = np.argsort(-(vectors @ tutorial.embed(embedder, [case.question])[0]))[: tutorial.CHUNKS]
                theirs.append(_tutorial(model, tutorial.prompt(case.question, [chunks[i] for i in best]), started))
        later = [taken for case in follow_ups()[:LATER] if (taken := _later(bot, case))]
    first = _median(theirs, "first")
    return [
        Row(f"first evidence, {len(ours)} questions", "s", _median(ours, "evidence"), goal="≤ 0.1"),
        Row(f"first token, {len(ours)} questions", "s", _median(ours, "first"), first, goal="ratio ≤ 0.40"),
        Row(f"first token of a follow-up, {len(later)} questions", "s", _median(later, "first"), first, "ratio ≤ 0.30"),
        Row("whole answer", "s", _median(ours, "end"), _median(theirs, "end")),
        Row("prompt", "tokens", _median(ours, "read"), _median(theirs, "read")),
        Row("written", "tokens", _median(ours, "written"), _median(theirs, "written")),
        Row("writing", "tokens a second", _median(ours, "rate"), _median(theirs, "rate")),
    ]


def _median(taken: list[Taken], name: str) -> float:
    return float(statistics.median(getattr(t, name) for t in taken))


def _ragbot(bot: Ragbot, case: Case) -> Taken | None:
    """None where no model was asked: the question was refused, or decided by code."""
    started = time.perf_counter()
    evidence = first = 0.0
    for event in bot.stream(case.question, history=case.history):
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


def _later(bot: Ragbot, case: Case) -> Taken | None:
    """A follow-up as a reader asks it, right after the questions that it leans on."""
    for at, (role, words) in enumerate(case.history):
        if role == "user":
            bot.ask(words, history=case.history[:at])
    return _ragbot(bot, case)


def _tutorial(model: BaseChatModel, prompt: list[BaseMessage], started: float) -> Taken:
    first, stats = 0.0, llm.StreamStats()
    for _ in llm.stream_text(model, prompt, stats):
        first = first or time.perf_counter() - started
    end = time.perf_counter() - started
    return Taken(0.0, first, end, stats.prompt_tokens or 0, stats.completion_tokens or 0)
