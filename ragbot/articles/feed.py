"""Saved RSS and Atom feeds: an article an item."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.dates import UNDATED, Stamp
from ragbot.articles.draft import Draft, NotAnArticleError, headed
from ragbot.articles.fields import people
from ragbot.articles.markup import has_markup, plain_text
from ragbot.articles.wellformed import well_formed


def load_feed(text: str) -> Iterator[Draft | NotAnArticleError]:
    xml, broken = well_formed(text)
    feed = _parse(xml)
    if not feed["version"]:
        raise NotAnArticleError(broken or "is XML, but no RSS or Atom feed. Save the feed, or the articles themselves in a format that is read.")  # fmt: skip
    channel, items = _raw(feed["feed"]), [_raw(entry) for entry in feed["entries"]]
    if not items:
        raise NotAnArticleError(broken or "is a feed without items. Save it again, or leave it out.")
    for line, item in enumerate(items, start=1):
        yield _draft(item, channel, line)
    if broken:
        yield NotAnArticleError(broken, len(items) + 1)


def _parse(xml: str) -> Any:
    import feedparser

    # A stream, because feedparser opens a text that is an address or a path. Cleaning its HTML is left to our own parser.
    return feedparser.parse(
        io.BytesIO(xml.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def _draft(item: Mapping[str, Any], channel: Mapping[str, Any], line: int) -> Draft:
    headline, body = _title(item), _body(item)
    if not headline:  # short posts have none
        first, _, rest = body.partition("\n")
        headline, body = headed(first, rest.strip() or body)
    published, updated = _stamp(item, "published"), _stamp(item, "updated")
    later = published.moment and updated.moment and updated.moment > published.moment
    return Draft(
        headline=headline,
        body=body,
        outlet=_title(_raw(item.get("source"))) or _title(channel),
        byline=_authors(item) or _authors(channel),
        published=dates.best(published, updated),
        updated=updated if later else UNDATED,
        url=clean.line(item.get("link"), 2000),
        uri=_uri(item, channel),
        language=clean.line(channel.get("language")),
        section=_section(item),
        line=line,
        named=False,
    )


def _raw(entry: Any) -> dict[str, Any]:
    """Without feedparser's old names, which warn when they are asked for."""
    return dict(dict.items(entry)) if isinstance(entry, dict) else {}


def _title(entry: Mapping[str, Any]) -> str:
    return clean.line(_text(_raw(entry.get("title_detail")) or {"value": entry.get("title")}), 2000)


def _body(item: Mapping[str, Any]) -> str:
    """The whole text before the summary of it."""
    contents = item.get("content")
    texts = [_raw(c) for c in contents] if isinstance(contents, list) else []
    texts += [_raw(item.get("summary_detail")), {"value": item.get("summary")}]
    return next((t for t in map(_text, texts) if t.strip()), "")


def _text(content: Mapping[str, Any]) -> str:
    value, kind = content.get("value"), clean.line(content.get("type")).lower()
    if not isinstance(value, str):
        return ""
    return plain_text(value) if "html" in kind or has_markup(value) else value


def _stamp(item: Mapping[str, Any], name: str) -> Stamp:
    found = dates.stamp(item.get(name))
    parsed = item.get(f"{name}_parsed")  # by feedparser, which knows more ways to write a date
    if found.moment or not parsed:
        return found
    try:
        return found._replace(moment=dates.moment(datetime.fromtimestamp(timegm(parsed), UTC).isoformat()))
    except (TypeError, ValueError, OverflowError, OSError):
        return found


def _uri(item: Mapping[str, Any], channel: Mapping[str, Any]) -> str:
    """The item's id; a bare one ("1234") is only unique among the items of its channel."""
    uri = clean.body(item.get("id") or "")
    return uri if not uri or ":" in uri else f"{clean.line(channel.get('link'), 2000) or _title(channel)}#{uri}"


def _authors(entry: Mapping[str, Any]) -> str:
    authors = entry.get("authors")
    named = people([_raw(a).get("name") for a in authors]) if isinstance(authors, list) else ""
    return named or people(entry.get("author"))


def _section(item: Mapping[str, Any]) -> str:
    tags = item.get("tags")
    names = (clean.line(_raw(t).get("label")) or clean.line(_raw(t).get("term")) for t in tags) if isinstance(tags, list) else ()  # fmt: skip
    return next((n for n in names if n), "")
