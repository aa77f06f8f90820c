"""What readers thought of answers, and cases for the evaluation made of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from ragbot.errors import StorageError
from ragbot.records import files
from ragbot.records.answers import StoredAnswer

Verdict = Literal["up", "down"]
REASONS = {
    "wrong": "What it says is wrong",
    "incomplete": "Something is missing",
    "source": "It quotes the wrong article",
    "outdated": "It is not the newest state",
    "refused": "The articles do hold the answer",
    "invented": "The articles do not hold an answer",
    "other": "Something else",
}
_COMMENT = 2000
_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Opinion:
    """One reader's verdict on one answer; `reason` is a key of REASONS or ""."""

    verdict: Verdict
    reason: str = ""
    comment: str = ""


class Feedback:
    """A file of JSON lines. Who changes their mind adds a line; the last one counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._last: dict[tuple[str, str], dict[str, Any]] | None = None

    def add(self, stored: StoredAnswer, user: str, opinion: Opinion) -> None:
        """Raises StorageError, also when the file has grown to 100 MB: then somebody plays with it."""
        row = {
            "when": datetime.now(UTC).isoformat(),
            "answer": stored.id,
            "user": user,
            "verdict": opinion.verdict,
            "reason": opinion.reason if opinion.reason in REASONS else "",
            "comment": opinion.comment.strip()[:_COMMENT],
            "case": _case(stored),
        }
        with self._lock:
            if self._path.exists() and self._path.stat().st_size > _MOST_BYTES:
                raise StorageError(
                    f"{self._path} has grown to {_MOST_BYTES / 1e6:.0f} MB. Export it, then move it away."
                )
            files.append(self._path, row)
            self._known()[stored.id, user] = row

    def opinion(self, answer_id: str, user: str) -> Opinion | None:
        """What this user last said of an answer."""
        with self._lock:
            row = self._known().get((answer_id, user))
        return Opinion(row["verdict"], str(row["reason"]), str(row["comment"])) if row else None

    def cases(self) -> list[dict[str, Any]]:
        """A case for each answer that somebody judged, in the form of an evaluation suite's cases.jsonl.

        Where nobody can know from a thumb what a right answer must say, `expect` is empty and `todo` says what a
        person has to write there: a suite is refused until it is done.
        """
        by_answer: dict[str, list[dict[str, Any]]] = {}
        with self._lock:
            last = dict(self._known())
        for (answer_id, _), row in last.items():
            by_answer.setdefault(answer_id, []).append(row)
        return [_completed(rows) for rows in by_answer.values()]

    def _known(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The last word of each reader on each answer; read from the file once."""
        if self._last is None:
            self._last = {(r["answer"], r["user"]): r for r in self._rows()}
        return self._last

    def _rows(self) -> Iterator[dict[str, Any]]:
        for row in files.rows(self._path):
            fit = row.get("verdict") in get_args(Verdict) and isinstance(row.get("case"), dict)
            if fit and {"answer", "user", "reason", "comment"} <= row.keys():
                yield row


def _case(stored: StoredAnswer) -> dict[str, Any]:
    """What is known of a case when the answer is judged: it must not depend on the answer being kept."""
    answer = stored.answer
    asked, told = answer.filters.to_dict(), answer.filters.inferred
    case: dict[str, Any] = {
        "id": f"feedback-{stored.id}",
        "kind": "feedback",
        "question": answer.standalone_question or answer.question,
        "as_of": asked["as_of"],
        "gold": list(dict.fromkeys(c.source_path for c in answer.citations)),
        "status": answer.status,
        "answer": answer.text,
    }
    limits = {k: asked[k] for k in ("since", "until", "outlet") if asked[k] and not told.get(k)}
    return case | ({"filters": limits} if limits else {})


def _completed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    case = dict(rows[-1]["case"])
    down = [r for r in rows if r["verdict"] == "down"]
    reasons = {str(r["reason"]) for r in down}
    refused = case.pop("status", "") == "not_found"
    said = case.pop("answer", "")
    if (refused and not down) or reasons == {"invented"}:
        case |= {"expect": {"abstain": True}, "gold": []}
    else:
        if down:
            case["gold"] = []
        todo = "what a right answer must say" if down else "what of this answer every right one must say"
        case |= {"expect": {"all": []}, "todo": f"Write patterns under expect.all: {todo}. Check gold."}
    case["votes"] = {"up": len(rows) - len(down), "down": len(down)}
    case["reasons"] = sorted(reasons - {""})
    case["comments"] = [str(r["comment"]) for r in rows if r["comment"]]
    case["answered"] = said
    return case
