"""From nothing to ready, in a process of its own, and the memory that it then has in use."""

from __future__ import annotations

import time

from eval.bench.machine import resident_mb
from eval.bench.row import Row
from eval.bench.work import Work, questions
from ragbot import assembly
from ragbot.bot import Ragbot
from ragbot.generation import Local


def measure(work: Work) -> list[Row]:
    """Called first in its process: what is imported is part of the start."""
    ready, memory, child = _start(work, "local")
    again, _, _ = _start(work, "local")
    return [
        Row("start to ready, first in its process", "s", ready, goal="≤ 8"),
        Row("start to ready again in the same process", "s", again),
        Row("memory at rest, model loaded (both processes)", "MB", memory + child, goal="≤ 2,500"),
        Row("memory at rest, without the model's process", "MB", memory, goal="≤ 600"),
    ]


def _start(work: Work, llm: str) -> tuple[float, float, float]:
    """Seconds to ready, MB of this process after a search, MB of the model's."""
    started = time.perf_counter()
    parts = assembly.assemble(work.settings(llm))
    with Ragbot(parts) as bot:
        parts.ingestor.sync()
        bot.warm()
        seconds = time.perf_counter() - started
        next(bot.stream(questions(1)[0].question))
        assert isinstance(parts.writer, Local)
        return seconds, resident_mb(), resident_mb(parts.writer.pid)
