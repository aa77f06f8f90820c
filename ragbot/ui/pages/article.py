"""/article/ID: an article to read, with the passage that was quoted marked in it, and its versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from ragbot.catalogue import Kept
from ragbot.ui.pages.render import Renderer, Routes
from ragbot.ui.site import Site

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_OFFSET = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph; `first` where the marked passage begins."""

    text: str
    marked: bool
    first: bool


def routes(site: Site, renderer: Renderer) -> Routes:
    def article(request: Request) -> Response:
        versions = site.library.versions(request.path_params["article_id"])
        now = datetime.now(UTC)
        newest = versions[-1].article if versions else None
        if newest and newest.status == "canceled":
            sentence = "The publisher has withdrawn this story. It is not shown, and no answer uses it any more."
            return renderer.told("Withdrawn", sentence, 410)
        readable = [v for v in versions if v.article.is_readable(now)]
        wanted = next((v for v in readable if v.article.id == request.path_params["article_id"]), None)
        if wanted is None or newest is None or not newest.is_readable(now):
            sentence = "No article that can be read now has this address. It may have been removed, or is not out yet."
            return renderer.told("No such article", sentence, 404)
        return _shown(site, renderer, request, wanted, readable)

    return [("/article/{article_id}", ["GET"], article)]


def place(article_id: str, start: int, end: int) -> str:
    """The address of a passage, below the site's root."""
    return f"/article/{article_id}?{urlencode({'start': start, 'end': end})}#passage"


def _shown(site: Site, renderer: Renderer, request: Request, kept: Kept, versions: Sequence[Kept]) -> Response:
    article = kept.article
    asked = request.query_params.get("start"), request.query_params.get("end")
    passage = _passage(*asked, len(article.body))
    return renderer.page(
        "article.html",
        article=article,
        language=article.language if _LANGUAGE.fullmatch(article.language) else None,
        kept=kept,
        versions=list(reversed(versions)),
        newest=versions[-1].article,
        paragraphs=paragraphs(article.body, *(passage or (0, 0))),
        lost=any(asked) and passage is None,
        carried_by=site.library.carried_by(article.id),
    )


def paragraphs(body: str, start: int, end: int) -> list[list[Piece]]:
    """The body's lines, those that are blank left out, cut where characters `start` to `end` begin and end."""
    found, at, begun = [], 0, False
    for line in body.split("\n"):
        pieces = []
        edges = sorted({at, at + len(line), *(min(max(e, at), at + len(line)) for e in (start, end))})
        for left, right in pairwise(edges):
            marked = start <= left < end
            pieces.append(Piece(body[left:right], marked, marked and not begun))
            begun = begun or marked
        if line.strip():
            found.append(pieces)
        at += len(line) + 1
    return found


def _passage(start: str | None, end: str | None, length: int) -> tuple[int, int] | None:
    if not (start and end and _OFFSET.fullmatch(start) and _OFFSET.fullmatch(end)):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= length else None
