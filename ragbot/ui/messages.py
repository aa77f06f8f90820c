"""The conversation panel: what each side said, as inert markup for the chatbot."""

from __future__ import annotations

from collections.abc import Iterable

from ragbot import text, understanding
from ragbot.domain import Answer, AnswerSentence, Coverage
from ragbot.ui import conflict, escape, keeping, progress, tips
from ragbot.ui.exchange import Exchange, cited

_NOTES = {
    "conflicting": "The sources disagree",
    "interrupted": "Cut short: only the part that could be proven is shown",
}


def chat(exchanges: Iterable[Exchange]) -> list[dict[str, str]]:
    """The messages for `gr.Chatbot`. Blank questions get no bubble of their own."""
    shown = []
    for exchange in exchanges:
        if exchange.question.strip():
            shown.append({"role": "user", "content": _asked(exchange)})
        shown.append({"role": "assistant", "content": reply(exchange)})
    return shown


def _asked(exchange: Exchange) -> str:
    aside = f'<div class="rb-note">Asked again, leaving aside: {escape.text(exchange.without)}</div>'
    return (
        f'<div class="rb-asked" dir="auto">{escape.lines(exchange.question)}</div>{aside if exchange.without else ""}'
    )


def reply(exchange: Exchange) -> str:
    """The bot's side of an exchange, whatever state it is in."""
    if exchange.error:
        return f'<div class="rb-note rb-problem" role="alert">{escape.lines(exchange.error)}</div>'
    if exchange.answer:
        return _final(exchange, exchange.answer)
    if exchange.stopped:
        note = "Stopped. What was written so far is a draft and was not checked."
        return f'<div class="rb-reply">{_draft(exchange)}<div class="rb-note">{note}</div></div>'
    return f'<div class="rb-reply">{_draft(exchange) or progress.glimpse(exchange)}{progress.steps(exchange)}</div>'


def _draft(exchange: Exchange) -> str:
    if not exchange.draft.strip():
        return ""
    return f'<div class="rb-draft" dir="auto">{escape.lines(exchange.draft)}</div>'


def _final(exchange: Exchange, answer: Answer) -> str:
    status = _NOTES.get(answer.status, "")
    parts = [f'<div class="rb-status">{status}</div>' if status else ""]
    parts.append(f'<div class="rb-text" dir="auto">{_text(exchange, answer)}</div>')
    if understanding.is_reworded(answer.question, answer.standalone_question):
        parts.append(f'<div class="rb-note">Understood as: {escape.text(answer.standalone_question)}</div>')
    if understood := answer.filters.understood():
        parts.append(f'<div class="rb-note rb-understood">{escape.text(understood)}</div>')
    if answer.notice:
        parts.append(f'<div class="rb-note">{escape.text(answer.notice)}</div>')
    parts.append(f'<div class="rb-note rb-coverage">{_foot(answer)}</div>')
    parts.append(keeping.foot(exchange.link))
    return f'<div class="rb-reply rb-{escape.text(answer.status)}">{"".join(parts)}</div>'


def _text(exchange: Exchange, answer: Answer) -> str:
    sides = conflict.table(exchange, answer) if answer.status == "conflicting" else ""
    if sides:
        return sides
    if not answer.sentences:
        # a refusal ends with its coverage, which stands below every answer anyway
        return escape.lines(answer.text.removesuffix(answer.coverage.sentence()))
    apart = "<br>" if "\n" in answer.text else " "  # a story is told on lines
    return apart.join(
        f"{_sentence(s)}{''.join(tips.mark(exchange, c, str(at)) for c in cited(s.citations, answer))}"
        for at, s in enumerate(answer.sentences)
    )


def _sentence(s: AnswerSentence) -> str:
    said = escape.text(text.unmarked(s.text))
    if s.proven:
        return f"<span>{said}</span>"
    return f'<span class="rb-unproven">{said}</span><span class="rb-flag">not proven</span>'


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
    if answer.receipt.get("cached"):
        told.append("Given again as before: the archive has not changed.")
    elif seconds is not None:
        told.append(f"Took {seconds:.1f} s with {answer.receipt.get('llm', 'no model')}.")
    return escape.text(" ".join(t for t in told if t))


def problem(error: Exception) -> str:
    return escape.text(str(error))


def archive_line(coverage: Coverage, model: str) -> str:
    """The line under the title: what can be asked about, and who words the answers."""
    if not coverage.articles:
        return escape.text("The archive is empty. Bring articles in with: ragbot ingest PATH")
    return f"{escape.text(coverage.describe())} <span class='rb-made'>answers worded by {escape.text(model)}</span>"
