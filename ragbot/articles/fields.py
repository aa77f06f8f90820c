"""Flat metadata (front matter, a line of JSON) under the names people use → `Draft`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft


def draft_from(meta: Mapping[str, Any]) -> Draft:
    """A draft from whichever of the usual names are there; unknown ones are left alone."""
    low = {str(k).lower(): v for k, v in meta.items()}

    def first(*names: str) -> Any:
        return next((low[n] for n in names if low.get(n) not in (None, "")), None)

    return Draft(
        headline=clean.line(first("headline", "title")),
        body=_text(first("body", "text", "content", "body_text")),
        outlet=clean.line(first("outlet", "source", "publisher", "provider")),
        byline=people(first("byline", "author", "authors", "bylines")),
        published=dates.moment(first("published", "date", "firstcreated", "versioncreated")),
        updated=dates.moment(first("updated", "modified")),
        url=clean.line(first("url", "link", "canonical_url")),
        uri=clean.line(first("uri", "id")),
        language=clean.line(first("language", "lang")),
        section=clean.line(first("section", "category")),
        status=clean.line(first("status", "pubstatus")) or "usable",
        embargoed=dates.moment(first("embargoed", "embargo")),
        note=clean.line(first("correction", "note", "ednote")),
    )


def people(value: Any) -> str:
    """Names from a text, a list of texts, or a list of {by | name} objects."""
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return clean.line(value).removeprefix("By ").removeprefix("by ")
    names = [clean.line((v.get("by") or v.get("name")) if isinstance(v, Mapping) else v) for v in value]
    return ", ".join(n.removeprefix("By ").removeprefix("by ") for n in names if n)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n\n".join(v for v in value if isinstance(v, str))
    return value if isinstance(value, str) else ""
