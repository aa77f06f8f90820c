"""The sources beside the answer. Every word of it comes from articles, so every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from ragbot.domain import Answer, Citation, Considered, Evidence, Retrieved

EMPTY = '<p class="rb-hint">The articles that prove an answer appear here, each with the sentence that proves it.</p>'


def searching() -> str:
    return '<p class="rb-hint" role="status">Searching the articles …</p>'


def evidence(found: Retrieved) -> str:
    """What the model is about to read, shown before it has written a word."""
    if not found.evidence:
        return _section("Evidence", '<p class="rb-hint">No article matches.</p>')
    return _section("Evidence found", "".join(_evidence(e) for e in found.evidence), "rb-evidence")


def proven(answer: Answer) -> str:
    """The cited sources with their quotes, then what was found and not cited, folded."""
    cited = {c.article_id for c in answer.citations}
    others = [c for c in answer.considered if c.article_id not in cited]
    parts = []
    if answer.citations:
        parts.append(_section("Sources", "".join(_citation(c) for c in answer.citations), "rb-cited"))
    if answer.status == "not_found" and others:
        parts.append(_section("Nearest articles", _list(others[:3])))
    elif others:
        parts.append(
            f'<details class="rb-others"><summary>Also found, not cited ({len(others)})</summary>{_list(others)}</details>'
        )
    return "".join(parts) or EMPTY


def _section(title: str, inner: str, kind: str = "") -> str:
    return f'<section class="rb-section {kind}"><h3>{title}</h3>{inner}</section>'


def _citation(citation: Citation) -> str:
    facts = [citation.outlet, _day(citation.published), citation.byline]
    if citation.updated and citation.updated != citation.published:
        facts.append(f"updated {_day(citation.updated)}")
    return (
        f'<article class="rb-source" id="source-{citation.n}"><h4><span class="rb-n">{citation.n}</span> {escape(citation.headline)}</h4>'
        f'<p class="rb-facts">{_facts(facts)}</p><blockquote>{escape(citation.quote)}</blockquote>'
        f'<p class="rb-where">{_link(citation.url)}<span>{escape(citation.source_path)}</span></p></article>'
    )


def _evidence(item: Evidence) -> str:
    article = item.article
    day = article.published.date().isoformat() if article.published else "no date"
    quotes = "".join(f"<blockquote>{escape(s.text)}</blockquote>" for s in item.sentences)
    return (
        f'<article class="rb-source"><h4>{escape(article.headline)}</h4>'
        f'<p class="rb-facts">{_facts([article.outlet, day])}</p>{quotes}</article>'
    )


def _list(items: Sequence[Considered]) -> str:
    rows = "".join(
        f"<li>{escape(i.headline)} <small>{_facts([i.outlet, _day(i.published)])}</small></li>" for i in items
    )
    return f'<ul class="rb-list">{rows}</ul>'


def _facts(parts: Sequence[str]) -> str:
    return " · ".join(escape(p) for p in parts if p)


def _day(moment: str | None) -> str:
    return moment[:10] if moment else "no date"


def _link(url: str | None) -> str:
    """A link that shows the host it leads to; nothing but http and https is ever one."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return f'<a href="{escape(url, quote=True)}" target="_blank" rel="noopener noreferrer nofollow">{escape(host)}</a> '
