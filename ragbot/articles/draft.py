"""What every loader yields: fields as found, made an `Article` by one set of rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from ragbot.articles import clean
from ragbot.domain import Article, PubStatus


class NotAnArticleError(Exception):
    """Why this file, or this line of it, is no article: a phrase that continues its name."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(slots=True)
class Draft:
    """Fields as a loader found them; `line` counts from 1 in files that hold many articles."""

    headline: str = ""
    body: str = ""
    outlet: str = ""
    byline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    url: str = ""
    uri: str = ""
    language: str = ""
    section: str = ""
    status: str = "usable"
    embargoed: datetime | None = None
    note: str = ""
    line: int = 0

    def article(self, source_path: str, location: str) -> Article:
        """Cleaned and identified. Raises NotAnArticleError where headline or body is missing."""
        status: PubStatus = "usable"
        for known in get_args(PubStatus):
            if clean.line(self.status).lower().replace("cancelled", "canceled") == known:
                status = known
        headline, text, url = clean.line(self.headline), clean.body(self.body), clean.line(self.url)
        # A kill or a hold may come without the text that it stops.
        if not headline and status == "usable":
            raise NotAnArticleError("has no headline. Give it one: the first line, or title: in the front matter.")
        if not text and status == "usable":
            raise NotAnArticleError(
                "has a headline but no text below it. Add the article's text, or leave the file out."
            )
        return Article(
            id=identity(clean.line(self.uri), url, location),
            source_path=clean.line(source_path),
            headline=headline,
            body=text,
            outlet=clean.line(self.outlet),
            byline=clean.line(self.byline),
            published=self.published,
            updated=self.updated,
            url=url if url.startswith(("http://", "https://")) else None,
            language=clean.line(self.language)[:35],
            section=clean.line(self.section),
            status=status,
            embargoed=self.embargoed,
            note=clean.line(self.note),
        )


def identity(uri: str, url: str, location: str) -> str:
    """What makes two files the same story: the publisher's own id, else its address, else where the file lies."""
    key = f"uri:{uri}" if uri else f"url:{url}" if url else f"file:{location}"
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]


Loader = Callable[[str, str], Iterator[Draft | NotAnArticleError]]
