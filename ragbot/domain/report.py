"""What an ingest did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """What a folder that is read stands in for: a report calls its files by `name`, and they are known as if they lay in `place`."""

    name: str
    place: Path


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that did not become an article that can be read, and why (a sentence that says what to do)."""

    path: str
    reason: str
    failed: bool = True


@dataclass(frozen=True, slots=True)
class IngestionReport:
    """What one ingest did. Every count is on disk by the time this exists."""

    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    passages: int
    seconds: float

    @property
    def failed(self) -> int:
        return sum(s.failed for s in self.skipped)

    @property
    def usable(self) -> int:
        return self.added + self.updated + self.unchanged
