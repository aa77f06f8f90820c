"""An OpenAI-compatible server on loopback whose model's name chooses what goes wrong."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ENDLESS = ["on "] * 100_000


class FakeOpenAI(ThreadingHTTPServer):
    """Counts requests by model; keeps the bodies; knows when a client hung up in the middle."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.counted: Counter[str] = Counter()
        self.bodies: list[dict[str, Any]] = []
        self.structured: list[str] | int = []  # the pieces of an answer where a schema is asked for, or the status
        self.listed: list[str] | int | str = ["good"]  # the models that it lists, the status, or what else it says
        self.keys: list[str] = []  # with which the list was asked for
        self.hung_up = threading.Event()
        self.called = threading.Event()  # by anybody, for anything: what a stand-in for a proxy is asked

    def verify_request(self, *_: Any) -> bool:
        self.called.set()
        return True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving() -> Iterator[FakeOpenAI]:
    server = FakeOpenAI()
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: FakeOpenAI

    def log_message(self, *_: Any) -> None: ...

    def do_GET(self) -> None:
        self.server.keys.append(str(self.headers["Authorization"]))
        listed = self.server.listed
        if isinstance(listed, int):
            self._fail(listed)
            return
        models = [{"id": name, "object": "model", "created": 0, "owned_by": "m"} for name in listed]
        whole = listed if isinstance(listed, str) else json.dumps({"object": "list", "data": models})
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if isinstance(listed, str) else "application/json")
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole.encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = body["model"]
        self.server.counted[model] += 1
        self.server.bodies.append(body)
        first = self.server.counted[model] == 1
        if model.startswith("status-"):
            self._fail(int(model.split("-")[1]))
        elif model == "once-503" and first:
            self._fail(503)
        elif "response_format" not in body:
            self._stream(model, ENDLESS if model == "endless" else ["Five", " workers", " [1]."])
        elif isinstance(self.server.structured, int):
            self._fail(self.server.structured)
        else:
            self._stream(model, self.server.structured)

    def _fail(self, status: int) -> None:
        said = json.dumps({"error": {"message": f"no, and your key is {self.headers['Authorization']}"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _stream(self, model: str, pieces: Sequence[str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if model == "break":
            self.send_header("Content-Length", "100000")  # promised, and not kept
        self.end_headers()
        try:
            for i, word in enumerate(pieces):
                if model == "break" and i == 2:
                    self.connection.close()
                    return
                delta = {"content": word} if i else {"role": "assistant", "content": word}
                self._chunk({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
                if len(pieces) == len(ENDLESS):
                    time.sleep(0.01)
            self._chunk({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            usage = {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}
            self._chunk({"choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            self.server.hung_up.set()

    def _chunk(self, part: dict[str, Any]) -> None:
        whole = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", **part}
        self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
        self.wfile.flush()
