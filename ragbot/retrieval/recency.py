"""Time in the ranking: of statements that answer alike, the newest, or the first where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ragbot import text
from ragbot.domain import Article
from ragbot.retrieval.pipeline import State
from ragbot.retrieval.rescheduled import rescheduled
from ragbot.retrieval.revision import may_tell, revised
from ragbot.retrieval.scoring import Scored
from ragbot.understanding import Order, checking, wanted

# A figure or a day may have changed since; where "the latest" is asked for it has.
_ASKED = 0.3
_CHANGING = 0.2
_HELD = 0.4  # whoever is named last with an office holds it, in whatever words
_NEAR = 0.4  # further from the best, a sentence is about something else
_ABOUT = 0.7
_AS_MUCH = 0.9  # of what the best one has of the question, where "the latest" is asked and none has enough
_COUNTED = 0.3  # a later report of the same count seldom repeats the question's other words
_BEHIND = 0.001


def by_time(scored: Sequence[Scored], state: State, articles: Mapping[str, Article]) -> list[Scored]:
    """The sentences again, best first, with the rivals among them moved by when they were out, revisions among them.

    Rivals are near the best in score, and about what is asked with an answer of its kind, or they count the same. It is the
    statement's place among them in time that counts, not its age: a story may rest for months. What has no date that
    can be relied on is moved behind the best of the rivals that have.
    """
    scored = rescheduled(revised(scored, state, articles), state, articles)
    weight = _weight(state)
    rivals = [
        s for s in scored if weight and _is_rival(s, scored[0], state) and may_tell(articles[s.article_id], state)
    ]
    dated = {id(s): out for s in rivals if (out := _out(articles[s.article_id]))}
    place = _held(rivals, dated, state) if text.is_held_now(state.asks) else _ranks(dated)
    # What names nobody with the office that is asked for may lie nearer to the question, and answers nothing.
    short = (
        scored[0].score - max(s.score for s in rivals if id(s) in dated) if dated and text.office(state.asks) else 0.0
    )
    moved = {id(s): s.score + short + weight * place[id(s)] for s in rivals if id(s) in dated}
    best = max(moved.values(), default=0.0)
    for s in rivals:
        if id(s) not in moved and moved:
            moved[id(s)] = min(s.score, best - _BEHIND)
    return sorted((_at(s, moved[id(s)]) if id(s) in moved else s for s in scored), key=lambda s: -s.score)


def _ranks(dated: Mapping[int, datetime]) -> dict[int, float]:
    """The place of each among them in time, 0 to 1."""
    outs = sorted(set(dated.values()))
    return {key: outs.index(out) / max(1, len(outs) - 1) for key, out in dated.items()}


def _held(rivals: Sequence[Scored], dated: Mapping[int, datetime], state: State) -> dict[int, float]:
    """1 for what gives the office to the one who was named with it last, 0 for what gives it to those before."""
    office = text.office(state.asks)
    holder = {id(s): text.holder(office, s.sentence.text) for s in rivals if id(s) in dated}
    last = max(dated, key=lambda key: dated[key], default=0)
    return {key: float(bool(names & holder[last])) for key, names in holder.items()}


def _order(state: State) -> Order:
    """Latest or first; whether something is so is asked of how things stand now."""
    now = not state.wishes.order and state.wishes.span is None and checking.is_check(state.asks)
    return "latest" if now else state.wishes.order


def _weight(state: State) -> float:
    asked = {"latest": _ASKED, "first": -_ASKED}.get(_order(state))
    if asked is None and wanted.is_toll(state.asks):
        return _ASKED
    # Of a time that the question names, the newest word is not the one that is asked for, unless it is a count of then.
    changing = wanted.answer_type(state.asks) in ("figure", "time") and (
        state.wishes.span is None or bool(wanted.unit(state.asks) - {"%"})
    )
    if asked is None and text.is_held_now(state.asks) and state.wishes.span is None:
        return _HELD
    return asked if asked is not None else _CHANGING if changing else 0.0


def _is_rival(item: Scored, best: Scored, state: State) -> bool:
    if text.office(state.asks) and not item.counts:
        return False
    typed = wanted.answer_type(state.asks) in ("figure", "time")
    least = min(_ABOUT, _AS_MUCH * best.about) if _order(state) == "latest" else _ABOUT
    alike = item.about >= least and (item.fits or not typed)
    return item.score >= best.score - _NEAR and (alike or (item.counts and item.about >= _COUNTED))


def _out(article: Article) -> datetime | None:
    return None if article.doubt else article.out


def _at(item: Scored, score: float) -> Scored:
    return replace(item, sentence=replace(item.sentence, score=round(score, 4)))
