"""The sources panel: evidence while the model writes, then what the answer quotes, then what was merely considered."""

from __future__ import annotations

from collections.abc import Sequence

from ragbot.domain import Answer, Citation, Considered, Evidence
from ragbot.ui import escape, facts, timeline
from ragbot.ui.exchange import Exchange

_EMPTY = "Every answer is followed here by the sentences that prove it, word for word, with their articles."


def panel(exchange: Exchange | None) -> str:
    """Markup for one exchange; None is the page before the first question."""
    if exchange is None:
        return _section("Sources", f'<p class="rb-hint">{_EMPTY}</p>')
    if exchange.answer:
        return _answered(exchange, exchange.answer)
    if exchange.retrieved:
        cards = "".join(_evidence(exchange, e) for e in exchange.retrieved.evidence)
        hint = "Found in the archive. The answer may quote these sentences."
        return _section(
            "Evidence", f'<p class="rb-hint">{hint}</p>{cards}' if cards else _nothing("Nothing close was found.")
        )
    return _section("Sources", _nothing("No sources." if exchange.over else "Searching …"))


def _answered(exchange: Exchange, answer: Answer) -> str:
    cited = {c.article_id for c in answer.citations}
    others = [(at, c) for at, c in enumerate(answer.considered) if c.article_id not in cited]
    if answer.citations:
        body = "".join(_citation(exchange, c) for c in answer.citations)
        sources = _section("Sources", body, len(answer.citations))
        return sources + timeline.panel(exchange, answer) + _considered(exchange, others, "Also considered, not quoted")
    nothing = _nothing(
        "Nothing is quoted, because nothing was answered." if answer.status == "not_found" else "Nothing is quoted."
    )
    return _section("Sources", nothing) + _considered(exchange, others, "Nearest articles", unfolded=True)


def _citation(exchange: Exchange, c: Citation) -> str:
    head = _head(exchange.anchor(c.n), c.headline, facts.line(c.outlet, c.published, c.byline, c.updated, c.note), c.n)
    return _card(
        "rb-cited", head, [(exchange.anchor(c.n), c.quote)], facts.of_citation(c), _where(c.url, c.source_path)
    )


def _evidence(exchange: Exchange, e: Evidence) -> str:
    key = f"rb-found-{exchange.serial}-{e.n}"
    quotes = [(f"{key}-{at}", s.text) for at, s in enumerate(e.sentences)]
    head = _head(f"{key}-0", e.article.headline, facts.evidence_line(e))
    return _card("rb-found", head, quotes, facts.of_evidence(e), _where(e.article.url, e.article.source_path))


def _card(kind: str, head: str, quotes: Sequence[tuple[str, str]], told: str, where: str) -> str:
    said = "".join(f'<blockquote dir="auto" data-open="{key}">{escape.text(q)}</blockquote>' for key, q in quotes)
    return f'<article class="rb-card {kind}">{head}{said}{told}<footer>{where}</footer></article>'


def _head(key: str, headline: str, told: str, n: int | None = None) -> str:
    number = f'<span class="rb-n">{n}</span>' if n is not None else ""
    return f'<header>{number}<div><h3 dir="auto">{facts.opener(key, headline)}</h3>{told}</div></header>'


def _where(url: str | None, path: str) -> str:
    return f'{escape.link(url)}<code class="rb-path" title="Where the article lies">{escape.text(path)}</code>'


def _considered(
    exchange: Exchange, others: Sequence[tuple[int, Considered]], title: str, *, unfolded: bool = False
) -> str:
    if not others:
        return ""
    rows = "".join(f"<li>{_near(f'rb-near-{exchange.serial}-{at}', c)}</li>" for at, c in others)
    state = " open" if unfolded else ""
    return f'<details class="rb-considered"{state}><summary>{title} ({len(others)})</summary><ul>{rows}</ul></details>'


def _near(key: str, c: Considered) -> str:
    return f'<span class="rb-near" dir="auto">{facts.opener(key, c.headline or c.source_path)}</span>{facts.line(c.outlet, c.published)}'


def _nothing(sentence: str) -> str:
    return f'<p class="rb-hint">{sentence}</p>'


def _section(title: str, body: str, count: int | None = None) -> str:
    number = f' <span class="rb-count">{count}</span>' if count else ""
    return f'<section class="rb-sources" aria-label="{title}"><h2>{title}{number}</h2>{body}</section>'
