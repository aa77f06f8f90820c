"""Is this text a copy of that one? MinHash finds the candidates, word shingles decide."""

from __future__ import annotations

import re

import numpy as np

from ragbot import text
from ragbot.domain import Article

COPY = 0.7
_PERMUTATIONS = 128
_ROWS = 3
_SHINGLE = 4
_FEWEST_WORDS = 20
_DATELINE = re.compile(r"^[^\n(]{1,60}\(([A-Z][A-Za-z ]{1,30})\)\s*(?:—|–|-)")


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


def similarity(a: str, b: str) -> float:
    one, other = _shingles(text.words(a)), _shingles(text.words(b))
    small, large = sorted((one, other), key=len)
    if not small or len(small) < 0.4 * len(large):
        return 0.0
    return len(small & large) / len(small)


def is_copy(a: str, b: str) -> bool:
    return similarity(a, b) >= COPY


def credited(article: Article) -> str:
    found = _DATELINE.match(article.body)
    return found[1] if found else ""


def _shingles(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
