"""The embedding model as OpenVINO reads it, made on this machine from its safetensors file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from ragbot.models.arranged import arranged

_FORMAT = 1  # one more whenever what is written there changes
_SIZE = 46_000_000  # bytes
_WEIGHTS = "model.safetensors"


def encoder_for_openvino(model: Path, write: Callable[[Path, Path], None]) -> Path:
    """The folder, inside the model's, that `write(model, folder)` filled at the first call, which takes some seconds.

    Raises WeightsError when that fails or the disk is too small.
    """
    return arranged(model / _WEIGHTS, model / "openvino", _FORMAT, _SIZE, partial(write, model))
