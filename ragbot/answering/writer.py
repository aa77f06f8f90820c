"""What an answerer asks of whoever words its answers."""

from __future__ import annotations

from typing import Protocol

from langchain_core.language_models import BaseChatModel


class Writer(Protocol):
    """Who words the answer. `model()` is None where the articles' own sentences are the answer."""

    @property
    def name(self) -> str: ...

    @property
    def optional(self) -> bool:
        """Whether an answer without it is better than an error."""
        ...

    @property
    def rewrites(self) -> bool:
        """Whether it is good enough, and quick enough, to rewrite a follow-up."""
        ...

    @property
    def remembers(self) -> bool:
        """Whether a prompt that begins as the one before it is read from where it differs."""
        ...

    @property
    def trusted(self) -> bool:
        """Whether it has the last word on what the articles do not tell, and on which of two figures holds."""
        ...

    def model(self) -> BaseChatModel | None: ...
