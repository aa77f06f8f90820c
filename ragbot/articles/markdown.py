"""Markdown with YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ragbot.articles import clean, dates
from ragbot.articles.draft import Draft, NotAnArticleError
from ragbot.articles.fields import draft_from


def load_markdown(text: str, name: str) -> Iterator[Draft | NotAnArticleError]:
    """Headline from the front matter, else the first heading, else the first line."""
    import frontmatter
    import yaml

    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise NotAnArticleError(
            f"has front matter that is not valid YAML{where}. Put values with a colon in quotes."
        ) from None
    # python-frontmatter hands on whatever YAML gives, a list or a bare word included.
    meta: Mapping[str, Any] = post.metadata if isinstance(post.metadata, dict) else {}
    paragraphs = _paragraphs(post.content)
    draft = draft_from(meta)
    headline = clean.line(draft.headline)
    if not headline and paragraphs:
        first, _, rest = paragraphs.pop(0).partition("\n")
        draft.headline = headline = clean.line(first)
        if rest:
            paragraphs.insert(0, rest)
    if paragraphs and clean.line(paragraphs[0]) == headline:
        paragraphs.pop(0)
    draft.body = "\n\n".join(paragraphs)
    draft.published = draft.published or dates.from_name(name)
    yield draft


def _paragraphs(markdown: str) -> list[str]:
    """The text of each block, without marks: what a reader would read aloud."""
    from markdown_it import MarkdownIt

    paragraphs = []
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "inline":
            paragraphs.append("".join(_inline(child) for child in token.children or []))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content)
    return [p.strip() for p in paragraphs if p.strip()]


def _inline(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    # html_inline is markup, an image's content is its alternative text: neither is the article's prose
    return str(token.content) if token.type in ("text", "code_inline") else ""
