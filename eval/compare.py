"""Two results side by side: what got worse, which cases flipped, and whether that can be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.metrics import LOWER_IS_BETTER, METRICS
from eval.result import PARTS
from eval.statistics import mean, p_value
from ragbot.errors import SuiteError

Result = Mapping[str, Any]
_TOLERANCE = 0.02
_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric over the cases that both results scored; `p` is two-sided."""

    name: str
    n: int
    before: float
    after: float
    p: float

    @property
    def change(self) -> float:
        return round(self.after - self.before, 4)

    @property
    def verdict(self) -> str:
        """Better, worse, or what cannot be told from chance."""
        if not self.change:
            return "same"
        better = (self.change < 0) == (self.name in LOWER_IS_BETTER)
        word = "better" if better else "worse"
        return word if self.p < _SURE else f"{word}?"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both results tell, and what they do not both tell.

    `judged` is the number of cases of whose answer both say whether it is right, `unjudged` are the others that both
    asked: a run with --retrieval-only writes no answers. `missing` are metrics that one result has alone, `only` the
    ids of cases that one has alone.
    """

    differences: tuple[Difference, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    only: tuple[str, ...]
    judged: int = 0
    unjudged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def compare(before: Result, after: Result) -> Comparison:
    """Paired, over the cases that both have.

    Raises SuiteError for results of different suites, or with no case or no figure in common.
    """
    _same_suite(after, before)
    old, new = _rows(before), _rows(after)
    both = [i for i in old if i in new]
    if not both:
        raise SuiteError("The two results have no case in common. Run the same cases for both.")
    differences, missing = [], []
    for name in [m.name for m in METRICS]:
        scored = [(_score(old[i], name), _score(new[i], name)) for i in both]
        pairs = [(a, b) for a, b in scored if a is not None and b is not None]
        if pairs:
            was, now = zip(*pairs, strict=True)
            differences.append(Difference(name, len(pairs), mean(was) or 0.0, mean(now) or 0.0, p_value(was, now)))
        elif any(score is not None for pair in scored for score in pair):
            missing.append(name)
    judged = [i for i in both if old[i].get("ok") is not None and new[i].get("ok") is not None]
    if not differences and not judged:
        raise SuiteError(
            "The two results have no figure in common. Run the suite in the same way for both, with or without --retrieval-only."
        )
    return Comparison(
        tuple(differences),
        gained=tuple(i for i in judged if new[i]["ok"] and not old[i]["ok"]),
        lost=tuple(i for i in judged if old[i]["ok"] and not new[i]["ok"]),
        only=tuple(sorted(old.keys() ^ new.keys())),
        judged=len(judged),
        unjudged=tuple(i for i in both if i not in set(judged)),
        missing=tuple(missing),
    )


def below(result: Result, baseline: Result) -> list[str]:
    """One sentence for each metric that is worse than the baseline by more than its tolerance.

    Tolerances are the baseline's own, by metric; 0.02 where it names none. Where the two did not ask the same cases,
    the ones that both asked count. Timings are never judged: they belong to the machine.
    Raises SuiteError for a baseline of another suite.
    """
    _same_suite(result, baseline)
    worse = []
    for part in PARTS:
        if result.get(part) is None:
            continue
        for name, was, now in _pairs(result, baseline, part):
            slack = float((baseline.get("tolerance") or {}).get(name, _TOLERANCE))
            loss = (was - now) * (-1 if name in LOWER_IS_BETTER else 1)
            if loss > slack + 1e-9:
                worse.append(f"{name} is {now:g}, the baseline has {was:g} (tolerance {slack:g}).")
    return worse


def _pairs(result: Result, baseline: Result, part: str) -> list[tuple[str, float, float]]:
    """Name, baseline's mean and result's mean of each metric that the baseline has."""
    old, new = _rows(baseline), _rows(result)
    same = old.keys() == new.keys() or not all("scores" in r for r in old.values())
    pairs = []
    for name, was in (baseline.get(part) or {}).items():
        now = (result.get(part) or {}).get(name)
        if not same:
            both = [i for i in old if i in new and name in old[i]["scores"] and name in new[i]["scores"]]
            was = mean([old[i]["scores"][name] for i in both])  # noqa: PLW2901  # the same figure over fewer cases
            now = mean([new[i]["scores"][name] for i in both])
        if was is None or (now is None and not same):
            continue
        worst = 1.0 if name in LOWER_IS_BETTER else 0.0
        pairs.append((name, float(was), worst if now is None else float(now)))
    return pairs


def _same_suite(result: Result, baseline: Result) -> None:
    if result["suite"] != baseline.get("suite"):
        raise SuiteError(
            f"The baseline is of the suite {baseline.get('suite')!r}, the result of {result['suite']!r}. Name the right baseline."
        )


def _rows(result: Result) -> dict[str, Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = result.get("cases") or ()
    return {str(r["id"]): r for r in rows}


def _score(row: Mapping[str, Any], name: str) -> float | None:
    """Results of other programs name their scores in the row itself, and `ok` for the accuracy of what has an answer."""
    given = row["scores"].get(name) if "scores" in row else row.get(_ELSEWHERE.get(name, name))
    return None if given is None else float(given)


_ELSEWHERE = {"accuracy": "ok", "abstained_when_it_should": "ok", "mrr@10": "rr", "answer_in_evidence": "in4"}
