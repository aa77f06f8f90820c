"""The lines between a headline and its story that tell who wrote it and when."""

from __future__ import annotations

import re

from ragbot.articles import clean, dates
from ragbot.articles.dates import UNDATED, Stamp
from ragbot.articles.draft import Draft
from ragbot.text.calendar import WEEKDAY

_BREAK = re.compile(r" [|·•–—-] ")
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*)"
_LINK = r"(?:and|und|&|de|da|di|del|van|von|der|den|la|le|bin|al|ter|zu)"
_BYLINE = re.compile(rf"(?:By|BY|by|Von|VON):? (?P<names>{_NAME}(?:,? (?:{_NAME}|{_LINK}))+)")
_ROLE = re.compile(r", [\w -]*\b(?:writer|reporter|correspondent|editor|columnist|contributor)s?\b.*", re.IGNORECASE)
_AND = re.compile(r",? (?:and|und|&) ", re.IGNORECASE)
_WEEKDAY = re.compile(rf"{WEEKDAY}\b")
_LINES = 6  # empty ones too


def take(draft: Draft) -> None:
    """Move byline and dates from the first lines of the body to their fields.

    A line counts only if all of it is such. A text of nothing else, and one with more dates on lines of their own (a
    chronicle), stay as they are.
    """
    lines = clean.body(draft.body).split("\n")
    byline, stamps, end = "", dict[str, Stamp](), 0
    for at, line in enumerate(lines[:_LINES]):
        names, dated = _told(line)
        if line and (not (names or dated) or (names and byline) or not stamps.keys().isdisjoint(dated)):
            break
        if line:
            byline, stamps, end = names or byline, stamps | dated, at + 1
    rest = lines[end:]
    if not any(rest) or (stamps and any(_told(line)[1] for line in rest)):
        return
    draft.body = "\n".join(rest)
    draft.byline = byline
    draft.published = stamps.get("published", UNDATED)
    draft.updated = stamps.get("updated", UNDATED)


def _told(line: str) -> tuple[str, dict[str, Stamp]]:
    """The names and the dates that a line consists of; nothing where there is anything else in it."""
    byline, stamps = "", dict[str, Stamp]()
    whole = dates.from_line(line)[1].moment  # a dash may also stand between day and hour
    for part in [line] if whole else _BREAK.split(line):
        which, stamp = dates.from_line(part)
        names = _names(part)
        if not names and not stamp.moment:
            return "", {}
        if names:
            byline = names
        else:
            stamps[which] = stamp
    return byline, stamps


def _names(text: str) -> str:
    """People, parted by commas, of a line like "By Jane Doe and John Roe, staff writers"."""
    found = _BYLINE.fullmatch(_ROLE.sub("", text))
    if not found or _WEEKDAY.match(found["names"]):
        return ""
    return _AND.sub(", ", found["names"])
