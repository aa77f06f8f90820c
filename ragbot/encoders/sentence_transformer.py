"""sentence-transformers: reads the model as its makers publish it, and hands it on to OpenVINO."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragbot.encoders.openvino_model import import_openvino
from ragbot.errors import WeightsError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


def load_sentence_transformer(folder: Path, **options: Any) -> SentenceTransformer:
    """A local sentence-transformers model in float32, from safetensors only; nothing is fetched.

    Raises WeightsError when its files cannot be read.
    """
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
            model_kwargs={"use_safetensors": True, "dtype": torch.float32, **options},
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise WeightsError(
            f"The embedding model in {folder} cannot be loaded: {error}. Run: ragbot models verify, then ragbot models fetch."
        ) from error


def write_openvino(model: Path, folder: Path) -> None:
    """What OpenVINO reads ("model.xml", "model.bin"), from a sentence-transformers model, and its tokenizer.

    Takes token ids and attention mask, gives the last hidden states: pooling is done where sentences are known.
    """
    import torch

    loaded: Any = load_sentence_transformer(model, attn_implementation="eager")
    network, window = loaded[0].auto_model.eval().requires_grad_(requires_grad=False), loaded.max_seq_length

    class TokenEmbeddings(torch.nn.Module):
        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            return network(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    openvino = import_openvino()
    some = torch.ones((2, 8), dtype=torch.int64)
    with (
        torch.inference_mode(),
        warnings.catch_warnings(action="ignore"),
    ):  # the tracer's, of lengths that it takes for fixed
        made = openvino.convert_model(TokenEmbeddings(), example_input={"input_ids": some, "attention_mask": some})
    # Halves hold more of a weight than the bfloat16 that it is used in.
    openvino.save_model(made, str(folder / "model.xml"), compress_to_fp16=True)
    tokenizer = loaded.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(window)
    tokenizer.save(str(folder / "tokenizer.json"))


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
