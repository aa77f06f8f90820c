"""Whether a conversation has turned to something else: told by what the archive has, not by the question's words alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from ragbot import conversation, text, verdicts
from ragbot.catalogue import Window
from ragbot.conversation import Standalone
from ragbot.domain import Article, Evidence
from ragbot.retrieval import Retrieval

_NEAR = 0.4  # in score below the best: what the talk was about stands in these
_FIRST = 2  # articles found first; one of the talk among them answers for it
_MORE = 0.35  # of the question's words, weighted, that another article must have beyond those of the talk

LookUp = Callable[..., Retrieval]


class Topics:
    """Takes off a question what it was taken to be about, where the articles of that have little of it and others have
    more: "What does the healing spring do for bad knees?" after a talk about a strike.
    """

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._two = ThreadPoolExecutor(2, thread_name_prefix="topics")

    def __call__(self, asked: Standalone, see: Window, *, infer: bool) -> Standalone:
        if not asked.about or not conversation.may_turn(asked.asks):
            return asked
        alone, talk = self._two.map(lambda words: self._look_up(words, see, infer=infer), (asked.asks, asked.about))
        return Standalone(asked.asks) if _has_turned(asked.asks, alone, talk) else asked


def _has_turned(question: str, alone: Retrieval, talk: Retrieval) -> bool:
    known = _articles(talk.evidence)
    first = list(dict.fromkeys(hit.article_id for hit in alone.hits))[:_FIRST]
    if not known or not alone.evidence or known.keys() & set(first):
        return False
    words = {i: verdicts.told_by(a) for i, a in (known | _articles(alone.evidence, behind=math.inf)).items()}
    weights = _weights(set(text.content_stems(question)), list(words.values()))
    shares = {i: sum(w for stem, w in weights.items() if stem in have) for i, have in words.items()}
    return max(shares.values()) - max(shares[i] for i in known) >= _MORE


def _articles(evidence: Sequence[Evidence], behind: float = _NEAR) -> dict[str, Article]:
    """The articles of which a sentence is not far behind the best."""
    best = {e.article.id: max(s.score for s in e.sentences) for e in evidence}
    return {e.article.id: e.article for e in evidence if best[e.article.id] >= max(best.values()) - behind}


def _weights(asked: set[str], articles: Sequence[frozenset[str]]) -> dict[str, float]:
    """Each word's share of the question: the fewer articles have it, the more."""
    spread = {stem: sum(stem in have for have in articles) for stem in asked}
    weights = {stem: math.log(1 + len(articles) / (0.5 + n)) for stem, n in spread.items()}
    return {stem: weight / sum(weights.values()) for stem, weight in weights.items()}
