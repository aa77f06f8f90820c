"""IPTC ninjs JSON, as agencies send it (https://iptc.org/standards/ninjs/), and flat JSON articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft, NotAnArticleError
from ragbot.articles.fields import draft_from, people
from ragbot.articles.markup import plain_text

_HEADLINES = ("headline", "title", "headlines")
_BODIES = ("body_nitf", "body_xhtml", "body_text", "bodies", "body", "text", "content")


def load_json(text: str, name: str) -> Iterator[Draft | NotAnArticleError]:
    """One article object, or a list of them."""
    data = parse(text)
    if not isinstance(data, list):
        yield draft_of(data, name)
        return
    for line, item in enumerate(data, start=1):
        try:
            draft = draft_of(item, name)
            draft.line = line
            yield draft
        except NotAnArticleError as problem:
            problem.line = line
            yield problem


def parse(text: str) -> Any:
    """JSON, or a NotAnArticleError that names the line."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise NotAnArticleError(
            f"is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}. Mend or re-export it."
        ) from None
    except ValueError as error:  # a number of more than 4,300 digits
        raise NotAnArticleError(f"holds a number that cannot be read: {error}.") from None


def draft_of(data: Any, name: str) -> Draft:
    """A draft from a ninjs or flat object. Raises NotAnArticleError where it is neither."""
    if not isinstance(data, Mapping):
        raise NotAnArticleError('is JSON, but no article object. Expected { "headline": …, "body_text": … }.')
    killed = clean.line(data.get("pubstatus")).lower() in ("canceled", "cancelled", "withheld")
    for names in (_HEADLINES, _BODIES):
        if not killed and not any(data.get(n) for n in names):
            raise NotAnArticleError(f"is JSON without {names[0]} (or {', '.join(names[1:4])}). Is it an article?")
    draft = draft_from(data)
    draft.headline = clean.line(data.get("headline")) or draft.headline or _first_value(data.get("headlines"))
    draft.body = _body(data)
    draft.outlet = _outlet(data)
    draft.byline = people(data.get("bylines") or data.get("byline") or data.get("authors") or data.get("author"))
    draft.uri = _uri(data)
    draft.url = draft.url or _link(data)
    draft.section = draft.section or _section(data)
    _stamp(draft, data, name)
    return draft


def _stamp(draft: Draft, data: Mapping[str, Any], name: str) -> None:
    draft.published = draft.published or dates.from_name(name)
    version = dates.moment(data.get("versioncreated"))
    if version and draft.published and version > draft.published:
        draft.updated = draft.updated or version


def _body(data: Mapping[str, Any]) -> str:
    for key in ("body_nitf", "body_xhtml"):
        if isinstance(data.get(key), str) and data[key].strip():
            return plain_text(data[key])
    if isinstance(data.get("body_text"), str) and data["body_text"].strip():
        return str(data["body_text"])
    if data.get("bodies"):
        value = _first_value(data["bodies"])
        return plain_text(value) if "<" in value else value
    text = draft_from(data).body
    return plain_text(text) if "</" in text else text


def _first_value(value: Any) -> str:
    """Ninjs 2.x: [{"role": "main", "value": "…"}]."""
    items = [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []
    main = sorted(items, key=lambda v: v.get("role") not in ("main", None))
    return str(main[0].get("value") or "") if main else ""


def _outlet(data: Mapping[str, Any]) -> str:
    sources = data.get("infosource") or data.get("infosources")
    if isinstance(sources, list) and sources and isinstance(sources[0], Mapping):
        return clean.line(sources[0].get("name"))
    return draft_from(data).outlet


def _uri(data: Mapping[str, Any]) -> str:
    ids = data.get("altids")
    if isinstance(ids, list):  # ninjs 2.x: [{"role": …, "value": …}]
        ids = {str(i.get("role")): i.get("value") for i in ids if isinstance(i, Mapping)}
    inner = clean.line(ids.get("itemid")) if isinstance(ids, Mapping) else ""
    return inner or clean.line(data.get("uri")) or clean.line(data.get("id"))


def _link(data: Mapping[str, Any]) -> str:
    links = data.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, Mapping) and link.get("rel") == "canonical":
            return clean.line(link.get("href"))
    return ""


def _section(data: Mapping[str, Any]) -> str:
    subjects = data.get("subject")
    for subject in subjects if isinstance(subjects, list) else []:
        if (
            isinstance(subject, Mapping)
            and subject.get("creator") == "Editorial"
            and len(clean.line(subject.get("name"))) > 1
        ):
            return clean.line(subject["name"])
    return ""
