"""Flat metadata (front matter, a JSON object) under the names people use → `Draft`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft, status_of
from ragbot.articles.embargo import embargo

_UNSET = ("", "~", "null")


def draft_from(meta: Mapping[str, Any]) -> Draft:
    """A draft from whichever of the usual names are there, in any case; unknown ones are left alone."""
    low = {str(k).lower(): v for k, v in meta.items()}

    def given(*names: str) -> list[Any]:
        return [low[n] for n in names if n in low and low[n] is not None and low[n] not in _UNSET]

    def first(*names: str) -> Any:
        return next(iter(given(*names)), None)

    def text(*names: str) -> str:
        return next((v for v in map(_text, given(*names)) if v), "")

    held = embargo(low)
    return Draft(
        headline=text("headline", "title"),
        body=_joined(first("body", "text", "content", "articlebody")),
        outlet=text("outlet", "source", "publisher", "provider"),
        byline=people(first("byline", "author", "authors", "bylines")),
        published=dates.stamp(
            *given("published", "date", "firstcreated", "datepublished", "published_at", "versioncreated")
        ),
        updated=dates.stamp(*given("updated", "modified", "datemodified", "updated_at")),
        url=text("url", "link"),
        canonical=text("canonical_url", "canonical", "canonicalurl"),
        uri=text("uri", "itemid", "id", "guid"),
        language=text("language", "lang"),
        section=text("section", "category"),
        status=status_of(first("status", "pubstatus"), held),
        embargoed=held.ends,
        unread=held.unread,
        note=text("correction", "note", "ednote"),
        kind=text("kind", "genre", "articletype"),
        origin=text("origin", "agency", "credit", "creditline", "credits"),
    )


def people(value: Any) -> str:
    """Names from a text, a list of texts, or a list of {by | name} objects."""
    items = value if isinstance(value, list) else [value]
    names = [_text(v.get("by") or v.get("name") if isinstance(v, Mapping) else v) for v in items]
    return ", ".join(n[3:] if n[:3].lower() == "by " else n for n in map(clean.line, names) if n)


def _text(value: Any) -> str:
    """A text, a whole number, or the name of an object such as {"id": …, "name": …}; else ""."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else clean.line(value)


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return "\n\n".join(v for v in value if isinstance(v, str))
    return value if isinstance(value, str) else ""
