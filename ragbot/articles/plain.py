"""Plain text: the first line is the headline, the rest is the article."""

from __future__ import annotations

from collections.abc import Iterator

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft, NotAnArticleError, headed


def load_plain(text: str, name: str) -> Iterator[Draft | NotAnArticleError]:
    first, _, rest = clean.body(text).partition("\n")
    headline, body = headed(first, rest)
    yield Draft(headline=headline, body=body, published=dates.from_name(name))
