"""Who words the answers: a hosted model, a local one in a child process, or nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from ragbot import llm
from ragbot.local_llm import LocalLlm


class Extractive:
    """No model: the best proven sentence is the answer."""

    name = "extractive"
    engine = ""
    optional = True
    rewrites = False
    remembers = False
    trusted = True

    def model(self) -> None:
        return None

    def start(self) -> None: ...

    def read_ahead(self, messages: Sequence[BaseMessage]) -> None: ...

    def close(self) -> None: ...


class Given:
    """A chat model that was built elsewhere: a hosted one, or one handed in from Python."""

    engine = ""
    optional = False
    rewrites = True
    remembers = False  # prompts as short as these are not kept
    trusted = True

    def __init__(self, name: str, build: Callable[[], BaseChatModel]) -> None:
        self.name = name
        self._build = build
        self._model: BaseChatModel | None = None

    def model(self) -> BaseChatModel:
        if self._model is None:
            self._model = self._build()
        return self._model

    def start(self) -> None: ...

    def read_ahead(self, messages: Sequence[BaseMessage]) -> None: ...

    def close(self) -> None: ...


class Local:
    """A model in a supervised child process, started in the background, started again when it dies."""

    optional = True
    rewrites = False  # one more prompt to read, and a small model loses names
    trusted = False  # half of what it declines the articles tell, and of two figures it may take the older

    def __init__(
        self, name: str, weights: Callable[[], Path], *, threads: int, answer_tokens: int, timeout_s: float, log: Path
    ) -> None:
        self.name = name
        self._weights = weights
        self._threads = threads
        self._tokens = answer_tokens
        self._timeout_s = timeout_s
        self._log = log
        self._lock = threading.Lock()
        self._child: LocalLlm | None = None

    @property
    def engine(self) -> str:
        """What runs the model, once it was started: answers differ a little from one to the other."""
        return self._child.engine if self._child else ""

    @property
    def remembers(self) -> bool:
        return self._child is not None and self._child.remembers

    @property
    def pid(self) -> int | None:
        """The child's process id, once it was started."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Begin loading without waiting, so that it overlaps with what else is to be loaded."""
        with self._lock:
            if self._child is None:
                child = LocalLlm(self._weights(), threads=self._threads, log=self._log)
                child.start()
                self._child = child

    def model(self) -> BaseChatModel:
        """The chat model of a child that answers. Raises WeightsError or LlmError when there can be none."""
        self.start()
        with self._lock:
            child = self._child
            assert child is not None
            if not child.alive:
                child.restart()
            child.wait_ready(self._timeout_s)
            return llm.local_chat_model(
                child.base_url, child.api_key, timeout_s=self._timeout_s, max_tokens=self._tokens
            )

    def read_ahead(self, messages: Sequence[BaseMessage]) -> None:
        """Have the model read how prompts begin, so that the first question does not wait for it: the server keeps
        what it has read of a prompt and goes on where the next one differs.
        """
        with closing(llm.stream_text(self.model(), messages, llm.StreamStats())) as tokens:
            next(tokens, None)

    def close(self) -> None:
        with self._lock:
            if self._child is not None:
                self._child.close()
                self._child = None
