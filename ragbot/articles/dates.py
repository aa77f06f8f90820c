"""The ways articles write their dates → aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from pathlib import PurePath

_IN_NAME = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?!\d)")


def moment(value: object) -> datetime | None:
    """ISO 8601, RFC 2822, or a date that YAML has read already; None where it is no possible date. Naive means UTC."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if isinstance(value, str):
        value = _parse(value.strip())
    if not isinstance(value, datetime):
        return None
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (OverflowError, ValueError):
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
    except (ValueError, TypeError, IndexError):
        return None
