"""Which article ties a name to a story: one report names the painter, the next says only "the painting"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ragbot.catalogue import Catalogue, StoredPassage, Window
from ragbot.domain import Article

_FOUND = 40  # passages with the name, the newest first
_READ = 8  # articles of these
_SAMPLE = 16  # articles that tell how near any two are
_NEAR = 0.38  # of the way from any two articles to equal ones: so near are those that tell of one thing
_ANY = 0.31  # cosine of the nearest passages of any two, where an archive is too small to tell
_PARTICLES = frozenset({"al", "da", "de", "del", "den", "der", "di", "la", "le", "of", "the", "van", "von"})
_LEAST = 1e-9  # no division by nothing

Vectors = NDArray[np.float32]


class Ties:
    """Looks up the articles that have a name, and whether they tell of what another article tells of.

    A name ties only where its articles do on the whole: a town's or a party's is in many stories. Every encoder has its
    own cosines, so what is near is told by the archive.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._any: float | None = None

    def __call__(self, article: Article, name: Sequence[str], window: Window) -> Article | None:
        """The nearest of the name's articles; None where the name, one word behind the other, is not of that story."""
        found = self._catalogue.newest_with(name, _FOUND, window)
        ids = list(dict.fromkeys(i for _, i in found if i != article.id))[:_READ]
        others = {i: other for i, other in self._catalogue.articles(ids).items() if _is_named(name, other)}
        if not others:
            return None
        vectors = self._vectors([article.id, *others], window)
        mine = vectors.pop(article.id, None)
        if mine is None:
            return None
        near = {i: _nearest(mine, other) for i, other in vectors.items()}
        usual = self._usual(Window(window.now))
        if not near or sum(near.values()) / len(near) < usual + _NEAR * (1 - usual):
            return None
        return others[max(near, key=lambda i: near[i])]

    def _vectors(self, ids: Sequence[str], window: Window) -> dict[str, Vectors]:
        passages: dict[str, list[StoredPassage]] = {}
        for passage in self._catalogue.passages_of(ids, window):
            passages.setdefault(passage.article_id, []).append(passage)
        return {i: _middles(own) for i, own in passages.items()}

    def _usual(self, window: Window) -> float:
        """How near any two articles of the archive are; looked up once."""
        if self._any is None:
            ids = self._catalogue.seen(window)
            some = list(self._vectors(ids[:: max(1, len(ids) // _SAMPLE)][:_SAMPLE], window).values())
            if len(some) < _SAMPLE:
                return _ANY
            self._any = float(np.mean([_nearest(one, other) for n, one in enumerate(some) for other in some[:n]]))
        return self._any


def _is_named(name: Iterable[str], article: Article) -> bool:
    """Whether its words stand there with a capital: who has patience has no boat of that name."""
    whole = f"{article.headline}\n{article.body}"
    return all(
        word in _PARTICLES
        or not word[0].isalpha()
        or any(m[0][0].isupper() for m in re.finditer(rf"(?i)\b{re.escape(word)}\b", whole))
        for word in name
    )


def _middles(passages: Sequence[StoredPassage]) -> Vectors:
    """A unit vector for each passage: the middle of its sentences'."""
    means = np.stack([p.sentence_vectors.mean(axis=0) for p in passages])
    return np.asarray(means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), _LEAST), dtype=np.float32)


def _nearest(one: Vectors, other: Vectors) -> float:
    return float((one @ other.T).max())
