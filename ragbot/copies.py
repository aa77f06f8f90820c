"""Is this text a copy of that one? MinHash finds the candidates, word shingles decide."""

from __future__ import annotations

import re

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


def similarity(a: str, b: str) -> float:
    """Containment (Broder 1997): the share, 0 to 1, of the shorter text's shingles that the longer one has.

    A copy is often cut or has a paragraph added, so resemblance would miss it. 0 where the shorter is a brief beside
    the longer: then it quotes it.
    """
    small, large = sorted((_shingles(text.words(t)) for t in (a, b)), key=len)
    if not small or len(small) < _BRIEF * len(large):
        return 0.0
    return len(small & large) / len(small)


def same_figures(a: str, b: str) -> bool:
    """Whether most numbers of the one with fewer stand in the other: a template filled anew is another story."""
    few, many = sorted((text.numbers(t) for t in (a, b)), key=len)
    return len(few) < _FEWEST_FIGURES or len(few & many) >= _SAME_FIGURES * len(few)


def is_copy(a: str, b: str) -> bool:
    """Whether one is a copy of the other."""
    return similarity(a, b) >= COPY and same_figures(a, b)


def credited(article: Article) -> str:
    """The agency that the dateline credits, "" without one."""
    found = _DATELINE.match(article.body)
    return found[1] if found else ""


def _shingles(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
