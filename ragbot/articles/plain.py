"""Plain text: the first line is the headline, the rest is the article."""

from __future__ import annotations

from collections.abc import Iterator

from ragbot.articles import clean
from ragbot.articles.draft import Draft, NotAnArticleError, headed


def load_plain(text: str) -> Iterator[Draft | NotAnArticleError]:
    first, _, rest = clean.body(text).partition("\n")
    headline, body = headed(first, rest)
    yield Draft(headline=headline, body=body)
