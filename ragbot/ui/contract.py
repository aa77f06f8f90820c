"""What the chat needs of a bot. Anything with these methods can be put behind the page."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from ragbot.catalogue import Kept
from ragbot.domain import Article, Coverage, Event, Turn


class ChatBot(Protocol):
    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        as_of: str | None = None,
        infer: bool = True,
    ) -> Generator[Event, None, None]:
        """`Retrieved`, `Token`s, `Done`. Closing it must stop the model. Raises RagbotError."""
        ...

    def article(self, article_id: str) -> Article | None:
        """The whole article that a citation or a considered one names; None if it has left the archive."""
        ...

    def versions(self, article_id: str) -> Sequence[Kept]:
        """All versions of the story that an article is one of, the newest last."""
        ...

    def outlets(self) -> list[str]: ...

    def coverage(self) -> Coverage: ...

    def examples(self) -> list[str]: ...

    def describe(self) -> str:
        """The language model in use, for people."""
        ...
