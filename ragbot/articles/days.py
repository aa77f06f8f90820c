"""Days and moments as people write them ("March 14, 2026, 6 p.m.", "2026/03/14", "14.03.2026", "14. März 2026"). Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from ragbot.text.calendar import month_number

_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = (
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"{_DAY} {_MONTH},? {_YEAR}",
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
    # Full stops stand between day and month in that order, wherever they are used.
    rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
    # Elsewhere either may come first.
    rf"(?P<one>\d{{1,2}})[-/](?P<other>\d{{1,2}})[-/]{_YEAR}",
)
_READ = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
DAY: Final = "(?:{})".format("|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS))
"""A pattern for what `day` may be able to read, without groups; for use without regard to case."""
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|son)[a-z]*\.?,? |(?:mo|di|mi|do|fr|sa|so)\.?,? )?(?:de[nm] )?"
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?)? ?(?P<half>[ap]\.?m\.?|uhr)?"
_WHOLE = re.compile(
    rf"{_WEEKDAY}(?P<date>{DAY})(?:(?:,|,? (?:at|um)| [–-])? {_CLOCK}(?: ?(?:(?P<offset>[+-]\d{{4}})|\(?(?P<zone>[a-z]{{1,5}})\)?))?)?",
    re.IGNORECASE,
)
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # fmt: skip
_HALF = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)
_HOURS = 12


def day(text: str) -> date | None:
    """The day that a text is, with its year; None for any other text, and for 03/04/2026, which may be two days."""
    for form in _READ:
        found = form.fullmatch(text)
        if found:
            said = found.groupdict()
            year = int(said["year"])
            if "one" in said:
                one, other = int(said["one"]), int(said["other"])
                either = {d for d in (_day(year, one, other), _day(year, other, one)) if d}
                return either.pop() if len(either) == 1 else None
            return _day(year, _month(said["month"]), int(said["day"]))
    return None


def moment(text: str, *, exact: bool = False) -> datetime | None:
    """The moment that a text is; midnight where it is only a day, naive where it names no zone.

    A zone that is not known is left out; with `exact`, a text that names one is none that can be read.
    """
    found = _WHOLE.fullmatch(text)
    on = day(found["date"]) if found else None
    if not found or not on:
        return None
    zone = (found["zone"] or "").lower()
    if exact and zone and zone not in _ZONES:
        return None
    try:
        return datetime.combine(on, _clock(found), _zone(zone, found["offset"]))
    except ValueError:
        return None


def has_half(text: str) -> bool:
    """Whether a text tells the half of the day ("6 pm"), which not every reader of dates minds."""
    return _HALF.search(text) is not None


def _clock(found: re.Match[str]) -> time:
    """Raises ValueError for what no clock shows."""
    if not found["hour"]:
        return time()
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if not half and not found["minute"]:
        raise ValueError("an hour alone may be anything")
    if half not in ("", "uhr"):
        if not 1 <= hour <= _HOURS:
            raise ValueError("half a day has twelve hours")
        hour = hour % _HOURS + (_HOURS if half.startswith("p") else 0)
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))


def _zone(name: str, offset: str | None) -> timezone | None:
    """Raises ValueError for an offset of a day or more."""
    if offset:
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
        return timezone(ahead if offset[0] == "+" else -ahead)
    return timezone(timedelta(hours=_ZONES[name])) if name in _ZONES else None


def _month(word: str) -> int:
    return int(word) if word.isdigit() else month_number(word.lower())


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
