"""What people asked and what they made of the answers: plain files in the archive's folder, written whole or not at all."""

from ragbot.records.answers import Answers, StoredAnswer
from ragbot.records.conversations import Asked, Conversation, Conversations
from ragbot.records.feedback import REASONS, Feedback, Opinion
from ragbot.records.files import is_id
from ragbot.records.recheck import Rechecked, Standing, recheck
from ragbot.records.store import Records

__all__ = [
    "REASONS",
    "Answers",
    "Asked",
    "Conversation",
    "Conversations",
    "Feedback",
    "Opinion",
    "Rechecked",
    "Records",
    "Standing",
    "StoredAnswer",
    "is_id",
    "recheck",
]
