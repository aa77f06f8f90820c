"""Background that follow-up stories repeat from each other is read once."""

from __future__ import annotations

import time

from ragbot import text
from ragbot.catalogue import Catalogue
from ragbot.retrieval.pipeline import Hit, State

_SHINGLE = 4  # words
_REPEATED = 0.8  # share of a passage's shingles that better passages hold already


class Diversify:
    """Of the first `among` passages, those that say nothing new go behind those that do."""

    def __init__(self, catalogue: Catalogue, among: int) -> None:
        self._catalogue = catalogue
        self._among = among

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        first = state.hits[: self._among]
        found = self._catalogue.passages([h.passage_id for h in first], state.window)
        bodies = {i: a.body for i, a in self._catalogue.articles(list({h.article_id for h in first})).items()}
        said: set[tuple[str, ...]] = set()
        new: list[Hit] = []
        repeated: list[Hit] = []
        for hit in first:
            passage = found.get(hit.passage_id)
            words = text.words(bodies[hit.article_id][passage.start : passage.end]) if passage else []
            own = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
            is_repeated = bool(own) and len(own & said) >= _REPEATED * len(own)
            (repeated if is_repeated else new).append(hit)
            said |= own
        state.hits = [*new, *repeated, *state.hits[self._among :]]
        state.record_hits("diversity", started, state.hits)
