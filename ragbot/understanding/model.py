"""What was read out of a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Order = Literal["", "latest", "first"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A stretch of time in UTC, both ends included, either open (None), and the words that named it.

    `explicit` is a wish about when articles were published; else it tells when something happened.
    """

    since: datetime | None
    until: datetime | None
    words: str
    explicit: bool


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question asks for beside its subject; empty where it says nothing of the kind.

    `outlet` and `byline` are spelled as in the archive. An explicit outlet ("according to …") is a wish, any other
    mention a hint. `order` is "latest" or "first" where a state of things is asked for; `speaker` is the person whose
    words are asked for.
    """

    span: TimeSpan | None = None
    outlet: str = ""
    outlet_explicit: bool = False
    byline: str = ""
    order: Order = ""
    speaker: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Only what was inferred, as plain data; "soft" names what does not filter, "words" where it was read."""
        told: dict[str, Any] = {}
        soft: list[str] = []
        words = dict(self.words)
        if self.span:
            ends = {"since": self.span.since, "until": self.span.until}
            told |= {name: end.isoformat() for name, end in ends.items() if end}
            soft += [] if self.span.explicit else [name for name, end in ends.items() if end]
            words |= {name: self.span.words for name, end in ends.items() if end}
        if self.outlet and not self.outlet_explicit:
            soft.append("outlet")
        told |= {n: v for n in ("outlet", "byline", "order", "speaker") if (v := getattr(self, n))}
        if not told:
            return {}
        return told | {"words": {n: w for n, w in words.items() if n in told}} | ({"soft": soft} if soft else {})
