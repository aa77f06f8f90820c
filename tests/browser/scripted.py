"""A bot that follows a script: each question gets the next `Script`, and waits at its gates until the test opens them."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ragbot.catalogue import Kept
from ragbot.domain import (
    Answer,
    AnswerSentence,
    Article,
    Citation,
    Considered,
    Coverage,
    Done,
    Event,
    Evidence,
    EvidenceSentence,
    Filters,
    Retrieved,
    StageTrace,
    Token,
    citation_dates,
)

WAIT_S = 30  # a gate that nobody opens fails the test instead of hanging it
COVERAGE = Coverage(13, 4, "2025-10-26T00:00:00+00:00", "2026-05-21T00:00:00+00:00")


@dataclass
class Gate:
    """A point in the script where the bot waits for the test."""

    opened: threading.Event = field(default_factory=threading.Event)

    def open(self) -> None:
        self.opened.set()


class Trickle:
    """A model that writes on and on, as long as it is let."""


Step = Event | Gate | Trickle | Exception


@dataclass
class Call:
    question: str
    options: dict[str, Any]
    closed: threading.Event = field(default_factory=threading.Event)
    finished: bool = False


class ScriptedBot:
    """Implements `ragbot.ui.ChatBot`; `calls` is what it was asked, with which history and filters."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As new: asked nothing yet, told nothing to do."""
        self.calls: list[Call] = []
        self.scripts: list[list[Step]] = []
        self.listed = ["Brennick Courier", "Felt & Field"]
        self.offered = ["Why was the Cooper Bridge closed?"]
        self.named = "a scripted model"
        self.archive: dict[str, Article] = {}
        self.kept: dict[str, list[Kept]] = {}

    def holds(self, *articles: Article) -> None:
        """Put the articles into the archive, in place of others with their ids."""
        self.archive |= {a.id: a for a in articles}

    def will(self, *steps: Step) -> None:
        """Queue the steps for the next question."""
        self.scripts.append(list(steps))

    def stream(self, question: str, **options: Any) -> Generator[Event, None, None]:
        call = Call(question, options)
        self.calls.append(call)
        script = self.scripts.pop(0)
        try:
            for step in script:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, Gate):
                    assert step.opened.wait(WAIT_S), "the test did not open the gate"
                    continue
                if isinstance(step, Trickle):
                    yield from self._trickle()
                else:
                    yield step
            call.finished = True
        finally:
            call.closed.set()

    @staticmethod
    def _trickle() -> Generator[Event, None, None]:
        for _ in range(WAIT_S * 100):
            yield Token("and ")
            time.sleep(0.01)

    def article(self, article_id: str) -> Article | None:
        return self.archive.get(article_id)

    def versions(self, article_id: str) -> list[Kept]:
        return self.kept.get(article_id, [])

    def outlets(self) -> list[str]:
        return self.listed

    def coverage(self) -> Coverage:
        return COVERAGE

    def examples(self) -> list[str]:
        return self.offered

    def describe(self) -> str:
        return self.named


def article(headline: str, body: str, **fields: Any) -> Article:
    defaults: dict[str, Any] = {
        "id": f"id-{abs(hash(headline)) % 10_000}",
        "source_path": "town/article.md",
        "outlet": "Brennick Courier",
        "byline": "Nils Abery",
        "published": datetime(2026, 3, 19, 15, 45, tzinfo=UTC),
    }
    return Article(headline=headline, body=body, **(defaults | fields))


def evidence(n: int, source: Article, *quotes: str) -> Evidence:
    spans = [(source.body.index(q), q) for q in quotes]
    return Evidence(n, source, tuple(EvidenceSentence(at, at + len(q), q, 0.9) for at, q in spans))


def retrieved(
    question: str, *found: Evidence, considered: Iterable[Considered] = (), inferred: Mapping[str, Any] | None = None
) -> Retrieved:
    trace = (StageTrace("fuse", 0.01, 68),)
    return Retrieved(question, found, tuple(considered), COVERAGE, Filters(inferred=inferred or {}), trace, 0.04)


def words(text: str) -> list[Token]:
    return [Token(f"{word} ") for word in text.split()]


def done(
    question: str,
    sentences: Iterable[tuple[str, tuple[int, ...]]] = (),
    cited: Iterable[tuple[Article, str]] = (),
    **fields: Any,
) -> Done:
    """The answer made of sentences with the numbers of their sources, and for each number an article and its quote."""
    said = tuple(AnswerSentence(text, numbers, proven=True) for text, numbers in sentences)
    citations = tuple(_citation(n, source, quote) for n, (source, quote) in enumerate(cited, 1))
    defaults: dict[str, Any] = {
        "status": "answered",
        "text": " ".join(s.text + "".join(f" [{n}]" for n in s.citations) for s in said),
        "question": question,
        "standalone_question": question,
        "sentences": said,
        "citations": citations,
        "considered": (),
        "coverage": COVERAGE,
        "filters": Filters(),
        "receipt": {"llm": "a scripted model"},
        "timings": {"total_s": 2.7},
    }
    return Done(Answer(**(defaults | fields)))


def refused(question: str, *nearest: Considered) -> Done:
    text = f"Not in these articles. {COVERAGE.sentence()}"
    return done(question, status="not_found", text=text, considered=nearest)


def near(source: Article, score: float = 0.4) -> Considered:
    return Considered(source.id, source.source_path, score, source.headline, source.outlet, citation_dates(source)[0])


def _citation(n: int, source: Article, quote: str) -> Citation:
    published, updated = citation_dates(source)
    start = source.body.index(quote)
    return Citation(
        n=n,
        article_id=source.id,
        headline=source.headline,
        outlet=source.outlet,
        byline=source.byline,
        published=published,
        updated=updated,
        url=source.url,
        source_path=source.source_path,
        quote=quote,
        start=start,
        end=start + len(quote),
        note=source.note,
        kind=source.kind,
        origin=source.origin,
        doubt=source.doubt,
    )
