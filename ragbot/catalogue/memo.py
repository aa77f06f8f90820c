"""What every question asks of the whole archive, read once for as long as the archive stays the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_KEPT = 256
T = TypeVar("T")


class Memo:
    """Values by key, of one catalogue sequence; all are forgotten when it is another. For any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sequence = -1
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, sequence: int, key: Hashable, read: Callable[[], T]) -> T:
        """The value under `key`, read where it is not known. `sequence` is what it was before reading."""
        with self._lock:
            if sequence != self._sequence:
                self._sequence = sequence
                self._values.clear()
            if key in self._values:
                self._values.move_to_end(key)
                known: T = self._values[key]
                return known
        value = read()
        with self._lock:
            if sequence == self._sequence:
                self._values[key] = value
                while len(self._values) > _KEPT:
                    self._values.popitem(last=False)
        return value
