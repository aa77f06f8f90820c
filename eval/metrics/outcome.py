"""What came of one case: all that the metrics look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eval.case import Case
from ragbot.domain import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """`considered` are article paths, best first, as are the `stages` that led there.

    `evidence` is what the model got to read; `verbatim` says of each quote whether its article holds it.
    `answer` is None when only retrieval ran, or when the case failed: then `error` says how.
    """

    case: Case
    considered: tuple[str, ...] = ()
    stages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: str = ""
    answer: Answer | None = None
    verbatim: tuple[bool, ...] = ()
    retrieve_s: float | None = None
    error: str = ""

    @property
    def cited(self) -> tuple[str, ...]:
        """Paths of the cited articles, each once, in the answer's order."""
        return tuple(dict.fromkeys(c.source_path for c in self.answer.citations)) if self.answer else ()

    @property
    def refused(self) -> bool:
        return self.answer is not None and self.answer.status == "not_found"
