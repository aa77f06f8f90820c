"""The last stage: the sentences, of the best passages, that the model gets to read."""

from __future__ import annotations

import time
from collections.abc import Mapping

from ragbot import text
from ragbot.catalogue import Catalogue, Family
from ragbot.domain import Article, Evidence
from ragbot.retrieval.pipeline import State
from ragbot.retrieval.planted import is_planted
from ragbot.retrieval.recency import by_time
from ragbot.retrieval.scoring import Scored, score_sentences

# For an overview: so many times the passages and tokens of a fact
_WIDE_PASSAGES, _WIDE_TOKENS = 2, 4
_CHARS_PER_TOKEN = 4.4  # Qwen2.5: 4.8 for agency copy, 4.0 for copy full of rare names


class PickEvidence:
    """The best sentences of the first `passages` passages, up to `tokens`; `by_time` lets newer statements go first."""

    def __init__(self, catalogue: Catalogue, passages: int, tokens: int, *, by_time: bool = True) -> None:
        self._catalogue = catalogue
        self._passages = passages
        self._tokens = tokens
        self._by_time = by_time

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        found = self._catalogue.passages([h.passage_id for h in state.hits], state.window)
        state.hits = [h for h in state.hits if h.passage_id in found]
        best = state.hits[: self._passages * (_WIDE_PASSAGES if state.wide else 1)]
        articles = self._catalogue.articles(list({h.article_id for h in best}))
        scored = [
            s
            for s in score_sentences(state, best, found, articles)
            if not is_planted(articles[s.article_id].body, s.sentence.start, s.sentence.end)
        ]
        if self._by_time:
            scored = by_time(scored, state, articles)
        state.evidence = _group(self._fill(scored, _WIDE_TOKENS if state.wide else 1), articles, state.families)
        # Articles by their best sentence: what a question asks for is a sentence, and a passage's rank blurs it.
        order = {i: n for n, i in reversed([*enumerate(s.article_id for s in scored)])}
        state.hits.sort(key=lambda h: order.get(h.article_id, len(scored)))
        top = [f"{s.article_id}@{s.sentence.start}" for s in scored]
        kept = sum(len(e.sentences) for e in state.evidence)
        state.record("evidence", started, kept, top, (s.article_id for s in scored))

    def _fill(self, scored: list[Scored], times: int) -> list[Scored]:
        """Best first until the budget is spent; a text that is already in (wire copy) is not read twice."""
        left, picked, seen = self._tokens * times, list[Scored](), set[str]()
        for item in scored:
            key = text.squash(item.sentence.text).casefold()
            if key in seen:
                continue
            cost = estimate_tokens(item.sentence.text)
            if cost > left:
                if picked:
                    break
                continue
            left -= cost
            seen.add(key)
            picked.append(item)
        return picked


def estimate_tokens(words: str) -> int:
    """Tokens of a text, for budgeting."""
    return 1 + int(len(words) / _CHARS_PER_TOKEN)


def _group(picked: list[Scored], articles: dict[str, Article], families: Mapping[str, Family]) -> tuple[Evidence, ...]:
    """Per article, in text order, numbered by the article's best sentence."""
    order = list(dict.fromkeys(s.article_id for s in picked))
    return tuple(
        Evidence(
            n,
            articles[i],
            tuple(sorted((s.sentence for s in picked if s.article_id == i), key=lambda s: s.start)),
            families[i].carried_by if i in families and families[i].origin == i else (),
        )
        for n, i in enumerate(order, start=1)
    )
