"""Citation markers: a number that opens the passage, and shows the quote to whoever points at it or tabs to it."""

from __future__ import annotations

from ragbot.domain import Citation
from ragbot.ui import escape
from ragbot.ui.exchange import Exchange


def mark(exchange: Exchange, c: Citation, place: str) -> str:
    """The marker of one citation; `place` tells it from other markers of the same answer.

    page.js ties the two together for screen readers: Gradio's sanitizer lets no `aria-…` through.
    """
    tip = f"rb-tip-{exchange.serial}-{place}-{c.n}"
    source = " · ".join(
        filter(None, (f"<bdi>{escape.text(c.outlet)}</bdi>" if c.outlet else "", escape.day(c.published)))
    )
    return (
        f'<a class="rb-mark rb-open" href="#{exchange.anchor(c.n)}">{c.n}</a>'
        f'<span class="rb-tip" role="tooltip" id="{tip}"><span dir="auto">“{escape.text(c.quote)}”</span>'
        f'<span class="rb-by">{source}</span></span>'
    )
