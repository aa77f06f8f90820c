"""The embedding model in OpenVINO, for processors that multiply bfloat16 in tiles (docs/decisions/026)."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np

from ragbot.encoders.arranged_model import ArrangedEncoder, Run
from ragbot.encoders.base import Vectors

# OpenVINO sets up its tables at the first call; two first calls at once would wait for each other for ever.
_FIRST = threading.Lock()
_STEP = 16  # tokens: OpenVINO plans anew for each length that it meets


class OpenVinoEncoder(ArrangedEncoder):
    """The model in a folder that `write_openvino` filled, in bfloat16.

    Its vectors have a cosine of 0.9999 and more with those of sentence-transformers in float32.
    """

    batch_tokens = 2048

    def open(self, folder: Path, threads: int) -> Run:
        model = (
            import_openvino()
            .Core()
            .compile_model(
                str(folder / "model.xml"),
                "CPU",
                {
                    "INFERENCE_PRECISION_HINT": "bf16",
                    "NUM_STREAMS": str(threads),
                    "INFERENCE_NUM_THREADS": threads,
                    # Pinned, it would wait for whatever else runs on its core: the language model, say.
                    "ENABLE_CPU_PINNING": False,
                },
            )
        )
        requests: SimpleQueue[Any] = SimpleQueue()
        for _ in range(threads):
            requests.put(model.create_infer_request())

        def run(ids: Sequence[list[int]]) -> Vectors:
            request = requests.get()
            try:
                request.infer(_padded(ids), share_inputs=True)
                return np.array(request.get_output_tensor(0).data, dtype=np.float32)
            finally:
                requests.put(request)

        with _FIRST:
            run([[0]])
        return run


def import_openvino() -> Any:
    """OpenVINO without its reporter, which tells Google of each import unless it cannot be found; then nothing does."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # what Python documents for "not there"
    import openvino

    return openvino


def _padded(ids: Sequence[list[int]]) -> list[Any]:
    """Token ids and attention mask, shape (texts, longest)."""
    longest = -(-max(map(len, ids)) // _STEP) * _STEP
    padded = np.zeros((2, len(ids), longest), dtype=np.int64)
    for row, one in enumerate(ids):
        padded[0, row, : len(one)] = one
        padded[1, row, : len(one)] = 1
    return list(padded)
