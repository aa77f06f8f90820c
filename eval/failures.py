"""Where a case went wrong: the first step on the way from question to answer that lost it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
_UNKNOWN = "wrong"
MEANING = {
    "crashed": "The case raised an error.",
    "answered, should refuse": "The articles do not say it, yet an answer was given.",
    "not retrieved": "No gold article is among the first ten.",
    "not in evidence": "A gold article was found, but the sentences with the answer were not given to the model.",
    "refused": "The evidence held the answer, yet it was refused.",
    "said what it must not": "The text holds something that no right answer holds.",
    "wrong answer": "The evidence held the answer, the text does not.",
    _UNKNOWN: "The result does not say enough to tell.",
}


def reason(row: Row) -> str:
    """One of `MEANING` for a case that is not ok, "" for one that is, or that has no answer to be judged."""
    ok = row.get("ok")
    return "" if ok or ok is None else next(name for name, is_it in _STEPS if is_it(row))


def reasons(rows: Sequence[Row]) -> Counter[str]:
    """How many failures arose where, most first."""
    return Counter(dict(Counter(r for row in rows if (r := reason(row))).most_common()))


def _forbidden(row: Row) -> bool:
    return any(re.search(p, row["text"] or "", re.IGNORECASE) for p in row["expect"].get("none", ()))


# In the order in which a question meets them: the first that holds is the reason.
_STEPS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("crashed", lambda r: bool(r.get("error"))),
    (_UNKNOWN, lambda r: "scores" not in r),
    ("answered, should refuse", lambda r: bool(r["expect"].get("abstain"))),
    ("not retrieved", lambda r: bool(r["gold"]) and not r["scores"].get("recall@10")),
    ("not in evidence", lambda r: r["scores"].get("answer_in_evidence") == 0),
    ("refused", lambda r: r["status"] == "not_found"),
    ("said what it must not", _forbidden),
    ("wrong answer", lambda _: True),
)
