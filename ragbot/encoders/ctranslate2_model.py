"""The embedding model in CTranslate2, for processors without tiles (docs/decisions/024)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ragbot.encoders.arranged_model import ArrangedEncoder, Run
from ragbot.encoders.base import Vectors


class CTranslate2Encoder(ArrangedEncoder):
    """The model in a folder that `models.encoder_for_ctranslate2` made, in float32.

    Its vectors are those of sentence-transformers but for the last bits.
    """

    # Small enough that what a batch computes stays in the processor's cache; larger ones take half as long again.
    batch_tokens = 512

    def open(self, folder: Path, threads: int) -> Run:
        import ctranslate2

        # A thread to a batch: no layer waits for the slower half of its own work.
        model = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="float32", inter_threads=threads, intra_threads=1
        )

        def run(ids: Sequence[list[int]]) -> Vectors:
            return np.array(model.forward_batch(list(ids)).last_hidden_state, dtype=np.float32)

        return run
