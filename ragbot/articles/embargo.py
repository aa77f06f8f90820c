"""Until when an article may not be read. Whoever cannot tell holds it back: shown too early is never mended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ragbot.articles import clean, dates, days

_NO_EMBARGO = frozenset(["", "~", "null", "false", "no", "none"])
_NO_END = frozenset(["true", "yes"])


class Embargo(NamedTuple):
    """`ends` is None where no end is known; `on` tells whether there is one; `unread` is what says so in vain."""

    on: bool = False
    ends: datetime | None = None
    unread: str = ""


def embargo(meta: Mapping[str, Any]) -> Embargo:
    """What the fields say whose names (in lower case) begin with "embargo"; the last end counts."""
    said = [v for k, v in meta.items() if k.startswith("embargo") and v and _word(v) not in _NO_EMBARGO]
    open_ended = [v for v in said if _word(v) in _NO_END]
    read = {id(v): _end(v) for v in said}
    unread = next((str(v) for v in said if v not in open_ended and not read[id(v)]), "")
    ends = None if unread else max(filter(None, read.values()), default=None)
    return Embargo(bool(said), ends, clean.line(unread, 100))


def _word(value: Any) -> str:
    return str(value).strip().lower() if isinstance(value, str | bool) else "?"


def _end(value: Any) -> datetime | None:
    """An end in a zone that is not known may be hours early."""
    return dates.moment(value) if isinstance(value, str) and days.in_known_zone(value.strip()) else None
