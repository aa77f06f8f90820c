"""JSON files that are there whole or not at all, also after a power cut; and names for them that nobody guesses."""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ragbot.errors import StorageError

_ID = re.compile(r"[A-Za-z0-9_-]{22}")


def new_id() -> str:
    """128 random bits in 22 letters, digits, "-" and "_": knowing one is the right to read what it names."""
    return secrets.token_urlsafe(16)


def is_id(text: str) -> bool:
    """Whether `new_id` could have made it. What is no id is never made part of a path."""
    return _ID.fullmatch(text) is not None


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write or replace a file. Raises StorageError; the former content is then still there."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                json.dump(data, file, ensure_ascii=True)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)
            raise
        _settle(path.parent)


def read(path: Path) -> dict[str, Any] | None:
    """What is in a file; None where there is none, or none of ours. Raises StorageError where it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError):
        return None
    except OSError as error:
        raise _storage(path, error, "read") from error
    return data if isinstance(data, dict) else None


def remove(path: Path) -> bool:
    """Whether there was something to remove."""
    with _told(path):
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _settle(path.parent)
        return True


def append(path: Path, row: Mapping[str, Any]) -> None:
    """Add one line to a file of JSON lines. A line that a power cut left half is closed first."""
    line = json.dumps(row, ensure_ascii=True).encode() + b"\n"
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                line = line if file.read(1) == b"\n" else b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of JSON lines; half ones are passed over."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                with suppress(ValueError, RecursionError):
                    row = json.loads(line)
                    if isinstance(row, dict):
                        yield row
    except FileNotFoundError:
        return
    except OSError as error:
        raise _storage(path, error, "read") from error


def _settle(folder: Path) -> None:
    """A rename is on disk once its folder is."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _storage(path, error, "written") from error


def _storage(path: Path, error: OSError, what: str) -> StorageError:
    return StorageError(
        f"{path} cannot be {what}: {error.strerror or error}. Free space on that disk or mend its permissions."
    )
