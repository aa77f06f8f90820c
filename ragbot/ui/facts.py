"""What is told of an article wherever it is shown: who published it, when, and what the outlet says about it since."""

from __future__ import annotations

from collections.abc import Sequence

from ragbot.domain import Citation, Evidence, citation_dates, listed
from ragbot.ui import escape

_KINDS = {"opinion": "Opinion", "brief": "In brief"}


def line(outlet: str, published: str | None, byline: str = "", updated: str | None = None, note: str = "") -> str:
    """Outlet, date, byline, and when it was changed; what is not known is left out, but for the date."""
    parts = [_name(outlet), escape.day(published) or "no date", _name(byline)]
    if updated and updated[:10] != (published or "")[:10]:
        parts.append(f"{'corrected' if is_correction(note) else 'updated'} on {escape.day(updated)}")
    return f'<p class="rb-facts">{" · ".join(filter(None, parts))}</p>'


def opener(key: str, headline: str) -> str:
    """A headline that opens its article in the reader."""
    return f'<a class="rb-open" href="#{key}">{escape.text(headline) or "(no headline)"}</a>'


def is_correction(note: str) -> bool:
    return note.strip().lower().startswith("correct")


def told(*, note: str, carried_by: Sequence[str], origin: str, kind: str, doubt: str) -> str:
    """What stands beside the quote: who reads one must see the other. Copies are named, they confirm nothing."""
    rows = [
        ("", _KINDS.get(kind, "")),
        ("Credited to", origin),
        ("Also carried by", listed(carried_by) if carried_by else ""),
        ("" if is_correction(note) else "Note:", note),
        ("Date in doubt:", doubt),
    ]
    return "".join(_row(label, value) for label, value in rows if value)


def of_citation(c: Citation) -> str:
    return told(note=c.note, carried_by=c.carried_by, origin=c.origin, kind=c.kind, doubt=c.doubt)


def of_evidence(e: Evidence) -> str:
    a = e.article
    return told(note=a.note, carried_by=e.carried_by, origin=a.origin, kind=a.kind, doubt=a.doubt)


def evidence_line(e: Evidence) -> str:
    published, updated = citation_dates(e.article)
    return line(e.article.outlet, published, e.article.byline, updated, e.article.note)


def _row(label: str, value: str) -> str:
    return f'<p class="rb-facts rb-told" dir="auto">{label} <bdi>{escape.text(value)}</bdi></p>'


def _name(value: str) -> str:
    return f"<bdi>{escape.text(value)}</bdi>" if value.strip() else ""
