"""Which article ties a name to a story: one report names the painter, the next says only "the painting"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ragbot.catalogue import Catalogue, StoredPassage, Window
from ragbot.domain import Article

_FOUND = 40  # passages with the name, the newest first
_READ = 8  # articles of these
_NEAR = 0.57  # cosine of the nearest passages of two articles that tell of one thing; of one subject, they have less

_LEAST = 1e-9  # no division by nothing


class Ties:
    """Looks up the articles that have a name, and whether they tell of what another article tells of.

    A name ties only where its articles do on the whole: a town's or a party's is in many stories.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, article: Article, name: Sequence[str], window: Window) -> Article | None:
        """The nearest of the name's articles; None where the name, one word behind the other, is not of that story."""
        found = self._catalogue.newest_with(name, _FOUND, window)
        others = list(dict.fromkeys(i for _, i in found if i != article.id))[:_READ]
        if not others:
            return None
        passages: dict[str, list[StoredPassage]] = {}
        for passage in self._catalogue.passages_of([article.id, *others], window):
            passages.setdefault(passage.article_id, []).append(passage)
        if article.id not in passages:
            return None
        mine = _vectors(passages.pop(article.id))
        near = {i: float((mine @ _vectors(own).T).max()) for i, own in passages.items()}
        if not near or sum(near.values()) < _NEAR * len(near):
            return None
        return self._catalogue.article(max(near, key=lambda i: near[i]))


def _vectors(passages: Sequence[StoredPassage]) -> NDArray[np.float32]:
    """A unit vector for each passage: the middle of its sentences'."""
    means = np.stack([p.sentence_vectors.mean(axis=0) for p in passages])
    return np.asarray(means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), _LEAST), dtype=np.float32)
