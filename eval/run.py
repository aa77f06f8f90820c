"""Runs a suite against a bot: resumable, over a cached archive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ragbot
from eval.asking import Asker, Bot, row
from eval.journal import Journal
from eval.result import summarise
from eval.suite import Suite
from ragbot.ingestion import Progress

OpenBot = Callable[[Path], Bot]


@dataclass(frozen=True, slots=True)
class Run:
    """How to run a suite. `fingerprint` says how articles are cut and embedded, `cache` keeps what that made."""

    open_bot: OpenBot
    cache: Path
    fingerprint: str
    retrieval_only: bool = False
    fresh: bool = False
    progress: Progress | None = None


def run_suite(suite: Suite, how: Run) -> tuple[dict[str, Any], Journal]:
    """Ask every case; gives the documented result, and the journal to forget once the result is kept.

    A case that fails scores the worst there is and is named. The archive is cached by the articles' content,
    the fingerprint and the code that reads and stores them. A run that was stopped goes on with the cases it has not asked, unless a case, an article,
    a setting, a prompt or ragbot itself has changed since.
    """
    articles = _digest(suite.articles)
    home = (
        how.cache
        / "suites"
        / hashlib.sha256(f"{how.fingerprint}\0{articles}\0{_stored_by()}".encode()).hexdigest()[:16]
    )
    bot = how.open_bot(home)
    try:
        ingested = _ingested(bot, suite, home, how.progress)
        journal = Journal(how.cache / "runs" / f"{_run_key(suite, articles, bot.receipt(), how)}.jsonl")
        if how.fresh:
            journal.forget()
            journal.rows.clear()
        left = [case for case in suite.cases if case.id not in journal.rows]
        if left:
            bot.warm()
        asker = Asker(bot, retrieval_only=how.retrieval_only)
        for done, case in enumerate(left, start=len(suite.cases) - len(left) + 1):
            journal.add(row(asker.ask(case)))
            if how.progress:
                how.progress("Asking", done, len(suite.cases))
        receipt = bot.receipt()
    finally:
        bot.close()
    rows = [journal.rows[case.id] for case in suite.cases]
    result = summarise(
        suite.name, rows, receipt, ingested, retrieval_only=how.retrieval_only, tolerance=suite.tolerance
    )
    return result, journal


def _ingested(bot: Bot, suite: Suite, home: Path, progress: Progress | None) -> dict[str, Any]:
    marker = home / "ingested.json"
    if marker.exists():
        return dict(json.loads(marker.read_text(encoding="utf-8")))
    report = bot.ingest(suite.articles, progress=progress)
    seconds = round(report.seconds, 2)
    figures = {
        "articles": report.usable,
        "passages": report.passages,
        "seconds": seconds,
        "passages_per_s": round(report.passages / seconds, 1) if seconds and not report.unchanged else None,
    }
    marker.write_text(json.dumps(figures), encoding="utf-8")
    return figures


def _run_key(suite: Suite, articles: str, receipt: Mapping[str, Any], how: Run) -> str:
    made_by = _digest(Path(ragbot.__file__).parent, "*.py") + _digest(Path(__file__).parent, "*.py")
    asked = [case.line for case in suite.cases]
    parts = (articles, made_by, how.fingerprint, how.retrieval_only, sorted(receipt.items()), asked)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _stored_by() -> str:
    rooms = Path(ragbot.__file__).parent
    parts = [_digest(rooms / name, "*.py") for name in ("articles", "catalogue", "domain")]
    parts += [_digest(rooms, f"{name}.py") for name in ("chunking", "clustering", "copies", "ingestion")]
    return "".join(parts)


def _digest(folder: Path, pattern: str = "*") -> str:
    """Over the names and the bytes of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob(pattern) if p.is_file()):
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
