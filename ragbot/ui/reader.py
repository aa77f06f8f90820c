"""The reader panel: the whole article around a passage that was quoted, found or only considered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ragbot.domain import Article, Span, citation_dates
from ragbot.ui import escape, facts
from ragbot.ui.exchange import Conversation, Exchange

_KEY = re.compile(r"rb-(cited|found|near)-(\d{1,9})-(\d{1,9})(?:-(\d{1,9}))?")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where to open an article: `spans` are marked in it, the text at `here` is what was asked for ("": the top).

    `quotes` are the texts that were at `spans` when the answer was made.
    """

    article_id: str
    spans: tuple[Span, ...] = ()
    quotes: tuple[str, ...] = ()
    here: int = 0
    carried_by: tuple[str, ...] = ()


def find(conversation: Conversation, key: str) -> Passage | None:
    """The passage that a link of this conversation names; None for any other key, so that nothing else opens."""
    match = _KEY.fullmatch(key)
    if not match:
        return None
    exchange = next((e for e in conversation.exchanges if e.serial == int(match[2])), None)
    if exchange is None:
        return None
    return _PLACES[match[1]](exchange, int(match[3]), int(match[4] or 0))


def page(article: Article | None, passage: Passage) -> str:
    """The article as markup; `#rb-here` is the passage, `#rb-title` the headline. None is one that has gone."""
    if article is None or not article.is_readable(datetime.now(UTC)):
        return _frame(_missing(article, passage))
    marked, lost = _located(article.body, passage)
    published, updated = citation_dates(article)
    about = facts.told(
        note=article.note,
        carried_by=passage.carried_by,
        origin=article.origin,
        kind=article.kind,
        doubt=article.doubt,
    )
    return _frame(
        f'<header><h2 id="rb-title" tabindex="-1" dir="auto">{escape.text(article.headline) or "(no headline)"}</h2>'
        f"{facts.line(article.outlet, published, article.byline, updated, article.note)}{about}</header>{lost}"
        f'<div class="rb-body" dir="auto">{_body(article.body, marked)}</div>'
        f'<footer>{escape.link(article.url)}<code class="rb-path">{escape.text(article.source_path)}</code></footer>',
        escape.lang(article.language),
    )


def _cited(exchange: Exchange, n: int, _: int) -> Passage | None:
    cited = exchange.answer.citations if exchange.answer else ()
    chosen = next((c for c in cited if c.n == n), None)
    if chosen is None:
        return None
    same = [c for c in cited if c.article_id == chosen.article_id]
    spans = tuple(Span(c.start, c.end) for c in same)
    return Passage(chosen.article_id, spans, tuple(c.quote for c in same), same.index(chosen), tuple(chosen.carried_by))


def _found(exchange: Exchange, n: int, sentence: int) -> Passage | None:
    found = exchange.retrieved.evidence if exchange.retrieved else ()
    chosen = next((e for e in found if e.n == n), None)
    if chosen is None or sentence >= len(chosen.sentences):
        return None
    spans = tuple(Span(s.start, s.end) for s in chosen.sentences)
    quotes = tuple(s.text for s in chosen.sentences)
    return Passage(chosen.article.id, spans, quotes, sentence, chosen.carried_by)


def _near(exchange: Exchange, at: int, _: int) -> Passage | None:
    listed = exchange.answer.considered if exchange.answer else ()
    if at >= len(listed):
        return None
    found = exchange.retrieved.evidence if exchange.retrieved else ()
    # what was read of it, if anything was: that is why it was near
    read = next((e.n for e in found if e.article.id == listed[at].article_id), None)
    return (_found(exchange, read, 0) if read is not None else None) or Passage(listed[at].article_id)


_PLACES = {"cited": _cited, "found": _found, "near": _near}


def _missing(article: Article | None, passage: Passage) -> str:
    why = _withheld(article) if article else "It is no longer in the archive."
    quoted = "".join(f'<blockquote dir="auto">{escape.text(q)}</blockquote>' for q in passage.quotes)
    before = f'<p class="rb-hint">This is what was read of it when the answer was made:</p>{quoted}' if quoted else ""
    shown = before if article is None else ""
    return f'<h2 id="rb-title" tabindex="-1">This article cannot be shown</h2><p class="rb-hint">{why}</p>{shown}'


def _withheld(article: Article) -> str:
    if article.status == "canceled":
        return "Its outlet has withdrawn it."
    return "It may not be read yet." if article.embargoed else "It is withheld."


def _located(body: str, passage: Passage) -> tuple[list[tuple[int, int, bool]], str]:
    """(start, end, is the one asked for) of the quotes in the text of today, and a word on one that is gone."""
    marked, lost = [], ""
    for at, (span, quote) in enumerate(zip(passage.spans, passage.quotes, strict=True)):
        start = span.start if body[span.start : span.end] == quote else body.find(quote)
        if start >= 0 and quote:
            marked.append((start, start + len(quote), at == passage.here))
        elif at == passage.here:
            gone = "The article has been changed since the answer was made. It no longer says:"
            lost = f'<div class="rb-lost"><p>{gone}</p><blockquote dir="auto">{escape.text(quote)}</blockquote></div>'
    return sorted(marked), lost


def _body(body: str, marked: Sequence[tuple[int, int, bool]]) -> str:
    written, anchored = [], False
    for paragraph in _PARAGRAPH.finditer(body):
        at, end = paragraph.span()
        pieces = []
        for start, stop, here in marked:
            first, last = max(start, at), min(stop, end)
            if first >= last:
                continue
            anchor = (
                ' id="rb-here" class="rb-wanted"' if here and not anchored else ' class="rb-wanted"' if here else ""
            )
            anchored = anchored or here
            pieces += [escape.inline(body[at:first]), f"<mark{anchor}>{escape.inline(body[first:last])}</mark>"]
            at = last
        written.append(f"<p>{''.join(pieces)}{escape.inline(body[at:end])}</p>")
    return "".join(written)


def _frame(body: str, lang: str = "") -> str:
    return (
        '<section class="rb-reader" aria-labelledby="rb-title">'
        '<button type="button" class="rb-back"><span aria-hidden="true">←</span> Back to the sources</button>'
        f"<article{lang}>{body}</article></section>"
    )
