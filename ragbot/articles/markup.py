"""Markup of agencies (NITF, XHTML) → paragraphs of plain text, by a real parser that runs nothing."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "p",
        "hl1",
        "hl2",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "div",
        "blockquote",
        "table",
        "tr",
        "block",
        "section",
        "article",
        "header",
        "footer",
        "br",
    ]
)  # a list of words reads better than 24 quoted strings
_UNREAD = frozenset("script style head media figure figcaption iframe object svg noscript template form button".split())  # noqa: SIM905  # as above


def plain_text(markup: str) -> str:
    """Paragraphs separated by an empty line; scripts, styles, media and captions are not read."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return "\n\n".join(reader.paragraphs())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._open: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        self._unread += tag in _UNREAD
        if tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD and self._unread:
            self._unread -= 1
        if tag in _BLOCKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the parser's signature
        if tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._open.append(data)

    def paragraphs(self) -> list[str]:
        self._break()
        return self._done

    def _break(self) -> None:
        text = " ".join("".join(self._open).split())
        self._open.clear()
        if text:
            self._done.append(text)
