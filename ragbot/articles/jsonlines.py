"""JSON Lines: an article a line, ninjs or flat. A bad line spoils no other."""

from __future__ import annotations

from collections.abc import Iterator

from ragbot.articles.draft import Draft, NotAnArticleError
from ragbot.articles.ninjs import draft_of, parse


def load_jsonl(text: str) -> Iterator[Draft | NotAnArticleError]:
    good = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip("\ufeff \t\r\x00"):
            continue
        try:
            draft = draft_of(parse(line, number))
            draft.line = number
            yield draft
            good = True
        except NotAnArticleError as problem:
            if not good and _is_one_document(text, line):
                raise NotAnArticleError("is one JSON document, not a document a line. Name it .json.") from None
            good = True  # asked once is enough
            problem.line = number
            yield problem
        except RecursionError:
            yield NotAnArticleError("is nested too deeply to be an article. Flatten it or leave it out.", number)


def _is_one_document(text: str, line: str) -> bool:
    if text.strip() == line.strip():
        return False
    try:
        parse(text)
    except (NotAnArticleError, RecursionError):
        return False
    return True
