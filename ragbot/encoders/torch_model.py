"""The embedding model in sentence-transformers on torch: the path of every processor but those with AVX-512 VNNI alone."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ragbot.domain import Passage
from ragbot.encoders.base import PassageEncoder, Vectors, unit
from ragbot.encoders.pooling import batches, pool_sentences
from ragbot.errors import WeightsError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# One forward pass holds at most this many tokens: bounds memory whatever the passage length.
_BATCH_TOKENS = 4096

_ONE_THREAD_TOKENS = 128


class SentenceTransformerEncoder(PassageEncoder):
    """A local sentence-transformers model, loaded on first use from files already on disk."""

    def __init__(
        self, name: str, dimension: int, folder: Callable[[], Path], threads: int = 0, *, halved: bool = False
    ) -> None:
        """`halved`: arithmetic in bfloat16, for processors with units for it (docs/decisions/015)."""
        self._halved = halved
        self.name = name
        self.dimension = dimension
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._forward(texts)[0].tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        whole, parts = self._forward([p.embedded_text for p in passages], passages)
        return whole, parts

    def load(self) -> SentenceTransformer:
        """The model, loaded once. Raises WeightsError when its files cannot be read."""
        with self._lock:
            if self._model is None:
                self._model = self._read()
            return self._model

    def _read(self) -> SentenceTransformer:
        folder = self._folder()
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        with _offline():
            import torch
            import transformers
            from sentence_transformers import SentenceTransformer

        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers' own gap
        try:
            return SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True, "dtype": torch.bfloat16 if self._halved else torch.float32},
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise WeightsError(
                f"The embedding model in {folder} cannot be loaded: {error}. Run: ragbot models verify, then ragbot models fetch."
            ) from error

    def _forward(
        self, texts: Sequence[str], passages: Sequence[Passage] | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32), []
        model = self.load()
        limit = int(model.max_seq_length or 512)
        tokens: Any = model.tokenizer(list(texts), truncation=True, max_length=limit, return_offsets_mapping=True)
        lengths = [len(ids) for ids in tokens["input_ids"]]
        whole = np.zeros((len(texts), self.dimension), dtype=np.float32)
        parts: list[Vectors] = [np.zeros((0, self.dimension), dtype=np.float32)] * len(texts)
        for batch in batches(lengths, _BATCH_TOKENS):
            pooled, embedded = self._run(model, tokens, batch)
            whole[batch] = pooled
            if passages is not None:
                for row, i in enumerate(batch):
                    offsets = np.asarray(tokens["offset_mapping"][i])
                    parts[i] = pool_sentences(passages[i], offsets, embedded[row], pooled[row])
        return unit(whole), parts

    def _run(self, model: SentenceTransformer, tokens: Any, batch: list[int]) -> tuple[Vectors, Vectors]:
        import torch

        padded = model.tokenizer.pad(
            {k: [tokens[k][i] for i in batch] for k in ("input_ids", "attention_mask")}, return_tensors="pt"
        )
        # Threads that wait for one another stall for up to half a second while another process has the cores
        # (the language model, say), and a question is too short to gain from them.
        short = padded["input_ids"].numel() <= _ONE_THREAD_TOKENS
        torch.set_num_threads(1 if short else self._threads or os.cpu_count() or 1)
        with torch.inference_mode():
            out = model.forward(dict(padded))
        return out["sentence_embedding"].float().numpy(), out["token_embeddings"].float().numpy()


@contextmanager
def _offline() -> Iterator[None]:
    """The hub's library decides at its import whether it may leave the machine; our own fetches still may."""
    before = os.environ.get("HF_HUB_OFFLINE")
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["HF_HUB_OFFLINE"]
        else:
            os.environ["HF_HUB_OFFLINE"] = before
