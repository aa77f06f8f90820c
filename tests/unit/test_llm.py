"""Specs, and what becomes of everything a provider can do wrong."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage
from langchain_core.messages.ai import UsageMetadata

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


@pytest.fixture
def proxy(monkeypatch):
    """A stand-in for the proxy that every variable names; it would answer as well as the server itself."""
    llm._direct.cache_clear()  # clients read the environment when they are made
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "OPENAI_PROXY"):
            monkeypatch.setenv(name, running.url)
            monkeypatch.setenv(name.lower(), running.url)
        yield running


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_what_is_asked_on_this_machine_does_not_go_through_a_proxy(server, proxy, host):
    url = server.url.replace("127.0.0.1", host)
    chats = [
        llm.build_chat_model(f"openai-compatible:good@{url}", timeout_s=5, max_tokens=5),
        llm.local_chat_model(url, "key", timeout_s=5, max_tokens=5),
    ]
    for asked, chat in enumerate(chats, start=1):
        assert "".join(llm.stream_text(chat, ASK, llm.StreamStats())) == "Five workers [1]."
        assert server.counted.total() == asked
    assert not proxy.called.is_set()


def test_awaited_answers_do_not_go_through_a_proxy_either(server, proxy):
    chat = llm.local_chat_model(server.url, "key", timeout_s=5, max_tokens=5)

    async def words():
        return "".join([part.text async for part in chat.astream(ASK)])

    # twice: clients are shared, event loops are not; in a thread, because the browser tests leave a loop running in ours
    with ThreadPoolExecutor(1) as thread:
        said = [thread.submit(lambda: asyncio.run(words())).result() for _ in range(2)]
    assert said == ["Five workers [1]."] * 2
    assert not proxy.called.is_set()


@pytest.mark.parametrize("host", ["news.invalid", "127.0.0.1.invalid", "192.0.2.7"])
def test_what_is_asked_elsewhere_keeps_the_proxy(proxy, host):
    chat = llm.build_chat_model(f"openai-compatible:good@http://{host}/v1", timeout_s=5, max_tokens=5)
    assert "".join(llm.stream_text(chat, ASK, llm.StreamStats())) == "Five workers [1]."
    assert proxy.counted["good"] == 1


def test_a_missing_provider_package_names_what_to_install():
    with pytest.raises(LlmError, match="pip install langchain-anthropic"):
        llm.build_chat_model("anthropic:claude-x", timeout_s=2, max_tokens=5)


def test_a_missing_key_is_said(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(LlmError, match="API key"):
        llm.build_chat_model("openai:gpt-5.5", timeout_s=2, max_tokens=5)


@pytest.mark.parametrize(
    ("url", "own", "sent"),
    [
        ("https://collector.invalid/v1", "", "none"),
        ("https://api.openai.com.collector.invalid/v1", "", "none"),
        ("https://collector.invalid/v1", "sk-own", "sk-own"),
        ("https://api.openai.com/v1", "", KEY),
        ("http://127.0.0.1:9/v1", "", KEY),
        ("http://127.0.0.1:9/v1", "sk-own", "sk-own"),
    ],
)
def test_openais_key_is_shown_to_openai_and_this_machine_only(monkeypatch, url, own, sent):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    model = llm.build_chat_model(f"openai-compatible:m@{url}", timeout_s=2, max_tokens=5, key=own)
    assert model.openai_api_key.get_secret_value() == sent


def test_the_tokens_of_all_chunks_are_counted():
    class Counting:
        def stream(self, messages):
            for said, spent in (("Five ", (120, 0)), ("workers.", (0, 9))):
                usage = UsageMetadata(input_tokens=spent[0], output_tokens=spent[1], total_tokens=sum(spent))
                yield AIMessageChunk(said, usage_metadata=usage)

    stats = llm.StreamStats()
    assert "".join(llm.stream_text(Counting(), ASK, stats)) == "Five workers."
    assert (stats.prompt_tokens, stats.completion_tokens) == (120, 9)
