"""Answers as they were given, each under an id of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ragbot.domain import Answer, answer_from
from ragbot.records import files


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """`sources` has the digest of each cited version, by its id, as it was when the answer was given."""

    id: str
    given: datetime
    answer: Answer
    sources: Mapping[str, str]


class Answers:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, answer: Answer, sources: Mapping[str, str], *, given: datetime | None = None) -> str:
        """Keep an answer for good; gives its id. Raises StorageError."""
        answer_id = files.new_id()
        moment = given or datetime.now(UTC)
        row = {"id": answer_id, "given": moment.isoformat(), "sources": dict(sources), "answer": answer.to_dict()}
        files.write(self._path(answer_id), row)
        return answer_id

    def get(self, answer_id: str) -> StoredAnswer | None:
        """None where there is no such answer, or its file is none that we wrote. Raises StorageError."""
        row = files.read(self._path(answer_id)) if files.is_id(answer_id) else None
        return _stored(row) if row else None

    def remove(self, answer_id: str) -> bool:
        return files.is_id(answer_id) and files.remove(self._path(answer_id))

    def _path(self, answer_id: str) -> Path:
        # two letters a folder: no folder grows beyond what file systems like
        return self._folder / answer_id[:2] / f"{answer_id}.json"


def _stored(row: Mapping[str, Any]) -> StoredAnswer | None:
    try:
        sources = {str(k): str(v) for k, v in row["sources"].items()}
        return StoredAnswer(str(row["id"]), datetime.fromisoformat(row["given"]), answer_from(row["answer"]), sources)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
