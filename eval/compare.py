"""Is a result worse than its baseline?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ragbot.errors import SuiteError

_TOLERANCE = 0.02
_LOWER_IS_BETTER = frozenset({"over_refusal"})


def below(result: Mapping[str, Any], baseline: Mapping[str, Any]) -> list[str]:
    """One sentence for each metric that is worse than the baseline by more than its tolerance.

    Tolerances are the baseline's own, by metric, under "tolerance"; 0.02 where it names none. Timings are never
    judged: they belong to the machine. Raises SuiteError for a baseline of another suite.
    """
    if result["suite"] != baseline.get("suite"):
        raise SuiteError(
            f"The baseline is of the suite {baseline.get('suite')!r}, the result of {result['suite']!r}. Name the right baseline."
        )
    tolerance = baseline.get("tolerance") or {}
    worse = []
    for part in ("retrieval", "answers"):
        for name, was in (baseline.get(part) or {}).items():
            now = (result.get(part) or {}).get(name)
            if was is None or (now is None and result.get(part) is None):
                continue
            slack = float(tolerance.get(name, _TOLERANCE))
            loss = (was - (now or 0.0)) * (-1 if name in _LOWER_IS_BETTER else 1)
            if loss > slack + 1e-9:
                worse.append(f"{name} is {now}, the baseline has {was} (tolerance {slack}).")
    return worse
