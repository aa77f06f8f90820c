"""The language model in eight bits: made once from a GGUF file, here a tiny one with all that a real one has."""

from __future__ import annotations

import json
import logging
import os

import numpy as np
import pytest
from gguf import GGUFWriter, TokenType
from starlette.testclient import TestClient
from tokenizers import Tokenizer, pre_tokenizers

from ragbot import assembly, models
from ragbot.errors import WeightsError
from ragbot.local_llm.int8_server import Engine, application

WIDE, DEEP, HEADS = 64, 96, 2
CONTROL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
KEY = {"Authorization": "Bearer secret"}


def tiny(path, kind="qwen2", cut="qwen2"):
    draw = np.random.default_rng(3)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = [*alphabet, "th", "Ġth", *CONTROL]
    file = GGUFWriter(path, kind)
    file.add_block_count(1)
    file.add_embedding_length(WIDE)
    file.add_feed_forward_length(DEEP)
    file.add_head_count(HEADS)
    file.add_head_count_kv(1)
    file.add_rope_freq_base(1e6)
    file.add_layer_norm_rms_eps(1e-6)
    file.add_tokenizer_model("gpt2")
    file.add_tokenizer_pre(cut)
    file.add_token_list(tokens)
    file.add_token_types([TokenType.NORMAL] * (len(tokens) - 3) + [TokenType.CONTROL] * 3)
    file.add_token_merges(["t h", "Ġ th"])
    file.add_bos_token_id(len(tokens) - 3)
    file.add_eos_token_id(len(tokens) - 1)
    file.add_chat_template(TEMPLATE)
    narrow = WIDE // HEADS
    shapes = {
        "token_embd.weight": (len(tokens), WIDE), "output.weight": (len(tokens), WIDE), "output_norm.weight": (WIDE,),
        "attn_norm.weight": (WIDE,), "ffn_norm.weight": (WIDE,), "attn_q.weight": (WIDE, WIDE), "attn_q.bias": (WIDE,),
        "attn_k.weight": (narrow, WIDE), "attn_k.bias": (narrow,), "attn_v.weight": (narrow, WIDE), "attn_v.bias": (narrow,),
        "attn_output.weight": (WIDE, WIDE), "ffn_gate.weight": (DEEP, WIDE), "ffn_up.weight": (DEEP, WIDE), "ffn_down.weight": (WIDE, DEEP),
    }  # fmt: skip
    for name, shape in shapes.items():
        whole = name if name.startswith(("token", "output")) else f"blk.0.{name}"
        file.add_tensor(whole, draw.standard_normal(shape).astype(np.float32))
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()
    return path


@pytest.fixture
def engine(tmp_path):
    return Engine(models.in_int8(tiny(tmp_path / "tiny.gguf")), threads=1, context=64)


@pytest.fixture
def client(engine):
    with TestClient(application(engine, "secret")) as asking:
        yield asking


def ask(client, text="th", headers=KEY, **options):
    body = {"messages": [{"role": "system", "content": "Hm."}, {"role": "user", "content": text}], **options}
    return client.post("/v1/chat/completions", json=body, headers=headers)


def test_it_is_made_once_and_again_when_the_file_is_another(tmp_path):
    gguf = tiny(tmp_path / "tiny.gguf")
    told = []
    folder = models.in_int8(gguf, lambda *heard: told.append(heard))
    made = (folder / "model.bin").stat().st_mtime_ns
    what, done, whole = told[-1]
    assert "for this processor" in what
    assert done == whole
    assert models.in_int8(gguf) == folder
    assert (folder / "model.bin").stat().st_mtime_ns == made
    os.utime(gguf, (1, 1))
    assert (models.in_int8(gguf) / "model.bin").stat().st_mtime_ns > made
    assert not (tmp_path / "int8.part").exists()


@pytest.mark.parametrize("other", [{"kind": "llama"}, {"cut": "llama-bpe"}])
def test_a_model_of_another_kind_is_refused_and_leaves_nothing(tmp_path, other):
    with pytest.raises(WeightsError, match="not qwen2"):
        models.in_int8(tiny(tmp_path / "tiny.gguf", **other))
    assert not (tmp_path / "int8").exists()
    assert not (tmp_path / "int8.part").exists()


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "bad.gguf").write_bytes(b"GGUF" + b"\x07" * 500)
    with pytest.raises(WeightsError, match="models verify"):
        models.in_int8(tmp_path / "bad.gguf")


def test_what_was_left_half_made_is_made_again(tmp_path):
    gguf = tiny(tmp_path / "tiny.gguf")
    (tmp_path / "int8.part").mkdir()
    (tmp_path / "int8").mkdir()
    (tmp_path / "int8" / "model.bin").write_bytes(b"half")
    assert (models.in_int8(gguf) / "model.bin").stat().st_size > 1000


def test_what_was_cut_short_is_made_again(tmp_path):
    gguf = tiny(tmp_path / "tiny.gguf")
    model = models.in_int8(gguf) / "model.bin"
    whole = model.stat().st_size
    os.truncate(model, whole // 2)
    assert (models.in_int8(gguf) / "model.bin").stat().st_size == whole


def test_texts_are_cut_into_tokens_and_put_together_again(engine, tmp_path):
    tokenizer = Tokenizer.from_file(str(tmp_path / "int8" / "tokenizer.json"))
    for text in ("the 1,250 crowns – “naïve” café", "<|im_end|> th\n\n  th", "日本 🙂"):
        assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text
    assert tokenizer.encode(" th<|im_end|>12").tokens == ["Ġth", "<|im_end|>", "1", "2"]


def test_the_endpoint_answers_whole_and_in_pieces_alike(client):
    whole = ask(client, max_tokens=6).json()
    assert whole["usage"]["completion_tokens"] <= 6
    assert whole["usage"]["prompt_tokens"] > 10
    pieces = [line for line in ask(client, max_tokens=6, stream=True).text.splitlines() if line]
    assert pieces[-1] == "data: [DONE]"

    chunks = [json.loads(p.removeprefix("data: ")) for p in pieces[:-1]]
    words = "".join(c["choices"][0]["delta"].get("content", "") for c in chunks if c["choices"])
    assert words == whole["choices"][0]["message"]["content"]
    assert chunks[-1]["usage"] == whole["usage"]


def test_a_second_question_with_the_same_beginning_is_answered_like_the_first(client):
    answers = [ask(client, max_tokens=8).json()["choices"][0]["message"]["content"] for _ in range(2)]
    assert answers[0] == answers[1]


def test_only_who_has_the_key_is_answered(client):
    assert ask(client, headers={}).status_code == 401
    for other in ("Bearer other", "Bearer é".encode("latin-1")):
        assert ask(client, headers={"Authorization": other}).status_code == 401
    assert client.get("/health").status_code == 200


def test_what_does_not_fit_is_said(client):
    answer = ask(client, "th " * 80, max_tokens=8)
    assert answer.status_code == 400
    assert "exceed 64" in answer.json()["error"]["message"]


@pytest.mark.parametrize("body", [{}, {"messages": []}, {"messages": [{"role": "user"}]}, [1], {"messages": 3}])
def test_what_is_no_question_is_refused(client, body):
    assert client.post("/v1/chat/completions", json=body, headers=KEY).status_code == 400


@pytest.mark.parametrize("limit", [-5, "many", 10**9])
def test_a_length_that_cannot_be_written_is_refused(client, limit):
    assert ask(client, max_tokens=limit).status_code == 400


def test_eight_bits_are_for_processors_that_multiply_them(tmp_path):
    told = tmp_path / "cpuinfo"
    told.write_text("flags\t\t: fpu avx512f avx512_vnni amx_int8\n")
    assert models.int8_pays(told)
    told.write_text("flags\t\t: fpu avx2 avx_vnni\n")
    assert not models.int8_pays(told)
    assert not models.int8_pays(tmp_path / "nowhere")


@pytest.mark.parametrize("pays", [True, False])
def test_where_it_cannot_be_made_llama_cpp_runs_the_model(tmp_path, monkeypatch, caplog, pays):
    (tmp_path / "bad.gguf").write_bytes(b"GGUF")
    monkeypatch.setattr(models, "fetch", lambda *_, **__: tmp_path / "bad.gguf")
    monkeypatch.setattr(models, "int8_pays", lambda: pays)
    with caplog.at_level(logging.WARNING):
        assert assembly.local_weights(tmp_path) == tmp_path / "bad.gguf"
    assert ("llama.cpp meanwhile" in caplog.text) == pays
