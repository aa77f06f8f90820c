"""The ways articles write their dates → aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePath

_IN_NAME = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?!\d)")
# The first newspaper is of 1605; what claims to be older is some program's zero.
_FIRST_YEAR = 1605


def moment(*values: object) -> datetime | None:
    """The first of the values that is ISO 8601 or RFC 2822 and possible, else None. Naive means UTC; a day, its midnight."""
    for value in values:
        found = _parse(value.strip()) if isinstance(value, str) else None
        if found is None:
            continue
        try:
            found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (OverflowError, ValueError):
            continue
        if found.year >= _FIRST_YEAR:
            return found
    return None


def from_name(name: str) -> datetime | None:
    """The day a file name begins with, as in 2026-03-01--bridge.md."""
    found = _IN_NAME.match(PurePath(name).name)
    return moment("-".join(found.groups())) if found else None


def _parse(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
