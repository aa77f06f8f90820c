"""The timeline panel: when each source came out, and the days that it tells of, which are others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ragbot.domain import Answer
from ragbot.text import dates
from ragbot.ui import escape, facts
from ragbot.ui.exchange import Exchange

_LEAST = 2
_EVENTS = 3  # days told of that one source may show


@dataclass(frozen=True, slots=True)
class _Entry:
    published: str
    outlet: str
    headline: str
    key: str
    numbers: tuple[int, ...]
    quotes: tuple[str, ...]


def panel(exchange: Exchange, answer: Answer) -> str:
    """Markup, oldest first; empty where all of it was published on one day."""
    entries = sorted(_entries(exchange, answer), key=lambda e: datetime.fromisoformat(e.published))
    days = {e.published[:10] for e in entries}
    if len(days) < _LEAST:
        return ""
    quoted = {e.published[:10] for e in entries if e.numbers}
    state = " open" if len(quoted) >= _LEAST else ""
    rows = "".join(_row(e) for e in entries)
    title = f"Timeline of {len(entries)} articles, {_span(entries)}"
    return f'<details class="rb-timeline"{state}><summary>{title}</summary><ol>{rows}</ol></details>'


def _entries(exchange: Exchange, answer: Answer) -> Iterable[_Entry]:
    """What the answer quotes, and what was read for it; an article without a sound date has no place in time."""
    cited: dict[str, list[int]] = {}
    for at, c in enumerate(answer.citations):
        cited.setdefault(c.article_id, []).append(at)
    for places in cited.values():
        quoted = [answer.citations[at] for at in places]
        first = quoted[0]
        if first.published and not first.doubt:
            yield _Entry(
                first.published,
                first.outlet,
                first.headline,
                exchange.anchor(first.n),
                tuple(c.n for c in quoted),
                tuple(c.quote for c in quoted),
            )
    for e in answer.evidence:
        a = e.article
        if a.published and not a.doubt and a.id not in cited:
            texts = tuple(s.text for s in e.sentences)
            key = f"rb-found-{exchange.serial}-{e.n}-0"
            yield _Entry(a.published.isoformat(), a.outlet, a.headline, key, (), texts)


def _row(e: _Entry) -> str:
    numbers = "".join(f' <span class="rb-n">{n}</span>' for n in e.numbers)
    outlet = f"<bdi>{escape.text(e.outlet)}</bdi> · " if e.outlet else ""
    happened = "".join(f"<li>{event}</li>" for event in _events(e))
    told = f'<div class="rb-events"><span>Tells of</span><ul>{happened}</ul></div>' if happened else ""
    kind = ' class="rb-quoted"' if e.numbers else ""
    return (
        f'<li{kind}><p class="rb-facts">Published {escape.day(e.published)}</p>'
        f'<p class="rb-near" dir="auto">{outlet}{facts.opener(e.key, e.headline)}{numbers}</p>'
        f"{told}</li>"
    )


def _events(e: _Entry) -> list[str]:
    """The days that the quotes name, as they name them, where that is not the day of publication."""
    written = datetime.fromisoformat(e.published).date()
    found: dict[tuple[date, date], str] = {}
    for quote in e.quotes:
        for mention in dates.mentions(quote, written):
            days = mention.readings[0]  # of the last Friday and the next, news mostly means the last
            if days != (written, written):
                found.setdefault(days, quote[mention.start : mention.end])
    return [f"{_days(*days)} <q>{escape.text(words)}</q>" for days, words in sorted(found.items())[:_EVENTS]]


def _days(first: date, last: date) -> str:
    if first == last:
        return escape.day(first.isoformat())
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{escape.day(first.isoformat())} to {escape.day(last.isoformat())}"


def _span(entries: Sequence[_Entry]) -> str:
    return f"{escape.day(entries[0].published)} to {escape.day(entries[-1].published)}"
