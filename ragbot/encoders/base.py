"""What every encoder promises, and the adapter that makes one of any LangChain `Embeddings`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ragbot.domain import Passage

Vectors = NDArray[np.float32]


class PassageEncoder(Embeddings):
    """A LangChain `Embeddings` that also gives each sentence of a passage a vector of its own."""

    name: str
    dimension: int

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        """Unit vectors of the passages, shape (n, dimension), and per passage those of its sentences, (m, dimension)."""
        raise NotImplementedError

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (n, dimension)."""
        return unit(np.asarray(self.embed_documents(list(texts)), dtype=np.float32))


class LangChainEncoder(PassageEncoder):
    """Any LangChain `Embeddings` as a passage encoder: sentences are embedded on their own."""

    def __init__(self, embeddings: Embeddings, name: str, dimension: int) -> None:
        self._embeddings = embeddings
        self.name = name
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embeddings.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._embeddings.embed_query(text)

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        if not passages:
            return np.zeros((0, self.dimension), dtype=np.float32), []
        whole = self.encode_texts([p.embedded_text for p in passages])
        parts = [
            self.encode_texts([p.text[s.start - p.start : s.end - p.start] for s in p.sentences]) for p in passages
        ]
        return whole, parts


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length one; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(norms == 0, 1, norms)).astype(np.float32)
