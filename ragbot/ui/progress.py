"""What is happening to a question, step by step, as far as it has really come."""

from __future__ import annotations

from ragbot.domain import Retrieved
from ragbot.ui import escape
from ragbot.ui.exchange import Exchange

_FOUND_BY = "fuse"  # the stage in which what the searches found is put together


def steps(exchange: Exchange) -> str:
    """The steps as a list; the one under way is marked, those that have not begun are not told."""
    found = exchange.retrieved
    if exchange.ahead is not None:
        return _list([], _waiting(exchange.ahead))
    if found is None:
        return _list([], "Reading the question and searching the archive …")
    done = [found.filters.understood() or "No dates or outlets read in the question.", _searched(found), _held(found)]
    return _list(done, "Writing …" if exchange.draft else "Reading them …" if found.evidence else "Deciding …")


def glimpse(exchange: Exchange) -> str:
    """The best sentence found so far: on a phone, where the sources are out of sight, it stands in the talk."""
    found = exchange.retrieved.evidence if exchange.retrieved else ()
    if not found:
        return ""
    best = max(found, key=lambda e: e.score)
    sentence = max(best.sentences, key=lambda s: s.score).text
    return f'<blockquote class="rb-glimpse" dir="auto">{escape.text(sentence)}</blockquote>'


def spoken(exchange: Exchange | None) -> str:
    """What a screen reader is told of the state of things: once per step, the answer when it is there."""
    if exchange is None:
        return ""
    if exchange.error:
        return escape.text(exchange.error)
    if exchange.answer:
        count = len(exchange.answer.citations)
        sources = "" if not count else " One source." if count == 1 else f" {count} sources."
        return escape.text(f"Answer: {exchange.answer.text}{sources}")
    if exchange.stopped:
        return "Stopped."
    if exchange.ahead is not None:
        return _waiting(exchange.ahead)
    return escape.text(_held(exchange.retrieved)) if exchange.retrieved else "Searching."


def _waiting(ahead: int) -> str:
    return f"Others are being answered. {ahead} more waiting before you …" if ahead else "You are next …"


def _searched(found: Retrieved) -> str:
    near = next((t.kept for t in found.trace if t.stage == _FOUND_BY), None)
    passages = "" if near is None else " 1 passage came near." if near == 1 else f" {near:,} passages came near."
    return f"{found.coverage.sentence()}{passages}"


def _held(found: Retrieved) -> str:
    count = len(found.evidence)
    if not count:
        return "Nothing close was found."
    return "1 article may hold the answer." if count == 1 else f"{count} articles may hold the answer."


def _list(done: list[str], now: str) -> str:
    rows = "".join(f'<li class="rb-done">{escape.text(step)}</li>' for step in done)
    return f'<ol class="rb-steps">{rows}<li class="rb-busy">{now}</li></ol>'
