"""ragbot: ask an archive of news articles; every sentence of the answer is proven by a verbatim quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ragbot.bot import Ragbot
    from ragbot.domain import Answer, Done, Retrieved, Token

__all__ = ["Answer", "Done", "Ragbot", "Retrieved", "Token"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Lazy, so that `import ragbot.errors` in the model's child process does not load torch.
    if name == "Ragbot":
        from ragbot.bot import Ragbot

        return Ragbot
    if name in __all__:
        from ragbot import domain

        return getattr(domain, name)
    raise AttributeError(f"module 'ragbot' has no attribute {name!r}")
