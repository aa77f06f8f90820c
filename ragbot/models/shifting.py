"""What a BERT makes of [CLS], taken out of its layers' inputs before these are rounded to eight bits.

Most heads look at [CLS] when they look at nothing, so an error in its value reaches every token and no mean over tokens
removes it: nearly all that rounding costs comes from this one row, whose few channels of 8 to 30 spoil its scale. But
its row is the same in every text. Subtracted from a LayerNorm's bias and given back in the biases of the layers that
read it, it leaves the network as it is in floats, and zeros to round for [CLS].

Method: channel-wise shifting of Outlier Suppression+ (Wei et al., EMNLP 2023, arXiv:2304.09145), here by the row of the
attention's sink instead of by the middle of each channel's range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Further than other tokens' channels reach, a shift would widen their scale. A channel that [CLS] keeps is its row's
# largest, and those are rounded well.
_FURTHEST = 2.0

Row = NDArray[np.float32]
Tensors = Mapping[str, NDArray[np.float32]]


class Shape(NamedTuple):
    """What the tensors do not say of a BERT: its layers, the epsilon of its LayerNorms, and the id of [CLS]."""

    layers: int
    epsilon: float
    cls: int


class _Site(NamedTuple):
    """A LayerNorm, the linear layers that read it, and the one whose output it is added to."""

    norm: str
    readers: tuple[str, ...]
    beside: str


def shifted(tensors: Tensors, shape: Shape) -> dict[str, NDArray[np.float32]]:
    """The same network with other biases: in float32 it gives what `tensors` give.

    The tensors are named as in transformers' BertModel. Raises KeyError when one is missing.
    """
    new = dict(tensors)
    for site, row in zip(_sites(shape.layers), _rows_of_cls(tensors, shape), strict=True):
        shift = np.clip(row, -_FURTHEST, _FURTHEST)
        new[f"{site.norm}.bias"] = new[f"{site.norm}.bias"] - shift
        for reader in site.readers:
            new[f"{reader}.bias"] = new[f"{reader}.bias"] + new[f"{reader}.weight"] @ shift
        new[f"{site.beside}.bias"] = new[f"{site.beside}.bias"] + shift
    return new


def with_cls_unrounded(tensors: Tensors, shape: Shape) -> dict[str, NDArray[np.float32]]:
    """The position embeddings give back what rounding takes from the token type and, at the first place, from [CLS].

    Not the same network in float32: it is for word and token type embeddings rounded by row to eight bits.
    """
    position = "embeddings.position_embeddings.weight"
    back = tensors[position] + _lost(tensors["embeddings.token_type_embeddings.weight"][0])
    back[0] += _lost(tensors["embeddings.word_embeddings.weight"][shape.cls])
    return {**tensors, position: back}


def _lost(row: Row) -> Row:
    scale = 127 / (np.abs(row).max() or 1)
    return np.asarray(row - np.rint(row * scale) / scale, dtype=np.float32)


def _sites(layers: int) -> Iterator[_Site]:
    """In the order of computing; the last LayerNorm's output is read by nobody."""
    before = "embeddings.LayerNorm"
    for n in range(layers):
        at = f"encoder.layer.{n}."
        attention, feed_forward = f"{at}attention.output", f"{at}output"
        heads = tuple(f"{at}attention.self.{part}" for part in ("query", "key", "value"))
        yield _Site(before, heads, f"{attention}.dense")
        yield _Site(f"{attention}.LayerNorm", (f"{at}intermediate.dense",), f"{feed_forward}.dense")
        before = f"{feed_forward}.LayerNorm"


def _rows_of_cls(tensors: Tensors, shape: Shape) -> Iterator[Row]:
    """The output of each site's LayerNorm for [CLS] alone, shape (width,): beside other tokens it looks at itself, too."""
    parts = [tensors[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")]
    row = parts[0][shape.cls] + parts[1][0] + parts[2][0]
    for site in _sites(shape.layers):
        row = _norm(tensors, site.norm, row, shape.epsilon)
        yield row
        # Of query, key and value the value is the last; one token attends to itself alone.
        inner = _linear(tensors, site.readers[-1], row)
        row = row + _linear(tensors, site.beside, _gelu(inner) if len(site.readers) == 1 else inner)


def _norm(tensors: Tensors, name: str, row: Row, epsilon: float) -> Row:
    unit = (row - row.mean()) / np.sqrt(row.var() + epsilon)
    return np.asarray(unit * tensors[f"{name}.weight"] + tensors[f"{name}.bias"], dtype=np.float32)


def _linear(tensors: Tensors, name: str, row: Row) -> Row:
    return tensors[f"{name}.weight"] @ row + tensors[f"{name}.bias"]


def _gelu(row: Row) -> Row:
    return np.asarray(row / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (row + 0.044715 * row**3))), dtype=np.float32)
