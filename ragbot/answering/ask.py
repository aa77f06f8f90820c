"""One question on its way to an answer."""

from __future__ import annotations

from dataclasses import dataclass

from ragbot import llm
from ragbot.domain import Considered, Coverage, Filters
from ragbot.retrieval import Retrieval
from ragbot.verdicts import Verdict


@dataclass(slots=True)
class Draft:
    """What the model has written so far, and how it ended; `again` is its second try, where the first is unproven."""

    text: str = ""
    again: str = ""
    first_s: float | None = None
    notice: str = ""
    wrote: bool = False
    broken: bool = False
    stats: llm.StreamStats | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, with all that is known of it so far; `asks` is the part of `standalone` that asks."""

    question: str
    standalone: str
    asks: str
    filters: Filters
    coverage: Coverage
    started: float
    retrieve_s: float
    retrieval: Retrieval
    considered: tuple[Considered, ...]
    verdict: Verdict
