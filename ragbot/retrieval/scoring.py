"""How well a sentence fits a question: vectors, words, what stands around it, and what kind of answer is asked for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ragbot import text
from ragbot.catalogue import StoredPassage
from ragbot.domain import Article, EvidenceSentence
from ragbot.retrieval import hints
from ragbot.retrieval.pipeline import Hit, State
from ragbot.understanding import wanted

# Round numbers, found on the newsroom's questions and confirmed on held-back ones: docs/decisions/012-ranking.md
_OWN_WORDS = 0.5
_WITH_HEADLINE = 0.3
_PASSAGE_WORDS = 0.2
_BEFORE = 0.1
_TYPE = 0.15
_UNIT = 0.2
_QUOTED = 0.1
_LEAD = 0.05
_RANK_PENALTY = 0.01
_CONTEXT = 0.5  # of a word that an earlier turn brought
_THE_WORD_ITSELF = 0.5  # of a word's weight: the rest a word that means the same has, too

# A stem, and whether it is the word's own or stands for all that mean the same
Term = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate sentence; `about` is the share of the question's words that it and its surroundings hold, 0 to 1,
    `fits` whether it holds the kind of answer that is asked for, `counts` whether it numbers what the question counts, or names
    the holder of the office that it asks for.
    """

    article_id: str
    sentence: EvidenceSentence
    about: float
    fits: bool
    counts: bool = False

    @property
    def score(self) -> float:
        return self.sentence.score


def score_sentences(
    state: State, hits: Sequence[Hit], passages: Mapping[str, StoredPassage], articles: Mapping[str, Article]
) -> list[Scored]:
    """All sentences of the passages, best first.

    Score = cosine + 0.1·cosine of the sentence before + 0.5·own + 0.3·(own or headline) + 0.2·passage + 0.15·type
    + 0.2·unit + 0.1·quoted + hints − 0.05·lead − 0.01·rank, where own, headline (with the authors) and passage are the idf-weighted shares of the question's
    words that stand there, half of each word's weight for another one that means the same.
    An article's lead sums up in the question's words what the sentences after it tell. The sentence before tells whom "he" and "the company" mean.
    """
    terms = _Terms(hints.subject(state.question, state.wishes))
    around = {h.passage_id: terms(_stems(_text(articles, passages[h.passage_id]))) for h in hits}
    weights = _idf(terms.asked, around.values())
    asked = terms(_stems(state.asks))
    weights = {t: w if t in asked else w * _CONTEXT for t, w in weights.items()}
    holds, says, tells = wanted.holds(state.asks), wanted.is_said(state.asks), wanted.tells(state.asks)
    scored = []
    for rank, hit in enumerate(hits):
        passage, article = passages[hit.passage_id], articles[hit.article_id]
        headline = terms(_stems(f"{article.headline} {article.byline or ''}"))
        cosines = [float(c) for c in passage.sentence_vectors @ state.vector]
        for span, cosine, before in zip(passage.sentences, cosines, [0.0, *cosines], strict=False):
            if (hit.article_id, span.start) in state.copied:
                continue
            words = article.body[span.start : span.end]
            own = terms(wanted.reworded(state.asks, _stems(words)))
            fits, counts = holds(words), tells(words)
            score = (
                cosine
                + _BEFORE * before
                + _OWN_WORDS * _share(weights, own)
                + _WITH_HEADLINE * _share(weights, own | headline)
                + _PASSAGE_WORDS * _share(weights, around[hit.passage_id])
                + _TYPE * fits
                + _UNIT * counts
                + _QUOTED * (says and wanted.is_quoted(words))
                + hints.worth(state.wishes, article)
                - _LEAD * (span.start == 0)
                - _RANK_PENALTY * rank
            )
            sentence = EvidenceSentence(span.start, span.end, words, round(score, 4))
            scored.append(
                Scored(article.id, sentence, _share(weights, own | headline | around[hit.passage_id]), fits, counts)
            )
    return sorted(scored, key=lambda s: -s.score)


class _Terms:
    """Which of a question's words a text has, by its stems: the words themselves, and those that mean the same."""

    def __init__(self, question: str) -> None:
        self._own = _stems(question)
        self._alike = text.alike(self._own)
        self.asked = self(self._own)

    def __call__(self, stems: set[str]) -> set[Term]:
        own = {(stem, True) for stem in stems & self._own}
        return own | {(self._alike[stem], False) for stem in stems & self._alike.keys()}


def _stems(words: str) -> set[str]:
    return set(text.content_stems(words))


def _text(articles: Mapping[str, Article], passage: StoredPassage) -> str:
    return articles[passage.article_id].body[passage.start : passage.end]


def _idf(asked: Iterable[Term], texts: Iterable[set[Term]]) -> dict[Term, float]:
    have = list(texts)
    spread = Counter(term for terms in have for term in terms)
    kinds = {True: _THE_WORD_ITSELF, False: 1 - _THE_WORD_ITSELF}
    return {t: kinds[t[1]] * math.log(1 + len(have) / (0.5 + spread[t])) for t in sorted(asked)}


def _share(weights: Mapping[Term, float], have: set[Term]) -> float:
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in have) / total if total else 0.0
