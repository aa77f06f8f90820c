"""The last stage: the sentences, of the best passages, that the model gets to read."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ragbot import text
from ragbot.catalogue import Catalogue, Family, StoredPassage
from ragbot.domain import Article, Evidence, EvidenceSentence
from ragbot.retrieval.pipeline import Hit, State

_LEXICAL_WEIGHT = 0.5
_RANK_PENALTY = 0.01
_HEADING_TOKENS = 24  # headline, outlet and date line of each source


@dataclass(frozen=True, slots=True)
class _Scored:
    article_id: str
    sentence: EvidenceSentence


class PickEvidence:
    """Sentences scored by cosine with the question + idf-weighted word overlap − passage rank, to a token budget."""

    def __init__(self, catalogue: Catalogue, passages: int, tokens: int) -> None:
        self._catalogue = catalogue
        self._passages = passages
        self._tokens = tokens

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        found = self._catalogue.passages([h.passage_id for h in state.hits], state.window)
        state.hits = [h for h in state.hits if h.passage_id in found]
        best = state.hits[: self._passages]
        articles = self._catalogue.articles(list({h.article_id for h in best}))
        scored = _score(state, best, found, articles)
        state.evidence = _group(self._fill(scored), articles, state.families)
        # Articles by their best sentence: what a question asks for is a sentence, and a passage's rank blurs it.
        order = {i: n for n, i in reversed([*enumerate(s.article_id for s in scored)])}
        state.hits.sort(key=lambda h: order.get(h.article_id, len(scored)))
        top = [f"{s.article_id}@{s.sentence.start}" for s in scored]
        kept = sum(len(e.sentences) for e in state.evidence)
        state.record("evidence", started, kept, top, (s.article_id for s in scored))

    def _fill(self, scored: list[_Scored]) -> list[_Scored]:
        """Best first until the budget is spent; a text that is already in (wire copy) is not read twice."""
        left, picked, opened, seen = self._tokens, list[_Scored](), set[str](), set[str]()
        for item in scored:
            key = text.squash(item.sentence.text).casefold()
            if key in seen:
                continue
            heading = 0 if item.article_id in opened else _HEADING_TOKENS
            cost = estimate_tokens(item.sentence.text) + heading
            if cost > left:
                if picked:
                    break
                continue
            left -= cost
            seen.add(key)
            opened.add(item.article_id)
            picked.append(item)
        return picked


def estimate_tokens(words: str) -> int:
    """Tokens of a text for budgeting: about four characters each in English BPE vocabularies."""
    return 1 + len(words) // 4


def _score(
    state: State, best: list[Hit], found: dict[str, StoredPassage], articles: dict[str, Article]
) -> list[_Scored]:
    wanted = text.content_stems(state.question)
    bodies = {h.passage_id: set(text.content_stems(_text(articles, found[h.passage_id]))) for h in best}
    spread = Counter(stem for stems in bodies.values() for stem in stems)
    idf = {w: math.log(1 + len(bodies) / (0.5 + spread[w])) for w in wanted}
    total = sum(idf.values()) or 1.0
    scored = []
    for rank, hit in enumerate(best):
        passage, article = found[hit.passage_id], articles[hit.article_id]
        cosines = passage.sentence_vectors @ state.vector
        for span, cosine in zip(passage.sentences, cosines, strict=True):
            if (hit.article_id, span.start) in state.copied:
                continue
            sentence = article.body[span.start : span.end]
            have = set(text.content_stems(sentence))
            overlap = sum(idf[w] for w in wanted if w in have) / total
            score = float(cosine) + _LEXICAL_WEIGHT * overlap - _RANK_PENALTY * rank
            scored.append(_Scored(article.id, EvidenceSentence(span.start, span.end, sentence, round(score, 4))))
    return sorted(scored, key=lambda s: -s.sentence.score)


def _text(articles: dict[str, Article], passage: StoredPassage) -> str:
    return articles[passage.article_id].body[passage.start : passage.end]


def _group(picked: list[_Scored], articles: dict[str, Article], families: Mapping[str, Family]) -> tuple[Evidence, ...]:
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
