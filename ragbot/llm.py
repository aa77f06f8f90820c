"""A settings string → a LangChain chat model; what providers throw → our errors."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import Runnable
from pydantic import SecretStr

from ragbot.errors import LlmError, SettingsError

Kind = Literal["local", "extractive", "openai-compatible", "provider"]
_ATTEMPTS = 3
_WORTH_A_RETRY = frozenset({408, 409, 429})
_KEY = "refused the API key ({}). Check the key in the environment (RAGBOT_LLM_KEY for an openai-compatible server)."
_TOO_LONG = "rejected the request ({}). The prompt may be too long for it: lower RAGBOT_EVIDENCE_TOKENS."
_REASONS = {
    400: _TOO_LONG,
    401: _KEY,
    403: _KEY,
    404: "does not know this model or path ({}). Check the name and the URL.",
    413: _TOO_LONG,
    422: _TOO_LONG,
    429: "is over its limit ({}). Wait a little, or use --llm local.",
}
_NO_LIST = frozenset({400, 404, 405, 422, 501})
_OTHER_STATUS = "failed ({}). Try again, or use --llm local."
_MAX_CHARS = 20_000  # of one answer: a model that does not stop is stopped


@dataclass(frozen=True, slots=True)
class LlmSpec:
    """A parsed spec: `target` is a path, `hf:…`, a `provider:model`, or a model's name with its `base_url`."""

    kind: Kind
    target: str = ""
    base_url: str | None = None


@dataclass(slots=True)
class StreamStats:
    """What the provider reported of one stream, in tokens; None where it reported nothing."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    attempts: int = 0


def parse_spec(spec: str) -> LlmSpec:
    """`local`, `local:PATH`, `extractive`, `openai-compatible:MODEL@URL` or `provider:model`. Raises SettingsError."""
    head, colon, rest = spec.strip().partition(":")
    if head == "extractive" and not colon:
        return LlmSpec("extractive")
    if head == "local" and (rest or not colon):
        return LlmSpec("local", rest)
    if head == "openai-compatible":
        model, at, url = rest.rpartition("@")
        if not (at and model and urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname):
            raise SettingsError(
                f"The LLM {spec!r} needs a model and a URL: openai-compatible:MODEL@http://127.0.0.1:8000/v1"
            )
        return LlmSpec("openai-compatible", model, url)
    if head and rest and head != "extractive":
        return LlmSpec("provider", spec.strip())
    raise SettingsError(
        f"The LLM {spec!r} is not understood. Use local, extractive, provider:model (openai:gpt-5.5, anthropic:…, ollama:…) "
        "or openai-compatible:MODEL@URL."
    )


def build_chat_model(spec: str, *, timeout_s: float, max_tokens: int, key: str = "") -> BaseChatModel:
    """The hosted chat model a spec names; calls nobody yet. Raises LlmError when its package or key is missing.

    `key` is for the server of an `openai-compatible` spec; providers read their own from the environment.
    """
    parsed = parse_spec(spec)
    if parsed.kind == "openai-compatible":
        assert parsed.base_url is not None
        key = key or _openai_key(parsed.base_url) or "none"
        return _openai(parsed.target, parsed.base_url, key, timeout_s=timeout_s, max_tokens=max_tokens)
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(
            parsed.target, temperature=0, timeout=timeout_s, max_tokens=max_tokens, max_retries=0
        )
    except ImportError as error:
        package = re.search(r"pip install [\w-]+", str(error))
        hint = f"Run: {package.group()}" if package else f"Its package is missing: {error}"
        raise LlmError(f"The LLM {spec!r} cannot be used. {hint}") from error
    except Exception as error:  # every provider package raises its own for a missing key or an unknown option
        raise LlmError(
            f"The LLM {spec!r} cannot be set up: {_first_line(error).rstrip('.')}. Check its name and its API key."
        ) from error
    return model


def local_chat_model(base_url: str, api_key: str, *, timeout_s: float, max_tokens: int) -> BaseChatModel:
    """The chat model behind a llama.cpp endpoint on loopback."""
    return _openai("local", base_url, api_key, timeout_s=timeout_s, max_tokens=max_tokens)


def missing_key(model: BaseChatModel) -> str:
    """The environment's name of the key that a hosted model needs and has not, or "".

    Some providers' packages notice it with the first question only. Those that name several secrets look for them
    elsewhere, too, so nothing is known of them.
    """
    if len(model.lc_secrets) != 1:
        return ""
    ((name, variable),) = model.lc_secrets.items()
    value: Any = getattr(model, name, None)
    held = value.get_secret_value() if isinstance(value, SecretStr) else value
    return "" if held else variable


def served_models(spec: str, *, timeout_s: float, key: str = "") -> list[str] | None:
    """The models that the server of an `openai-compatible` spec lists, asked as for an answer; None where it lists none.

    Raises LlmError where it cannot be reached, refuses the key or fails.
    """
    chat: Any = build_chat_model(spec, timeout_s=timeout_s, max_tokens=1, key=key)
    server = chat.root_client.with_options(timeout=timeout_s, max_retries=0)
    try:
        page = server.models.list()
    except (json.JSONDecodeError, AttributeError):  # what openai makes of a page in HTML
        return None
    except Exception as error:  # noqa: BLE001  # as in stream_text
        problem = translate(error)
        if problem.status in _NO_LIST:
            return None
        raise problem from None  # the cause may hold headers with the key
    listed = getattr(page, "data", None)  # a server may answer in other words than OpenAI's
    return sorted(str(one.id) for one in listed if hasattr(one, "id")) if isinstance(listed, list) else None


def stream_text(
    model: Runnable[LanguageModelInput, AIMessage], messages: Sequence[BaseMessage], stats: StreamStats
) -> Generator[str, None, None]:
    """The text of a chat model, bare or with something bound to it, as it comes. Closing the iterator closes the connection.

    At most three attempts in all, and only before the first token. Raises LlmError with a sentence for people.
    """
    while True:
        stats.attempts += 1
        wrote = 0
        try:
            for chunk in model.stream(list(messages)):
                _count(stats, chunk)
                if chunk.text:
                    wrote += len(chunk.text)
                    yield chunk.text
                if wrote > _MAX_CHARS:
                    return
        except Exception as error:  # noqa: BLE001  # providers share no base class; each is told apart by its status
            problem = translate(error, broken=wrote > 0)
            if wrote or not problem.retryable or stats.attempts >= _ATTEMPTS:
                raise problem from None  # the cause may hold headers with the key
            _pause(error, stats.attempts)
        else:
            return


def translate(error: Exception, *, broken: bool = False) -> LlmError:
    """What went wrong, as a sentence that says what to do; never with a key in it."""
    if broken:
        return LlmError("The language model broke off in the middle of its answer. Ask again.", retryable=True)
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if isinstance(status, int):
        retryable = status in _WORTH_A_RETRY or status >= HTTPStatus.INTERNAL_SERVER_ERROR
        reason = _REASONS.get(status, _OTHER_STATUS).format(status)
        return LlmError(f"The language model's server {reason}", retryable=retryable, status=status)
    kind = type(error).__name__
    if "Timeout" in kind or isinstance(error, TimeoutError):
        late = "The language model did not answer in time. Try again, raise RAGBOT_LLM_TIMEOUT_S, or use --llm local."
        return LlmError(late, retryable=True)
    if "Connect" in kind or isinstance(error, ConnectionError):
        gone = "The language model's server cannot be reached. Check the URL and that it runs, or use --llm local."
        return LlmError(gone, retryable=True)
    return LlmError(f"The language model failed ({kind}). Try again, or use --llm extractive.")


def _openai(name: str, base_url: str, api_key: str, *, timeout_s: float, max_tokens: int) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        **(_direct() if _on_this_machine(base_url) else {}),
        model=name,
        base_url=base_url,
        api_key=SecretStr(api_key),
        temperature=0,
        timeout=timeout_s,
        max_retries=0,
        stream_usage=True,
        # max_completion_tokens is what ChatOpenAI would send; servers other than OpenAI's know max_tokens
        extra_body={"max_tokens": max_tokens},
    )


def _openai_key(url: str) -> str:
    """OpenAI's key from the environment: for OpenAI and for this machine. Any other server would have to be trusted with it."""
    host = urlsplit(url).hostname or ""
    known = host == "api.openai.com" or _on_this_machine(url)
    return os.environ.get("OPENAI_API_KEY", "") if known else ""


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@cache
def _direct() -> dict[str, Any]:
    """What keeps ChatOpenAI from a proxy: to a proxy, loopback is its own machine, and the prompts are not its business.

    One pair of clients for the whole process. They keep no connection after an answer, so there is nothing to
    close, and nothing that belongs to an event loop that has ended.
    """
    import ssl

    from openai import DefaultAsyncHttpxClient, DefaultHttpxClient

    # SSL_CERT_FILE is heeded here; without trust_env the clients would not look at it.
    known = ssl.create_default_context()
    hang_up = {"Connection": "close"}
    return {
        "http_client": DefaultHttpxClient(trust_env=False, verify=known, headers=hang_up),
        "http_async_client": DefaultAsyncHttpxClient(trust_env=False, verify=known, headers=hang_up),
        "openai_proxy": "",  # or ChatOpenAI takes OPENAI_PROXY from the environment
    }


def _count(stats: StreamStats, chunk: Any) -> None:
    usage = getattr(chunk, "usage_metadata", None)
    if usage:
        # Some providers count the prompt in the first chunk and the answer in the last.
        stats.prompt_tokens = (stats.prompt_tokens or 0) + usage["input_tokens"]
        stats.completion_tokens = (stats.completion_tokens or 0) + usage["output_tokens"]


def _pause(error: Exception, attempt: int) -> None:
    """Full jitter; a server's Retry-After is kept up to five seconds."""
    import random
    import time

    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        asked = float(headers.get("retry-after", 0))
    except (TypeError, ValueError):
        asked = 0.0
    time.sleep(min(5.0, max(asked, random.uniform(0, 0.5 * 2**attempt))))  # noqa: S311  # jitter, not a secret


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
