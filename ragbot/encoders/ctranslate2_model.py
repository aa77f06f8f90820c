"""The embedding model in CTranslate2: neither torch nor transformers is loaded, which saves 400 MB.

For processors without tiles; with them `torch_model` is the faster (docs/decisions/024).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ragbot.domain import Passage
from ragbot.encoders.base import PassageEncoder, Vectors, unit
from ragbot.encoders.pooling import batches, pool_sentences
from ragbot.errors import WeightsError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

# Small enough that what a batch computes stays in the processor's cache; larger ones take half as long again.
_BATCH_TOKENS = 512


class CTranslate2Encoder(PassageEncoder):
    """The model in a folder that `models.encoder_for_ctranslate2` made, in float32, loaded on first use.

    Its vectors are those of sentence-transformers but for the last bits.
    """

    def __init__(self, name: str, dimension: int, folder: Callable[[], Path], threads: int = 0) -> None:
        self.name = name
        self.dimension = dimension
        self._folder = folder
        self._threads = threads or os.cpu_count() or 1
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Tokenizer] | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._forward(texts)[0].tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        return self._forward([p.embedded_text for p in passages], passages)

    def _load(self) -> tuple[Any, Tokenizer]:
        """The model and its tokenizer. Raises WeightsError when their files cannot be read."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _read(self) -> tuple[Any, Tokenizer]:
        folder = self._folder()
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import ctranslate2
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            # A thread to a batch: no layer waits for the slower half of its own work.
            model = ctranslate2.Encoder(
                str(folder), device="cpu", compute_type="float32", inter_threads=self._threads, intra_threads=1
            )
        except Exception as error:  # tokenizers raises bare exceptions
            raise WeightsError(
                f"The embedding model in {folder} cannot be loaded: {error}. Remove that folder; it is made again."
            ) from error
        return model, tokenizer

    def _forward(
        self, texts: Sequence[str], passages: Sequence[Passage] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        whole = np.zeros((len(texts), self.dimension), dtype=np.float32)
        parts: list[Vectors] = [np.zeros((0, self.dimension), dtype=np.float32)] * len(texts)
        if not texts:
            return whole, []
        model, tokenizer = self._load()
        cut = tokenizer.encode_batch(list(texts))

        def run(batch: list[int]) -> None:
            for i, tokens in zip(batch, _token_embeddings(model, [cut[i] for i in batch]), strict=True):
                whole[i] = tokens.mean(axis=0)
                if passages is not None:
                    parts[i] = pool_sentences(passages[i], np.asarray(cut[i].offsets), tokens, whole[i])

        todo = batches([len(c.ids) for c in cut], _BATCH_TOKENS)
        if len(todo) == 1:
            run(todo[0])
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(run, todo))
        return unit(whole), parts


def _token_embeddings(model: Any, cut: Sequence[Encoding]) -> list[Vectors]:
    """Last hidden states of each text, shape (its tokens, dimension)."""
    padded = np.array(model.forward_batch([c.ids for c in cut]).last_hidden_state, dtype=np.float32)
    return [row[: len(c.ids)] for row, c in zip(padded, cut, strict=True)]
