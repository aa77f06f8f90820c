"""Copies of one story take one place: the origin's, with the names of those who carried it too."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ragbot import text
from ragbot.catalogue import Catalogue, Family, StoredPassage
from ragbot.retrieval.pipeline import Hit, State

_SHINGLE = 2  # words: "lifts" for "elevators" is no new fact, and breaks a longer run twice over
_SAME = 0.6  # share of a sentence's shingles that its origin must hold
_FILED = re.compile(r"[A-Z][^–—\n]{1,80}? [–—-] ")  # "HOLM, Feb. 22 – ": each outlet has its own

Shingles = set[tuple[str, ...]]


class CollapseCopies:
    """Puts the origin's passage where a copy's was found; what a copy added of its own stays its own."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        families = self._catalogue.families(list({h.article_id for h in state.hits}), state.window)
        state.families = families
        copies = [h for h in state.hits if h.article_id in families and families[h.article_id].origin != h.article_id]
        if copies:
            instead = self._instead(copies, families, state)
            moved = [new for h in state.hits for new in instead.get(h.passage_id, [h])]
            state.hits = list({h.passage_id: h for h in reversed(moved)}.values())[::-1]
        state.record_hits("collapse", started, state.hits)

    def _instead(self, copies: Sequence[Hit], families: dict[str, Family], state: State) -> dict[str, list[Hit]]:
        """For each passage of a copy: the origin's that says the same, itself where it says more, or both."""
        ids = {h.article_id: families[h.article_id].origin for h in copies}
        bodies = {i: a.body for i, a in self._catalogue.articles([*ids, *ids.values()]).items()}
        found = self._catalogue.passages([h.passage_id for h in copies], state.window)
        origins: dict[str, list[tuple[StoredPassage, Shingles]]] = {}
        for stored in self._catalogue.passages_of(sorted(set(ids.values())), state.window):
            words = _shingles(bodies[stored.article_id][stored.start : stored.end])
            origins.setdefault(stored.article_id, []).append((stored, words))
        told = {i: (set().union(*(s for _, s in parts)), text.numbers(bodies[i])) for i, parts in origins.items()}
        instead = {}
        for hit in copies:
            origin, passage = origins.get(ids[hit.article_id], []), found.get(hit.passage_id)
            if passage is None or not origin:
                continue
            copied = set(_copied(passage, bodies[hit.article_id], *told[ids[hit.article_id]]))
            state.copied |= {(hit.article_id, start) for start in copied}
            if copied:
                own = _shingles(bodies[hit.article_id][passage.start : passage.end])
                best, _ = max(origin, key=lambda pair: len(own & pair[1]))
                more = [] if len(copied) == len(passage.sentences) else [hit]
                instead[hit.passage_id] = [Hit(best.id, best.article_id, hit.score), *more]
        return instead


def _copied(passage: StoredPassage, body: str, said: Shingles, figures: AbstractSet[str]) -> Iterator[int]:
    """Where the sentences begin that the origin has too; a sentence too short to tell goes with the one before it.

    With a figure that the origin has nowhere, a sentence contradicts it or is newer: that is no copy.
    """
    before = True
    for span in passage.sentences:
        sentence = body[span.start : span.end]
        own = _shingles(sentence)
        before = len(own & said) >= _SAME * len(own) if own else before
        filed = None if span.start else _FILED.match(sentence)
        if before and text.numbers(sentence[filed.end() if filed else 0 :]) <= figures:
            yield span.start


def _shingles(part: str) -> Shingles:
    words = text.words(part)
    return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
