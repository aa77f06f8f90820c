"""How sure a mean is, and whether two runs differ: by resampling, which asks nothing of the scores' distribution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

_RESAMPLES = 2000
_CONFIDENCE = 0.95
_SEED = 20260101  # the same scores give the same interval


def mean(values: Sequence[float]) -> float | None:
    """The mean rounded to four places; None of nothing."""
    return round(sum(values) / len(values), 4) if values else None


def interval(values: Sequence[float]) -> tuple[float, float] | None:
    """Percentile-bootstrap 95 % interval of the mean (Efron and Tibshirani 1993, ch. 13); None of fewer than two."""
    if len(values) < 2:  # noqa: PLR2004  # one score has no spread
        return None
    if len(set(values)) == 1:
        return (values[0], values[0])
    done = stats.bootstrap(
        (np.asarray(values),),
        np.mean,
        n_resamples=_RESAMPLES,
        confidence_level=_CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return (round(float(done.low), 4), round(float(done.high), 4))


def p_value(before: Sequence[float], after: Sequence[float]) -> float:
    """Two-sided paired permutation test of the mean difference; 1.0 where no pair differs, or one only.

    Exact for few pairs that differ, from 9,999 random sign flips for many (Fisher 1935; Smucker, Allan and
    Carterette, CIKM 2007, on why it fits IR).
    """
    changed = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    changed = changed[changed != 0]
    if changed.size < 2:  # noqa: PLR2004  # one coin says nothing
        return 1.0
    done = stats.permutation_test(
        (changed,),
        np.mean,
        permutation_type="samples",
        n_resamples=9999,
        rng=np.random.default_rng(_SEED),
        vectorized=True,
    )
    return round(float(done.pvalue), 4)
