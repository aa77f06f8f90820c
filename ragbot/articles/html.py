"""A saved news page → its article: schema.org for the facts, the page itself for the text."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft, NotAnArticleError
from ragbot.articles.fields import people
from ragbot.articles.page import Page, is_address
from ragbot.articles.schema_org import Graph, first, plain

_PUBLISHED = ("article:published_time", "datepublished", "og:article:published_time", "date", "pubdate", "publish-date", "publishdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "article.published")  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "twitter:data1")  # fmt: skip
_BLOCK = frozenset(["p", "head", "item", "quote", "code", "table", "row", "list", "div", "fw", "ab"])


def load_html(text: str) -> Iterator[Draft | NotAnArticleError]:
    page = Page(text)
    graph = Graph(page.scripts)
    said = graph.article(page.addresses())
    draft = _facts(page, graph, said)
    draft.body = _text(page)
    if not draft.body:
        raise NotAnArticleError("is a web page on which no article's text was found. Save the article's own page, opened in full.")  # fmt: skip
    yield draft


def _facts(page: Page, graph: Graph, said: Mapping[str, Any]) -> Draft:
    canonical = page.canonical()
    addresses = [*page.addresses(), *filter(is_address, graph.addresses(said))]
    return Draft(
        headline=_headline(page, said),
        outlet=next(iter(graph.names(said.get("publisher"))), "") or next(page.said("og:site_name", "application-name"), ""),
        byline=people(graph.names(said.get("author")) or graph.names(said.get("creator")) or _authors(page)),
        published=dates.stamp(said.get("datePublished"), *page.said(*_PUBLISHED), said.get("dateCreated"), *page.times()),
        updated=dates.stamp(said.get("dateModified"), *page.said(*_UPDATED)),
        url=next((a for a in addresses if a != canonical), canonical),
        canonical=canonical,
        language=(first(said.get("inLanguage")) or page.language() or next(page.said("og:locale"), "")).replace("_", "-"),
        section=first(said.get("articleSection")) or next(page.said("article:section", "section"), ""),
        note=first(said.get("correction")),
        kind=first(said.get("genre")) or next(filter(None, map(_kind, graph.types(said))), ""),
        origin=next(iter(graph.names(said.get("sourceOrganization"))), ""),
    )  # fmt: skip


def _kind(schema_type: str) -> str:
    return "opinion" if "opinion" in schema_type.lower() else ""


def _headline(page: Page, said: Mapping[str, Any]) -> str:
    return first(said.get("headline")) or plain(next(page.said("og:title", "twitter:title"), "")) or next(iter(page.headings()), "") or page.title()  # fmt: skip


def _authors(page: Page) -> list[str]:
    return [a for a in page.said(*_AUTHORS) if "://" not in a and "@" not in a][:1]


def _text(page: Page) -> str:
    from trafilatura import bare_extraction

    # Its remarks about strangers' pages are for its developers; what matters is in our report.
    for library in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    found = bare_extraction(page.tree, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    return "" if body is None else "\n\n".join(_paragraphs(body))


def _paragraphs(body: Any) -> Iterator[str]:
    """Blocks of what was extracted, tables row by row as the Markdown loader writes them."""
    from lxml import etree

    parts: list[str] = []
    rows = 0
    for event, node in etree.iterwalk(body, events=("start", "end")):
        rows += {"start": 1, "end": -1}[event] if node.tag == "row" else 0
        # within a row a cell's paragraphs stay beside the other cells
        if node.tag in _BLOCK and (not rows or (node.tag == "row" and rows == 1)):
            yield from _flushed(parts)
        if event == "end":
            parts.append(node.tail or "")
            continue
        if node.tag == "lb":
            parts.append("\n")
        elif node.tag == "cell" and node.getprevious() is not None:
            parts.append(" | ")
        elif rows:
            parts.append(" ")
        parts.append(node.text or "")
    yield from _flushed(parts)


def _flushed(parts: list[str]) -> Iterator[str]:
    text = clean.body("".join(parts))
    parts.clear()
    if text.strip(" |"):
        yield text
