"""Answers that were given already: the same question about the same archive is answered at once."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ragbot.domain import Answer, Done, Event, Retrieved

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found and what was answered."""

    found: Retrieved
    answer: Answer

    def again(self, question: str, started: float) -> tuple[Event, Event]:
        """The events of the same answer to `question`, with its own times; its receipt says `cached`."""
        seconds = round(time.perf_counter() - started, 4)
        timings = {
            "retrieve_s": seconds,
            "ttft_s": None,
            "total_s": seconds,
            "prompt_tokens": 0,
            "completion_tokens": 0,
        }
        answer = replace(
            self.answer,
            question=question,
            receipt={**self.answer.receipt, "cached": True},
            timings={**dict.fromkeys(self.answer.timings), **timings},
        )
        return replace(self.found, seconds=seconds), Done(answer)


class Recent(Generic[Value]):
    """The last `size` values that were asked for, in memory; for any thread. With `size` 0 it keeps none."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, value: Value) -> None:
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


class AnswerCache:
    """The last answers, by all that made them."""

    def __init__(self, size: int) -> None:
        self._kept = Recent[Kept](size)

    def get(self, key: Hashable) -> Kept | None:
        return self._kept.get(key)

    def put(self, key: Hashable, found: Retrieved, answer: Answer) -> None:
        self._kept.put(key, Kept(found, answer))
