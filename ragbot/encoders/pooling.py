"""From token embeddings to vectors of passages and of their sentences, whichever engine made them.

Sentence vectors come from the passage's own forward pass: the token embeddings of a sentence are mean-pooled ("late"
pooling, as in Günther et al., Late Chunking, arXiv:2409.04701), so that a sentence keeps the context it was read in
and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ragbot.domain import Passage
from ragbot.encoders.base import Vectors, unit


def batches(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Indices grouped by similar length, longest first, each batch within `limit` tokens when padded."""
    grouped: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if grouped and (len(grouped[-1]) + 1) * lengths[grouped[-1][0]] <= limit:
            grouped[-1].append(i)
        else:
            grouped.append([i])
    return grouped


def pool_sentences(passage: Passage, offsets: NDArray[Any], tokens: Vectors, fallback: Vectors) -> Vectors:
    """Mean of each sentence's token embeddings; a sentence beyond the model's window gets its passage's vector.

    `offsets`, shape (t, 2), are the tokens' first and last characters in `embedded_text`; `tokens` has at least t rows.
    """
    head = len(passage.embedded_text) - len(passage.text) - passage.start
    real = offsets[:, 1] > offsets[:, 0]
    rows = []
    for span in passage.sentences:
        inside = real & (offsets[:, 0] >= span.start + head) & (offsets[:, 1] <= span.end + head)
        rows.append(tokens[: len(offsets)][inside].mean(axis=0) if inside.any() else fallback)
    return unit(np.stack(rows)) if rows else np.zeros((0, len(fallback)), dtype=np.float32)
