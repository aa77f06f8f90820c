"""Is this text a copy of that one? MinHash finds the candidates, word shingles decide."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from ragbot import text
from ragbot.domain import Article

COPY = 0.6
_PERMUTATIONS = 128
_ROWS = 3
_SHINGLE = 3
_BRIEF = 0.35
_SAME_FIGURES = 0.7
_FEWEST_FIGURES = 3
_FEWEST_WORDS = 20
# A place in capitals, and the agency before the first dash.
_DATELINE = re.compile(r"^[A-Z][A-Z .,'-]{1,40}(?:, [A-Z][\w. ]{1,30})?\s\(([A-Z][A-Za-z .&]{1,30})\)\s*(?:—|–|-)")


def signature(body: str) -> bytes:
    """MinHash (Broder, SEQUENCES 1997) of the word shingles, 128 little-endian uint32; b"" for a text too short to judge."""
    from datasketch import MinHash

    words = text.words(body)
    if len(words) < _FEWEST_WORDS:
        return b""
    found = MinHash(num_perm=_PERMUTATIONS, seed=1)
    found.update_batch([s.encode() for s in sorted(_shingles(words))])
    return np.asarray(found.hashvalues, dtype="<u4").tobytes()


def bands(signature: bytes) -> list[int]:
    """Keys of locality-sensitive hashing: two texts that share one are to be compared."""
    values = np.frombuffer(signature, dtype="<u4").astype(np.uint64)
    usable = values[: len(values) // _ROWS * _ROWS].reshape(-1, _ROWS)
    keys = []
    for i, row in enumerate(usable):
        key = i
        for value in row:
            key = (key * 1_000_003 ^ int(value)) & (2**63 - 1)
        keys.append(key)
    return keys


class Body:
    """A text that is held against many others, and read once for all of them."""

    def __init__(self, body: str) -> None:
        self._body = body

    @cached_property
    def shingles(self) -> set[str]:
        return _shingles(text.words(self._body))

    @cached_property
    def figures(self) -> set[str]:
        return text.numbers(self._body)

    def similarity(self, other: Body) -> float:
        """Containment (Broder 1997): the share, 0 to 1, of the shorter text's shingles that the longer one has.

        A copy is often cut or has a paragraph added, so resemblance would miss it. 0 where the shorter is a brief
        beside the longer: then it quotes it.
        """
        small, large = sorted((self.shingles, other.shingles), key=len)
        if not small or len(small) < _BRIEF * len(large):
            return 0.0
        return len(small & large) / len(small)

    def is_copy_of(self, other: Body) -> bool:
        """Whether one is a copy of the other. A template that was filled anew, with other figures, is another story."""
        if self.similarity(other) < COPY:
            return False
        few, many = sorted((self.figures, other.figures), key=len)
        return len(few) < _FEWEST_FIGURES or len(few & many) >= _SAME_FIGURES * len(few)


def similarity(a: str, b: str) -> float:
    """`Body.similarity` of two texts."""
    return Body(a).similarity(Body(b))


def is_copy(a: str, b: str) -> bool:
    """Whether one of two texts is a copy of the other."""
    return Body(a).is_copy_of(Body(b))


def credited(article: Article) -> str:
    """The agency that the dateline credits, "" without one."""
    found = _DATELINE.match(article.body)
    return found[1] if found else ""


def _shingles(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
