"""A question in a conversation is read on from the one before it: its prompt begins with sources that are read already.

A model's server keeps what it has read of a prompt up to where the next one differs (its KV cache). Two questions of one
conversation are mostly about the same articles, so the sources that both need stand first, word for word as they stood
in the prompt before; what the later question needs beyond them follows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from ragbot.answering.cache import Recent
from ragbot.domain import Evidence, EvidenceSentence

# Questions that read on from one another, then all is read anew: what each leaves behind adds up.
TURNS = 4
_KEPT = 64

Reading = tuple[Evidence, ...]


def common(before: Sequence[Evidence], needed: Sequence[Evidence]) -> Reading:
    """The sources that `before` begins with, as far as each is of an article that is `needed` again."""
    again = {e.article.id for e in needed}
    end = next((at for at, e in enumerate(before) if e.article.id not in again), len(before))
    return tuple(before[:end])


def merged(read: Sequence[Evidence], found: Sequence[Evidence]) -> Reading:
    """What was found, under the numbers of what was `read` before, with the sentences that stand there too.

    A sentence that was not found for this question scores 0: it may prove an answer, and is none by itself.
    """
    numbers = {e.article.id: e.n for e in read}
    free = iter(n for n in range(1, len(read) + len(found) + 1) if n not in numbers.values())
    return tuple(_with(e, numbers.get(e.article.id) or next(free), read) for e in found)


def _with(found: Evidence, n: int, read: Sequence[Evidence]) -> Evidence:
    left: dict[int, EvidenceSentence] = {
        s.start: replace(s, score=0.0) for e in read if e.article.id == found.article.id for s in e.sentences
    }
    spans = left | {s.start: s for s in found.sentences}
    return replace(found, n=n, sentences=tuple(spans[at] for at in sorted(spans)))


def behind(read: Sequence[Evidence], needed: Sequence[Evidence]) -> Reading:
    """`read`, and behind it what of the `needed` sentences does not stand there: a source may come twice."""
    known = {(e.article.id, s.start) for e in read for s in e.sentences}
    rest = [replace(e, sentences=tuple(s for s in e.sentences if (e.article.id, s.start) not in known)) for e in needed]
    return (*read, *(e for e in rest if e.sentences))


class Readings:
    """What was last given to the model to read, by the key of the question and what was read before; for any thread."""

    def __init__(self, size: int = _KEPT) -> None:
        self._kept = Recent[Reading](size)

    def get(self, key: Hashable, read: Reading, make: Callable[[], Reading]) -> Reading:
        known = self._kept.get((key, _places(read)))
        return self.put(key, read, make()) if known is None else known

    def put(self, key: Hashable, read: Reading, reading: Reading) -> Reading:
        self._kept.put((key, _places(read)), reading)
        return reading


def _places(reading: Reading) -> Hashable:
    return tuple((e.article.id, e.n, *(s.start for s in e.sentences)) for e in reading)
