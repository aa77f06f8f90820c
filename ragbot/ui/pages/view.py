"""A kept answer as it may be shown today: each source held against the archive, withdrawn words left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from ragbot.domain import Answer, AnswerSentence, Article, Citation, Considered
from ragbot.records import Rechecked, StoredAnswer, recheck
from ragbot.ui.site import Library

SILENT = "[A sentence stood here. Its source may no longer be quoted.]"
_NEAREST = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is empty where it may no longer be repeated."""

    text: str
    marks: tuple[int, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A citation as it stands today; `quoted` is the id under which the version that was quoted is kept, or ""."""

    now: Rechecked
    quoted: str


@dataclass(frozen=True, slots=True)
class View:
    """`text` is a refusal's, which has no sentences; `near` the articles that were considered and not quoted."""

    stored: StoredAnswer
    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...]
    text: str
    near: tuple[Considered, ...]

    @classmethod
    def of(cls, library: Library, stored: StoredAnswer) -> View:
        answer, now = stored.answer, datetime.now(UTC)
        sources = tuple(_source(library, c, stored.sources.get(c.article_id, ""), now) for c in answer.citations)
        silent = {s.now.citation.n for s in sources if not s.now.shown}
        cited = {c.article_id for c in answer.citations}
        near = [(c, _newest(library, c.article_id)) for c in answer.considered if c.article_id not in cited]
        readable = [c for c, article in near if article and article.is_readable(now)]
        # a refusal may repeat the sentence that comes nearest: not one of an article that may not be read now
        hidden = bool(silent) or any(article and not article.is_readable(now) for _, article in near)
        text = "Not in these articles." if hidden else answer.text
        return cls(stored, sources, _sentences(answer, silent), text, tuple(readable[:_NEAREST]))

    @property
    def whole(self) -> bool:
        """Whether nothing had to be left out."""
        return all(s.now.shown for s in self.sources) and (bool(self.sentences) or self.text == self.stored.answer.text)

    @property
    def words(self) -> str:
        """The answer as plain text, with markers."""
        if not self.sentences:
            return self.text
        return " ".join((s.text or SILENT) + "".join(f" [{n}]" for n in s.marks) for s in self.sentences)

    @property
    def summary(self) -> str:
        if not self.sources:
            return ""
        changed = sum(s.now.standing != "unchanged" for s in self.sources)
        if not changed:
            return "Checked just now: every source still says what is quoted, word for word."
        if len(self.sources) == 1:
            return "Checked just now: its source is no longer what it was. See below."
        return f"Checked just now: {changed} of {len(self.sources)} sources are no longer what they were. See below."


def _source(library: Library, citation: Citation, fingerprint: str, now: datetime) -> Source:
    versions = library.versions(citation.article_id)
    newest = versions[-1] if versions else None
    same = newest is not None and fingerprint in ("", newest.digest)
    quoted = next((v.article.id for v in versions if v.digest == fingerprint), "")
    return Source(recheck(citation, newest.article if newest else None, now, same=same), quoted)


def _newest(library: Library, article_id: str) -> Article | None:
    versions = library.versions(article_id)
    return versions[-1].article if versions else None


def _sentences(answer: Answer, silent: set[int]) -> tuple[Sentence, ...]:
    known = {c.n for c in answer.citations}
    return tuple(_sentence(s, known, silent) for s in answer.sentences)


def _sentence(sentence: AnswerSentence, known: set[int], silent: set[int]) -> Sentence:
    marks = tuple(n for n in dict.fromkeys(sentence.citations) if n in known)
    # one that carries no number may rest on any of the sources
    may_stand = bool(set(marks) - silent) if marks else not silent
    return Sentence(sentence.text if may_stand else "", tuple(n for n in marks if n not in silent), sentence.proven)
