"""The embedding model as CTranslate2 reads it, made on this machine from its safetensors file.

CTranslate2's own converter does the same, but through transformers and torch's weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ragbot.models.arranged import arranged

Tensors = Mapping[str, NDArray[Any]]
_FORMAT = 1  # one more whenever what is written here changes
_SIZE = 92_000_000  # bytes
_WEIGHTS = "model.safetensors"


def encoder_for_ctranslate2(model: Path) -> Path:
    """The folder with a BERT of sentence-transformers in float32, inside the model's; made at the first call, in a second or two.

    It holds the tokenizer too, cut to the model's window. Raises WeightsError when the model is of another kind,
    its files are damaged or the disk is too small.
    """
    return arranged(model / _WEIGHTS, model / "ctranslate2", _FORMAT, _SIZE, lambda folder: _make(model, folder))


def _make(model: Path, folder: Path) -> None:
    from safetensors.numpy import load_file

    says = json.loads((model / "config.json").read_text(encoding="utf-8"))
    if (says["model_type"], says["position_embedding_type"], says["hidden_act"]) != ("bert", "absolute", "gelu"):
        raise ValueError("it is no BERT with absolute positions")
    words = (model / "vocab.txt").read_text(encoding="utf-8").splitlines()
    spec = _spec(load_file(model / _WEIGHTS), says)
    spec.register_vocabulary(words)
    spec.config.unk_token = "[UNK]"  # noqa: S105  # a token of BERT's vocabulary
    spec.config.layer_norm_epsilon = says["layer_norm_eps"]
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    _write_tokenizer(model, folder)


def _spec(tensors: Tensors, says: Mapping[str, Any]) -> Any:
    """CTranslate2's description of the model, filled: what its own converter for BERT sets, without the unused pooler."""
    from ctranslate2.specs import common_spec, transformer_spec

    encoder = transformer_spec.TransformerEncoderSpec(
        says["num_hidden_layers"],
        says["num_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    for embedding, name in zip(encoder.embeddings, ("word", "token_type"), strict=True):
        embedding.weight = tensors[f"embeddings.{name}_embeddings.weight"]
    encoder.position_encodings.encodings = tensors["embeddings.position_embeddings.weight"]
    _norm(encoder.layernorm_embedding, tensors, "embeddings.LayerNorm")
    for n, layer in enumerate(encoder.layer):
        at, attention, feed_forward = f"encoder.layer.{n}.", layer.self_attention, layer.ffn
        _linear(attention.linear[0], tensors, *(f"{at}attention.self.{part}" for part in ("query", "key", "value")))
        _linear(attention.linear[1], tensors, f"{at}attention.output.dense")
        _norm(attention.layer_norm, tensors, f"{at}attention.output.LayerNorm")
        _linear(feed_forward.linear_0, tensors, f"{at}intermediate.dense")
        _linear(feed_forward.linear_1, tensors, f"{at}output.dense")
        _norm(feed_forward.layer_norm, tensors, f"{at}output.LayerNorm")
    return transformer_spec.TransformerEncoderModelSpec(encoder)


def _linear(linear: Any, tensors: Tensors, *names: str) -> None:
    """Set a linear layer from one matrix, or from several that are applied to the same input."""
    linear.weight = np.concatenate([tensors[f"{name}.weight"] for name in names])
    linear.bias = np.concatenate([tensors[f"{name}.bias"] for name in names])


def _norm(norm: Any, tensors: Tensors, name: str) -> None:
    norm.gamma, norm.beta = tensors[f"{name}.weight"], tensors[f"{name}.bias"]


def _write_tokenizer(model: Path, folder: Path) -> None:
    from tokenizers import Tokenizer

    window = json.loads((model / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"]
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(window)
    tokenizer.save(str(folder / "tokenizer.json"))
