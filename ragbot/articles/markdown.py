"""Markdown with YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ragbot.articles import clean, lead
from ragbot.articles.draft import Draft, NotAnArticleError, headed
from ragbot.articles.fields import draft_from
from ragbot.articles.markup import plain_text

_OPENS = re.compile(r"---+[ \t]*\n")
_CLOSES = re.compile(r"^(?:---+|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"[\w-]+[ \t]*:(?:\s|\Z)")
# Both parsers are slow, and the worst Markdown takes time that grows with its square. Both limits are far beyond a story.
_MAX_FRONT = 64_000
_MAX_BODY = 400_000


class _Block(NamedTuple):
    tag: str
    text: str


def load_markdown(text: str) -> Iterator[Draft | NotAnArticleError]:
    """Headline from the front matter, else the first heading, else the first line."""
    text = clean.seen(text).strip()
    meta, content = _front_matter(text)
    if len(content) > _MAX_BODY:
        raise NotAnArticleError(f"has more than {_MAX_BODY:,} characters of Markdown. Split it into its articles.")
    draft = draft_from(meta)
    if clean.line(draft.headline):
        draft.body = _joined(_blocks(content))
    else:
        draft.headline, draft.body = _headed(content)
    if not meta:
        lead.take(draft)
    yield draft


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """The metadata and what follows it; a text between two rules that is no metadata stays text."""
    opening = _OPENS.match(text)
    if not opening:
        return {}, text
    closing = _CLOSES.search(text, opening.end())
    if not closing:
        if _KEY.match(text, opening.end()):
            raise NotAnArticleError("has front matter that does not end. Put a line of --- after its last key.")
        return {}, text
    front = text[opening.end() : closing.start()]
    if len(front) > _MAX_FRONT:
        raise NotAnArticleError(f"has front matter of more than {_MAX_FRONT:,} characters. Shorten it.")
    meta = _yaml(front)
    return (meta, text[closing.end() :]) if isinstance(meta, dict) else ({}, text)


def _yaml(front: str) -> Any:
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        # BaseLoader makes texts, lists and maps only: no date without its zone, no number of "0123", no False of "No".
        return YAMLHandler().load(front, Loader=yaml.BaseLoader) or {}
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # ValueError: an escape beyond Unicode
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise NotAnArticleError(
            f"has front matter that is not valid YAML{where}. Put values with a colon in quotes."
        ) from None


def _headed(content: str) -> tuple[str, str]:
    blocks = _blocks(content)
    at = next((i for i, b in enumerate(blocks) if b.tag == "h1" or (i == 0 and b.tag.startswith("h"))), None)
    if at is not None:
        return blocks[at].text, _joined(blocks[:at] + blocks[at + 1 :])
    first, _, rest = content.lstrip().partition("\n")
    return headed(_joined(_blocks(first)), _joined(_blocks(rest)))


def _joined(blocks: list[_Block]) -> str:
    return "\n\n".join(b.text for b in blocks)


def _blocks(markdown: str) -> list[_Block]:
    """The text of each block, without marks: what a reader would read aloud."""
    from markdown_it import MarkdownIt

    blocks: list[_Block] = []
    tag, row = "", None
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.nesting == 1:
            tag = token.tag
        if token.type == "tr_open":
            row = list[str]()
        elif token.type == "tr_close":
            blocks.append(_Block("tr", " | ".join(row or [])))
            row = None
        elif token.type == "inline":
            text = "".join(map(_inline, token.children or []))
            if row is None:
                blocks.append(_Block(tag, text))
            else:
                row.append(text)
        elif token.type == "html_block":
            blocks.append(_Block("", plain_text(token.content)))
        elif token.type in ("fence", "code_block"):
            blocks.append(_Block("", token.content))
    return [_Block(b.tag, b.text.strip()) for b in blocks if b.text.strip()]


def _inline(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and token.content.startswith("<br")):
        return "\n"
    # other html_inline is markup, an image's content is its alternative text: neither is the article's prose
    return str(token.content) if token.type in ("text", "code_inline") else ""
