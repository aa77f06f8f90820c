"""IPTC ninjs JSON, as agencies send it (https://iptc.org/standards/ninjs/), and flat JSON articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft, NotAnArticleError
from ragbot.articles.fields import draft_from, people
from ragbot.articles.markup import has_markup, plain_text

_HEADLINES = ("headline", "title", "headlines")
_BODIES = ("body_nitf", "body_xhtml", "body_html", "body_text", "bodies", "body", "text", "content", "articlebody")


def load_json(text: str) -> Iterator[Draft | NotAnArticleError]:
    """One article object, or a list of them."""
    data = parse(text)
    if not isinstance(data, list):
        yield draft_of(data)
        return
    if not data:
        raise NotAnArticleError("is an empty list. Put the articles in it, or leave the file out.")
    for line, item in enumerate(data, start=1):
        try:
            draft = draft_of(item)
            draft.line = line
            yield draft
        except NotAnArticleError as problem:
            problem.line = line
            yield problem


def parse(text: str, line: int = 1) -> Any:
    """JSON, or a NotAnArticleError that names the line; `line` is where the text begins in its file."""
    try:
        return json.loads(text.lstrip("\ufeff"), parse_constant=_nothing)
    except json.JSONDecodeError as error:
        advice = "Name it .jsonl if it holds an article a line" if error.msg == "Extra data" else "Mend or re-export it"
        where = f"line {error.lineno + line - 1}, column {error.colno}"
        raise NotAnArticleError(f"is not valid JSON: {where}: {error.msg}. {advice}.") from None
    except ValueError:  # Python's own limit, against slow conversion
        raise NotAnArticleError("holds a number of more than 4,300 digits. Remove it.") from None


def _nothing(_: str) -> None:
    """NaN and Infinity say nothing about an article."""


def draft_of(data: Any) -> Draft:
    """A draft from a ninjs or flat object. Raises NotAnArticleError where it is neither."""
    if not isinstance(data, Mapping):
        raise NotAnArticleError('is JSON, but no article object. Expected { "headline": …, "body_text": … }.')
    data = {str(k).lower(): v for k, v in data.items()}
    draft = draft_from(data)
    if draft.status == "usable":
        _check_keys(data)
    draft.headline = clean.line(data.get("headline")) or _main(data.get("headlines")) or draft.headline
    draft.body = _body(data) or draft.body
    draft.outlet = _outlet(data) or draft.outlet
    draft.byline = people(data.get("bylines")) or draft.byline
    draft.uri = _item_id(data) or draft.uri
    draft.canonical = draft.canonical or _link(data)
    draft.kind = draft.kind or _genre(data)
    draft.section = draft.section or _section(data)
    version = dates.stamp(data.get("versioncreated"))
    if version.moment and draft.published.moment and version.moment > draft.published.moment:
        draft.updated = dates.best(draft.updated, version)
    return draft


def _check_keys(data: Mapping[str, Any]) -> None:
    missing = [names for names in (_HEADLINES, _BODIES) if not any(data.get(n) for n in names)]
    if missing:
        keys = " and ".join(f"{names[0]} (or {', '.join(names[1:4])})" for names in missing)
        raise NotAnArticleError(f"is JSON without {keys}. Add what is missing, or leave it out: it may be no article.")


def _body(data: Mapping[str, Any]) -> str:
    for key in ("body_nitf", "body_xhtml", "body_html"):
        text = _read(data.get(key), "html")
        if text:
            return text
    text = _read(data.get("body_text"), "plain") or _main(data.get("bodies"))
    return text or _read(draft_from(data).body)


def _read(value: Any, kind: str = "") -> str:
    """Paragraphs of a text; `kind` is its content type where the sender says it."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if "plain" in kind or not (any(k in kind for k in ("html", "xml", "nitf")) or has_markup(value)):
        return value
    return plain_text(value)


def _main(value: Any) -> str:
    """Ninjs 2.x: [{"role": "main", "contenttype": …, "value": "…"}]."""
    items = [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []
    items.sort(key=lambda v: v.get("role") not in ("main", None))
    texts = (_read(v.get("value"), clean.line(v.get("contenttype")).lower()) for v in items)
    return next((t for t in texts if t.strip()), "")


def _outlet(data: Mapping[str, Any]) -> str:
    return _first_name(data.get("infosource") or data.get("infosources"))


def _item_id(data: Mapping[str, Any]) -> str:
    """The id that stays the same from version to version."""
    ids = data.get("altids")
    if isinstance(ids, list):  # ninjs 2.x: [{"role": …, "value": …}]
        ids = {str(i.get("role")): i.get("value") for i in ids if isinstance(i, Mapping)}
    return clean.line(ids.get("itemid")) if isinstance(ids, Mapping) else ""


def _genre(data: Mapping[str, Any]) -> str:
    return _first_name(data.get("genre") or data.get("genres"))


def _first_name(items: Any) -> str:
    named = (clean.line(i.get("name")) for i in items if isinstance(i, Mapping)) if isinstance(items, list) else ()
    return next((n for n in named if n), "")


def _link(data: Mapping[str, Any]) -> str:
    links = data.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, Mapping) and link.get("rel") == "canonical" and isinstance(link.get("href"), str):
            return str(link["href"])
    return ""


def _section(data: Mapping[str, Any]) -> str:
    """What an editor filed it under; machine tags and one-letter category codes say nothing to a reader."""
    subjects = data.get("subject") or data.get("subjects")
    for subject in subjects if isinstance(subjects, list) else []:
        if isinstance(subject, Mapping) and subject.get("creator") != "Machine":
            name = clean.line(subject.get("name"))
            if len(name) > 1:
                return name
    return ""
