"""Time in the ranking: of statements that answer alike, the newest, or the first where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ragbot.domain import Article
from ragbot.retrieval import wanted
from ragbot.retrieval.pipeline import State
from ragbot.retrieval.scoring import Scored

# A figure or a day may have changed since; where "the latest" is asked for it has.
_ASKED = 0.2
_CHANGING = 0.1
_NEAR = 0.4  # further from the best, a sentence is about something else
_ABOUT = 0.7


def by_time(scored: Sequence[Scored], state: State, articles: Mapping[str, Article]) -> list[Scored]:
    """The sentences again, best first, with the rivals among them moved by when they were out.

    Rivals are near the best in score, about what is asked, and hold the kind of answer that is asked for. It is the
    statement's place among them in time that counts, not its age: a story may rest for months. What has no date, or
    a doubtful one, is no rival.
    """
    weight = _weight(state)
    rivals = [s for s in scored if weight and _is_rival(s, scored[0].score, state, articles)]
    outs = sorted({out for s in rivals if (out := articles[s.article_id].out)})
    if len(outs) < 2:  # noqa: PLR2004  # nothing to prefer
        return list(scored)
    place = {out: i / (len(outs) - 1) for i, out in enumerate(outs)}
    moved = {id(s): _moved(s, weight * place[out]) for s in rivals if (out := articles[s.article_id].out)}
    return sorted((moved.get(id(s), s) for s in scored), key=lambda s: -s.score)


def _weight(state: State) -> float:
    asked = {"latest": _ASKED, "first": -_ASKED}.get(state.wishes.order)
    changing = wanted.answer_type(state.question) in ("figure", "time")
    return asked if asked is not None else _CHANGING if changing else 0.0


def _is_rival(item: Scored, best: float, state: State, articles: Mapping[str, Article]) -> bool:
    typed = wanted.answer_type(state.question) in ("figure", "time")
    article = articles[item.article_id]
    return (
        item.score >= best - _NEAR
        and item.about >= _ABOUT
        and (item.fits or not typed)
        and article.out is not None
        and not article.doubt
    )


def _moved(item: Scored, by: float) -> Scored:
    return replace(item, sentence=replace(item.sentence, score=round(item.score + by, 4)))
