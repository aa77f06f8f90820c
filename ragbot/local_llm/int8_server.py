"""A model with eight-bit weights in CTranslate2, behind the endpoint that llama.cpp's server has.

Run as a module this *is* the child: it must not import torch, chromadb or gradio. One request is worked on at a time,
the others wait in CTranslate2's queue; a client that hangs up stops the writing.
"""

from __future__ import annotations

import ctypes
import hmac
import json
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Generator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import ctranslate2
import uvicorn
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from tokenizers import Tokenizer

_TOKENS = 256  # written at most, where the request does not say
_HALF_A_CHARACTER = "\N{REPLACEMENT CHARACTER}"


class TooLongError(Exception):
    """A prompt and its answer do not fit into the context."""


@dataclass
class Written:
    """What becomes of a request: token counts, and why the writing ended."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    finish_reason: str = "length"
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(8)}")
    started: int = field(default_factory=lambda: int(time.time()))

    @property
    def usage(self) -> dict[str, int]:
        total = self.prompt_tokens + self.completion_tokens
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": total,
        }

    def envelope(self, kind: str, *, ended: bool = False, **said: Any) -> dict[str, Any]:
        """One message of OpenAI's; `said` is its "message" or its "delta"."""
        reason = self.finish_reason if ended or "message" in said else None
        choice = {"index": 0, "finish_reason": reason, **said}
        return {"id": self.id, "object": kind, "created": self.started, "model": "local", "choices": [choice]}


class Engine:
    """The model of a folder that `models.in_int8` made."""

    def __init__(self, folder: Path, *, threads: int, context: int) -> None:
        self._model = ctranslate2.Generator(str(folder), device="cpu", compute_type="int8", intra_threads=threads)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._end = json.loads((folder / "config.json").read_text(encoding="utf-8"))["eos_token"]
        self._context = context
        # As transformers renders them: templates are written for it.
        sandbox = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
        self._template = sandbox.from_string((folder / "chat_template.jinja").read_text(encoding="utf-8"))

    def write(self, messages: Sequence[Mapping[str, str]], limit: int, written: Written) -> Generator[str, None, None]:
        """The answer, piece by piece, greedily chosen. Closing the iterator stops the model."""
        fixed, rest = self._read(messages)
        written.prompt_tokens = len(fixed) + len(rest)
        if written.prompt_tokens + limit > self._context:
            raise TooLongError(f"{written.prompt_tokens} tokens and {limit} to write exceed {self._context}.")
        steps = self._model.generate_tokens(
            rest, max_length=limit, sampling_topk=1, end_token=self._end, static_prompt=fixed or None
        )
        ids: list[int] = []
        told = ""
        try:
            with closing(steps):
                for step in steps:
                    written.completion_tokens += 1
                    if step.is_last and step.token == self._end:
                        written.finish_reason = "stop"
                        break
                    ids.append(step.token_id)
                    words = self._tokenizer.decode(ids)
                    if not words.endswith(_HALF_A_CHARACTER):
                        yield words[len(told) :]
                        told = words
        finally:
            _give_back()

    def _read(self, messages: Sequence[Mapping[str, str]]) -> tuple[list[str], list[str]]:
        """The tokens of the system's part, which CTranslate2 keeps what it has read of, and those of what follows."""
        whole = self._template.render(messages=messages, add_generation_prompt=True)
        fixed = self._template.render(messages=messages[:1], add_generation_prompt=False)
        if messages[0]["role"] != "system" or not whole.startswith(fixed):
            fixed = ""
        return self._tokens(fixed), self._tokens(whole.removeprefix(fixed))

    def _tokens(self, words: str) -> list[str]:
        found: list[str] = self._tokenizer.encode(words).tokens
        return found


def application(engine: Engine, key: str) -> Starlette:
    """The endpoint: chat completions, streamed or whole."""

    async def complete(request: Request) -> Response:
        told = request.headers.get("authorization", "").encode()  # as text, compare_digest takes ASCII only
        if not hmac.compare_digest(told, f"Bearer {key}".encode()):
            return _refused("The key is not the right one.", HTTPStatus.UNAUTHORIZED)
        try:
            asked = await request.json()
            messages = [{"role": str(m["role"]), "content": str(m["content"])} for m in asked["messages"]]
            limit = int(asked.get("max_tokens") or asked.get("max_completion_tokens") or _TOKENS)
        except (ValueError, KeyError, TypeError):
            messages, limit = [], 0
        if not messages or limit < 1:
            return _refused("The request is no chat completion.", HTTPStatus.BAD_REQUEST)
        written = Written()
        pieces = engine.write(messages, limit, written)
        try:
            first = await run_in_threadpool(next, pieces, "")
        except (TooLongError, TemplateError) as error:
            return _refused(str(error), HTTPStatus.BAD_REQUEST)
        if asked.get("stream"):
            return StreamingResponse(_events(first, pieces, written), media_type="text/event-stream")
        words = first + "".join([piece async for piece in iterate_in_threadpool(pieces)])
        answer = written.envelope("chat.completion", message={"role": "assistant", "content": words})
        return JSONResponse(answer | {"usage": written.usage})

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return Starlette(routes=[Route("/health", health), Route("/v1/chat/completions", complete, methods=["POST"])])


async def _events(first: str, pieces: Generator[str, None, None], written: Written) -> AsyncIterator[str]:
    """What is written as server-sent events. Starlette ends it when the client hangs up."""
    kind = "chat.completion.chunk"
    try:
        yield _event(written.envelope(kind, delta={"role": "assistant", "content": first}))
        async for piece in iterate_in_threadpool(pieces):
            yield _event(written.envelope(kind, delta={"content": piece}))
        yield _event(written.envelope(kind, ended=True, delta={}))
        yield _event(written.envelope(kind) | {"choices": [], "usage": written.usage})
        yield "data: [DONE]\n\n"
    finally:
        pieces.close()


def _give_back() -> None:
    """Memory that a prompt took: glibc would keep 250 MB of it."""
    with suppress(OSError, AttributeError):  # other libraries have no such call
        ctypes.CDLL(None).malloc_trim(0)


def _event(data: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(data)}\n\n"


def _refused(why: str, status: HTTPStatus) -> Response:
    return JSONResponse({"error": {"message": why, "type": status.phrase, "code": status.value}}, status)


def _serve() -> None:
    """The child: load, say where it listens, and live until standard input closes."""
    options = json.loads(sys.stdin.readline())
    engine = Engine(Path(options["model"]), threads=options["threads"], context=options["context"])
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(engine, options["key"]), log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, args=([listening],), daemon=True).start()
    sys.stdout.write(f"READY http://127.0.0.1:{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # the model may be in the middle of a prompt; there is nothing to save


if __name__ == "__main__":
    _serve()
