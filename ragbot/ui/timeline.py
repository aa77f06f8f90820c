"""The timeline panel: when each source came out, and the days that it tells of, which are others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ragbot.catalogue import Kept
from ragbot.domain import Answer, Citation, citation_dates
from ragbot.text import dates
from ragbot.ui import escape, facts
from ragbot.ui.exchange import Exchange

_LEAST = 2
_EVENTS = 3  # days told of that one source may show


@dataclass(frozen=True, slots=True)
class _Entry:
    """One coming out: of an article, or of its corrected form, of which `note` tells. `at` is ISO 8601.

    `key` opens it in the reader; a version that nothing is quoted from has none.
    """

    at: str
    what: str
    outlet: str
    headline: str
    story: str
    key: str
    numbers: tuple[int, ...] = ()
    quotes: tuple[str, ...] = ()
    note: str = ""


def panel(exchange: Exchange, answer: Answer) -> str:
    """Markup, oldest first; empty where all of it came out on one day."""
    entries = sorted(_entries(exchange, answer), key=lambda e: datetime.fromisoformat(e.at))
    days = {e.at[:10] for e in entries}
    if len(days) < _LEAST:
        return ""
    told = {e.story for e in entries if e.numbers}
    quoted = {e.at[:10] for e in entries if e.story in told}
    state = " open" if len(quoted) >= _LEAST else ""
    rows = "".join(_row(e) for e in entries)
    count = len({e.story for e in entries})
    title = f"Timeline of {count} article{'' if count == 1 else 's'}, {_span(entries)}"
    return f'<details class="rb-timeline"{state}><summary>{title}</summary><ol>{rows}</ol></details>'


def _entries(exchange: Exchange, answer: Answer) -> Iterator[_Entry]:
    """What the answer quotes, and what was read for it; an article without a sound date has no place in time."""
    cited: dict[str, list[Citation]] = {}
    for c in answer.citations:
        cited.setdefault(c.article_id, []).append(c)
    for quoted in cited.values():
        first, numbers = quoted[0], tuple(c.n for c in quoted)
        once = _Entry(
            "", "Published", first.outlet, first.headline, first.article_id, exchange.anchor(first.n), numbers
        )
        once = replace(once, quotes=tuple(c.quote for c in quoted))
        if versions := exchange.versions.get(first.article_id):
            yield from _versions(once, versions)
        elif not first.doubt:
            yield from _times(once, first.published, first.updated, first.note)
    for e in answer.evidence:
        a = e.article
        if not a.doubt and a.id not in cited:
            once = _Entry("", "Published", a.outlet, a.headline, a.id, f"rb-found-{exchange.serial}-{e.n}-0")
            yield from _times(replace(once, quotes=tuple(s.text for s in e.sentences)), *citation_dates(a), a.note)


def _versions(quoted: _Entry, versions: Sequence[Kept]) -> Iterator[_Entry]:
    """A story's versions, oldest first: the one that is quoted, and what each of the others said above it."""
    for n, v in enumerate(versions):
        if v.out is None or v.article.doubt:
            continue
        note = v.article.note if n else ""
        what = "Corrected" if facts.is_correction(note) else "Updated" if n else "Published"
        told = replace(quoted, at=v.out.isoformat(), what=what, note=note)
        own = v.article.id == quoted.story
        yield told if own else replace(told, headline=v.article.headline, key="", numbers=(), quotes=())


def _times(once: _Entry, published: str | None, updated: str | None, note: str) -> Iterator[_Entry]:
    """When an article came out, and when it came out again in another form, if that was on another day."""
    if published:
        yield replace(once, at=published)
    if updated and updated[:10] != (published or "")[:10]:
        what = "Corrected" if facts.is_correction(note) else "Updated"
        yield replace(once, at=updated, what=what, quotes=(), note=note)


def _row(e: _Entry) -> str:
    numbers = "".join(f' <span class="rb-n">{n}</span>' for n in e.numbers)
    outlet = f"<bdi>{escape.text(e.outlet)}</bdi> · " if e.outlet else ""
    happened = "".join(f"<li>{event}</li>" for event in _events(e))
    told = f'<div class="rb-events"><span>Tells of</span><ul>{happened}</ul></div>' if happened else ""
    note = f'<p class="rb-facts" dir="auto">{escape.text(e.note)}</p>' if e.note else ""
    kind = ' class="rb-quoted"' if e.numbers else ""
    headline = facts.opener(e.key, e.headline) if e.key else escape.text(e.headline)
    return (
        f'<li{kind}><p class="rb-facts">{e.what} {escape.day(e.at)}</p>'
        f'<p class="rb-near" dir="auto">{outlet}{headline}{numbers}</p>'
        f"{note}{told}</li>"
    )


def _events(e: _Entry) -> list[str]:
    """The days that the quotes name, as they name them, where that is not the day of publication."""
    written = datetime.fromisoformat(e.at).date()
    found: dict[tuple[date, date], str] = {}
    for quote in e.quotes:
        for mention in dates.mentions(quote, written):
            days = mention.readings[0]  # of the last Friday and the next, news mostly means the last
            if days != (written, written):
                found.setdefault(days, quote[mention.start : mention.end])
    return [_event(days, words) for days, words in sorted(found.items())[:_EVENTS]]


def _event(days: tuple[date, date], words: str) -> str:
    said = _days(*days)
    return said if escape.text(words) == said else f"{said} <q>{escape.text(words)}</q>"


def _days(first: date, last: date) -> str:
    if first == last:
        return escape.day(first.isoformat())
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{escape.day(first.isoformat())} to {escape.day(last.isoformat())}"


def _span(entries: Sequence[_Entry]) -> str:
    return f"{escape.day(entries[0].at)} to {escape.day(entries[-1].at)}"
