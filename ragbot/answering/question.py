"""A question as it came in, on one line."""

from __future__ import annotations

import unicodedata

from ragbot.errors import QuestionError


def checked(question: object, most: int) -> str:
    """The question in NFC, without what cannot be printed. Raises QuestionError for what is no text, empty, or longer than
    `most` characters.
    """
    if not isinstance(question, str):
        raise QuestionError(
            f"A question is text, not {type(question).__name__}. Write what you want to know, in words."
        )
    composed = unicodedata.normalize("NFC", question)
    plain = " ".join("".join(c if c.isprintable() else " " for c in composed).split())
    if not any(c.isalnum() for c in plain):
        raise QuestionError("The question is empty. Write what you want to know, in words.")
    if len(plain) > most:
        raise QuestionError(
            f"The question has {len(plain):,} characters; at most {most:,} are read. Shorten it, or raise RAGBOT_QUESTION_CHARS."
        )
    return plain


def encodable(words: str) -> str:
    """The words without halves of characters, which a terminal or a browser may send and no store takes."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode()
