"""The language model with eight-bit weights, made on this machine from the GGUF file for CTranslate2.

Processors with AVX-512 VNNI multiply eight-bit integers four times as fast as they multiply floats: there CTranslate2
reads a prompt three to four times as fast as llama.cpp's wheel, which is built for AVX2 (docs/decisions/021).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ragbot.models.arranged import arranged
from ragbot.models.store import Progress

_FORMAT = 1  # one more whenever what is written here changes
_FULL = 127  # the largest weight of a row becomes this
_ROWS = 4096  # made at a time: bounds memory
_SIZE = 1_560_000_000  # bytes, of the default model
# How Qwen2 cuts a text before it looks for byte pairs; a GGUF file only names it.
_QWEN2_CUT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_TWICE = "token_embd.weight"  # the coarser copy of "output.weight"
_CONTROL_TOKEN = 3  # GGUF's type of a token that no text may contain

Matrix = tuple[NDArray[np.int8], NDArray[np.float32]]


def in_int8(gguf: Path, progress: Progress | None = None) -> Path:
    """The folder with the model of a Qwen2 GGUF file in eight bits, beside that file; made at the first call, in about a minute.

    Raises WeightsError when the disk is too small, or the file is not of that kind.
    """
    return arranged(gguf, gguf.with_name("int8"), _FORMAT, _SIZE, lambda folder: _make(gguf, folder, progress))


def _make(gguf: Path, folder: Path, progress: Progress | None) -> None:
    from gguf import GGUFReader

    reader = GGUFReader(gguf)
    says = {name: field.contents() for name, field in reader.fields.items() if not name.startswith("tokenizer.")}
    if says["general.architecture"] != "qwen2":
        raise ValueError(f"it is of the kind {says['general.architecture']}, not qwen2")
    tokenizer = {name: field.contents() for name, field in reader.fields.items() if name.startswith("tokenizer.")}
    _write_tokenizer(tokenizer, folder)
    spec = _spec(_Tensors(reader, progress), says)
    tokens = tokenizer["tokenizer.ggml.tokens"]
    spec.register_vocabulary(tokens)
    spec.config.bos_token = tokens[tokenizer["tokenizer.ggml.bos_token_id"]]
    spec.config.eos_token = tokens[tokenizer["tokenizer.ggml.eos_token_id"]]
    spec.config.unk_token = ""
    spec.config.layer_norm_epsilon = says["qwen2.attention.layer_norm_rms_epsilon"]
    spec.validate()
    for name in ("weight", "weight_scale"):  # written once: what is alike is named, not copied
        setattr(spec.decoder.projection, name, f"decoder/embeddings/{name}")
    spec.save(str(folder))


def _spec(tensors: _Tensors, says: Mapping[str, Any]) -> Any:
    """CTranslate2's description of the model, filled: what its own converter for Qwen2 sets."""
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        says["qwen2.block_count"],
        says["qwen2.attention.head_count"],
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=False,
        rotary_base=says["qwen2.rope.freq_base"],
        num_heads_kv=says["qwen2.attention.head_count_kv"],
    )
    decoder = spec.decoder
    decoder.scale_embeddings = False
    decoder.layer_norm.gamma = tensors.plain("output_norm.weight")
    # Qwen2.5's small models read and write with one matrix; of the two copies in the file the finer one is taken.
    tensors.fill(decoder.embeddings, "output")
    decoder.projection.weight, decoder.projection.weight_scale = (
        decoder.embeddings.weight,
        decoder.embeddings.weight_scale,
    )
    for n, layer in enumerate(decoder.layer):
        at, attention, feed_forward = f"blk.{n}.", layer.self_attention, layer.ffn
        attention.layer_norm.gamma = tensors.plain(f"{at}attn_norm.weight")
        tensors.fill(attention.linear[0], *(f"{at}attn_{part}" for part in "qkv"))
        tensors.fill(attention.linear[1], f"{at}attn_output")
        feed_forward.layer_norm.gamma = tensors.plain(f"{at}ffn_norm.weight")
        tensors.fill(feed_forward.linear_0, f"{at}ffn_gate")
        tensors.fill(feed_forward.linear_0_noact, f"{at}ffn_up")
        tensors.fill(feed_forward.linear_1, f"{at}ffn_down")
    return spec


class _Tensors:
    """The file's matrices, row by row scaled to eight bits (symmetric, one scale a row)."""

    def __init__(self, reader: Any, progress: Progress | None) -> None:
        self._all = {tensor.name: tensor for tensor in reader.tensors}
        self._progress = progress
        self._done = 0

    def plain(self, name: str) -> NDArray[np.float32]:
        return np.concatenate([*self._rows(name)]).astype(np.float32)

    def fill(self, linear: Any, *names: str) -> None:
        """Set a linear layer from one matrix, or from several that are applied to the same input."""
        weights, scales = zip(*(scaled for name in names for scaled in self._scaled(f"{name}.weight")), strict=True)
        linear.weight, linear.weight_scale = np.concatenate(weights), np.concatenate(scales)
        if f"{names[0]}.bias" in self._all:
            linear.bias = np.concatenate([self.plain(f"{name}.bias") for name in names])

    def _scaled(self, name: str) -> Iterator[Matrix]:
        for rows in self._rows(name):
            largest = np.abs(rows).max(axis=1)
            scale = (_FULL / np.where(largest == 0, _FULL, largest)).astype(np.float32)
            yield np.rint(rows * scale[:, None]).astype(np.int8), scale

    def _rows(self, name: str) -> Iterator[NDArray[np.float32]]:
        from gguf import dequantize

        tensor = self._all[name]
        for start in range(0, len(tensor.data), _ROWS):
            yield dequantize(tensor.data[start : start + _ROWS], tensor.tensor_type)
        self._done += int(tensor.n_bytes)
        if self._progress:
            whole = sum(int(t.n_bytes) for name, t in self._all.items() if name != _TWICE)
            self._progress("Arranging the language model for this processor", self._done, whole)


def _write_tokenizer(says: Mapping[str, Any], folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

    if says["tokenizer.ggml.pre"] != "qwen2":
        raise ValueError(f"its tokenizer is {says['tokenizer.ggml.pre']}, not qwen2")
    tokens = says["tokenizer.ggml.tokens"]
    pairs = [tuple(merge.split(" ")) for merge in says["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE({token: n for n, token in enumerate(tokens)}, pairs))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_QWEN2_CUT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    kinds = says["tokenizer.ggml.token_type"]
    tokenizer.add_special_tokens([t for t, kind in zip(tokens, kinds, strict=True) if kind == _CONTROL_TOKEN])
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "chat_template.jinja").write_text(says["tokenizer.chat_template"], encoding="utf-8")
