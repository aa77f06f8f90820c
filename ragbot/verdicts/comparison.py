"""Which of two: each side is looked up on its own, and code compares what the quotes say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ragbot import text
from ragbot.citations import Proof, Quote, assemble
from ragbot.text import dates

Cue = Literal["more", "less", "earlier", "later", ""]
_MORE = r"more|most|higher|highest|larger|largest|bigger|biggest|longer|longest|older|oldest|harsher|costlier|greater|heavier|farther|faster"  # fmt: skip
_LESS = r"less|least|fewer|fewest|lower|lowest|smaller|smallest|shorter|shortest|younger|youngest|cheaper|cheapest|milder"  # fmt: skip
_EARLIER = r"first|earlier|earliest|sooner|before"
_LATER = r"last|later|latest|after"
_CUE = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<earlier>{_EARLIER})|(?P<later>{_LATER}))\b", re.IGNORECASE
)
_BEFORE_OR_AFTER = re.compile(
    r"^(?:did|was|were|is|had|does)\s+(?P<a>.+?)\s*,?\s+(?:before\s+or\s+after|after\s+or\s+before|earlier\s+or\s+later\s+than)\s+(?P<b>[^?]+)",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"(?P<head>.*?\b(?:who|which|what|whose)\b.*?)[,:–—]\s*(?P<a>[^,:?]{2,90}?),?\s+or\s+(?P<b>[^,:?]{2,90})", re.IGNORECASE)  # fmt: skip
_READ = 600  # characters
_ARTICLE = re.compile(r"^(?:the|a|an|in|on|at)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question about two: their names, the question about each, and what decides."""

    names: tuple[str, str]
    questions: tuple[str, str]
    cue: Cue


def read_comparison(question: str) -> Comparison | None:
    """The two sides of a question that compares; None for any other, and for what is too long to be a question."""
    if len(question) > _READ:
        return None
    both = _BEFORE_OR_AFTER.match(question)
    if both:
        a, b = both["a"].strip(), both["b"].strip()
        return Comparison((a, b), (f"When did {a}?", f"When was {b}?"), "earlier")
    found = _CHOICE.match(question)
    cue = _CUE.search(found["head"]) if found else None
    if not found or not cue:
        return None
    a, b = found["a"].strip(), found["b"].strip()
    # "…, and how much was it?" is asked of both.
    rest = question[found.end() :].strip(" ?")
    asked = tuple(f"{found['head'].strip()}, {side}{rest and f', {rest}'}?" for side in (a, b))
    return Comparison((a, b), (asked[0], asked[1]), cue.lastgroup)  # type: ignore[arg-type]  # the groups are named so


def compare(asked: Comparison, sides: tuple[Sequence[Quote], Sequence[Quote]]) -> Proof:
    """Each side in its article's words, and which it is where their figures or days can be compared.

    `sides` are the fitting sentences for each, best first; empty proof where one has none.
    """
    about = [[q for q in side if _is_about(q, name)] for side, name in zip(sides, asked.names, strict=True)]
    if not all(about):
        return assemble([])
    pair = _comparable(asked, (about[0], about[1])) or (about[0][0], about[1][0])
    claims = [(" ".join(q.sentence.text.split()), [q]) for q in dict.fromkeys(pair)]
    verdict = _verdict(asked, pair)
    return assemble([(verdict, list(pair)), *claims] if verdict else claims)


def _is_about(quote: Quote, name: str) -> bool:
    wanted = set(text.content_stems(name))
    have = set(text.content_stems(f"{quote.source.article.headline} {quote.sentence.text}"))
    return len(wanted & have) * 2 >= len(wanted)


def _comparable(asked: Comparison, sides: tuple[Sequence[Quote], Sequence[Quote]]) -> tuple[Quote, Quote] | None:
    """Of the best three of each side the first two that can be compared."""
    pairs = [(a, b) for a in sides[0][:3] for b in sides[1][:3] if a != b]
    return next((pair for pair in sorted(pairs, key=_rank) if _verdict(asked, pair)), None)


def _rank(pair: tuple[Quote, Quote]) -> float:
    return -sum(q.sentence.score for q in pair)


def _verdict(asked: Comparison, pair: tuple[Quote, Quote]) -> str:
    names = [_ARTICLE.sub("", name) for name in asked.names]
    if asked.cue in ("earlier", "later"):
        days = [_day(q) for q in pair]
        if not days[0] or not days[1] or days[0] == days[1]:
            return ""
        first = int(days[1] < days[0])
        won = first if asked.cue == "earlier" else 1 - first
        shown = [f"{d:%B} {d.day}, {d.year}" for d in (days[won], days[1 - won]) if d]
        return (
            f"{'First' if asked.cue == 'earlier' else 'Last'}: {names[won]} ({shown[0]}; {names[1 - won]}: {shown[1]})."
        )
    figures = _figures(asked.questions[0], pair)
    if not figures:
        return ""
    larger = int(float(figures[1]) > float(figures[0]))
    won = larger if asked.cue == "more" else 1 - larger
    return f"{asked.cue.capitalize()}: {names[won]} ({_shown(figures[won])} against {_shown(figures[1 - won])})."


def _figures(question: str, pair: tuple[Quote, Quote]) -> tuple[str, str] | None:
    """The figures of two sentences that have one each, of the same thing, which is what the question is about."""
    counted = set(text.content_stems(question))
    found = [dates.quantities(q.sentence.text, q.source.article.day) for q in pair]
    if any(len(quantities) != 1 for quantities in found):
        return None
    a, b = found[0][0], found[1][0]
    same = a.units & b.units
    return (a.value, b.value) if a.value != b.value and same & (counted | {"money", "%"}) else None


def _day(quote: Quote) -> date | None:
    """The one day that the sentence names."""
    found = {m.readings[0] for m in dates.mentions(quote.sentence.text, quote.source.article.day)}
    first, last = next(iter(found)) if len(found) == 1 else (date.min, date.max)
    return first if first == last else None


def _shown(figure: str) -> str:
    return f"{float(figure):,.2f}".rstrip("0").rstrip(".")
