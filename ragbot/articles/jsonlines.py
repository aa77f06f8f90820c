"""JSON Lines: an article a line, ninjs or flat. A bad line spoils no other."""

from __future__ import annotations

from collections.abc import Iterator

from ragbot.articles.draft import Draft, NotAnArticleError
from ragbot.articles.ninjs import draft_of, parse


def load_jsonl(text: str, name: str) -> Iterator[Draft | NotAnArticleError]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip("\ufeff \t\r\x00"):
            continue
        try:
            draft = draft_of(parse(line), name)
            draft.line = number
            yield draft
        except NotAnArticleError as problem:
            problem.line = number
            yield problem
        except RecursionError:
            yield NotAnArticleError("is nested too deeply to be an article. Flatten it or leave it out.", number)
