"""Questions that take for granted what did not happen: refused, or set right."""

from __future__ import annotations

from eval.metrics.accuracy import is_right
from eval.metrics.metric import Metric, of_kind

FALSE_PREMISE_CAUGHT = Metric("false_premise_caught", "answers", is_right, of_kind("false-premise"))
