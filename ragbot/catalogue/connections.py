"""One SQLite connection for each thread, closed when the thread has ended."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from weakref import WeakSet


class Connections:
    """Opens a thread's connection when it first needs one. Threads come and go: the chat has one for each question."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._open: WeakSet[_Held] = WeakSet()

    def get(self) -> sqlite3.Connection:
        """The connection of the thread that asks."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            held = self._local.held = _Held(self._connect())
            self._open.add(held)
        return held.db

    def close(self) -> None:
        """Close those of all threads; who asks again gets a new one."""
        for held in list(self._open):
            held.db.close()
        self._local = threading.local()

    def __len__(self) -> int:
        return len(self._open)


class _Held:
    """Lives as long as the thread that holds it."""

    __slots__ = ("__weakref__", "db")

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __del__(self) -> None:
        self.db.close()
