"""What every loader yields: fields as found, made an `Article` by one set of rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from ragbot.articles import clean, dates
from ragbot.articles.dates import UNDATED, Stamp
from ragbot.articles.embargo import Embargo
from ragbot.articles.kinds import kind_of
from ragbot.domain import Article, PubStatus

# Agencies and newsrooms have more words than IPTC's three. A word that is not known here means usable.
_CANCELED = frozenset(["canceled", "cancelled", "killed", "kill", "withdrawn", "retracted", "deleted"])
_WITHHELD = frozenset(["withheld", "hold", "held", "draft", "pending", "unpublished"])
_MAX_HEADLINE = 300
_MAX_URL = 2000


class NotAnArticleError(Exception):
    """Why this file, or this line of it, is no article: a phrase that continues its name."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(slots=True)
class Draft:
    """Fields as a loader found them; `line` counts from 1 in files that hold many articles.

    `kind` is the publisher's own word for what it is, `unread` an embargo that nobody can read. `named` tells whether the file's name may date it.
    """

    headline: str = ""
    body: str = ""
    outlet: str = ""
    byline: str = ""
    published: Stamp = UNDATED
    updated: Stamp = UNDATED
    url: str = ""
    canonical: str = ""
    uri: str = ""
    language: str = ""
    section: str = ""
    status: PubStatus = "usable"
    embargoed: datetime | None = None
    unread: str = ""
    note: str = ""
    kind: str = ""
    origin: str = ""
    line: int = 0
    named: bool = True

    def article(self, source_path: str, location: str) -> Article:
        """Cleaned and identified. Raises NotAnArticleError where headline or body is missing."""
        headline, section = clean.line(self.headline), clean.line(self.section)
        text = _without_headline(clean.body(self.body), headline)
        # A kill or a hold may come without the text that it stops.
        if not headline and self.status == "usable":
            raise NotAnArticleError("has no headline. Give it one: the first line, or title: in the front matter.")
        if not text and self.status == "usable":
            raise NotAnArticleError(
                "has a headline but no text below it. Add the article's text, or leave the file out."
            )
        by_name = dates.from_name(source_path) if self.named else UNDATED
        published = dates.best(self.published, dates.from_text(text), by_name)
        return Article(
            id=identity(self.uri, story_address(self.url, self.canonical), location),
            source_path=clean.path(source_path),
            headline=headline,
            body=text,
            outlet=clean.line(self.outlet),
            byline=clean.line(self.byline),
            published=published.moment,
            updated=self.updated.moment,
            url=_address(self.url) or _address(self.canonical),
            language=clean.line(self.language, 35),
            section=section,
            status=self.status,
            embargoed=self.embargoed,
            note=clean.line(self.note, 2000),
            canonical_url=_address(self.canonical),
            kind=kind_of(clean.line(self.kind), section),
            origin=clean.line(self.origin),
            published_as=clean.line(published.written, 100),
            published_from=published.source,
            updated_as=clean.line(self.updated.written, 100),
            updated_from=self.updated.source,
            doubt=dates.doubt(published, self.updated),
        )


def identity(uri: str, url: str, location: str) -> str:
    """What makes two files the same story: the publisher's own id, else its address, else where the file lies.

    Whole values count, however long: cut ones would make two stories one.
    """
    uri, url = clean.body(uri), clean.body(url)
    key = f"uri:{uri}" if uri else f"url:{url}" if url else f"file:{location}"
    # A file name need not be text; surrogatepass keeps two such names apart.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def story_address(url: str, canonical: str) -> str:
    """The address that stays the same from version to version: the canonical one.

    One on another host is where the story was taken from: this is that host's story only as a copy.
    """
    own, other = _host(url), _host(canonical)
    return url if not other or (own and own != other) else canonical


def _host(url: str) -> str:
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _address(url: str) -> str | None:
    plain = clean.line(url, _MAX_URL + 1)
    return plain if plain.lower().startswith(("http://", "https://")) and len(plain) <= _MAX_URL else None


def status_of(word: object, embargo: Embargo) -> PubStatus:
    """The status for a publisher's word. An embargo without an end that can be read holds the article back."""
    said = clean.line(word).lower()
    if said in _CANCELED:
        return "canceled"
    endless = embargo.ends is None and (embargo.on or said == "embargoed")
    return "withheld" if endless or said in _WITHHELD else "usable"


def headed(first: str, rest: str) -> tuple[str, str]:
    """Headline and body of a text whose first line is `first`.

    A line too long for a headline is the story's first paragraph: it stays in the body, and its beginning heads it.
    """
    headline = clean.line(first, len(first))
    if len(headline) <= _MAX_HEADLINE:
        return headline, rest
    cut = headline[:_MAX_HEADLINE]
    return (cut.rpartition(" ")[0] or cut) + "…", f"{first}\n\n{rest}"


def _without_headline(text: str, headline: str) -> str:
    """A body may begin by repeating its headline, on a line of its own."""
    first, _, rest = text.partition("\n")
    return rest.strip() if headline and clean.line(first).casefold() == headline.casefold() else text


Loader = Callable[[str], Iterator[Draft | NotAnArticleError]]
"""Text of a file → what it holds. May raise NotAnArticleError and RecursionError."""
