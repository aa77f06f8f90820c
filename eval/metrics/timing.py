"""Percentiles of what was measured."""

from __future__ import annotations

import math
from collections.abc import Iterable


def percentile(values: Iterable[float | int | None], share: float) -> float | None:
    """Nearest-rank percentile, share in 0…1, of the values that are there; None of nothing."""
    numbers = sorted(float(v) for v in values if v is not None)
    return round(numbers[max(0, math.ceil(share * len(numbers)) - 1)], 4) if numbers else None
