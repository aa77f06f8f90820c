"""The three shelves, side by side in one folder."""

from __future__ import annotations

from pathlib import Path

from ragbot.records.answers import Answers
from ragbot.records.conversations import Conversations
from ragbot.records.feedback import Feedback


class Records:
    """Answers, conversations and feedback of one archive. Makes no folder until something is kept.

    One process keeps records of an archive; within it any thread may.
    """

    def __init__(self, home: Path) -> None:
        folder = home / "records"
        self.folder = folder
        self.answers = Answers(folder / "answers")
        self.conversations = Conversations(folder / "conversations")
        self.feedback = Feedback(folder / "feedback.jsonl")
