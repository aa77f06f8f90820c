"""Who has given the password: told by a signed cookie, so that nothing has to be remembered and a restart asks nobody again."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ragbot.errors import RagbotError

_LASTS_S = 30 * 86_400
_KEY_BYTES = 32
_AT_ONCE = 8
WAIT_S = 1.0  # after a wrong password

log = logging.getLogger(__name__)


class TooManyError(RagbotError):
    """Somebody is guessing."""


class Sessions:
    """`key` is secret to this archive; another password makes every session invalid."""

    def __init__(self, password: str, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._password = password.encode()
        self._key = hashlib.sha256(key + self._password).digest()
        self._clock = clock
        self._guessing = 0

    lasts_s = _LASTS_S

    async def opens(self, password: str) -> bool:
        """Whether it is the password. A wrong one takes a second, and only a few are looked at in one.

        Raises TooManyError while others are guessing.
        """
        if self._guessing >= _AT_ONCE:
            raise TooManyError("Many wrong passwords have been tried just now. Try again in a moment.")
        if self._is_right(password):
            return True
        self._guessing += 1
        try:
            await asyncio.sleep(WAIT_S)
        finally:
            self._guessing -= 1
        return False

    def _is_right(self, password: str) -> bool:
        """In constant time, whatever the lengths are."""
        given, right = (hmac.new(self._key, p, "sha256").digest() for p in (_bytes(password), self._password))
        return hmac.compare_digest(given, right)

    def begin(self) -> str:
        """The value of a session's cookie."""
        ends = str(int(self._clock()) + _LASTS_S)
        return f"{ends}.{self._sign(ends)}"

    def is_valid(self, cookie: str) -> bool:
        ends, _, signature = cookie.partition(".")
        if not (ends.isascii() and ends.isdigit() and len(ends) <= len("99999999999")):
            return False
        return hmac.compare_digest(_bytes(signature), self._sign(ends).encode()) and int(ends) > self._clock()

    def _sign(self, ends: str) -> str:
        return hmac.new(self._key, ends.encode(), "sha256").hexdigest()


def stored_key(path: Path) -> bytes:
    """The archive's key; made at first use. Where it cannot be kept, sessions end with the process."""
    with suppress(OSError):
        key = path.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
    key = secrets.token_bytes(_KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
    except OSError as error:
        log.warning("%s cannot be written (%s): who signs in must do so again after a restart", path, error)
    return key


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
