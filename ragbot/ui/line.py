"""Who is answered now and who waits: first come, first served, and nobody waits without knowing for how many."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import suppress

from ragbot.errors import RagbotError


class BusyError(RagbotError):
    """As many are waiting as may."""


class Line:
    """At most `at_once` have their turn, at most `waiting` stand in line. Belongs to one event loop."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._waiting = waiting
        self._inside: set[Turn] = set()
        self._queue: deque[Turn] = deque()

    def join(self) -> Turn:
        """Take a place. Raises BusyError where there is none."""
        turn = Turn(self)
        if len(self._inside) < self._at_once:
            turn.begin()
            self._inside.add(turn)
        elif len(self._queue) < self._waiting:
            self._queue.append(turn)
        else:
            raise BusyError(
                f"The chat is busy: {len(self._inside)} questions are being answered and {len(self._queue)} are waiting. "
                "Ask again in a minute."
            )
        return turn

    def ahead(self, turn: Turn) -> int:
        """How many wait before this one; 0 for the next."""
        return self._queue.index(turn) if turn in self._queue else 0

    def leave(self, turn: Turn) -> None:
        """Give the place up, wherever it was; the next in line has a turn."""
        if turn in self._queue:
            self._queue.remove(turn)
        self._inside.discard(turn)
        while self._queue and len(self._inside) < self._at_once:
            following = self._queue.popleft()
            self._inside.add(following)
            following.begin()


class Turn:
    """A place in the line. Whoever takes one leaves it in the end."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._begun = asyncio.Event()
        self.given_up = False

    def begin(self) -> None:
        self._begun.set()

    async def waits(self, every_s: float) -> AsyncGenerator[int, None]:
        """How many are ahead, again as that changes, until it is this one's turn or it is given up."""
        told = -1
        while not (self._begun.is_set() or self.given_up):
            ahead = self._line.ahead(self)
            if ahead != told:
                told = ahead
                yield ahead
            with suppress(TimeoutError):
                await asyncio.wait_for(self._begun.wait(), every_s)

    def leave(self) -> None:
        self.given_up = True
        self._line.leave(self)
