"""Text and vectors ↔ the bytes that are kept of them."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_BYTE = 127
_NINE = 255
_HALF = np.dtype("<f2")


def pack_text(text: str) -> bytes:
    return zlib.compress(text.encode(), 9)


def unpack_text(blob: bytes) -> str:
    return zlib.decompress(blob).decode()


def pack_vector(vector: Vectors) -> bytes:
    """Nine bits each, behind the scale of all; the ninth are together at the end.

    With eight, ties between passages come out otherwise. The scale is a half, so that noise in the last bits of equal
    vectors leaves equal bytes.
    """
    scale = np.asarray(np.abs(vector).max() / _NINE, dtype=_HALF)
    parts = np.clip(np.rint(vector / np.float32(scale or 1)), -_NINE, _NINE).astype(np.int16)
    return bytes(scale.tobytes() + (parts >> 1).astype(np.int8).tobytes() + np.packbits(parts & 1).tobytes())


def unpack_vector(blob: bytes) -> Vectors:
    """Shape (dimension,)."""
    dimension = (len(blob) - _HALF.itemsize) * 8 // 9
    scale = np.frombuffer(blob, dtype=_HALF, count=1).astype(np.float32)
    high = np.frombuffer(blob, dtype=np.int8, count=dimension, offset=_HALF.itemsize).astype(np.int16)
    low = np.frombuffer(blob, dtype=np.uint8, offset=_HALF.itemsize + dimension)
    return np.asarray((2 * high + np.unpackbits(low, count=dimension)) * scale, dtype=np.float32)


def pack_sentences(vectors: Vectors, packed: bytes) -> bytes:
    """Unit vectors, shape (sentences, dimension), beside their passage's packed one.

    A byte each, of fixed scale: a unit vector's parts lie within ±1, and cosines stay what they are to about 0.002
    (0.005 at the 99th percentile). Sentences resemble their passage, so what is kept is by how much each byte differs
    from the passage's; differences are small, and Huffman's code makes less than half of them.
    """
    parts = _bytes(vectors) - _bytes(unpack_vector(packed))  # wraps around, and back again
    squeeze = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
    return squeeze.compress(parts.tobytes()) + squeeze.flush()


def unpack_sentences(blob: bytes, packed: bytes) -> Vectors:
    """Shape (sentences, dimension), scaled back to length one."""
    base = _bytes(unpack_vector(packed))
    parts = np.frombuffer(zlib.decompress(blob), dtype=np.int8).reshape(-1, len(base)) + base
    vectors = parts.astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)


def _bytes(vectors: Vectors) -> NDArray[np.int8]:
    return np.clip(np.rint(vectors * _BYTE), -_BYTE, _BYTE).astype(np.int8)
