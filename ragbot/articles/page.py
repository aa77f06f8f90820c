"""A saved page, parsed: what its reader sees, and what its head says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ragbot.articles import clean
from ragbot.articles.draft import NotAnArticleError

# Far beyond a news page (the largest we know has 20,000); the time that extraction takes grows faster than the page.
_MAX_ELEMENTS = 100_000
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*\s*(?:!|;|$)"
    r"|(?:font-size|(?:max-)?(?:height|width))\s*:\s*0(?:\.0*)?(?:px|em|rem|%|pt)?\s*(?:!|;|$))",
    re.IGNORECASE,
)
_FOR_SCREEN_READERS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE)


class Page:
    """A parsed page. `meta` has the first content of each name, in lower case."""

    def __init__(self, text: str) -> None:
        self.tree = _parse(text)
        self.scripts = [s.text or "" for s in self.tree.iter("script") if "ld+json" in (s.get("type") or "").lower()]
        self.meta: dict[str, str] = {}
        for tag in self.tree.iter("meta"):
            content = clean.line(tag.get("content"), 2000)
            for key in ("property", "name", "itemprop"):
                name = (tag.get(key) or "").strip().lower()
                if name and content:
                    self.meta.setdefault(name, content)
        _hide(self.tree)

    def said(self, *names: str) -> Iterator[str]:
        """What the head says under any of the names, in their order."""
        return (self.meta[n] for n in names if n in self.meta)

    def canonical(self) -> str:
        """The address under which the page wants to be known. A site's front page is no article's address."""
        links = (
            a.get("href") or "" for a in self.tree.iter("link") if "canonical" in (a.get("rel") or "").lower().split()
        )
        return next(filter(is_address, links), "")

    def addresses(self) -> list[str]:
        """Where the page says it lies."""
        return [u for u in (self.canonical(), *self.said("og:url")) if is_address(u)]

    def headings(self) -> list[str]:
        return [h for h in (clean.line(" ".join(e.itertext())) for e in self.tree.iter("h1")) if h]

    def title(self) -> str:
        return next((clean.line(" ".join(e.itertext())) for e in self.tree.iter("title")), "")

    def language(self) -> str:
        return clean.line(self.tree.get("lang") or self.tree.get("xml:lang"))

    def times(self) -> list[str]:
        return [t.get("datetime") or "" for t in self.tree.iter("time")]


def is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.path.strip("/") or parts.query)


def _parse(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # Bytes, because lxml refuses a text that declares an encoding; libxml2 stops at NUL.
    raw = text.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(raw, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise NotAnArticleError("is no web page: it holds no elements. Save the page again.") from None
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise NotAnArticleError(f"has more than {_MAX_ELEMENTS:,} elements. Save the article alone, as text.")
    return tree


def _hide(tree: Any) -> None:
    """Takes out what a reader of the page does not see: a story's text is what was published, not what was planted."""
    for node in tree.xpath("//*[@hidden or @aria-hidden or @style or @class]"):
        if node.tag not in ("html", "body", "head") and _is_hidden(node) and node.getparent() is not None:
            node.drop_tree()


def _is_hidden(node: Any) -> bool:
    return (
        node.get("hidden", "until-found") != "until-found"
        or node.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDDEN_STYLE.search(node.get("style", "")))
        or bool(_FOR_SCREEN_READERS.search(node.get("class", "")))
    )
