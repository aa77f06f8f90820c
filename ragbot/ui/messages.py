"""The conversation panel: what each side said, as inert markup for the chatbot."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ragbot.domain import Answer, Coverage, Retrieved
from ragbot.ui import escape, keeping
from ragbot.ui.exchange import Exchange, used_n

_MARKER = re.compile(r"\s*\[(\d{1,3})\]")
_NOTES = {
    "conflicting": "The sources disagree",
    "interrupted": "Cut short: only the part that could be proven is shown",
}


def chat(exchanges: Iterable[Exchange]) -> list[dict[str, str]]:
    """The messages for `gr.Chatbot`. Blank questions get no bubble of their own."""
    shown = []
    for exchange in exchanges:
        if exchange.question.strip():
            shown.append({"role": "user", "content": f'<div dir="auto">{escape.lines(exchange.question)}</div>'})
        shown.append({"role": "assistant", "content": reply(exchange)})
    return shown


def reply(exchange: Exchange) -> str:
    """The bot's side of an exchange, whatever state it is in."""
    if exchange.error:
        return f'<div class="rb-note rb-problem" role="alert">{escape.lines(exchange.error)}</div>'
    if exchange.answer:
        return _final(exchange, exchange.answer)
    if exchange.stopped:
        return _draft(exchange, "Stopped. What was written so far is a draft and was not checked.")
    return _draft(exchange, _progress(exchange))


def _progress(exchange: Exchange) -> str:
    found = exchange.retrieved
    if exchange.ahead is not None:
        return (
            f"Others are being answered. {exchange.ahead} more waiting before you …"
            if exchange.ahead
            else "You are next …"
        )
    if found is None:
        return "Searching the archive …"
    return f"{found.filters.understood()} {_searched(found)} {'Writing …' if exchange.draft else 'Reading …'}"


def _searched(found: Retrieved) -> str:
    count = len(found.evidence)
    held = "1 article may hold the answer." if count == 1 else f"{count} articles may hold the answer."
    return f"{found.coverage.sentence()} {held if count else 'Nothing close was found.'}"


def _draft(exchange: Exchange, status: str) -> str:
    moving = "" if exchange.stopped else " rb-busy"
    body = f'<div class="rb-draft" dir="auto">{escape.lines(exchange.draft)}</div>' if exchange.draft.strip() else ""
    return f'<div class="rb-reply">{body}<div class="rb-note{moving}">{escape.text(status)}</div></div>'


def _final(exchange: Exchange, answer: Answer) -> str:
    status = _NOTES.get(answer.status, "")
    parts = [f'<div class="rb-status">{status}</div>' if status else ""]
    parts.append(f'<div class="rb-text" dir="auto">{_body(exchange, answer)}</div>')
    if answer.standalone_question != answer.question:
        parts.append(f'<div class="rb-note">Understood as: {escape.text(answer.standalone_question)}</div>')
    if answer.filters.understood():
        parts.append(f'<div class="rb-note rb-understood">{escape.text(answer.filters.understood())}</div>')
    if answer.notice:
        parts.append(f'<div class="rb-note">{escape.text(answer.notice)}</div>')
    parts.append(f'<div class="rb-note rb-coverage">{_foot(answer)}</div>')
    parts.append(keeping.foot(exchange.link))
    return f'<div class="rb-reply rb-{escape.text(answer.status)}">{"".join(parts)}</div>'


def _body(exchange: Exchange, answer: Answer) -> str:
    if not answer.sentences:
        # a refusal ends with its coverage, which stands below every answer anyway
        return escape.lines(answer.text.removesuffix(answer.coverage.sentence()))
    return " ".join(
        f"<span{_doubt(s.proven)}>{escape.text(_MARKER.sub('', s.text))}</span>"
        + "".join(_mark(exchange, n) for n in used_n(s.citations, answer))
        for s in answer.sentences
    )


def _doubt(proven: bool) -> str:
    return "" if proven else ' class="rb-unproven" title="This sentence could not be proven by the archive."'


def _mark(exchange: Exchange, n: int) -> str:
    return f'<a class="rb-mark" href="#{exchange.anchor(n)}" aria-label="Source {n}">{n}</a>'


def _foot(answer: Answer) -> str:
    limits = answer.filters
    told = [
        answer.coverage.sentence(),
        f"Only {limits.outlet}." if limits.outlet else "",
        f"From {limits.since:%Y-%m-%d}." if limits.since else "",
        f"Until {limits.until:%Y-%m-%d}." if limits.until else "",
        f"As it was known on {limits.as_of:%Y-%m-%d}." if limits.as_of else "",
    ]
    seconds = answer.timings.get("total_s")
    if seconds is not None:
        told.append(f"Took {seconds:.1f} s with {answer.receipt.get('llm', 'no model')}.")
    return escape.text(" ".join(t for t in told if t))


def archive_line(coverage: Coverage, model: str) -> str:
    """The line under the title: what can be asked about, and who words the answers."""
    if not coverage.articles:
        return escape.text("The archive is empty. Bring articles in with: ragbot ingest PATH")
    return f"{escape.text(coverage.describe())} <span class='rb-made'>answers worded by {escape.text(model)}</span>"
