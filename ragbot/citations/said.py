"""What may be said of some quotes: their own words, what stands around them, and what the question has given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from ragbot import text
from ragbot.domain import Article
from ragbot.text import dates

_LOWER = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_]+")


@dataclass(frozen=True)
class Said:
    """The quotes that are to prove a claim, each with its article, and the question that the claim answers."""

    quotes: Sequence[tuple[str, Article]]
    question: str = ""

    @cached_property
    def quoted(self) -> str:
        return " ".join(quote for quote, _ in self.quotes)

    @cached_property
    def stems(self) -> set[str]:
        return text.stems(self.quoted)

    @cached_property
    def asked(self) -> set[str]:
        return text.stems(self.question)

    @cached_property
    def around(self) -> str:
        """Headlines, outlets and authors: these lend a name, never a fact."""
        return " ".join(dict.fromkeys(f"{a.headline} {a.outlet} {a.byline}" for _, a in self.quotes))

    @cached_property
    def written(self) -> date | None:
        return next((a.day for _, a in self.quotes if a.day and not a.doubt), None)

    @cached_property
    def days(self) -> list[dates.Mention]:
        """Times in the quotes, each read on the day its article was written."""
        return [m for q, a in self.quotes for m in dates.mentions(q, a.day)]

    @cached_property
    def out(self) -> list[date]:
        """The days on which the articles were published and updated."""
        return [d.date() for _, a in self.quotes for d in (a.published, a.updated) if d]

    @cached_property
    def quantities(self) -> list[text.Quantity]:
        return [q for words, a in self.quotes for q in dates.quantities(words, a.day)]

    def is_common(self, word: str) -> bool:
        """Whether the articles write the word in lower case somewhere: then it is no name."""
        return any(word.lower() in _common(a.body) for _, a in self.quotes)


@lru_cache(maxsize=64)
def _common(body: str) -> frozenset[str]:
    return frozenset(m.group() for m in _LOWER.finditer(body))
