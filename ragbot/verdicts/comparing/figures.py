"""The one figure that an article gives of each of two."""

from __future__ import annotations

import re
from math import isfinite

from ragbot import text
from ragbot.text import dates
from ragbot.understanding import wanted
from ragbot.verdicts.comparing.about import Told, of_years
from ragbot.verdicts.comparing.comparison import Comparison
from ragbot.verdicts.comparing.guards import bound, currencies, is_plain
from ragbot.verdicts.comparing.words import CLAUSE

_AGE = re.compile(r"\bhow old\b", re.IGNORECASE)
_AGED = re.compile(r"(?:^|,)\s*(\d{1,3})(?=,|\s*$|\.)|\b(\d{1,3})[- ]years?[- ]old\b|\bage[d]?\s+(?:of\s+)?(\d{1,3})\b")
_SEVERAL = 2
_RESTRICTS = 2  # words that both are asked of; fewer are often worded otherwise


def shared(asked: Comparison) -> set[str]:
    """The words that both are asked of; empty where they are too few to tell."""
    words = set(text.content_stems(asked.shared)) - wanted.unit(asked.questions[0])
    return words if len(words) >= _RESTRICTS else set()


def figures(asked: Comparison, pair: tuple[Told, Told]) -> tuple[str, str] | None:
    """The figures of two that have one each, of the same thing, which is what the question is about.

    A figure that does not say what it counts may be another one of the same thing: it counts where it is of the year that
    is asked for, or both say as little and stand with the words that both are asked of: "roads and bridges 58.4 million".
    """
    if _AGE.search(asked.questions[0]):
        ages = [_age(side) for side in pair]
        return (ages[0], ages[1]) if ages[0] and ages[1] else None
    found = [_told(asked, q) for q in pair]
    if any(len({q.value for q in quantities}) != 1 for quantities in found):
        return None
    a, b = found[0][0], found[1][0]
    if not _are_alike(asked, a, b) or not all(
        is_plain(side.words, q.value) for side, q in zip(pair, (a, b), strict=True)
    ):
        return None
    money = [currencies(side.words) for side in pair]
    if (money[0] and money[1] and not money[0] & money[1]) or _may_be_turned(pair, a.value, b.value):
        return None
    if not all(isfinite(float(value)) for value in (a.value, b.value)):  # hundreds of digits
        return None
    return a.value, b.value


def _are_alike(asked: Comparison, a: text.Quantity, b: text.Quantity) -> bool:
    """Whether two figures are of the same thing, which is what the question is about."""
    if a.measure and b.measure and a.measure != b.measure:
        return False  # 300 metres and 900 feet
    counted, same = set(text.content_stems(asked.questions[0])), a.units & b.units
    return bool(
        same & (counted | wanted.unit(asked.questions[0]) | {"money", "%"})
        or (of_years(asked) and not same and (a.units | b.units) & counted)
        or (shared(asked) and not a.units and not b.units)
    )


def _may_be_turned(pair: tuple[Told, Told], one: str, other: str) -> bool:
    """Whether a bound leaves open which is more: "fewer than 5" and 4."""
    bounds = [bound(side.words, value) for side, value in zip(pair, (one, other), strict=True)]
    larger = int(float(other) > float(one))
    return bounds[larger] == "at most" or bounds[1 - larger] == "at least" or (one == other and any(bounds))


def _age(side: Told) -> str:
    found = {next(filter(None, match)) for match in _AGED.findall(side.words)}
    return found.pop() if len(found) == 1 else ""


def _told(asked: Comparison, side: Told) -> list[text.Quantity]:
    """The quantities that can be what is asked; of several, those of the clauses that name what both are asked of."""
    units, words = wanted.unit(asked.questions[0]), shared(asked)
    given = text.numbers(" ".join(asked.questions))

    def read(part: str) -> list[text.Quantity]:
        found = [q for q in dates.quantities(part, side.written) if q.value not in given]
        counted = [q for q in found if q.units & units]
        # Of a year "48,620 passengers, of whom four in five …" tells one count.
        if counted and of_years(asked):
            return counted
        # Beside "2,000 people" a bare "46,280" may be what is counted.
        return (
            [q for q in found if q in counted or not q.units]
            if counted
            else [q for q in found if not units or not _is_measured(q)]
        )

    whole = read(side.words)
    if len({q.value for q in whole}) < _SEVERAL or not words:
        return whole
    parts = [c for c in CLAUSE.split(side.words) if words & set(text.content_stems(c))]
    return [q for part in parts for q in read(part)]


def _is_measured(figure: text.Quantity) -> bool:
    return bool(figure.measure or figure.units & {"money", "%"})


def shown(figure: str) -> str:
    return f"{float(figure):,.2f}".rstrip("0").rstrip(".")
