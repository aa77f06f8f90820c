"""What a question of a conversation asks, by itself or with what it leaves to earlier turns."""

from ragbot.conversation.resolving import (
    Standalone,
    is_small_talk,
    may_turn,
    needs_context,
    questions,
    read,
    resolve,
    settled,
    stands_alone,
    usable_rewrite,
    with_questions,
)

__all__ = [
    "Standalone",
    "is_small_talk",
    "may_turn",
    "needs_context",
    "questions",
    "read",
    "resolve",
    "settled",
    "stands_alone",
    "usable_rewrite",
    "with_questions",
]
