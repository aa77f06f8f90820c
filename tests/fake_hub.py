"""A hub of weights on this machine, which sends, continues, compresses, cuts off and refuses as real ones do."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DATA = bytes(range(256)) * 400


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = {"weights": DATA, "sub/config": b"{}"}
        self.ranges = True  # False: sends the whole file; None: refuses to continue one
        self.always_gzips = False
        self.refuses = None
        self.cut_after = None
        self.asked = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_): ...

    def do_HEAD(self):
        data = self.server.files[self.path.removeprefix("/owner/toy/resolve/main/")]
        self.send_response(200)
        self.send_header("x-linked-etag", f'"{hashlib.sha256(data).hexdigest()}"')
        self.send_header("x-linked-size", str(len(data)))
        self.end_headers()

    def do_GET(self):
        path = self.path.removeprefix("/owner/toy/resolve/main/")
        self.server.asked.append((path, self.headers.get("Range")))
        if self.server.refuses or path not in self.server.files:
            self.send_error(self.server.refuses or 404)
            return
        data = self.server.files[path]
        # As the hub's servers do it: whoever does not refuse gets it compressed, and a range is one of what is sent.
        gzips = self.server.always_gzips or "gzip" in self.headers.get("Accept-Encoding", "gzip")
        data = gzip.compress(data) if gzips else data
        start = int(re.match(r"bytes=(\d+)-", self.headers.get("Range") or "bytes=0-").group(1))
        if start and (self.server.ranges is None or start >= len(data)):
            self.send_error(416)
            return
        start = start if self.server.ranges else 0
        self.send_response(206 if start else 200)
        if gzips:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self.wfile.write(data[start : self.server.cut_after])


@contextmanager
def serving() -> Iterator[Server]:
    """A hub that runs; `url` is where."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
