"""The conflict table: who says what, and when, where current sources disagree."""

from __future__ import annotations

from datetime import datetime

from ragbot.domain import Answer, Citation
from ragbot.ui import escape, tips
from ragbot.ui.exchange import Exchange, cited

_LEAST = 2


def table(exchange: Exchange, answer: Answer) -> str:
    """A row for each source that the answer sets against another, newest first; empty if there are not two."""
    said = [c for sentence in answer.sentences for c in cited(sentence.citations, answer)]
    sides = sorted(dict.fromkeys(said), key=_when, reverse=True)
    if len({c.article_id for c in sides}) < _LEAST:
        return ""
    rows = "".join(_row(exchange, c) for c in sides)
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("When", "Who", "What, word for word"))
    return (
        '<table class="rb-table"><caption class="rb-unseen">The sources side by side, newest first</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(exchange: Exchange, c: Citation) -> str:
    outlet = f"<bdi>{escape.text(c.outlet)}</bdi>" if c.outlet else "not named"
    return (
        f'<tr><td>{escape.day(c.updated or c.published) or "no date"}</td><th scope="row">{outlet}</th>'
        f'<td><span dir="auto">“{escape.text(c.quote)}”</span>{tips.mark(exchange, c, "table")}</td></tr>'
    )


def _when(c: Citation) -> float:
    """When it was said in this form, as seconds; what has no date comes last."""
    moments = [datetime.fromisoformat(d).timestamp() for d in (c.published, c.updated) if d]
    return max(moments, default=float("-inf"))
