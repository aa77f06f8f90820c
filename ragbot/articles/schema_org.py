"""What a page says about its article in JSON-LD (https://schema.org/NewsArticle)."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ragbot.articles import clean

# NewsArticle and its kinds (Reportage…, Opinion…, Analysis…), BlogPosting, LiveBlogPosting, Report
_ARTICLE = re.compile(r"(?:https?://schema\.org/|schema:)?(?:\w*Article|\w*BlogPosting|Report)")
_TAG = re.compile(r"<[^<>]*>")
_TRAILING = re.compile(r",(\s*[\]}])")
_WRAPPING = "\ufeff \t\r\n;"


class Graph:
    """Every object of a page's JSON-LD, nested ones too, in breadth: the outer before the inner."""

    def __init__(self, scripts: Sequence[str]) -> None:
        self._nodes = [node for script in scripts for node in _walk(_parse(script))]
        self._by_id = {node["@id"]: node for node in reversed(self._nodes) if _says_more(node)}

    def article(self, urls: Sequence[str]) -> Mapping[str, Any]:
        """The page's own article: one that names one of the page's addresses, else the first; {} without any."""
        found = [n for n in self._nodes if any(_ARTICLE.fullmatch(t) for t in _texts(n.get("@type"))) and _headline(n)]
        own = (n for n in found if not set(urls).isdisjoint([*_texts(n.get("url")), *self.addresses(n)]))
        return next(own, found[0] if found else {})

    def addresses(self, node: Mapping[str, Any]) -> list[str]:
        found: list[str] = []
        for page in (*_as_list(node.get("mainEntityOfPage")), node):
            if isinstance(page, Mapping):
                found += _texts(page.get("@id")) + _texts(page.get("url"))
            else:
                found += _texts(page)
        return found

    def types(self, node: Mapping[str, Any]) -> list[str]:
        return _texts(node.get("@type"))

    def names(self, value: Any) -> list[str]:
        """Names of people and organisations: texts, objects, or references to objects that stand elsewhere."""
        found: list[str] = []
        for item in _as_list(value):
            known = self._by_id.get(item.get("@id"), item) if _is_reference(item) else item
            names = known.get("name") if isinstance(known, Mapping) else known
            found += [plain(n) for n in _as_list(names)]
        return [n for n in dict.fromkeys(found) if n and "://" not in n]


def first(value: Any) -> str:
    """The first text of a value, a list of them, or objects with a name."""
    for item in _as_list(value):
        text = plain(item.get("name") or item.get("text") if isinstance(item, Mapping) else item)
        if text:
            return text
    return ""


def plain(value: Any) -> str:
    """One line. Publishers put entities and tags where schema.org asks for text."""
    return clean.line(_TAG.sub("", html.unescape(value))) if isinstance(value, str) else ""


def _headline(node: Mapping[str, Any]) -> str:
    return first(node.get("headline")) or first(node.get("name"))


def _parse(script: str) -> Any:
    """The JSON of a script; one that is broken even after the usual mending says nothing."""
    text = script.strip(_WRAPPING).removeprefix("<!--").removesuffix("-->")
    text = text.replace("//<![CDATA[", "").replace("//]]>", "").removeprefix("<![CDATA[").removesuffix("]]>")
    for attempt in (text, _TRAILING.sub(r"\1", text)):
        try:
            # strict=False: line breaks within texts. What follows the first whole value is left out.
            return json.JSONDecoder(strict=False).raw_decode(attempt.strip(_WRAPPING))[0]
        except (ValueError, RecursionError):
            continue
    return None


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    waiting = deque([data])
    while waiting:
        item = waiting.popleft()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _is_reference(item: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("@id"), str) and "name" not in item


def _says_more(node: Mapping[str, Any]) -> bool:
    return isinstance(node.get("@id"), str) and "name" in node


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(value: Any) -> list[str]:
    return [v for v in _as_list(value) if isinstance(v, str)]
