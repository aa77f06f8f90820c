"""Days, weeks, months, seasons and years in words → the stretch of days they mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_GERMAN_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")  # fmt: skip
_OTHER_NAMES = {"jänner": 1, "jän": 1, "feber": 2, "mrz": 3}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# Patterns without groups. Capitalised, because "may" and "march" are verbs.
MONTH_IN_FULL = rf"(?:{'|'.join(MONTHS)})"
MONTH_IN_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
MONTH = rf"(?:{MONTH_IN_FULL}|{MONTH_IN_SHORT}\b\.?)"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
HOLIDAY = r"(?:Christmas|New Year['’]?s?|Thanksgiving|Easter|Good Friday|Whitsun|Pentecost|Halloween|Ramadan|Eid(?: al-Fitr| al-Adha)?|Passover|Hanukkah|Yom Kippur|Rosh Hashanah|Diwali|Juneteenth|(?:the )?Fourth of July|Boxing Day|Black Friday|(?:Labou?r|Memorial|Independence|Veterans['’]?|Presidents['’]?|Valentine['’]s|Mother['’]s|Father['’]s) Day)"
_YEAR = r"(?:19|20)\d{2}(?![\d%]|[,.]\d|[-–/]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)}|a|an|couple of)"
_UNIT = r"(?:days?|weeks?|fortnights?|months?|years?)"
_EXACT = (
    r"\d{4}-\d{2}-\d{2}"
    rf"|(?:the\s+)?{_DAY}\.?\s+(?:of\s+)?{MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
    rf"|{MONTH}\s+{_DAY}\b(?!:\d)(?:,?\s+{_YEAR})?"
)
_SAME_YEAR = r"(?:this|last|next)\s+year"
PATTERN = (
    rf"(?:(?:the\s+)?{_DAY}\s+(?:of\s+)?{MONTH}|{MONTH}\s+{_DAY}|{MONTH}),?\s+(?:of\s+)?{_SAME_YEAR}|"
    rf"(?:the\s+)?week\s+(?:of|beginning|starting)\s+(?:{_EXACT})"
    rf"|{_EXACT}"
    rf"|(?i:early|mid|late)[\s-]+{MONTH}(?:\s+(?:of\s+)?{_YEAR})?"
    rf"|(?:the\s+)?(?:first|second|third|fourth)\s+(?:half|quarter)\s+of\s+(?:{_YEAR}|(?:this|last)\s+year)|Q[1-4]\s+(?:of\s+)?{_YEAR}"
    rf"|(?:the\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}"
    rf"|(?:[Ll]ast|[Tt]his|[Nn]ext)\s+{MONTH}(?!\.?\s+\d)"
    rf"|{MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?"
    rf"|(?:0[1-9]|1[0-2])/{_YEAR}"
    rf"|(?i:early|mid|late)[\s-]+{_YEAR}|(?:the\s+year\s+)?{_YEAR}|(?:the\s+)?(?:(?i:early|mid|late)[\s-]+)?(?:1[5-9]|20)\d0s"
    r"|(?i:last|this|the\s+past)\s+(?:spring|summer|autumn|fall|winter)"
    r"|(?:[Tt]he\s+day\s+before\s+)?[Yy]esterday|[Tt]oday|[Tt]onight|(?:[Tt]his|[Ll]ast|[Tt]he\s+past)\s+(?:weekend|week|month|year)"
    rf"|(?:[Tt]he|[Tt]hese)\s+(?:last|past)\s+{_NUMBER}\s+{_UNIT}|(?:[Ll]ast|[Pp]ast)\s+{_NUMBER}\s+{_UNIT}"
    rf"|(?i:{_NUMBER})\s+{_UNIT}\s+ago"
    rf"|(?:[Ll]ast\s+|[Tt]his\s+)?{WEEKDAY}"
)


def days(words: str, today: date) -> Days | None:
    """What the words mean, read on `today`; None for a day that no calendar has. A day without a year is the last that was."""
    plain = " ".join(words.lower().replace(".", " ").split())
    for read in (_week_of, _of_year, _exact, _part_of_year, _nearest_month, _month, _relative, _weekday, _year):
        try:
            found = read(plain, today)
        except (ValueError, OverflowError):
            return None
        if found:
            return found
    return None


def _exact(words: str, today: date) -> Days | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        day = date.fromisoformat(words)
        return day, day
    found = re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+),?(?: (?:of )?(\d{4}))?", words)
    number, name, year = found.groups() if found else (None, None, None)
    if not found:
        found = re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", words)
        name, number, year = found.groups() if found else (None, None, None)
    month = month_number(name or "")
    if not month or not number:
        return None
    return _last(lambda y: (date(y, month, int(number)),) * 2, year, today)


def _of_year(words: str, today: date) -> Days | None:
    """As in "1 April next year" and "March of last year"."""
    found = re.fullmatch(r"(.+?),? (?:of )?(this|last|next) year", words)
    if not found:
        return None
    dated = f"{found[1]} {today.year + {'this': 0, 'last': -1, 'next': 1}[found[2]]:04}"
    return _exact(dated, today) or _month(dated, today)


def _week_of(words: str, today: date) -> Days | None:
    found = re.fullmatch(r"(?:the )?week (?:of|beginning|starting) (.+)", words)
    exact = _exact(found[1], today) if found else None
    return (exact[0] - timedelta(exact[0].weekday()), exact[0] + timedelta(6 - exact[0].weekday())) if exact else None


def _month(words: str, today: date) -> Days | None:
    found = re.fullmatch(r"(?:(early|mid|late)[ -]+)?([a-z]+),?(?: (?:of )?(\d{4}))?", words)
    part, name, year = found.groups() if found else (None, "", None)
    slashed = re.fullmatch(r"(\d{2})/(\d{4})", words)
    month = int(slashed[1]) if slashed else month_number(name)
    if not month:
        return None

    def bounds(y: int) -> Days:
        last = (date(y + month // 12, month % 12 + 1, 1) - timedelta(1)).day
        first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part or "", (1, last))
        return date(y, month, first), date(y, month, end)

    return _last(bounds, slashed[2] if slashed else year, today)


def _nearest_month(words: str, today: date) -> Days | None:
    """As in "last April", the one that is over, and "next April"."""
    found = re.fullmatch(r"(last|this|next) ([a-z]+)", words)
    month = month_number(found[2]) if found else 0
    if not found or not month:
        return None
    years = {"last": -(month >= today.month), "this": 0, "next": month <= today.month}[found[1]]
    return _months(today.year + years, month, 1)


def _part_of_year(words: str, today: date) -> Days | None:
    found = re.fullmatch(r"(?:the )?(spring|summer|autumn|fall|winter) (?:of )?(\d{4})", words)
    if found:
        return _months(int(found[2]), _SEASONS[found[1]], 3)
    found = re.fullmatch(r"(?:the )?(first|second|third|fourth) (half|quarter) of (\d{4}|this year|last year)", words)
    if found:
        length = 6 if found[2] == "half" else 3
        start = 1 + length * (_ORDINALS[found[1]] - 1)
        year = {"this year": today.year, "last year": today.year - 1}.get(found[3]) or int(found[3])
        return _months(year, start, length) if start <= len(MONTHS) else None
    found = re.fullmatch(r"q([1-4]) (?:of )?(\d{4})", words)
    return _months(int(found[2]), 3 * int(found[1]) - 2, 3) if found else None


def _year(words: str, _today: date) -> Days | None:
    found = re.fullmatch(r"(?:the year |(early|mid|late)[ -]+)?(\d{4})", words)
    if found:
        start = {"early": 1, "mid": 5, "late": 9}.get(found[1] or "")
        return _months(int(found[2]), start, 4) if start else _months(int(found[2]), 1, 12)
    found = re.fullmatch(r"(?:the )?(?:(early|mid|late)[ -]+)?(\d{4})s", words)
    if not found:
        return None
    first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(found[1] or "", (0, 9))
    return date(int(found[2]) + first, 1, 1), date(int(found[2]) + last, 12, 31)


def _relative(words: str, today: date) -> Days | None:
    named = {"today": 0, "tonight": 0, "yesterday": 1, "the day before yesterday": 2}
    if words in named:
        day = today - timedelta(named[words])
        return day, day
    found = re.fullmatch(r"(this|last|the past) (weekend|week|month|year)", words)
    if found:
        return _unit(found[1], found[2], today)
    found = re.fullmatch(r"(this|last|the past) (spring|summer|autumn|fall|winter)", words)
    if found:
        return _season(found[1], _SEASONS[found[2]], today)
    found = re.fullmatch(rf"(?:(?:the|these) )?(?:last|past) ({_NUMBER}) ({_UNIT})", words)
    if found:
        return _back(today, found[1], found[2]), today
    found = re.fullmatch(rf"({_NUMBER}) ({_UNIT}) ago", words)
    if not found:
        return None
    start = _back(today, found[1], found[2])
    # "Three weeks ago" is no day but a week or so.
    slack = timedelta({"d": 0, "w": 3, "f": 3, "m": 15, "y": 180}[found[2][0]])
    return start - slack, start + slack


def _unit(which: str, unit: str, today: date) -> Days:
    back = which == "last"
    if which == "the past":
        return today - timedelta({"weekend": 7, "week": 7, "month": 30, "year": 365}[unit]), today
    if unit == "year":
        return _months(today.year - back, 1, 12)
    if unit == "month":
        month = today.year * 12 + today.month - 1 - back
        return _months(month // 12, month % 12 + 1, 1)
    monday = today - timedelta(today.weekday() + 7 * back)
    return (monday + timedelta(5 * (unit == "weekend")), monday + timedelta(6))


def _season(which: str, month: int, today: date) -> Days:
    """The season of this year, or the last one that is over."""
    year = today.year
    if which != "this":
        year = next(y for y in (year, year - 1, year - 2) if _months(y, month, 3)[1] < today)
    return _months(year, month, 3)


def _weekday(words: str, today: date) -> Days | None:
    found = re.fullmatch(r"(?:(?:last|this) )?(\w+day)", words)
    if not found or found[1].capitalize() not in WEEKDAYS:
        return None
    back = (today.weekday() - WEEKDAYS.index(found[1].capitalize())) % 7
    day = today - timedelta(back or 7 * words.startswith("last"))
    return day, day


def _back(today: date, count: str, unit: str) -> date:
    number = int(count) if count.isdigit() else {"a": 1, "an": 1, "couple of": 2}.get(count) or _COUNTS.index(count) + 1
    months = {"m": 1, "y": 12}.get(unit[0])
    if not months:
        return today - timedelta({"d": 1, "w": 7, "f": 14}[unit[0]] * number)
    month = today.year * 12 + today.month - 1 - months * number
    first, last = _months(month // 12, month % 12 + 1, 1)
    return first.replace(day=min(today.day, last.day))


def _months(year: int, first: int, count: int) -> Days:
    end = year * 12 + first - 1 + count
    return date(year, first, 1), date(end // 12, end % 12 + 1, 1) - timedelta(1)


def _last(bounds: Callable[[int], Days], year: str | None, today: date) -> Days | None:
    """The days in the year that is named, else in the last year in which they had begun."""
    if year:
        return bounds(int(year))
    for candidate in range(today.year, today.year - 5, -1):
        try:
            found = bounds(candidate)
        except ValueError:  # 29 February
            continue
        if found[0] <= today:
            return found
    return None


def month_number(name: str) -> int:
    """1 to 12 for an English or German month's name in small letters, or for its first three or more; 0 for what is none."""
    if len(name) < 3:  # noqa: PLR2004  # three letters
        return 0
    both = enumerate(zip(MONTHS, _GERMAN_MONTHS, strict=True), start=1)
    found = (i for i, names in both if any(full.lower().startswith(name) for full in names))
    return next(found, _OTHER_NAMES.get(name, 0))
