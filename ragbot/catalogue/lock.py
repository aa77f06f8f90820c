"""One writer at a time, and everybody else is told who it is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from ragbot.errors import LockedError


class WriterLock:
    """An operating-system lock on an archive folder; it vanishes with the process, however that ends."""

    def __init__(self, home: Path) -> None:
        self._lock = FileLock(home / "writer.lock")
        self._holder = home / "writer.json"
        self._home = home

    def __enter__(self) -> Self:
        """Raises LockedError, naming the holder, when another process is writing."""
        try:
            self._lock.acquire(timeout=0.5)
        except Timeout:
            raise LockedError(
                f"The archive {self._home} is being written by {self._who()}. Wait until it is done, or stop it."
            ) from None
        if self._lock.lock_counter == 1:
            command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]]).strip()
            self._holder.write_text(json.dumps({"pid": os.getpid(), "command": command}), encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock.lock_counter == 1:
            self._holder.unlink(missing_ok=True)
        self._lock.release()

    def holder(self) -> str:
        """Who is writing, for people; "" where nobody is."""
        try:
            with self._lock.acquire(timeout=0):
                return ""
        except Timeout:
            return self._who()

    def _who(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"process {holder['pid']} ({holder['command']})"
        except (OSError, ValueError, KeyError):
            return "another process"
