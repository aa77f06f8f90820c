"""Bytes → text → the loader for the format → Articles, whatever the file holds."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ragbot.articles import clean
from ragbot.articles.draft import Draft, Loader, NotAnArticleError
from ragbot.articles.jsonlines import load_jsonl
from ragbot.articles.markdown import load_markdown
from ragbot.articles.ninjs import load_json
from ragbot.articles.plain import load_plain
from ragbot.domain import Article, Skipped

if TYPE_CHECKING:
    from ragbot.articles.files import SourceFile

LOADERS: Mapping[str, Loader] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".txt": load_plain,
    ".json": load_json,
    ".jsonl": load_jsonl,
}
_MAX_BYTES = 20_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def load(source: SourceFile) -> Iterator[Article | Skipped]:
    """The articles of one file. Bad content is not raised but yielded as `Skipped`, with the reason."""
    try:
        text = _read(source)
        loader = LOADERS[source.path.suffix.lower()]
        for item in loader(text, source.path.name):
            yield _finish(item, source)
    except NotAnArticleError as problem:
        yield Skipped(source.source_path, str(problem))
    except OSError as error:
        yield Skipped(
            source.source_path, f"cannot be read: {error.strerror or error}. Check the file and its permissions."
        )
    except RecursionError:
        yield Skipped(source.source_path, "is nested too deeply to be an article. Flatten it or leave it out.")


def _read(source: SourceFile) -> str:
    size = source.path.stat().st_size
    if size > _MAX_BYTES:
        raise NotAnArticleError(
            f"has {size:,} bytes; an article file may have {_MAX_BYTES:,}. Split it (JSON Lines holds many)."
        )
    raw = source.path.read_bytes()
    try:
        text = raw.decode("utf-16") if raw.startswith(_UTF16) else raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnArticleError(
            f"is not UTF-8 (byte {error.start} does not fit). Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8."
        ) from None
    if not clean.body(text).strip():
        raise NotAnArticleError("is empty. Leave it out, or save the article's text in it.")
    return text


def _finish(item: Draft | NotAnArticleError, source: SourceFile) -> Article | Skipped:
    where = f"{source.source_path}#{item.line}" if item.line else source.source_path
    if isinstance(item, NotAnArticleError):
        return Skipped(where, str(item))
    try:
        return item.article(where, f"{source.path}#{item.line}" if item.line else str(source.path))
    except NotAnArticleError as problem:
        return Skipped(where, str(problem))
