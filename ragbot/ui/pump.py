"""Runs a bot's stream in a thread of its own, so that the page never waits for the model and can stop it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import closing, suppress

from ragbot.domain import Event, Token


class Pump:
    """One stream. Make it inside a running event loop; iterate `batches`; `stop` from any thread."""

    def __init__(self, open_stream: Callable[[], Generator[Event, None, None]]) -> None:
        self._open = open_stream
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._stop = threading.Event()
        self.stopped = False
        threading.Thread(target=self._run, name="ragbot-answer", daemon=True).start()

    def stop(self) -> None:
        """End `batches` now. The bot's stream is closed as soon as it hands over its next event."""
        self.stopped = True
        self._stop.set()
        self._put(None)

    async def batches(self, pause: float) -> AsyncGenerator[list[Event], None]:
        """Events as they come, in order; tokens at most every `pause` seconds. Raises what the stream raises.

        Leaving early stops the stream.
        """
        try:
            while not self.stopped:
                batch, ended = await self._ready()
                if batch:
                    yield batch
                if isinstance(ended, Exception):
                    raise ended
                if ended:
                    return
                if batch and all(isinstance(event, Token) for event in batch):
                    await asyncio.sleep(pause)
        finally:
            self._stop.set()

    async def _ready(self) -> tuple[list[Event], Exception | bool]:
        """All that has come, at least one thing; and whether, or with what error, it was the end."""
        batch: list[Event] = []
        item = await self._queue.get()
        while True:
            if item is None or isinstance(item, Exception):
                return batch, item or True
            batch.append(item)
            if self._queue.empty():
                return batch, False
            item = self._queue.get_nowait()

    def _run(self) -> None:
        try:
            with closing(self._open()) as events:  # close() is what stops the model
                for event in events:
                    if self._stop.is_set():
                        break
                    self._put(event)
        except Exception as error:  # noqa: BLE001  # handed to the page's side, which knows how to tell it
            self._put(error)
        self._put(None)

    def _put(self, item: Event | Exception | None) -> None:
        with suppress(RuntimeError):  # the server has gone: there is no page left to tell
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)
