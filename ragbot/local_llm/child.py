"""The local model in a supervised child process behind an OpenAI-compatible endpoint on loopback.

A child, because native code may abort the process it lives in (a damaged file, memory), cannot be
cancelled from Python while it reads a prompt, and must not fork with torch's threads. The child
asks for a key that is new at each start, so that other users of the machine cannot talk to it, and
ends when its standard input closes, which it does however the parent ends.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ragbot.errors import LlmError, WeightsError

_GGUF = b"GGUF"
_STOP_S = 5.0
_LLAMA_CPP, _INT8 = "ragbot.local_llm.llama_cpp", "ragbot.local_llm.int8_server"


class LocalLlm:
    """One model, one child. `start` returns at once; `wait_ready` waits for the endpoint.

    `model` tells the engine: a GGUF file is llama.cpp's, a folder that `models.in_int8` made is CTranslate2's.
    """

    def __init__(self, model: Path, *, threads: int = 0, context: int = 4096, log: Path | None = None) -> None:
        self._model = model
        self._threads = threads or os.cpu_count() or 1
        self._context = context
        self._log = log
        self._child: subprocess.Popen[bytes] | None = None
        self._address: str | None = None
        self._said: queue.Queue[str] = queue.Queue()
        self.api_key = ""

    def start(self) -> None:
        """Start the child. Raises WeightsError when the file is no model."""
        if self.alive:
            return
        check_model(self._model)
        self.close()
        self.api_key = secrets.token_urlsafe(24)
        self._said = queue.Queue()
        options = {"model": str(self._model), "threads": self._threads, "context": self._context, "key": self.api_key}
        with self._chatter() as log:
            self._child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                # safe path: a json.py in the user's current folder must not be taken for the real one
                [sys.executable, "-P", "-m", _INT8 if self._model.is_dir() else _LLAMA_CPP],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(_python_path())},
            )
        assert self._child.stdin is not None
        # Over the pipe, not the command line: that would show the key to every user of the machine.
        self._child.stdin.write(json.dumps(options).encode() + b"\n")
        self._child.stdin.flush()
        threading.Thread(target=_listen, args=(self._child, self._said), daemon=True).start()

    def wait_ready(self, timeout_s: float = 120.0) -> None:
        """Until the endpoint answers. Raises LlmError when the child dies or takes longer."""
        end = time.monotonic() + timeout_s
        address = ""
        while self._address is None:
            # The address is known a moment before the server accepts connections.
            if address and _answers(address):
                self._address = address
            elif not self.alive:
                raise LlmError(
                    f"The local model {self._model.name} stopped while loading: {self._last_words()}", retryable=False
                )
            elif time.monotonic() >= end:
                raise LlmError(
                    f"The local model {self._model.name} was not ready after {timeout_s:.0f} s. Raise RAGBOT_LLM_TIMEOUT_S, or use --llm extractive.",
                    retryable=True,
                )
            elif address:
                time.sleep(0.05)
            else:
                address = self._listening_address(min(0.2, max(0.01, end - time.monotonic())))

    @property
    def engine(self) -> str:
        return "CTranslate2" if self._model.is_dir() else "llama.cpp"

    @property
    def remembers(self) -> bool:
        """Whether a prompt that begins as an earlier one is read from where it differs: CTranslate2 keeps the system's
        part alone.
        """
        return not self._model.is_dir()

    @property
    def alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    @property
    def base_url(self) -> str:
        """The endpoint, as OpenAI clients want it. Raises LlmError before `wait_ready`."""
        if self._address is None:
            raise LlmError("The local model has not been started. Call start() and wait_ready() first.")
        return f"{self._address}/v1"

    def restart(self) -> None:
        self.close()
        self.start()

    def close(self) -> None:
        """End the child: politely, then not."""
        child, self._child, self._address = self._child, None, None
        if child is None:
            return
        if child.stdin:
            child.stdin.close()
        try:
            child.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout:
            child.stdout.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _listening_address(self, wait_s: float) -> str:
        """What the child said since, if it was that; else ""."""
        try:
            line = self._said.get(timeout=wait_s)
        except queue.Empty:
            return ""
        return line.removeprefix("READY ") if line.startswith("READY ") else ""

    def _chatter(self) -> BinaryIO:
        if self._log:
            self._log.parent.mkdir(parents=True, exist_ok=True)
        return (self._log or Path(os.devnull)).open("wb")

    def _last_words(self) -> str:
        code = self._child.returncode if self._child else None
        lines: Sequence[str] = []
        if self._log and self._log.exists():
            lines = [line for line in self._log.read_text("utf-8", "replace").splitlines() if line.strip()]
        end = f" (see {self._log})" if self._log else ""
        return f"{lines[-1] if lines else f'exit code {code}'}{end}. Try ragbot models verify, a smaller model, or --llm extractive."


def _answers(address: str) -> bool:
    # Our own child on loopback: a proxy that the environment names could not reach it.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address}/health", timeout=5) as response:
            return bool(response.status == HTTPStatus.OK)
    except OSError:
        return False


def check_model(model: Path) -> None:
    """Raises WeightsError for what is no model that can be run."""
    if (model / "model.bin").exists():
        return
    try:
        with model.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise WeightsError(
            f"The model {model} cannot be read: {error.strerror}. Check the path in --llm local:/path/model.gguf"
        ) from error
    if magic != _GGUF:
        raise WeightsError(
            f"{model} is not a GGUF model file. Run: ragbot models verify, or name another with --llm local:/path/model.gguf"
        )


def _python_path() -> list[str]:
    """Where ragbot lies, for a source tree, then the user's; an entry that is empty or relative is the current folder."""
    own = str(Path(__file__).absolute().parents[2])
    return [own, *(p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if Path(p).is_absolute())]


def _listen(child: subprocess.Popen[bytes], said: queue.Queue[str]) -> None:
    assert child.stdout is not None
    try:
        for line in child.stdout:
            said.put(line.decode("utf-8", "replace").strip())
    except ValueError:
        return  # closed under us by close()
