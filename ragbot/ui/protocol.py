"""What the page needs of a bot."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Protocol

from ragbot.domain import Coverage, Event, Turn


class ChatBot(Protocol):
    """`ragbot.Ragbot` is one; the page knows no more of it than this."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | Sequence[str]] = (),
        since: Any = None,
        until: Any = None,
        outlet: str | None = None,
        as_of: Any = None,
    ) -> Generator[Event, None, None]: ...

    def outlets(self) -> list[str]: ...

    def coverage(self) -> Coverage: ...

    def examples(self) -> list[str]: ...

    def describe(self) -> str: ...
