"""One measured figure, and the table that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, of ragbot and of the tutorial's pipeline, in `unit`; `goal` is for people."""

    what: str
    unit: str
    ragbot: float | None
    tutorial: float | None = None
    goal: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row's cells as text; the ratio is ragbot's figure over the tutorial's."""
        both = self.ragbot is not None and self.tutorial
        ratio = f"{self.ragbot / self.tutorial:.2f}" if both and self.ragbot is not None and self.tutorial else ""
        return self.what, _figure(self.ragbot), _figure(self.tutorial), self.unit, ratio, self.goal


def table(part: str, rows: Iterable[Row]) -> str:
    """The rows under the part's name, in Markdown."""
    lines = [f"| {part} | ragbot | tutorial | | ratio | goal |", "| --- | ---: | ---: | --- | ---: | --- |"]
    return "\n".join([*lines, *("| " + " | ".join(row.cells()) + " |" for row in rows)])


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    return float(np.percentile(seconds, 50)) * 1000, float(np.percentile(seconds, 95)) * 1000


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004  # three digits tell enough
