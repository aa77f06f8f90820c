"""/answer/ID: an answer as it was given, held against today's archive each time that it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from ragbot.domain import Answer, AnswerSentence, Article, Citation
from ragbot.records import Rechecked, StoredAnswer, recheck
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.site import Library, Site

_NEAREST = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as shown: `text` is empty where it may no longer be repeated."""

    text: str
    marks: tuple[int, ...]
    proven: bool


def routes(site: Site, renderer: Renderer) -> Routes:
    def answer(request: Request) -> Response:
        stored = site.records.answers.get(request.path_params["answer_id"])
        return unknown(renderer) if stored is None else shown(site, renderer, stored)

    return [("/answer/{answer_id}", ["GET"], answer)]


def unknown(renderer: Renderer) -> Response:
    return renderer.told(
        "No such answer",
        "No answer is kept under this address. Check that the link is whole; who asked may also have deleted it.",
        404,
    )


def shown(site: Site, renderer: Renderer, stored: StoredAnswer) -> Response:
    answer = stored.answer
    now = datetime.now(UTC)
    checks = check(site.library, stored, now)
    silent = {c.now.citation.n for c in checks if not c.now.shown}
    near = [c for c in answer.considered if c.article_id not in {q.article_id for q in answer.citations}][:_NEAREST]
    readable = [c for c in near if _can_be_read(_newest(site.library, c.article_id), now)]
    return renderer.page(
        "answer.html",
        stored=stored,
        answer=answer,
        checks=checks,
        sentences=_sentences(answer, silent),
        # a refusal may repeat the sentence that comes nearest: not one of an article that may not be read now
        text=answer.text if len(readable) == len(near) else "",
        summary=_summary(checks),
        near=readable,
        generation=site.library.receipt().get("generation"),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A citation as it stands today; `quoted` is the id under which the version that was quoted is kept, or ""."""

    now: Rechecked
    quoted: str


def check(library: Library, stored: StoredAnswer, now: datetime) -> list[Source]:
    """Each citation of the answer, held against the newest version of its story."""
    return [_source(library, c, stored.sources.get(c.article_id, ""), now) for c in stored.answer.citations]


def _source(library: Library, citation: Citation, fingerprint: str, now: datetime) -> Source:
    versions = library.versions(citation.article_id)
    newest = versions[-1] if versions else None
    same = newest is not None and fingerprint in ("", newest.digest)
    quoted = next((v.article.id for v in versions if v.digest == fingerprint), "")
    return Source(recheck(citation, newest.article if newest else None, now, same=same), quoted)


def _newest(library: Library, article_id: str) -> Article | None:
    versions = library.versions(article_id)
    return versions[-1].article if versions else None


def _can_be_read(article: Article | None, now: datetime) -> bool:
    if article is None or article.status != "usable":
        return False
    return article.embargoed is None or article.embargoed <= now


def _sentences(answer: Answer, silent: set[int]) -> list[Sentence]:
    known = {c.n for c in answer.citations}
    return [_sentence(s, known, silent) for s in answer.sentences]


def _sentence(sentence: AnswerSentence, known: set[int], silent: set[int]) -> Sentence:
    marks = tuple(n for n in dict.fromkeys(sentence.citations) if n in known)
    may_stand = not marks or set(marks) - silent
    return Sentence(sentence.text if may_stand else "", tuple(n for n in marks if n not in silent), sentence.proven)


def _summary(checks: Sequence[Source]) -> str:
    if not checks:
        return ""
    changed = sum(c.now.standing != "unchanged" for c in checks)
    if not changed:
        return "Checked just now: every source still says what is quoted, word for word."
    if len(checks) == 1:
        return "Checked just now: its source is no longer what it was. See below."
    return f"Checked just now: {changed} of {len(checks)} sources are no longer what they were. See below."
