"""A conversation to take away: as Markdown in which nothing is live, and as JSON with each whole `Answer`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ragbot.domain import Citation
from ragbot.records import Conversation
from ragbot.ui import escape
from ragbot.ui.pages.view import View

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~!&(){}+.:@-])")


@dataclass(frozen=True, slots=True)
class Told:
    """One exchange; `view` is None where its answer was deleted."""

    question: str
    answer_id: str
    view: View | None


def markdown(known: Conversation, exchanges: Sequence[Told]) -> str:
    """Signs that mean something in Markdown are escaped: an article's "image" loads nothing where this is read."""
    parts = [f"# {_plain(known.title)}", f"{known.began:%Y-%m-%d %H:%M} UTC"]
    for told in exchanges:
        parts.append(f"## {_plain(told.question)}")
        parts += _answered(told.view) if told.view else ["(This answer was deleted.)"]
    return "\n\n".join(parts) + "\n"


def plain(known: Conversation, exchanges: Sequence[Told]) -> dict[str, Any]:
    """An answer that may no longer be repeated whole is given as the text that may."""
    rows = [_exchange(told) for told in exchanges]
    return {"title": known.title, "began": known.began.isoformat(), "exchanges": rows}


def _exchange(told: Told) -> dict[str, Any]:
    row: dict[str, Any] = {"question": told.question, "id": told.answer_id, "given": None, "text": None, "answer": None}
    if told.view:
        stored = told.view.stored
        row |= {"given": stored.given.isoformat(), "text": told.view.words}
        row |= {"answer": stored.answer.to_dict() if told.view.whole else None}
    return row


def _answered(view: View) -> list[str]:
    shown = [s.now.citation for s in view.sources if s.now.shown]
    return [_plain(view.words), *(_source(c) for c in shown), _plain(view.stored.answer.coverage.sentence())]


def _source(citation: Citation) -> str:
    day = (citation.published or "no date")[:10]
    head = " · ".join(p for p in (citation.headline, citation.outlet, day, citation.byline, citation.url or "") if p)
    return f"{citation.n}\\. {_plain(head)}\n\n> {_plain(citation.quote)}"


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", escape.readable(" ".join(text.split())))
