"""The ways articles write their dates → aware UTC, with the words they were read from."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import Literal, NamedTuple

from ragbot.articles import days
from ragbot.domain import DateSource

_IN_NAME = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?!\d)")
# The first newspaper is of 1605; what claims to be older is some program's zero.
_FIRST_YEAR = 1605
_DATE = f"(?P<date>{days.DAY})"
# Only where an article speaks of itself: a line of its own that says so, or a dateline before the first dash.
_PUBLISHED = (
    r"(?:(?:first )?(?:published|posted|publication date|date)(?: on)?|(?:veröffentlicht|erschienen)(?: am)?)[:\s]+"
)
_UPDATED = r"(?:(?:last )?(?:updated|modified)(?: on)?|(?:zuletzt )?aktualisiert(?: am)?|stand)[:\s]+"
_SAYS = re.compile(rf"^{_PUBLISHED}(?:\w+day,? )?{_DATE}", re.IGNORECASE)
_WHOLE_LINE = re.compile(
    rf"(?:{_PUBLISHED}|(?P<updated>{_UPDATED}))?(?:\w+day,? )?(?P<date>.*)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .'-]{{1,40}}(?:, [A-Z][\w. ]{{1,30}})?, {_DATE} ?(?:\([^()\n]{{2,40}}\) ?)?(?:—|–|-)"
)
_HEAD_LINES = 4
_LONGEST = 100
_CONTRADICTION = timedelta(days=1)  # less is a time zone that somebody forgot


class Stamp(NamedTuple):
    """A date as written and where, and the moment it means; None where it means none that can be."""

    moment: datetime | None = None
    written: str = ""
    source: DateSource = ""


UNDATED = Stamp()


def stamp(*values: object) -> Stamp:
    """The first of the values that is a date, else the first that claims to be one. All are metadata."""
    texts = [v.strip()[:_LONGEST] for v in values if isinstance(v, str) and v.strip()]
    found = [Stamp(when, text, "metadata") for text in texts if (when := moment(text))]
    return found[0] if found else Stamp(None, texts[0], "metadata") if texts else UNDATED


def best(*stamps: Stamp) -> Stamp:
    """The first that means a moment, else the first that says anything."""
    return next((s for s in stamps if s.moment), next((s for s in stamps if s.written), UNDATED))


def moment(*values: object) -> datetime | None:
    """The first of the values that is a possible date, else None. Naive means UTC; a day, its midnight.

    Read are ISO 8601, RFC 2822, and what `days` reads.
    """
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


def exact(value: str) -> datetime | None:
    """As `moment`, but None for what may be hours off: a zone that is not known, a remark behind the time."""
    try:
        datetime.fromisoformat(value.strip())
    except ValueError:
        return moment(value) if days.moment(value.strip(), exact=True) else None
    return moment(value)


def from_name(name: str) -> Stamp:
    """The day a file name begins with, as in 2026-03-01--bridge.md."""
    found = _IN_NAME.match(PurePath(name).name)
    when = moment("-".join(found.groups())) if found else None
    return Stamp(when, found[0], "file name") if found and when else UNDATED


def from_text(text: str) -> Stamp:
    """The date of a dateline, or of a line among the first that says when it was published; only with its year."""
    for line in text[:2000].split("\n")[:_HEAD_LINES]:
        found = _SAYS.match(line) or _DATELINE.match(line)
        on = days.day(found["date"]) if found else None
        when = moment(on.isoformat()) if on else None
        if found and when:
            return Stamp(when, found["date"], "text")
    return UNDATED


def from_line(line: str) -> tuple[Literal["published", "updated"], Stamp]:
    """Which date a line tells that holds nothing else, and the date; UNDATED for any other line."""
    found = _WHOLE_LINE.fullmatch(line) if len(line) <= _LONGEST else None
    when = exact(found["date"]) if found else None
    if not found or not when:
        return "published", UNDATED
    return "updated" if found["updated"] else "published", Stamp(when, found["date"], "text")


def doubt(published: Stamp, updated: Stamp) -> str:
    """Why the dates of an article cannot be relied on, or ""."""
    for name, said in (("published", published), ("updated", updated)):
        if said.written and not said.moment:
            return f"its {name} date, {said.written!r}, is none that can be told for certain"
    if published.moment and updated.moment and published.moment - updated.moment > _CONTRADICTION:
        return f"it says that it was updated ({updated.written}) before it was published ({published.written})"
    return ""


def _parse(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        pass
    found = days.moment(value)
    if found or days.has_half(value):  # RFC 2822 knows no halves of a day, and its reader leaves them out
        return found
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
