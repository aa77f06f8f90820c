"""Until when an article may not be read. Whoever cannot tell holds it back: shown too early is never mended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ragbot.articles import clean, dates

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
    ended = [(v, dates.exact(v) if isinstance(v, str) else None) for v in said if _word(v) not in _NO_END]
    unread = next((str(v) for v, end in ended if end is None), "")
    ends = None if unread else max((end for _, end in ended if end), default=None)
    return Embargo(bool(said), ends, clean.line(unread, 100))


def _word(value: Any) -> str:
    return str(value).strip().lower() if isinstance(value, str | bool) else "?"
