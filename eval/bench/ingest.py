"""The sample newsroom from files to an archive that answers, and what it takes on disk."""

from __future__ import annotations

import time

from eval.bench.row import Row
from eval.bench.work import Work
from ragbot import resources


def measure(work: Work) -> list[Row]:
    with work.open() as bot:
        bot.warm()
        started, used = time.perf_counter(), time.process_time()
        report = bot.ingest(resources.folder("corpus"))
        seconds, used = time.perf_counter() - started, time.process_time() - used
        started = time.perf_counter()
        bot.ingest(resources.folder("corpus"))
        again = time.perf_counter() - started
    catalogue = (work.home / "catalogue.sqlite").stat().st_size
    index = sum(f.stat().st_size for f in (work.home / "index").rglob("*") if f.is_file())
    return [
        Row(f"{report.added} articles, {report.passages} passages", "s", seconds),
        Row("passages", "a second", report.passages / seconds),
        Row("passages", "a processor second", report.passages / used),
        Row("the same again, nothing changed", "s", again),
        Row(
            "catalogue", "KB a passage", catalogue / report.passages / 1024, goal="≤ 4 with the index, at 10⁴ passages"
        ),
        Row("index", "KB a passage", index / report.passages / 1024),
    ]
