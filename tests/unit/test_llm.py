"""Specs, and what becomes of everything a provider can do wrong."""

from __future__ import annotations

import logging

import pytest
from langchain_core.messages import HumanMessage

from ragbot import llm
from ragbot.errors import LlmError, SettingsError
from tests.fake_openai import serving

ASK = [HumanMessage("How many?")]
KEY = "sk-canary-4711"


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr("ragbot.llm._pause", lambda *_: None)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving() as running:
        yield running


def stream(server, name, stats=None):
    model = llm.build_chat_model(f"openai-compatible:{name}@{server.url}", timeout_s=5, max_tokens=77)
    return llm.stream_text(model, ASK, stats or llm.StreamStats())


@pytest.mark.parametrize(
    ("spec", "kind", "target", "url"),
    [
        ("local", "local", "", None),
        ("local:/m.gguf", "local", "/m.gguf", None),
        ("local:hf:a/b/c.gguf", "local", "hf:a/b/c.gguf", None),
        ("extractive", "extractive", "", None),
        ("openai:gpt-5.5", "provider", "openai:gpt-5.5", None),
        ("ollama:qwen3.5:9b", "provider", "ollama:qwen3.5:9b", None),
        ("openai-compatible:a/b@http://127.0.0.1:8000/v1", "openai-compatible", "a/b", "http://127.0.0.1:8000/v1"),
    ],
)
def test_a_spec_is_understood(spec, kind, target, url):
    assert llm.parse_spec(spec) == llm.LlmSpec(kind, target, url)


@pytest.mark.parametrize(
    "spec",
    ["", "gpt-5", "local:", ":x", "openai:", "openai-compatible:m", "openai-compatible:m@ftp://h", "extractive:x"],
)
def test_a_spec_that_is_none_is_refused_with_the_choices(spec):
    with pytest.raises(SettingsError, match="local|MODEL@"):
        llm.parse_spec(spec)


def test_tokens_stream_and_usage_is_counted(server):
    stats = llm.StreamStats()
    assert list(stream(server, "good", stats)) == ["Five", " workers", " [1]."]
    assert (stats.prompt_tokens, stats.completion_tokens, stats.attempts) == (11, 3, 1)
    assert server.bodies[0]["max_tokens"] == 77
    assert server.bodies[0]["temperature"] == 0


@pytest.mark.parametrize(
    ("status", "sentence", "attempts"),
    [
        (400, "too long", 1),
        (401, "API key", 1),
        (403, "API key", 1),
        (404, "does not know this model", 1),
        (422, "rejected", 1),
        (408, "failed", 3),
        (429, "over its limit", 3),
        (500, "failed", 3),
        (503, "failed", 3),
    ],
)
def test_each_refusal_is_a_sentence_and_only_what_may_pass_is_tried_again(server, caplog, status, sentence, attempts):
    caplog.set_level(logging.DEBUG, logger="ragbot")
    with pytest.raises(LlmError, match=sentence) as caught:
        list(stream(server, f"status-{status}"))
    assert server.counted[f"status-{status}"] == attempts
    assert caught.value.retryable is (attempts > 1)
    assert KEY not in str(caught.value) + caplog.text
    assert caught.value.__cause__ is None


def test_a_passing_failure_is_not_noticed(server):
    assert "".join(stream(server, "once-503")) == "Five workers [1]."
    assert server.counted["once-503"] == 2


def test_after_the_first_token_nothing_is_asked_again(server):
    words = stream(server, "break")
    assert [next(words), next(words)] == ["Five", " workers"]
    with pytest.raises(LlmError, match="broke off"):
        next(words)
    assert server.counted["break"] == 1


def test_closing_the_stream_hangs_up(server):
    words = stream(server, "endless")
    next(words)
    words.close()
    assert server.hung_up.wait(10)


def test_a_model_that_does_not_stop_is_stopped(server, monkeypatch):
    monkeypatch.setattr("ragbot.llm._MAX_CHARS", 30)
    assert len("".join(stream(server, "endless"))) <= 33


def test_a_server_that_is_not_there_is_said():
    model = llm.build_chat_model("openai-compatible:m@http://127.0.0.1:9/v1", timeout_s=2, max_tokens=5)
    with pytest.raises(LlmError, match="cannot be reached") as caught:
        list(llm.stream_text(model, ASK, llm.StreamStats(attempts=2)))
    assert caught.value.retryable


def test_a_missing_provider_package_names_what_to_install():
    with pytest.raises(LlmError, match="pip install langchain-anthropic"):
        llm.build_chat_model("anthropic:claude-x", timeout_s=2, max_tokens=5)


def test_a_missing_key_is_said(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(LlmError, match="API key"):
        llm.build_chat_model("openai:gpt-5.5", timeout_s=2, max_tokens=5)
