"""Markup of agencies (NITF, XHTML) → paragraphs of plain text, by a real parser that runs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCK = re.compile(
    r"p|hl\d|h[1-6]|li|[uod]l|d[td]|div|blockquote|table|tr|caption|block|section|article|aside|main|nav|header|footer"
    r"|address|pre|hr|br|hedline|byline|dateline|distributor|body|body\.(?:head|content|end)"
)
_CELL = re.compile("t[dh]")
_NEVER_READ = re.compile("script|style")
_UNREAD = re.compile("script|style|head|media|figure|figcaption|iframe|object|svg|noscript|template|form|button")
_MARKUP = re.compile(r"</[a-zA-Z]|<(?:p|br|div|img)\b", re.IGNORECASE)
_ENDLESS = re.compile(r"<(?=[^<>]*(?:<|\Z))")


def has_markup(text: str) -> bool:
    """Whether a text that does not say what it is holds tags; a lone "<" as in "< 5 %" is none."""
    return bool(_MARKUP.search(text))


def plain_text(markup: str) -> str:
    """Paragraphs separated by an empty line; scripts, styles, media and captions are not read."""
    # html.parser raises AssertionError on "<![" it does not know; so CDATA is unwrapped, the rest a comment.
    if "<![CDATA[" in markup:
        markup = markup.replace("<![CDATA[", "").replace("]]>", "")
    markup = _without_comments(markup.replace("<![", "<! "))
    # It also takes minutes for a megabyte of tags that never end: they are text.
    markup = _ENDLESS.sub("&lt;", markup)
    reader = _read(markup, _UNREAD)
    if reader.unread:  # a <figure> that is never closed must not take the rest of the story with it
        reader = _read(markup, _NEVER_READ)
    return "\n\n".join(reader.paragraphs())


def _without_comments(markup: str) -> str:
    """By hand, because a pattern would look for each missing end all over again."""
    kept, at = list[str](), 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start + 2)) >= 0:
        kept.append(markup[at:start])
        at = end + 3
    return "".join(kept) + markup[at:].replace("<!--", " ")


def _read(markup: str, unread: re.Pattern[str]) -> _Reader:
    reader = _Reader(unread)
    reader.feed(markup)
    reader.close()
    return reader


class _Reader(HTMLParser):
    def __init__(self, unread: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._open: list[str] = []
        self._skip = unread
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += bool(self._skip.fullmatch(tag))
        self.handle_startendtag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unread and self._skip.fullmatch(tag):
            self.unread -= 1
        self.handle_startendtag(tag, [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        if _BLOCK.fullmatch(tag):
            self._break()
        elif _CELL.fullmatch(tag):
            self._open.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self._open.append(data)

    def paragraphs(self) -> list[str]:
        self._break()
        return self._done

    def _break(self) -> None:
        text = " ".join("".join(self._open).split())
        self._open.clear()
        if text:
            self._done.append(text)
