"""Bytes → text → the loader for the format → Articles, whatever the file holds."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ragbot.articles import clean
from ragbot.articles.decoding import decode
from ragbot.articles.draft import Draft, Loader, NotAnArticleError
from ragbot.articles.feed import load_feed
from ragbot.articles.html import load_html
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
    ".html": load_html,
    ".htm": load_html,
    ".xml": load_feed,
    ".rss": load_feed,
    ".atom": load_feed,
}
# These say within themselves which encoding they are in.
_MARKUP = frozenset([".html", ".htm", ".xml", ".rss", ".atom"])
_MAX_BYTES = 20_000_000


def load(source: SourceFile) -> Iterator[Article | Skipped]:
    """The articles of one file. Bad content is not raised but yielded as `Skipped`, with the reason.

    An article that is held back because its embargo cannot be read is yielded, then the same as `Skipped`.
    """
    name = clean.path(source.source_path)
    loader = LOADERS.get(source.path.suffix.lower())
    if loader is None:
        yield Skipped(name, unknown(source.path))
        return
    try:
        for item in loader(_read(source.path)):
            yield from _finish(item, name, source.location)
    except NotAnArticleError as problem:
        yield Skipped(name, str(problem))
    except OSError as error:
        yield Skipped(name, f"cannot be read: {error.strerror or error}. Check the file and its permissions.")
    except RecursionError:
        yield Skipped(name, "is nested too deeply to be an article. Flatten it or leave it out.")


def unknown(path: Path) -> str:
    """Why a file of this name is not read."""
    ending = f"ends in {path.suffix}" if path.suffix else "has no ending"
    return f"{ending}, which ragbot cannot read. It reads {endings()}."


def endings() -> str:
    return ", ".join(sorted(LOADERS))


def _read(path: Path) -> str:
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAnArticleError("is no file that can be read (a folder, a device or a pipe). Save it as a file first.")
    with path.open("rb") as file:
        raw = file.read(_MAX_BYTES + 1)
    if len(raw) > _MAX_BYTES:
        raise NotAnArticleError(
            f"has more than {_MAX_BYTES:,} bytes, the most that is read. Split it (JSON Lines holds many articles)."
        )
    text = decode(raw, markup=path.suffix.lower() in _MARKUP)
    nuls = text.count("\0")
    if not text.strip("\0\ufeff \t\r\n"):
        only = "is empty but for NUL bytes. Restore it from its source" if nuls else "is empty. Save the text in it"
        raise NotAnArticleError(f"{only}, or leave it out.")
    if nuls * 4 > len(text):  # UTF-16 without its mark is valid UTF-8 wherever the text is plain English
        raise NotAnArticleError(
            "is full of NUL bytes: UTF-16 without a byte-order mark, or no text at all. "
            "Convert it, for example: iconv -f UTF-16LE -t UTF-8."
        )
    return text


def _finish(item: Draft | NotAnArticleError, name: str, location: str) -> Iterator[Article | Skipped]:
    part = f"#{item.line}" if item.line else ""
    if isinstance(item, NotAnArticleError):
        yield Skipped(name + part, str(item))
        return
    try:
        article = item.article(name + part, location + part)
    except NotAnArticleError as problem:
        yield Skipped(name + part, str(problem))
        return
    yield article
    if item.unread and article.status == "withheld":
        yield Skipped(
            name + part,
            f"is held back: its embargo, {item.unread!r}, has no end that can be read. Write it like 2026-03-01T06:00:00+01:00.",
        )
