"""Plain text: the first line is the headline, the rest is the article, which may begin with its author and date."""

from __future__ import annotations

from collections.abc import Iterator

from ragbot.articles import clean, lead
from ragbot.articles.draft import Draft, NotAnArticleError, headed


def load_plain(text: str) -> Iterator[Draft | NotAnArticleError]:
    first, _, rest = clean.body(text).partition("\n")
    headline, body = headed(first, rest)
    draft = Draft(headline=headline, body=body)
    lead.take(draft)
    yield draft
