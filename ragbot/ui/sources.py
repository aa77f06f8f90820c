"""The sources panel: evidence while the model writes, then what the answer quotes, then what was merely considered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ragbot.domain import Answer, Citation, Considered, Evidence, citation_dates, listed
from ragbot.ui import escape
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
    others = [c for c in answer.considered if c.article_id not in cited]
    if answer.citations:
        body = "".join(_citation(exchange, c) for c in answer.citations)
        return _section("Sources", body, len(answer.citations)) + _considered(others, "Also considered, not quoted")
    nothing = _nothing(
        "Nothing is quoted, because nothing was answered." if answer.status == "not_found" else "Nothing is quoted."
    )
    return _section("Sources", nothing) + _considered(others, "Nearest articles", unfolded=True)


def _citation(exchange: Exchange, c: Citation) -> str:
    head = _head(c.n, c.headline, (c.outlet, c.byline), c.published, c.updated)
    return _card(
        exchange.anchor(c.n),
        head,
        [c.quote],
        _note(c.note) + _carried(c.carried_by) + _doubt(c.doubt) + _where(c.url, c.source_path),
    )


def _evidence(exchange: Exchange, e: Evidence) -> str:
    published, updated = citation_dates(e.article)
    head = _head(None, e.article.headline, (e.article.outlet, e.article.byline), published, updated)
    where = (
        _note(e.article.note)
        + _carried(e.carried_by)
        + _doubt(e.article.doubt)
        + _where(e.article.url, e.article.source_path)
    )
    return _card(f"{exchange.anchor(e.n)}-found", head, [s.text for s in e.sentences], where, "rb-found")


def _card(anchor: str, head: str, quotes: Sequence[str], where: str, kind: str = "rb-cited") -> str:
    said = "".join(f'<blockquote dir="auto">{escape.text(q)}</blockquote>' for q in quotes)
    return f'<article class="rb-card {kind}" id="{anchor}" tabindex="-1">{head}{said}<footer>{where}</footer></article>'


def _head(n: int | None, headline: str, names: Iterable[str], published: str | None, updated: str | None) -> str:
    number = f'<span class="rb-n">{n}</span>' if n is not None else ""
    facts = [f"<bdi>{escape.text(name)}</bdi>" for name in names if name.strip()]
    facts.insert(min(len(facts), 1), escape.day(published) or "no date")
    if updated and updated[:10] != (published or "")[:10]:
        facts.append(f"updated {escape.day(updated)}")
    title = escape.text(headline) or "(no headline)"
    return f'<header>{number}<div><h3 dir="auto">{title}</h3><p class="rb-facts">{" · ".join(facts)}</p></div></header>'


def _note(note: str) -> str:
    """The outlet's own correction stands with the quote: who reads one must see the other."""
    return f'<p class="rb-facts" dir="auto">Note: {escape.text(note)}</p>' if note else ""


def _carried(outlets: Sequence[str]) -> str:
    """Copies confirm nothing: they are named beside the story that they copied."""
    return f'<p class="rb-facts">Also carried by <bdi>{escape.text(listed(outlets))}</bdi></p>' if outlets else ""


def _doubt(doubt: str) -> str:
    return f'<p class="rb-facts" dir="auto">Date in doubt: {escape.text(doubt)}</p>' if doubt else ""


def _where(url: str | None, path: str) -> str:
    return f'{escape.link(url)}<code class="rb-path" title="Where the article lies">{escape.text(path)}</code>'


def _considered(others: Sequence[Considered], title: str, *, unfolded: bool = False) -> str:
    if not others:
        return ""
    rows = "".join(f"<li>{_near(c)}</li>" for c in others)
    state = " open" if unfolded else ""
    return f'<details class="rb-considered"{state}><summary>{title} ({len(others)})</summary><ul>{rows}</ul></details>'


def _near(c: Considered) -> str:
    facts = " · ".join(
        f for f in (f"<bdi>{escape.text(c.outlet)}</bdi>" if c.outlet else "", escape.day(c.published)) if f
    )
    return f'<span class="rb-near" dir="auto">{escape.text(c.headline or c.source_path)}</span><span class="rb-facts">{facts}</span>'


def _nothing(sentence: str) -> str:
    return f'<p class="rb-hint">{sentence}</p>'


def _section(title: str, body: str, count: int | None = None) -> str:
    number = f' <span class="rb-count">{count}</span>' if count else ""
    return f'<section class="rb-sources" aria-label="{title}"><h2>{title}{number}</h2>{body}</section>'
