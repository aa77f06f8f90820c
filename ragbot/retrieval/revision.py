"""Statements that name the figure they replace: "10,400 households, and not the 9,000 of the first evening"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import groupby

from ragbot import text
from ragbot.domain import Article
from ragbot.retrieval.pipeline import State
from ragbot.retrieval.scoring import Scored
from ragbot.text import dates
from ragbot.understanding import wanted

_NEAR = 0.4  # further from the best, a sentence is about something else
_ABOUT = 0.3  # a later report of the same count seldom repeats the question's other words
_TELLING = 1000  # smaller numbers recur by chance, so they need their unit beside them
_ALIKE = 5.0  # a count that has changed more than so many times over is another count
_AHEAD = 0.01  # what is said to be replaced is no rival of what replaces it
_DIFFERENCE = re.compile(r"\b(more|higher|fewer|less|lower)\s+than\b", re.IGNORECASE)
# What happened on one day is told, and put right, in the days after it.
_EVENT, _REPORTED = timedelta(days=1), timedelta(days=3)
# The new figure stands beside the old one, or in a sentence close by; not all of an article's sentences are looked at.
_CLOSE = (0, 1, -1, 2)
_REACH = 600  # characters


def revised(scored: Sequence[Scored], state: State, articles: Mapping[str, Article]) -> list[Scored]:
    """The sentences, best first, where one that revises an earlier count ranks as high as the one that it revises.

    A later article that repeats the earlier figure speaks of the same thing, though it shares few of the question's
    words; what it gives beside it, in the same unit or none, is the newer count. Shares are left out: two rates with
    the same figure are seldom the same rate.
    """
    units = wanted.unit(state.asks) - {"%"}
    counts = [s for s in scored if s.counts and s.about >= _ABOUT and s.score >= scored[0].score - _NEAR]
    counts = counts or [s for s in scored[:1] if s.counts]
    if units and scored and not counts:  # the question has another word for what is counted, "homes" for households
        counts, units = list(scored[:1]), _counted_in(scored[0])
    if not units or not counts or state.wishes.order == "first":
        return list(scored)
    rivals = {id(s) for s in counts}  # these compete as they are
    known = [(s, [q for q in _quantities(s) if q.units & units]) for s in counts]
    better: dict[int, Scored] = {}
    for sentences in _by_article(scored):
        article = articles[sentences[0].article_id]
        if not may_tell(article, state):
            continue
        earlier = [(s, told) for s, told in known if is_before(articles[s.article_id], article)]
        for new, old in _pairs(sentences, earlier, units):
            if id(new) not in rivals and (id(new) not in better or better[id(new)].score < old.score + _AHEAD):
                better[id(new)] = as_good(new, old)
    return sorted((better.get(id(s), s) for s in scored), key=lambda s: -s.score)


def may_tell(article: Article, state: State) -> bool:
    """Where the question names a time and counts something in it, what came out later counts another time."""
    span = state.wishes.span
    if span is None or state.wishes.order or article.out is None:
        return True
    late = _REPORTED if span.since and span.until and span.until - span.since <= _EVENT else timedelta()
    return (span.since is None or article.out >= span.since) and (
        span.until is None or article.out <= span.until + late
    )


def _counted_in(best: Scored) -> frozenset[str]:
    """The units of a sentence's one number that is large enough to tell; none where it has more of these, or none."""
    telling = [q for q in _quantities(best) if q.units and not q.measure and float(q.value) >= _TELLING]
    return telling[0].units if len(telling) == 1 else frozenset()


def _pairs(
    sentences: Sequence[Scored], earlier: Sequence[tuple[Scored, list[text.Quantity]]], units: frozenset[str]
) -> Iterator[tuple[Scored, Scored]]:
    """Of one article, the sentences with a new figure, and the earlier statement that each replaces."""
    told = {float(q.value) for _, quantities in earlier for q in quantities}
    for i, sentence in enumerate(sentences):
        named = _named(sentence, units)
        close = [sentences[i + step] for step in _CLOSE if 0 <= i + step < len(sentences)]
        close = [s for s in close if abs(s.sentence.start - sentence.sentence.start) <= _REACH]
        for old, quantities in earlier:
            replaced = named.intersection(float(q.value) for q in quantities)
            new = next((s for s in close if replaced and _gives_another(s, told, replaced, units)), None)
            if new:
                yield new, old


def _named(sentence: Scored, units: frozenset[str]) -> set[float]:
    """The figures of the unit that it speaks of, also those that it gives as "36 fewer than last month"."""
    words = sentence.sentence.text
    quantities = _read(words)
    told = {float(q.value) for q in quantities if _is_same(q, units)}
    than = _DIFFERENCE.search(words)
    by = _read(words[: than.start()])[-1:] if than else ()
    if not than or not by:
        return told
    more = than[1].lower() in ("more", "higher")
    step = -float(by[0].value) if more else float(by[0].value)
    return told | {round(float(q.value) + step, 6) for q in quantities if q.units & units and q != by[0]}


def _is_same(quantity: text.Quantity, units: frozenset[str]) -> bool:
    beside = bool((quantity.units | quantity.before) & units)
    return beside or float(quantity.value) >= _TELLING


def _gives_another(sentence: Scored, told: set[float], replaced: set[float], units: frozenset[str]) -> bool:
    """Whether it has a figure that was not told before, of the unit or none, and not far from one that it replaces."""
    figures = [float(q.value) for q in _quantities(sentence) if q.units & units or not q.units]
    return any(_is_alike(new, old) for new in figures if new not in told for old in replaced)


def _is_alike(one: float, other: float) -> bool:
    return min(one, other) * _ALIKE >= max(one, other)


def _quantities(item: Scored) -> tuple[text.Quantity, ...]:
    return _read(item.sentence.text)


@lru_cache(1024)  # each is read for itself and for its neighbours
def _read(words: str) -> tuple[text.Quantity, ...]:
    return tuple(dates.quantities(words, None))


def _by_article(scored: Iterable[Scored]) -> Iterator[list[Scored]]:
    placed = sorted(scored, key=lambda s: (s.article_id, s.sentence.start))
    for _, sentences in groupby(placed, key=lambda s: s.article_id):
        yield list(sentences)


def is_before(old: Article, new: Article) -> bool:
    return bool(old.out and new.out and not old.doubt and not new.doubt and old.out < new.out)


def as_good(new: Scored, old: Scored) -> Scored:
    score = max(new.score, old.score + _AHEAD)
    return replace(
        new, about=max(new.about, old.about), counts=True, sentence=replace(new.sentence, score=round(score, 4))
    )
