"""Plain text: the first line is the headline, the rest is the article."""

from __future__ import annotations

from collections.abc import Iterator

from ragbot.articles import dates
from ragbot.articles.draft import Draft, NotAnArticleError


def load_plain(text: str, name: str) -> Iterator[Draft | NotAnArticleError]:
    headline, _, body = text.strip("\ufeff\x00 \t\r\n").partition("\n")
    yield Draft(headline=headline, body=body, published=dates.from_name(name))
