"""What the asker typed as dates and outlets → `Filters` → the `Window` that both stores search in."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from ragbot.catalogue import Window
from ragbot.domain import Filters
from ragbot.errors import FilterError

When = str | date | datetime | None


def build_filters(since: When, until: When, outlet: str | None, as_of: When, outlets: Sequence[str]) -> Filters:
    """Filters in UTC. A day without a time means its first moment in `since`, its last in `until` and `as_of`.

    Raises FilterError for a date that is none, for since after until, and for an outlet that is not among `outlets`.
    """
    start = _moment("since", since, last=False)
    end, limit = (_moment(name, value, last=True) for name, value in (("until", until), ("as_of", as_of)))
    if start and end and start > end:
        raise FilterError(f"since ({start:%Y-%m-%d}) is later than until ({end:%Y-%m-%d}). Swap them.")
    return Filters(since=start, until=end, outlet=_outlet(outlet, outlets), as_of=limit)


def window(filters: Filters, now: datetime) -> Window:
    """The articles a search may see; `as_of` is also the moment that embargoes are judged by."""
    return Window(
        now=filters.as_of or now,
        since=filters.since,
        until=filters.until,
        outlet=filters.outlet,
        as_of=filters.as_of,
    )


def _moment(name: str, value: When, *, last: bool) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            written = value.strip()
            short = len(written) <= len("2025-10-01")
            value = date.fromisoformat(written) if short else datetime.fromisoformat(written)
        if not isinstance(value, datetime):
            value = datetime.combine(value, time.max if last else time.min)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):  # the first and last days of the calendar have no other time zone
        raise FilterError(
            f"{name} {str(value)!r} is not a date. Write it as 2025-10-01 or 2025-10-01T14:30+02:00."
        ) from None


def _outlet(outlet: object, outlets: Sequence[str]) -> str | None:
    if outlet is not None and not isinstance(outlet, str):
        raise FilterError(f"outlet {outlet!r} is no name. Name one outlet, as text.")
    if not outlet or not outlet.strip():
        return None
    wanted = outlet.strip().casefold()
    for known in outlets:
        if known.casefold() == wanted:
            return known
    close = difflib.get_close_matches(outlet.strip(), outlets, n=1) or list(outlets[:8])
    hint = (
        f"Did you mean {close[0]!r}?"
        if len(close) == 1
        else f"It has: {', '.join(close)}."
        if close
        else "It has none."
    )
    raise FilterError(f"No outlet is called {outlet.strip()!r} in this archive. {hint}")
