"""The embedding model for CTranslate2: made once from a model of sentence-transformers, here a tiny one of its kind."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, pre_tokenizers, processors
from tokenizers import models as kinds

from ragbot import assembly, models
from ragbot.encoders import CTranslate2Encoder, OpenVinoEncoder
from ragbot.errors import WeightsError
from ragbot.settings import Settings

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "bridge", "is", "closed"]
WIDE, DEEP, WINDOW = 64, 96, 8


def tiny(folder, **says):
    draw = np.random.default_rng(3)
    config = {
        "model_type": "bert",
        "position_embedding_type": "absolute",
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
    }
    config |= {"num_hidden_layers": 1, "num_attention_heads": 2} | says
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": WINDOW}))
    (folder / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    tokenizer = Tokenizer(kinds.WordLevel({word: n for n, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.save(str(folder / "tokenizer.json"))
    layer = "encoder.layer.0."
    linear = {f"{layer}attention.self.{part}": (WIDE, WIDE) for part in ("query", "key", "value")} | {
        f"{layer}attention.output.dense": (WIDE, WIDE),
        f"{layer}intermediate.dense": (DEEP, WIDE),
        f"{layer}output.dense": (WIDE, DEEP),
    }
    shapes = {f"{name}.weight": shape for name, shape in linear.items()} | {
        f"{name}.bias": shape[:1] for name, shape in linear.items()
    }
    for name, rows in (("word", len(WORDS)), ("position", 16), ("token_type", 2)):
        shapes[f"embeddings.{name}_embeddings.weight"] = (rows, WIDE)
    for name in ("embeddings", f"{layer}attention.output", f"{layer}output"):
        shapes |= {f"{name}.LayerNorm.{part}": (WIDE,) for part in ("weight", "bias")}
    save_file(
        {name: draw.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()},
        folder / "model.safetensors",
    )
    return folder


def test_it_is_made_once_and_again_when_it_was_cut_short_or_the_weights_are_others(tmp_path):
    model = models.encoder_for_ctranslate2(tiny(tmp_path)) / "model.bin"
    made, whole = model.stat().st_mtime_ns, model.stat().st_size
    models.encoder_for_ctranslate2(tmp_path)
    assert model.stat().st_mtime_ns == made
    os.truncate(model, whole // 2)
    models.encoder_for_ctranslate2(tmp_path)
    assert model.stat().st_size == whole
    made = model.stat().st_mtime_ns
    os.utime(tmp_path / "model.safetensors", (1, 1))
    models.encoder_for_ctranslate2(tmp_path)
    assert model.stat().st_mtime_ns > made
    assert not (tmp_path / "ctranslate2.part").exists()


@pytest.mark.parametrize("other", [{"model_type": "mpnet"}, {"hidden_act": "relu"}, {"num_hidden_layers": 2}])
def test_a_model_of_another_kind_is_refused_and_leaves_nothing(tmp_path, other):
    with pytest.raises(WeightsError, match="models verify"):
        models.encoder_for_ctranslate2(tiny(tmp_path, **other))
    assert not (tmp_path / "ctranslate2").exists()
    assert not (tmp_path / "ctranslate2.part").exists()


def test_texts_beyond_the_window_are_cut_and_others_are_told_apart(tmp_path):
    encoder = CTranslate2Encoder("tiny", WIDE, lambda: models.encoder_for_ctranslate2(tiny(tmp_path)), threads=2)
    long = "the bridge is closed the bridge"
    vectors = np.asarray(encoder.embed_documents([long, f"{long} is closed", "closed"]))
    assert np.allclose(vectors[0], vectors[1], atol=1e-6)
    assert np.dot(vectors[0], vectors[2]) < 0.99


@pytest.mark.parametrize(
    ("tiles", "expected"),
    [(False, CTranslate2Encoder), (True, OpenVinoEncoder)],
)
def test_the_processor_chooses_the_path_and_the_archive_is_the_same(tmp_path, monkeypatch, tiles, expected):
    monkeypatch.setattr(models, "bfloat16_pays", lambda: tiles)
    encoder = assembly.build_encoder(Settings(home=tmp_path), None, None)
    assert type(encoder) is expected
    assert (encoder.name, encoder.dimension) == ("all-MiniLM-L6-v2", 384)


def test_bfloat16_is_for_processors_that_multiply_it_in_tiles(tmp_path):
    told = tmp_path / "cpuinfo"
    told.write_text("flags\t\t: fpu avx512_bf16 amx_tile amx_bf16\n")
    assert models.bfloat16_pays(told)
    told.write_text("flags\t\t: fpu avx512_bf16\n")
    assert not models.bfloat16_pays(told)
    assert not models.bfloat16_pays(tmp_path / "nowhere")
