"""Each user's conversations: a file each, in a folder of the user's own."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ragbot.records import files

_TITLE = 120
_MOST = 500  # exchanges of one conversation


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and the id of its answer."""

    question: str
    answer_id: str


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    title: str
    began: datetime
    changed: datetime
    asked: tuple[Asked, ...]


class Conversations:
    """`user` is whatever tells one user from another; it is hashed and becomes no part of a path. Raises StorageError."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def add(self, user: str, conversation_id: str, asked: Asked) -> str:
        """Add an exchange; begins a conversation where there is none of this id. Gives the conversation's id."""
        now = datetime.now(UTC)
        with self._lock:
            known = self.get(user, conversation_id)
            if known is None or len(known.asked) >= _MOST:
                known = Conversation(files.new_id(), _line(asked.question), now, now, ())
            self._write(user, replace(known, changed=now, asked=(*known.asked, asked)))
        return known.id

    def get(self, user: str, conversation_id: str) -> Conversation | None:
        if not files.is_id(conversation_id):
            return None
        row = files.read(self._path(user, conversation_id))
        return _conversation(row) if row else None

    def listing(self, user: str) -> list[Conversation]:
        """All of a user's, the one that was changed last first."""
        found = [self.get(user, path.stem) for path in self._home(user).glob("*.json")]
        return sorted((c for c in found if c), key=lambda c: (c.changed, c.id), reverse=True)

    def rename(self, user: str, conversation_id: str, title: str) -> bool:
        """False where there is no such conversation, or nothing readable in the title."""
        with self._lock:
            known = self.get(user, conversation_id)
            if known is None or not _line(title):
                return False
            self._write(user, replace(known, title=_line(title)))
            return True

    def remove(self, user: str, conversation_id: str) -> Conversation | None:
        """Take a conversation out; gives what it was."""
        with self._lock:
            known = self.get(user, conversation_id)
            return known if known and files.remove(self._path(user, known.id)) else None

    def _home(self, user: str) -> Path:
        return self._folder / hashlib.sha256(user.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _path(self, user: str, conversation_id: str) -> Path:
        return self._home(user) / f"{conversation_id}.json"

    def _write(self, user: str, known: Conversation) -> None:
        asked = [{"question": a.question, "answer": a.answer_id} for a in known.asked]
        row = {"id": known.id, "title": known.title, "asked": asked}
        row |= {"began": known.began.isoformat(), "changed": known.changed.isoformat()}
        files.write(self._path(user, known.id), row)


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"


def _conversation(row: Mapping[str, Any]) -> Conversation | None:
    try:
        asked = tuple(Asked(str(a["question"]), str(a["answer"])) for a in row["asked"])
        began, changed = datetime.fromisoformat(row["began"]), datetime.fromisoformat(row["changed"])
        return Conversation(str(row["id"]), str(row["title"]), began, changed, asked)
    except (KeyError, TypeError, ValueError):
        return None
