"""From nothing to ready, in a process of its own, and the memory that it then has in use."""

from __future__ import annotations

import time
import urllib.request
from dataclasses import dataclass

from eval.bench.chat import served
from eval.bench.machine import resident_mb
from eval.bench.row import Row
from eval.bench.work import Work, questions
from ragbot import assembly
from ragbot.bot import Ragbot
from ragbot.generation import Local


def measure(work: Work) -> list[Row]:
    """Called first in its process: what is imported is part of the start."""
    first = _start(work)
    again = _start(work)
    return [
        Row("`ragbot chat` until its page is there", "s", _page(work), goal="≤ 8"),
        Row("until a question meets all that it needs, first in its process", "s", first.ready),
        Row("… again in the same process", "s", again.ready),
        Row("… until the model has read its instructions too", "s", first.read),
        Row("memory at rest, model loaded (both processes)", "MB", first.memory + first.child, goal="≤ 2,500"),
        Row("memory at rest, without the model's process", "MB", first.memory, goal="≤ 600"),
    ]


def _page(work: Work) -> float:
    """Seconds from the command to its page, from a process of its own."""
    started = time.perf_counter()
    with served(work) as address, urllib.request.urlopen(address, timeout=60) as page:  # noqa: S310  # our own child's
        page.read()
        return time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds until questions are taken, and until the model has read ahead; MB of this process and of the model's."""

    ready: float
    read: float
    memory: float
    child: float


def _start(work: Work) -> Started:
    started = time.perf_counter()
    parts = assembly.assemble(work.settings("local"))
    with Ragbot(parts) as bot:
        parts.ingestor.sync()
        parts.writer.start()
        parts.encoder.embed_query("warm")
        parts.writer.model()
        ready = time.perf_counter() - started
        bot.warm()
        read = time.perf_counter() - started
        next(bot.stream(questions(1)[0].question))
        assert isinstance(parts.writer, Local)
        return Started(ready, read, resident_mb(), resident_mb(parts.writer.pid))
