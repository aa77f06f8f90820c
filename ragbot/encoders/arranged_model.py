"""An embedding model that was arranged for this processor: its tokenizer and an engine, without torch or transformers.

What both engines have in common; each is a subclass that opens its model and runs one batch.
"""

from __future__ import annotations

import os
import threading
from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ragbot.domain import Passage
from ragbot.encoders.base import PassageEncoder, Vectors, unit
from ragbot.encoders.pooling import batches, pool_sentences
from ragbot.errors import WeightsError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Token ids of texts → their last hidden states, shape (texts, longest, dimension); called from several threads at once.
Run = Callable[[Sequence[list[int]]], Vectors]


class ArrangedEncoder(PassageEncoder):
    """The model in a folder that was made for this engine, with its "tokenizer.json"; loaded on first use."""

    batch_tokens: int
    """What one call of the engine gets at most, padding counted."""

    def __init__(self, name: str, dimension: int, folder: Callable[[], Path], threads: int = 0) -> None:
        self.name = name
        self.dimension = dimension
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1
        self._lock = threading.Lock()
        self._loaded: tuple[Run, Tokenizer] | None = None

    @abstractmethod
    def open(self, folder: Path, threads: int) -> Run:
        """The engine with the model of `folder`; `threads` calls may run side by side, each on a thread of its own."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._forward(texts)[0].tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        return self._forward([p.embedded_text for p in passages], passages)

    def knows(self, word: str) -> bool:
        return self._load()[1].token_to_id(word) is not None

    def _load(self) -> tuple[Run, Tokenizer]:
        """The engine and its tokenizer. Raises WeightsError when their files cannot be read."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> tuple[Run, Tokenizer]:
        folder = self._folder()
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer

        try:
            return self.open(folder, self._threads), Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare exceptions
            raise WeightsError(
                f"The embedding model in {folder} cannot be loaded: {error}. Remove that folder; it is made again."
            ) from error

    def _forward(
        self, texts: Sequence[str], passages: Sequence[Passage] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        whole = np.zeros((len(texts), self.dimension), dtype=np.float32)
        parts: list[Vectors] = [np.zeros((0, self.dimension), dtype=np.float32)] * len(texts)
        if not texts:
            return whole, []
        run, tokenizer = self._load()
        cut = tokenizer.encode_batch(list(texts))

        def embed(batch: list[int]) -> None:
            padded = run([cut[i].ids for i in batch])
            for row, i in zip(padded, batch, strict=True):
                tokens = row[: len(cut[i].ids)]
                whole[i] = tokens.mean(axis=0)
                if passages is not None:
                    parts[i] = pool_sentences(passages[i], np.asarray(cut[i].offsets), tokens, whole[i])

        todo = batches([len(c.ids) for c in cut], self.batch_tokens)
        if len(todo) == 1:
            embed(todo[0])
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(embed, todo))
        return unit(whole), parts
