"""Deterministic stand-ins that keep the contracts of the real things (see tests/contract)."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from ragbot import text
from ragbot.domain import Passage
from ragbot.encoders import PassageEncoder, Vectors, unit


class WordHashEncoder(PassageEncoder):
    """Each word stem adds a fixed pseudo-random direction: texts that share words are near. Counts its calls."""

    def __init__(self, name: str = "word-hash", dimension: int = 96) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += len(texts)
        return [self._vector(t).tolist() for t in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text).tolist()

    def encode_passages(self, passages: Sequence[Passage]) -> tuple[Vectors, list[Vectors]]:
        self.embedded += len(passages)
        if not passages:
            return np.zeros((0, self.dimension), dtype=np.float32), []
        whole = np.stack([self._vector(p.embedded_text) for p in passages])
        parts = [
            np.stack([self._vector(p.text[s.start - p.start : s.end - p.start]) for s in p.sentences]) for p in passages
        ]
        return whole, parts

    def _vector(self, words: str) -> Vectors:
        total = np.zeros(self.dimension, dtype=np.float32)
        for stem in text.content_stems(words) or ["∅"]:
            seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)
        return unit(total)


class ScriptedChatModel(BaseChatModel):
    """Says what it was told to, word by word. An exception in the script is raised in its place.

    `heard` holds the messages of each call, `closed` counts streams that were left before their end.
    """

    _script: deque[str | Exception] = PrivateAttr(default_factory=deque)
    _heard: list[list[BaseMessage]] = PrivateAttr(default_factory=list)
    _closed: int = PrivateAttr(default=0)
    _gate: threading.Event | None = PrivateAttr(default=None)

    def __init__(self, *script: str | Exception, gate: threading.Event | None = None) -> None:
        super().__init__()
        self._script.extend(script)
        self._gate = gate

    def then(self, *script: str | Exception) -> None:
        self._script.extend(script)

    def forget(self, gate: threading.Event | None = None) -> None:
        """As new, waiting at another gate, or at none."""
        self._script.clear()
        self._heard.clear()
        self._closed, self._gate = 0, gate

    @property
    def heard(self) -> list[list[BaseMessage]]:
        return self._heard

    @property
    def closed(self) -> int:
        return self._closed

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        words = "".join(c.text for c in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(words))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self._heard.append(messages)
        line = self._script.popleft() if self._script else "Not in these articles."
        if isinstance(line, Exception):
            raise line
        finished = False
        try:
            for i, word in enumerate(line.split(" ")):
                if word == "<break>":
                    raise ConnectionResetError("the line went dead")
                if self._gate:
                    self._gate.wait(20)
                yield ChatGenerationChunk(message=AIMessageChunk(word if i == 0 else " " + word))
            finished = True
        finally:
            self._closed += not finished
