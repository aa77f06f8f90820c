"""What every encoder promises, and the adapter that makes one of any LangChain `Embeddings`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from ragbot.domain import Passage
from ragbot.errors import SettingsError

Vectors = NDArray[np.float32]
_ANOTHER = "Mend it, or hand another one to Ragbot.open(embedder=…)."


class PassageEncoder(Embeddings):
    """A LangChain `Embeddings` that also gives each sentence of a passage a vector of its own."""

    name: str
    dimension: int

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        """Unit vectors of the passages, shape (n, dimension), and per passage those of its sentences, (m, dimension)."""
        raise NotImplementedError

    def knows(self, word: str) -> bool:  # noqa: ARG002  # an encoder with a vocabulary of its own looks there
        """Whether it reads the word, in small letters, as one, and not in pieces as it does rare names and slips of the pen.

        True of all where it has no vocabulary to tell by.
        """
        return True

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (n, dimension)."""
        return unit(np.asarray(self.embed_documents(list(texts)), dtype=np.float32))


class LangChainEncoder(PassageEncoder):
    """Any LangChain `Embeddings` as a passage encoder: sentences are embedded on their own.

    Raises SettingsError where it gives no vectors: one that is stored is in the archive for good.
    """

    def __init__(self, embeddings: Embeddings, name: str, dimension: int) -> None:
        if not dimension:
            raise SettingsError(f"The embedder {name} gives vectors without a number. {_ANOTHER}")
        self._embeddings = embeddings
        self.name = name
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embeddings.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        given = self._embeddings.embed_query(text)
        self._vectors([given], 1)
        return given

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit(self._vectors(self.embed_documents(list(texts)), len(texts)))

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        if not passages:
            return np.zeros((0, self.dimension), dtype=np.float32), []
        whole = self.encode_texts([p.embedded_text for p in passages])
        parts = [
            self.encode_texts([p.text[s.start - p.start : s.end - p.start] for s in p.sentences]) for p in passages
        ]
        return whole, parts

    def _vectors(self, given: object, count: int) -> Vectors:
        try:
            vectors = np.asarray(given, dtype=np.float32)
        except (TypeError, ValueError):  # of different lengths, or no numbers
            vectors = np.zeros(0, dtype=np.float32)
        if vectors.shape != (count, self.dimension) or not np.isfinite(vectors).all():
            raise SettingsError(
                f"The embedder {self.name} did not give {count} vectors of {self.dimension} finite numbers for {count} texts. {_ANOTHER}"
            )
        return vectors


def unit(vectors: Vectors) -> Vectors:
    """Rows scaled to length one; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(norms == 0, 1, norms)).astype(np.float32)
