"""Article → Passages: whole sentences, character offsets kept, text shown ≠ text embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ragbot.domain import Article, Passage, Span
from ragbot.text.calendar import WEEKDAY

# Bump when the same article would be cut differently: archives then ask to be rebuilt.
VERSION = 1
_MAX_SENTENCE_CHARS = 1200
# "at 5 p.m. Tuesday" is one clause, and news is full of it.
_CLOCK_END, _CLOCK_CHARS = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE), 5
_WEEKDAY = re.compile(rf"{WEEKDAY}\b")


def built_with(fingerprint: str) -> int:
    """The passage length of a fingerprint; 0 where it was made by other rules than today's."""
    found = re.fullmatch(rf"sentences-v{VERSION}-(\d+)w", fingerprint)
    return int(found[1]) if found else 0


def fingerprint(passage_words: int) -> str:
    """What an archive remembers of how it was cut."""
    return f"sentences-v{VERSION}-{passage_words}w"


def sentences(text: str, language: str = "en") -> list[Span]:
    """Spans of the sentences of a text, without surrounding white space, in order.

    Boundaries are sentencex's (rules for some 240 languages); a "sentence" without an end
    is cut at white space after 1,200 characters, so that no passage can grow without bound.
    """
    import sentencex

    spans: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries(language[:2].lower() or "en", text):
        span = _trim(text, boundary["start_index"], boundary["end_index"])
        if span is None:
            continue
        if spans and _continues(text, spans[-1], span):
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return [part for span in spans for part in _cut(text, span)]


def passages(article: Article, passage_words: int) -> list[Passage]:
    """Cut an article into passages of at most `passage_words` words, each of whole sentences.

    Ids are deterministic and change with the text: `<article id>.<content hash>.<ordinal>`.
    """
    head = _heading(article)
    digest = article.content_hash[:8]
    cut = []
    for ordinal, group in enumerate(_groups(article, passage_words)):
        start, end = group[0].start, group[-1].end
        text = article.body[start:end]
        cut.append(
            Passage(
                id=f"{article.id}.{digest}.{ordinal}",
                article_id=article.id,
                ordinal=ordinal,
                start=start,
                end=end,
                text=text,
                embedded_text=head + text,
                sentences=tuple(group),
            )
        )
    return cut


def _heading(article: Article) -> str:
    line = ", ".join(part for part in (article.outlet, article.dated) if part)
    return f"{article.headline}\n{line}\n" if line else f"{article.headline}\n"


def _groups(article: Article, passage_words: int) -> Iterator[list[Span]]:
    group: list[Span] = []
    size = 0
    for span in sentences(article.body, article.language):
        length = len(article.body[span.start : span.end].split())
        if group and size + length > passage_words:
            yield group
            group, size = [], 0
        group.append(span)
        size += length
    if group:
        yield group


def _continues(text: str, last: Span, span: Span) -> bool:
    # The sentence may have grown by a thousand such pairs: only its end is looked at.
    tail = max(last.start, last.end - _CLOCK_CHARS)
    return bool(_CLOCK_END.search(text, tail, last.end) and _WEEKDAY.match(text, span.start, span.end))


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    core = piece.strip()
    return Span(start + left, start + left + len(core)) if core else None


def _cut(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > _MAX_SENTENCE_CHARS:
        space = text.rfind(" ", start, start + _MAX_SENTENCE_CHARS)
        stop = space if space > start else start + _MAX_SENTENCE_CHARS
        piece = _trim(text, start, stop)
        if piece:
            yield piece
        start = stop
    piece = _trim(text, start, span.end)
    if piece:
        yield piece
